"""The parts of restore tests, each declared by one function."""
