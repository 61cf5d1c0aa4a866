"""Official papers (公文, GB/T 9704-2012) read from .docx, .txt, .html and .ofd into proposed metadata and a body.

What was understood is said, what was not is said too, and nothing is guessed: a person decides with both lists at hand.
"""

from .paper import Paper, PaperImage
from .reading import read_paper

__all__ = ["Paper", "PaperImage", "read_paper"]
