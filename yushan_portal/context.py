"""What every template knows: the site's identifiers and how the reader wants to read."""

from django.conf import settings

from yushan_portal.navigation import menu
from yushan_portal.reading import Reading


def site(request):
    """site: settings.SITE; demo: mark every page 示例; reading: elder mode, text size, contrast; navigation: the menu."""
    return {
        "site": settings.SITE,
        "demo": settings.DEMO,
        "reading": Reading.of(request),
        "navigation": menu(),
    }
