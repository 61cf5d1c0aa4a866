from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "disclosure.documents"
    label = "documents"
    verbose_name = "文件与信息"
    default_auto_field = "django.db.models.BigAutoField"
