"""The roof: settings, addresses, wiring and the desk; sees every room, is imported by none."""
