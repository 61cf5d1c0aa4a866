"""监督检查: what the portal checks on itself, what is owed, what follows from it. Knows no content; everything comes by plug.

Doors in: `indicators.py: INDICATORS`, `obligations.py: OBLIGATIONS`, `figures.py: FIGURES`, `outlinks.py: OUTLINKS` of the
installed apps. Doors out: `checking.run_day`, `actions`, `dashboard`, `calendar`, and the pages under /admin/compliance/.
"""
