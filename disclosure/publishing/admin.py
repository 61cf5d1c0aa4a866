"""Settings of the chain and the word list at the desk."""

from django import forms
from django.contrib import admin

from disclosure.publishing.desk.office import OfficeAdmin
from disclosure.publishing.kinds import models_by_kind
from disclosure.publishing.models import ChainSetting, WordRule


@admin.register(WordRule)
class WordRuleAdmin(OfficeAdmin):
    list_display = ("pattern", "suggestion", "level", "note", "active")
    list_filter = ("level", "active")
    search_fields = ("pattern", "suggestion")
    fields = ("pattern", "suggestion", "level", "note", "active")


@admin.register(ChainSetting)
class ChainSettingAdmin(OfficeAdmin):
    list_display = ("kind", "organ", "steps")
    list_filter = ("kind", "steps")

    def formfield_for_dbfield(self, db_field, request, **options):
        if db_field.name == "kind":
            kinds = [(kind, str(model._meta.verbose_name)) for kind, model in models_by_kind().items()]
            return forms.ChoiceField(label=db_field.verbose_name, choices=kinds)
        return super().formfield_for_dbfield(db_field, request, **options)
