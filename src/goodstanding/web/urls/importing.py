"""Addresses of workbooks that come in and go out."""

from django.urls import URLPattern, path

from goodstanding.web.views import importing, undoing

urlpatterns: list[URLPattern] = [
    path("import/", importing.imports, name="imports"),
    path("import/template.xlsx", importing.template, name="template"),
    path("import/<int:number>/", importing.import_preview, name="import_preview"),
    path("import/<int:number>/accept/", importing.import_accept, name="import_accept"),
    path("import/<int:number>/undo/", undoing.import_undo, name="import_undo"),
    path("export/team.xlsx", importing.export, name="export"),
    path("demo/remove/", importing.demo_remove, name="demo_remove"),
]
