"""WSGI entry: `granian --interface wsgi yushan_portal.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yushan_portal.settings")
application = get_wsgi_application()
