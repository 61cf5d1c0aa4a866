from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "disclosure.compliance"
    label = "compliance"
    verbose_name = "监督检查"
    default_auto_field = "django.db.models.BigAutoField"
