"""The function that makes one message of all that tells of a backup gone wrong.

What reads and words a message is pure, and is what a rehearsal runs too.
"""
