"""Who listens to what is written here and nowhere else."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PortalConfig(AppConfig):
    """The roof."""

    name = "yushan_portal"
    verbose_name = "政务公开平台"


class DeskConfig(AdminConfig):
    """django.contrib.admin with the clerk's desk as its site."""

    default_site = "yushan_portal.desk.Desk"
