"""What the alerts of an account are, in plain values: what is told, to whom, in which words."""
