"""Feature apps of the portal, stacked in floors; tests/test_architecture.py holds the table."""
