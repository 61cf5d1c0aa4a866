"""Other names of the 26 domains: 征地补偿 finds 农村集体土地征收."""

from disclosure.catalogue.models import Domain
from yushan_portal.lib.labels import SynonymSource


def _expand(word: str) -> tuple[str, ...]:
    for name, aliases in Domain.objects.exclude(aliases=[]).values_list("name", "aliases"):
        if word == name:
            return tuple(aliases)
        if word in aliases:
            return (name,)
    return ()


SYNONYMS = (SynonymSource("领域别称", _expand),)
