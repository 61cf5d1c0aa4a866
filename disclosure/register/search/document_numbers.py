"""发文字号: 玉府办字〔2021〕36号, however brackets, width and blanks were typed."""

import re

from .text import folded

_NUMBER = re.compile(r"^([\u4e00-\u9fff]{1,20})\(((?:19|20)\d{2})\)(?:第)?0*(\d{1,6})号?$")


def number_key(document_number: str) -> str:
    """The form in which two spellings of one number are equal; of other identifiers, the folded text without blanks."""
    compact = folded(document_number).replace(" ", "")
    match = _NUMBER.match(compact)
    return f"{match[1]}({match[2]}){match[3]}" if match else compact[:120]


def is_document_number(text: str) -> bool:
    """True if the whole text is a 发文字号 in any bracket form."""
    return bool(_NUMBER.match(folded(text).replace(" ", "")))
