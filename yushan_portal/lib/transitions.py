"""A workflow is a table of transitions. Buttons, permissions and the who-may-do-what matrix are read from it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Transition:
    """One row: who may take a thing from which states to which state, by which verb.

    `target` None means the state stays. `roles` are codes of departments.roles.Role; holding one of them for the
    thing's organ is enough. `two_person` refuses the author (and last editor) of the text.
    """

    verb: str
    name: str
    sources: tuple[str, ...]
    target: str | None
    roles: tuple[str, ...]
    clause: str = ""
    reason_required: bool = False
    two_person: bool = False


def transition(table: tuple[Transition, ...], verb: str) -> Transition:
    """The row of `table` for `verb`; KeyError if the workflow has no such verb."""
    for row in table:
        if row.verb == verb:
            return row
    raise KeyError(verb)
