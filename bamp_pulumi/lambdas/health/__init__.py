"""Is everything backed up now: what was read of an account against what is promised.

`records` is what was read, `expected` what is promised, `judge` the one judgement. Reading needs
boto3; judging needs nothing but the standard library.
"""
