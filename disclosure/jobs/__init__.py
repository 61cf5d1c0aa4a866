"""Background work with progress, cancel and result."""
