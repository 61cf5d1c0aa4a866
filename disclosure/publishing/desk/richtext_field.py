"""The one form field that knows which editor is used (ADR 0002). Another editor takes its place by changing this file.

Nothing that is stored depends on it: `publishing.actions` clean every body. Without scripts it is a plain text area.
"""

from ckeditor.widgets import CKEditorWidget
from csp.constants import SELF, UNSAFE_INLINE
from django import forms
from django.template.loader import render_to_string

CLASSES = "align-left,align-center,align-right,align-justify,indent,addressed-to,signature,note"

CONFIG = {
    "skin": "moono-lisa",
    "height": 420,
    "width": "100%",
    "versionCheck": False,
    "fullPage": False,
    "customConfig": "",
    "stylesSet": False,
    "contentsCss": "/static/css/desk-editor.css",
    "entities": False,
    "removePlugins": "about,exportpdf,scayt,wsc,iframe,flash,sourcearea,sourcedialog,codesnippet,embed,embedsemantic,"
    "autoembed,smiley,templates,forms,newpage,preview,print,save,language,bidi,elementspath,mathjax,docprops,filebrowser,"
    "uploadimage,uploadfile,image2,stylescombo,colorbutton,font",
    "extraPlugins": "justify",
    "removeDialogTabs": "link:advanced;image:advanced;image:Link;table:advanced",
    "removeButtons": "",
    "format_tags": "p;h2;h3;h4",
    "justifyClasses": ["align-left", "align-center", "align-right", "align-justify"],
    "allowedContent": {
        "p h2 h3 h4 figcaption": {"styles": "text-align,text-indent", "classes": CLASSES},
        "td th": {"attributes": "colspan,rowspan,scope", "styles": "text-align", "classes": CLASSES},
        "strong b em i u s sub sup br hr blockquote ul li table caption thead tbody tfoot tr": True,
        "ol": {"attributes": "start"},
        "a": {"attributes": "!href,title"},
        "img": {"attributes": "!src,alt,width,height"},
    },
    "pasteFilter": None,
    "forcePasteAsPlainText": False,
    "pasteFromWordPromptCleanup": False,
    "pasteFromWordRemoveFontStyles": True,
    "pasteFromWord_inlineImages": True,
    "disableNativeSpellChecker": True,
    "title": "正文编辑区",
    "toolbar": [
        ["Undo", "Redo"],
        ["Format", "Bold", "Italic", "Underline"],
        ["JustifyLeft", "JustifyCenter", "JustifyRight"],
        ["NumberedList", "BulletedList", "Table"],
        ["Link", "Unlink", "SpecialChar"],
        ["PasteFromWord", "PasteText", "RemoveFormat", "Find", "Maximize"],
    ],
}


class RichTextWidget(CKEditorWidget):
    """The editor over a text area, with the walls of ADR 0002."""

    def __init__(self, *args, **options):
        options.setdefault("template_name", "publishing/desk/richtext.html")
        super().__init__(*args, **options)
        self.config = dict(CONFIG)

    def _render(self, template_name, context, renderer=None):
        return render_to_string(template_name, context)


class RichTextField(forms.CharField):
    """A body as HTML."""

    widget = RichTextWidget

    def __init__(self, **options):
        super().__init__(**({"strip": False, "required": False} | options))


EDITOR_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}
"""Measured (ADR 0002): CKEditor 4 writes handlers and styles into the page. Only pages that carry it get this."""


def with_editor(response):
    """Mark a response that carries the editor, so that its content security policy allows for it."""
    response._csp_replace = EDITOR_POLICY
    return response
