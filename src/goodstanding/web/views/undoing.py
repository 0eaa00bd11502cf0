"""The page on which an import is taken back, after it has said what that does."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goodstanding.services import imports, undoing
from goodstanding.services.access import May
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.importing import UndoForm
from goodstanding.web.views.recording.filling import FormPage, done_before, fill_in, typed_in

MOST = 200
"""So many reasons and people are named; the rest are counted."""


@require_http_methods(["GET", "HEAD", "POST"])
@page(May.UNDO_IMPORT)
def import_undo(request: Asked, number: int) -> HttpResponse:
    """What would be taken back and what stands in the way; then do it."""
    staged = imports.found(by=request.actor, number=number)
    if staged is None:
        raise Http404
    back = reverse("import_preview", args=[number])
    if before := done_before(request, back):
        return before
    if staged.accepted_seq is None:
        return redirect(back)
    found = undoing.preview(by=request.actor, staged=staged)
    shown = {"staged": staged, "found": found, "most": MOST}
    if found.refused:
        return render(request, "import_undo_refused.html", shown)
    form = UndoForm(typed_in(request), now=str(found.seq))
    if not found.later:
        del form.fields["along"]

    def record() -> str:
        along = bool(form.cleaned_data.get("along"))
        undoing.undo(by=request.actor, staged=staged, along=along, seen=found.seq)
        return f"The import of {staged.name} is undone."

    about = FormPage(
        heading=f"Undo the import of {staged.name}?",
        submit="Undo the import",
        back=back,
        kicker=staged.name,
        under="Nothing is deleted: the journal keeps what was on record until now.",
        danger=True,
    )
    return fill_in(request, about, form, record, "import_undo.html", shown)
