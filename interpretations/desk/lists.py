"""Lists of what is no publishable thing, set as the desk sets its own: filters above, nothing counted twice."""

from disclosure.publishing.desk.filters import filter_line, search_names


class DeskList:
    """Mixin before admin.ModelAdmin. `room_links` are (label, address) of pages that belong beside the list."""

    change_list_template = "interpretations/desk/list.html"
    room_links: tuple[tuple[str, str], ...] = ()
    show_full_result_count = False

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, {"room_links": self.room_links} | (extra_context or {}))
        changes = getattr(response, "context_data", None)
        if changes and "cl" in changes:
            changes |= {
                "filters": [filter_line(spec, changes["cl"]) for spec in changes["cl"].filter_specs],
                "kept_filters": [(name, value) for name, value in request.GET.items() if name not in ("q", "p")],
                "search_hint": "、".join(search_names(self)),
            }
        return response
