"""The officers' pages of decisions: forms, opinions and ledger, stages, hearings, representatives."""
