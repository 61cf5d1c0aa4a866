"""Settings of the chain and the word list at the desk."""

from django.contrib import admin

from disclosure.publishing.desk.office import OfficeAdmin
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
