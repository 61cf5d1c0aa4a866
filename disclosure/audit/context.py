"""From where the present act comes: set once for a request by the roof's middleware, read by `record`."""

from contextlib import contextmanager
from contextvars import ContextVar

_address: ContextVar[str] = ContextVar("audit_address", default="")


@contextmanager
def acting_from(address: str):
    """Every act recorded inside the block carries this network address."""
    token = _address.set(address or "")
    try:
        yield
    finally:
        _address.reset(token)


def current_address() -> str:
    """The address of the present act, or an empty string outside a request."""
    return _address.get()
