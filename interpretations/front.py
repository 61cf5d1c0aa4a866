"""What the room puts on the front page: for whom."""

from interpretations.presentation import audience_tiles
from yushan_portal.lib.front import FrontBox, FrontBoxMaker

SHOWN = 8


def for_me(on) -> FrontBox:
    """和我有关: the situations that most people are in."""
    tiles = [tile for tile in audience_tiles() if not tile["url"].endswith("=residents")]
    return FrontBox(
        title="和我有关",
        anchor="for-me",
        more_url="/for-me/",
        more_label="更多情况、选乡镇",
        note="选您的情况，看能享受的政策和怎么办；看不懂可以直接问政策专员",
        tiles=tuple(tiles[:SHOWN]),
    )


FRONT_BOXES = (FrontBoxMaker(5, for_me),)
