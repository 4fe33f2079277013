"""`python -m bamp_pulumi.cli`."""

from bamp_pulumi.cli import main

main()
