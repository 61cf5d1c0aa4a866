"""Uploaded files: what may come in, under which name, and how it is sent out again.

`check_upload` reads a file once, in pieces, and answers with what it really is or refuses it with one sentence.
Nothing here stores anything; nothing is unpacked to disk; memory stays bounded whatever the file claims.
"""

from .checks import CheckedFile, check_upload
from .names import safe_name
from .refusals import RefusedFile
from .serving import RangeAnswer, content_disposition, inline_allowed, serve_range

__all__ = [
    "CheckedFile",
    "RangeAnswer",
    "RefusedFile",
    "check_upload",
    "content_disposition",
    "inline_allowed",
    "safe_name",
    "serve_range",
]
