"""What AWS can do: resource types and their abilities, limits and identities.

Data with sources and dates, in typed frozen rows; one table for each fact, read by policy,
inheritance, offline runner, coverage and documents alike. No preference of ours enters here.
"""
