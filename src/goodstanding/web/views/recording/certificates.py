"""Pages with certificates: brought in, those that wait, their pictures."""

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_http_methods

from goodstanding.files.certificates import pictures
from goodstanding.files.guarded.limits import megabytes
from goodstanding.records.models import CertificateDraft
from goodstanding.services import evidence
from goodstanding.services.access import May, Wrong
from goodstanding.services.certificates.bringing import bring, waiting_of
from goodstanding.services.certificates.confirming import his
from goodstanding.services.certificates.worklist import pages_of, worklist
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.certificates import BringForm
from goodstanding.web.uploads import too_large
from goodstanding.web.views.importing import again_soon
from goodstanding.web.views.recording.found import the_certificate

_WIDTH = 1200
CONFIRMERS = (May.CONFIRM_CERTIFICATE, May.CONFIRM_OWN_CERTIFICATE)


@dataclass(slots=True)
class Taken:
    """What became of the files of one form: kept, here before, or refused, each with its words."""

    kept: list[str] = field(default_factory=list)
    before: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@page(*CONFIRMERS)
def certificates(request: Asked) -> HttpResponse:
    """What waits to be read and to be confirmed; the page follows the reading by itself."""
    found = worklist(request.actor)
    shown = {
        "found": found,
        "first": next(iter((*found.read, *found.unread)), None),
        "own": not request.actor.may(May.CONFIRM_CERTIFICATE),
    }
    answer = render(request, "certificates.html", shown)
    return again_soon(answer) if found.counts.waiting else answer


@require_http_methods(["GET", "HEAD", "POST"])
@page(*CONFIRMERS)
def certificate_add(request: Asked) -> HttpResponse:
    """Bring certificates in: one photographed on a phone, or many at once."""
    posted = request.method == "POST"
    form = BringForm(request.POST, request.FILES) if posted else BringForm()
    if not posted or not _is_sound(request, form):
        status = 422 if form.errors else 200
        return render(request, "certificate_add.html", {"form": form}, status=status)
    taken, last = _take(request, form.cleaned_data["file"])
    if taken.before or taken.refused:
        status = 422 if taken.refused else 200
        shown = {"form": BringForm(), "taken": taken}
        return render(request, "certificate_add.html", shown, status=status)
    if len(taken.kept) == 1 and last is not None:
        return redirect("certificate", last.pk)
    return redirect("certificates")


@page(*CONFIRMERS)
def certificate_picture(request: Asked, number: int) -> HttpResponse:
    """A page of a certificate as a picture, drawn anew only where the browser has it no more."""
    one = the_certificate(request, number)
    if not his(request.actor).filter(pk=one.pk).exists():
        return redirect("certificates")
    asked = request.GET.get("page", "")
    wanted = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else one.page
    if wanted not in pages_of(one):
        raise Http404
    tag = quote_etag(f"{one.file.sha256[:32]}-{wanted}-{_WIDTH}")
    answer = get_conditional_response(request, etag=tag) or _drawn(one, wanted)
    if answer is None:
        return redirect(static("no-picture.svg"))
    answer["ETag"], answer["Cache-Control"] = tag, "private, no-cache"
    return answer


def _drawn(one: CertificateDraft, wanted: int) -> HttpResponse | None:
    content = evidence.paper_of(one.file).content()
    drawn = pictures.preview(content, wanted, _WIDTH) if content is not None else None
    if drawn is None or not drawn.png:
        return None
    return HttpResponse(drawn.png, content_type="image/png")


def _is_sound(request: Asked, form: BringForm) -> bool:
    """Whether files came; else the reason stands in the form."""
    if size := too_large(request):
        text = f"{megabytes(size)} are too much at once: bring the files in several steps."
        form.errors["file"] = form.error_class([text])
        return False
    return form.is_valid()


def _take(
    request: Asked, files: "list[UploadedFile[Any]]"
) -> tuple[Taken, CertificateDraft | None]:
    """Keep each file that can be kept; the last one that is to be read."""
    taken, last = Taken(), None
    for sent in files:
        name = sent.name or "A file without a name"
        try:
            if (sent.size or 0) > evidence.MOST_BYTES:
                raise Wrong("file", evidence.too_large(sent.size or 0))
            brought = bring(by=request.actor, name=name, content=sent.read())
        except Wrong as wrong:
            taken.refused.append((name, wrong.text))
            continue
        if brought.new:
            taken.kept.append(brought.file.name)
            last = waiting_of(brought.file)
        else:
            taken.before.append((name, brought.told))
    return taken, last
