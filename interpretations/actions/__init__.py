"""Whatever changes the record of this room, a noun a file."""
