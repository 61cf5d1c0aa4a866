"""Rich text: what the editor, a paste or an import brings becomes plain semantic HTML before it is stored.

One allow-list (`allowed`), one door (`clean`), and what pages need of a body: its text, its anchors, its differences.
"""

from .anchors import Heading, with_anchors
from .cleaning import clean
from .comparison import DiffRow, diff_blocks
from .images import extract_images, lost_images
from .safe import safe_html
from .text import from_text, plain_text

__all__ = [
    "DiffRow",
    "Heading",
    "clean",
    "diff_blocks",
    "extract_images",
    "from_text",
    "lost_images",
    "plain_text",
    "safe_html",
    "with_anchors",
]
