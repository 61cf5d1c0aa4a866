"""Where files lie: originals and published copies apart, neither inside a folder that a web server may list."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class _Here(FileSystemStorage):
    """FileSystemStorage that asks the settings at each use."""

    folder = ""

    @property
    def base_location(self):
        return str(Path(settings.MEDIA_ROOT) / self.folder)

    @property
    def location(self):
        return str((Path(settings.MEDIA_ROOT) / self.folder).absolute())


class OriginalStorage(_Here):
    """Files as they were uploaded; restricted."""

    folder = "originals"


class PublicCopyStorage(_Here):
    """Copies without author names, comments and revision marks."""

    folder = "public"


def originals():
    return OriginalStorage()


def public_copies():
    return PublicCopyStorage()
