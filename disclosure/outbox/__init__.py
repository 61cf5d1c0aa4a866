"""Mail and messages: queued in the caller's transaction, sent with proof. Stands on floor 1; content queues here.

What is promised: a message is queued once for its key; it is sent once, or, if a worker died between sending and
noting it, at most once more with the same Message-ID and Date, so that a mail server or reader can drop the double;
such a message is shown as uncertain. Outages are caught up with; what is unsent for an hour is an alarm.
"""
