from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "disclosure.notices"
    label = "notices"
    verbose_name = "公示"
    default_auto_field = "django.db.models.BigAutoField"
