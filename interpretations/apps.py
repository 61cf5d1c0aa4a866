from django.apps import AppConfig


class InterpretationsConfig(AppConfig):
    name = "interpretations"
    label = "interpretations"
    verbose_name = "解读与互动"
    default_auto_field = "django.db.models.BigAutoField"
