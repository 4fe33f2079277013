"""Code that runs inside AWS: the standard library, and boto3 where AWS is called.

A component packs a package of this room unchanged, and nothing else of the library.
"""
