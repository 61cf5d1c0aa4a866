"""Mail and messages: queued in the caller's transaction, sent with proof."""
