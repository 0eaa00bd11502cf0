"""Pages with the papers that prove a credit or an activity: looked at, brought in, detached."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from goodstanding.files.guarded.limits import megabytes
from goodstanding.records.models import Activity, Evidence, Fact, FactKind
from goodstanding.services import evidence
from goodstanding.services.access import Forbidden, May, Wrong
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.papers import PaperForm
from goodstanding.web.uploads import too_large
from goodstanding.web.views.recording.filling import back_of
from goodstanding.web.views.recording.found import the_activity, the_fact

DRAWN = ("image/jpeg", "image/png", "image/webp")
"""What every browser draws; the rest is saved."""


@dataclass(frozen=True, slots=True)
class About:
    """What papers prove, and in which words."""

    heading: str
    under: str
    back: str
    kicker: str
    see: str
    credit: Fact | None = None
    activity: Activity | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@page(May.ATTACH_EVIDENCE)
def credit_papers(request: Asked, key: UUID) -> HttpResponse:
    """The papers of a credit."""
    fact = the_fact(request, key, FactKind.CREDIT)
    about = About(
        heading=f"Certificates of a credit of {fact.person.name}",
        under=fact.texts.get("title") or "no title",
        back=back_of(request, reverse("person", args=[fact.person_id])),
        kicker=fact.person.name,
        see="paper",
        credit=fact,
    )
    return _papers(request, about)


@require_http_methods(["GET", "HEAD", "POST"])
@page(May.ATTACH_OWN_EVIDENCE)
def own_credit_papers(request: Asked, key: UUID) -> HttpResponse:
    """The papers of a technician's own credit; of another's, back to his page."""
    fact = the_fact(request, key, FactKind.CREDIT)
    if fact.person_id != request.actor.person:
        return redirect("mine")
    under = fact.texts.get("title") or "no title"
    back = back_of(request, reverse("mine"))
    about = About("Certificates of this credit", under, back, "My standing", "own_paper", fact)
    return _papers(request, about)


@require_http_methods(["GET", "HEAD", "POST"])
@page(May.ATTACH_EVIDENCE)
def activity_papers(request: Asked, number: int) -> HttpResponse:
    """The papers of an activity, which prove it for all who attended."""
    one = the_activity(request, number)
    back, under = reverse("activity", args=[number]), "They prove it for all who attended."
    about = About(f"Certificates of {one.title}", under, back, one.title, "paper", activity=one)
    return _papers(request, about)


@page(May.SEE_TEAM)
def paper(request: Asked, number: int) -> HttpResponse:
    """A file itself."""
    return _file(request, number)


@page(May.SEE_OWN)
def own_paper(request: Asked, number: int) -> HttpResponse:
    """A file that a technician brought in, or that proves his own hours."""
    if evidence.is_kept(request.actor, number) and evidence.seen(request.actor, number) is None:
        return redirect("mine")
    return _file(request, number)


def _papers(request: Asked, about: About) -> HttpResponse:
    form = PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm()
    links = evidence.links_of(request.actor, credit=about.credit, activity=about.activity)
    if request.method == "POST" and (
        _detached(request, links) if "detach" in request.POST else _brought(request, form, about)
    ):
        return redirect(request.get_full_path())
    shown = {"about": about, "form": form, "links": links, "drawn": DRAWN}
    return render(request, "papers.html", shown, status=422 if form.errors else 200)


def _brought(request: Asked, form: PaperForm, about: About) -> bool:
    """Keep and attach what was sent; else the reason stands in the form."""
    if size := too_large(request):
        form.errors["file"] = form.error_class([f"{megabytes(size)} are too much at once."])
        return False
    if not form.is_valid():
        return False
    sent, by = form.cleaned_data["file"], request.actor
    try:
        kept, new = evidence.keep_file(by, sent.name, sent.read())
        credits = [about.credit] if about.credit else []
        evidence.attach(by=by, file=kept, credits=credits, activity=about.activity)
    except Wrong as wrong:
        form.add_error("file", wrong.text)
        return False
    messages.success(request, f"“{kept.name}” is kept as proof.")
    if not new:
        messages.info(request, f"It was here before, as “{kept.name}”, and is kept once.")
    return True


def _detached(request: Asked, links: Iterable[Evidence]) -> bool:
    """Detach the one named; one that is not there any more is detached already."""
    if not request.actor.may(May.DETACH_EVIDENCE):
        raise Forbidden(May.DETACH_EVIDENCE)
    for link in links:
        if str(link.pk) == request.POST["detach"]:
            evidence.detach(by=request.actor, evidence=link)
            messages.success(request, f"“{link.file.name}” proves it no more; the file is kept.")
    return True


def _file(request: Asked, number: int) -> HttpResponse:
    """The bytes as they came, never anything that a browser would run."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    found = evidence.seen(request.actor, number)
    if found is None:
        raise Http404
    content = found.content()
    if content is None:
        return render(request, "paper_missing.html", {"paper": found}, status=500)
    answer = HttpResponse(content, content_type=found.media_type)
    as_attachment = found.media_type not in DRAWN
    answer["Content-Disposition"] = content_disposition_header(as_attachment, found.name) or ""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
