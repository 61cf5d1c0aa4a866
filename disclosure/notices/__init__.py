"""Fiscal and enforcement notices as structured records."""
