"""Which publishable kinds are installed, by code."""

from functools import cache

from django.apps import apps

from disclosure.publishing.models import Publishable
from yushan_portal.lib.plugins import offered


@cache
def models_by_kind() -> dict[str, type[Publishable]]:
    """Every concrete subclass of Publishable under its `kind`."""
    found = {model.kind: model for model in apps.get_models() if issubclass(model, Publishable)}
    if "" in found:
        raise TypeError(f"{found[''].__name__} has no kind")
    return found


def thing_of(kind: str, thing_id):
    """The thing itself; None if the kind is not installed or no such row is there."""
    model = models_by_kind().get(kind)
    return model.objects.filter(pk=thing_id).first() if model else None


def kind_name(kind: str) -> str:
    """What a clerk calls it."""
    model = models_by_kind().get(kind)
    return str(model._meta.verbose_name) if model else kind


@cache
def _fact_builders() -> dict:
    return dict(offered("register_entry", "REGISTER_ENTRIES"))


def entry_facts(thing):
    """The register row of a thing, written by its own app (`register_entry.py`); KeyError if it offers none."""
    return _fact_builders()[thing.kind](thing)


@cache
def _followers() -> dict:
    return {kind: (shown, taken_back) for kind, shown, taken_back in offered("releasing", "RELEASES")}


def shown_with(thing, at) -> dict:
    """What a thing is made of becomes public in its transaction (`releasing.py: RELEASES`); adds to the ledger row."""
    follower = _followers().get(thing.kind)
    return follower[0](thing, at) if follower else {}


def taken_back_with(thing, at) -> dict:
    """The same for withdrawal."""
    follower = _followers().get(thing.kind)
    return follower[1](thing, at) if follower else {}
