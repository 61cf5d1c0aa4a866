"""Boxes of the front page: a room offers its own in `front.py: FRONT_BOXES`; a room that is not built offers none."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class FrontBox:
    """One box as templates/portal/front_box.html shows it.

    cards    arguments of components/card.html (title, url, facts, text, status, deadline), at most three
    tiles    arguments of components/tile_grid.html
    empty    {title, text, links [{label, url}]} shown in place of cards when there are none
    """

    title: str
    anchor: str
    more_url: str = ""
    more_label: str = ""
    note: str = ""
    cards: tuple[dict, ...] = ()
    tiles: tuple[dict, ...] = ()
    empty: dict = field(default_factory=dict)


@dataclass(frozen=True)
class FrontBoxMaker:
    """`make(on)` gives the box of that day, or None where there is nothing to say; lower `order` stands higher."""

    order: int
    make: Callable[[date], FrontBox | None]
