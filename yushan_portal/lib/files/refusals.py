"""A refusal is one sentence that the person who chose the file understands."""

MARKUP = (b"<script", b"<!doctype", b"<html", b"<iframe", b"<?php")
"""Never found by chance in an honest picture, sound or film: each is at least five characters long."""


class RefusedFile(ValueError):
    """The file is not taken. `str(error)` is the Chinese sentence to show beside the field."""

    @property
    def sentence(self) -> str:
        return str(self)


def refuse_markup(piece: bytes) -> None:
    """A page or a script hidden in a picture, sound or film is refused, wherever in the file it stands."""
    lowered = piece.lower()
    if any(token in lowered for token in MARKUP):
        raise RefusedFile("文件里夹带了网页或脚本代码，不能上传；请从原始软件重新导出这个文件。")
