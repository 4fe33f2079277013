"""Code that runs inside AWS: the standard library, and boto3 where AWS is called.

A component packs a package of this room as it stands; nothing else of the library goes with it.
"""
