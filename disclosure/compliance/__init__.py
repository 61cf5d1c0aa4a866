"""Indicators, duties, dashboards, the work plan."""
