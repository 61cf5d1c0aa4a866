from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "disclosure.register"
    label = "register"
    verbose_name = "公开目录"
