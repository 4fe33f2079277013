"""The alerts of an account, in plain values: what is sent, to whom, in which words."""
