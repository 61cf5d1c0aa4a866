"""The ground: no tables; imports Django and third-party packages only. Every room may stand on it."""
