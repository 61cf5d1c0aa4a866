"""Boxes that pages of other rooms show."""
