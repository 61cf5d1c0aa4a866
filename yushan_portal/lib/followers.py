"""What must follow in the very transaction in which something becomes public, changes or is withdrawn.

An app offers `followers.py: FOLLOWERS`, a tuple of callables `(thing, verb, at)`. publishing.actions calls them after the
register row is written and before the commit: an answer that quotes a superseded paper is stale at that instant.
`verb` is publish, urgent, withdraw or restore. A follower that fails undoes the whole act.
"""

from collections.abc import Callable
from datetime import datetime

Follower = Callable[[object, str, datetime], None]
