"""Restore tests, in plain values: when, of what, as which role, into which network."""
