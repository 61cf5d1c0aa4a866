"""Pages of the desk that look into several rooms: the home, the ledger, the calendar of working days, jobs."""
