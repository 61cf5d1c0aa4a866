"""How an app offers something to a host below it: one file of a fixed name, one tuple inside."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


@cache
def offered(module: str, attribute: str) -> tuple:
    """Everything the installed apps offer under `<app>/<module>.py: attribute`, in the order of INSTALLED_APPS.

    An app without that file offers nothing; a file without that attribute is a fault and raises AttributeError.
    """
    found: list = []
    for config in apps.get_app_configs():
        name = f"{config.name}.{module}"
        if not config.name.startswith(("disclosure.", "decisions", "interpretations", "yushan_portal")):
            continue
        if find_spec(name) is not None:
            found.extend(getattr(import_module(name), attribute))
    return tuple(found)
