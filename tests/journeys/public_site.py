"""What the tests of the public site share: the demonstration county and a list of every public address pattern."""

import re
from contextlib import contextmanager

from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

BEHIND_SIGN_IN = ("admin/",)
IN_ROUTE = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
IN_REGEX = re.compile(r"\(\?P<(?P<name>\w+)>(?:[^()]|\([^()]*\))*\)")


@contextmanager
def demo_county(media):
    """The demonstration data inside a transaction that is rolled back, with files in the folder `media`."""
    with override_settings(DEMO=True, MEDIA_ROOT=str(media)), transaction.atomic():
        call_command("load_reference", verbosity=0, stdout=_Nowhere())
        call_command("load_demo", verbosity=0, stdout=_Nowhere())
        yield
        transaction.set_rollback(True)


class _Nowhere:
    def write(self, *_):
        return 0


def patterns():
    """(view name, template of the path with {name} for each argument, argument names) of every public address."""
    return [row for row in _below(get_resolver(), "/", "") if not row[1].startswith(BEHIND_SIGN_IN, 1)]


def _below(resolver, front: str, namespace: str):
    for entry in resolver.url_patterns:
        path, names = _template(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _below(entry, front + path, inner)
        elif isinstance(entry, URLPattern):
            whole = front + path
            yield f"{namespace}{entry.name or whole}", whole, tuple(re.findall(r"\{(\w+)\}", whole))


def _template(pattern):
    if isinstance(pattern, RoutePattern):
        return IN_ROUTE.sub(lambda found: "{" + found["name"] + "}", str(pattern)), ()
    text = IN_REGEX.sub(lambda found: "{" + found["name"] + "}", str(pattern))
    return text.lstrip("^").rstrip("$").replace("\\", ""), ()
