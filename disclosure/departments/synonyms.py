"""Names by which people know an organ, for search: 住建局 finds what 玉山县住房和城乡建设局 published."""

from disclosure.departments.naming import find_organ, names_of
from yushan_portal.lib.labels import SynonymSource


def _expand(text: str) -> tuple[str, ...]:
    organ = find_organ(text)
    return tuple(name for name in names_of(organ) if name != text) if organ else ()


SYNONYMS = (SynonymSource("organs", _expand),)
