"""Public pages, a noun a file."""
