from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "disclosure.outbox"
    label = "outbox"
    verbose_name = "发件箱"
    default_auto_field = "django.db.models.BigAutoField"
