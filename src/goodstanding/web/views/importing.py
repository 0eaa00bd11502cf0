"""Pages for workbooks that come in and go out, and for the end of the demonstration."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodstanding.files.unwritable import Unwritable
from goodstanding.files.workbook.problem import Problem
from goodstanding.records.journal import Conflict
from goodstanding.records.models import Import
from goodstanding.services import demo, exports
from goodstanding.services import imports as services
from goodstanding.services.access import May, Wrong
from goodstanding.services.catching_up import progress
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.importing import WorkbookForm
from goodstanding.web.uploads import too_large

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PEOPLE_ON_A_PAGE = 25
MOST_PROBLEMS = 200
"""How many problems are shown; whoever has more mends these first."""
FEW = 12
"""So many stand open; more are folded."""
SECONDS = 3
"""So often a page that shows progress is asked for again."""


@require_http_methods(["GET", "HEAD", "POST"])
@page(May.IMPORT, May.EXPORT)
def imports(request: Asked) -> HttpResponse:
    """Bring a workbook, take one along, and what came in before."""
    posted = request.method == "POST"
    form = WorkbookForm(request.POST, request.FILES) if posted else WorkbookForm()
    if posted:
        staged = _staged(request, form)
        if staged:
            return redirect("import_preview", staged.pk)
    shown = {"form": form, "past": services.past(by=request.actor)}
    return render(request, "imports.html", shown, status=422 if form.errors else 200)


def _staged(request: Asked, form: WorkbookForm) -> Import | None:
    """The file that was sent; None, with the reason in the form, when it cannot be taken."""
    if size := too_large(request):
        form.errors["file"] = form.error_class([services.too_large(size)])
        return None
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        if file.size > services.MOST_BYTES:
            raise Wrong("file", services.too_large(file.size))
        return services.stage(by=request.actor, name=file.name, content=file.read())
    except Wrong as wrong:
        form.add_error("file", wrong.text)
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@page(May.IMPORT)
def import_preview(request: Asked, number: int) -> HttpResponse:
    """What a workbook would record; a POST throws the file away."""
    staged = _mine(request, number)
    if request.method == "POST":
        return _throw_away(request, staged)
    if staged.accepted_seq is not None:
        return _accepted(request, staged)
    if now := services.underway(by=request.actor, staged=staged):
        answer = render(request, "import_underway.html", {"staged": staged, "now": now})
        return answer if now.failed else again_soon(answer)
    preview = services.preview(by=request.actor, staged=staged)
    if preview.refused:
        return render(request, "import_refused.html", {"staged": staged, "why": preview.refused})
    plan = preview.plan
    shown = {
        "staged": staged,
        "preview": preview,
        "plan": plan,
        "counted": services.counted_words(plan),
        "people": Paginator(plan.changed, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page")),
        "errors": _some(plan.errors),
        "warnings": _some(plan.warnings),
    }
    return render(request, "import_preview.html", shown)


def _throw_away(request: Asked, staged: Import) -> HttpResponse:
    try:
        services.discard(by=request.actor, staged=staged)
    except Wrong as wrong:
        messages.warning(request, wrong.text)
        return redirect("import_preview", staged.pk)
    messages.success(request, f"{staged.name} is thrown away; nothing of it was recorded.")
    return redirect("imports")


def _accepted(request: Asked, staged: Import) -> HttpResponse:
    anew = progress(request.actor.organisation)
    answer = render(request, "import_accepted.html", {"staged": staged})
    return again_soon(answer) if anew else answer


def again_soon(answer: HttpResponse) -> HttpResponse:
    """A page that shows how far something is; the browser asks for it again by itself."""
    answer["Refresh"] = str(SECONDS)
    return answer


def _some(problems: list[Problem]) -> dict[str, Any]:
    first = problems[:MOST_PROBLEMS]
    return {"all": len(problems), "first": first, "open": len(problems) <= FEW}


@require_POST
@page(May.IMPORT)
def import_accept(request: Asked, number: int) -> HttpResponse:
    """Record all of it, once."""
    staged = _mine(request, number)
    typed = request.POST.get("seq", "")
    seen = int(typed) if typed.isdecimal() and len(typed) < 19 else None
    try:
        if services.is_large(staged):
            services.ask(by=request.actor, staged=staged, seen=seen)
            return redirect("import_preview", staged.pk)
        services.accept(by=request.actor, staged=staged, seen=seen)
    except Conflict:
        messages.warning(
            request,
            "Meanwhile something else was recorded. This is what the workbook says now: "
            "look again, then accept.",
        )
        return redirect("import_preview", staged.pk)
    except Wrong as wrong:
        messages.error(request, wrong.text)
        return redirect("import_preview", staged.pk)
    messages.success(request, f"{staged.name} is on record.")
    return redirect("imports")


def _mine(request: Asked, number: int) -> Import:
    found = services.found(by=request.actor, number=number)
    if found is None:
        raise Http404
    return found


@require_safe
@page(May.EXPORT)
def export(request: Asked) -> HttpResponse:
    """The company's workbook, to be saved."""
    try:
        content = exports.export(by=request.actor)
    except Unwritable as unwritable:
        messages.error(request, unwritable.sentence)
        return redirect("imports")
    return _saved(content, f"team-{request.actor.today.isoformat()}.xlsx")


@require_safe
@page(May.IMPORT)
def template(request: Asked) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """An empty workbook to begin with, to be saved."""
    return _saved(exports.template(), "template.xlsx")


def _saved(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@page(May.REMOVE_DEMO)
def demo_remove(request: Asked) -> HttpResponse:
    """Ask once more, then take the demonstration away."""
    if not request.actor.organisation.is_demo:
        raise Http404
    if request.method == "POST":
        demo.remove(by=request.actor)
        messages.success(request, "The demonstration is removed.")
        return redirect("start")
    return render(request, "demo_remove.html")
