from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "disclosure.catalogue"
    label = "catalogue"
    verbose_name = "标准目录"
    default_auto_field = "django.db.models.BigAutoField"
