"""One certificate: its picture beside what was read, recorded as a credit in one step."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from goodstanding.engine import wording
from goodstanding.engine.standing.facts import State
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import CertificateDraft, Fact, Person
from goodstanding.services.access import May, Wrong
from goodstanding.services.belonging import person as person_of
from goodstanding.services.certificates import found, whose
from goodstanding.services.certificates.confirming import (
    confirm,
    his,
    prove,
    set_aside,
    take_up,
)
from goodstanding.services.certificates.proposing import Proposals, proposals
from goodstanding.services.certificates.whose import Meant
from goodstanding.services.certificates.worklist import next_of, pages_of
from goodstanding.services.naming import called
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.certificates import AsideForm, ConfirmForm, OwnConfirmForm
from goodstanding.web.forms.typed import Typed
from goodstanding.web.views.importing import again_soon
from goodstanding.web.views.recording.certificates import CONFIRMERS
from goodstanding.web.views.recording.filling import FormPage, fill_in, recorded, typed_in
from goodstanding.web.views.recording.found import the_certificate

_ASIDERS = (May.SET_ASIDE_CERTIFICATE, May.SET_ASIDE_OWN_CERTIFICATE)
_PAGES = 3
_THERE = {
    "holder": "person",
    "title": "title",
    "provider": "provider",
    "completed_on": "earned_on",
    "hours": "amount",
}
"""Where a form has what a certificate says."""
_MOVED = "That credit is not on record as it was: what is on record now stands below."


@require_http_methods(["GET", "HEAD", "POST"])
@page(*CONFIRMERS)
def certificate(request: Asked, number: int) -> HttpResponse:
    """A certificate: being read, to be confirmed, or what became of it."""
    one = the_certificate(request, number)
    if not his(request.actor).filter(pk=one.pk).exists():
        return redirect("certificates")
    if one.state == CertificateDraft.State.WAITING:
        return again_soon(render(request, "certificate_waiting.html", {"one": one}))
    if one.state in (CertificateDraft.State.CONFIRMED, CertificateDraft.State.ASIDE):
        return _over(request, one)
    return _confirming(request, one)


@require_http_methods(["GET", "HEAD", "POST"])
@page(*_ASIDERS)
def certificate_aside(request: Asked, number: int) -> HttpResponse:
    """Set a certificate aside, with the reason."""
    one = the_certificate(request, number)
    if not his(request.actor).filter(pk=one.pk).exists():
        return redirect("certificates")
    after = next_of(request.actor, one)
    form = AsideForm(typed_in(request))

    def record() -> str:
        set_aside(by=request.actor, certificate=one, why=form.cleaned_data["why"])
        return f"{one} is set aside; the file is kept."

    about = FormPage(
        heading="Set this certificate aside?",
        submit="Set it aside",
        back=reverse("certificate", args=[after.pk]) if after else reverse("certificates"),
        kicker="Certificates",
        under=str(one),
    )
    return fill_in(request, about, form, record)


@require_POST
@page(*_ASIDERS)
def certificate_again(request: Asked, number: int) -> HttpResponse:
    """Take a certificate up again that was set aside."""
    one = the_certificate(request, number)
    if not his(request.actor).filter(pk=one.pk).exists():
        return redirect("certificates")
    try:
        take_up(by=request.actor, certificate=one)
    except Wrong as wrong:
        messages.warning(request, wrong.text)
    return redirect("certificate", number)


def _over(request: Asked, one: CertificateDraft) -> HttpResponse:
    """What became of it; a form that was sent twice leads on."""
    if request.method == "POST":
        messages.info(request, "This certificate has been dealt with already.")
        return _onwards(request, one)
    return render(request, "certificate_over.html", {"one": one, "pages": list(pages_of(one))})


def _onwards(request: Asked, one: CertificateDraft) -> HttpResponse:
    after = next_of(request.actor, one)
    return redirect("certificate", after.pk) if after else redirect("certificates")


def _confirming(request: Asked, one: CertificateDraft) -> HttpResponse:
    seen = _seen(request, one)
    if request.method == "POST" and _done(request, one, seen):
        return _onwards(request, one)
    shown = {
        "one": one,
        "form": seen.form,
        "meant": seen.meant,
        "said": found.value(one.found, "holder"),
        "offered": seen.offered,
        "known": " ".join(str(fact.key) for fact in seen.offered.credits),
        "number": found.value(one.found, "number"),
        "differs": _differs(one, seen.offered),
        "pages": list(pages_of(one))[:_PAGES],
        "own": seen.own,
        "is_his": seen.own is not None
        and whose.is_called(seen.own, found.value(one.found, "holder")),
        "may_open": seen.own is None or one.brought_by_id == request.actor.user,
        "after": next_of(request.actor, one),
    }
    seen.form.join(_class(seen.offered))
    status = seen.form.status if seen.form.errors else 200
    return render(request, "certificate.html", shown, status=status)


@dataclass(slots=True)
class _Seen:
    """A certificate as its page shows it; `own` is the technician who confirms his own."""

    form: ConfirmForm | OwnConfirmForm
    meant: Meant
    offered: Proposals
    own: Person | None


def _seen(request: Asked, one: CertificateDraft) -> _Seen:
    """The form, which begins with what was read and, where that is blank, with what is known."""
    by, said = request.actor, one.found
    own = None if by.may(May.CONFIRM_CERTIFICATE) else _himself(request)
    meant = Meant((own,), same=True) if own else _meant(request, one)
    likely = meant.people[0] if len(meant.people) == 1 else None
    title, day, form = found.value(said, "title"), found.day(said), None
    if request.method == "POST":
        form = _form(request, {})
        form.is_valid()
        typed = form.cleaned_data
        likely = own or typed.get("person") or likely
        title, day = typed.get("title") or title, typed.get("earned_on") or day
    offered = proposals(by.organisation, likely, title, day, one)
    if form is None:
        known = _initial(request, one, likely, offered)
        form = _form(request, known)
        form.mark(*_doubts(said, known, sure=meant.sure is not None))
    return _Seen(form, meant, offered, own)


def _himself(request: Asked) -> Person | None:
    by = request.actor
    return person_of(by.organisation, by.person) if by.person else None


def _meant(request: Asked, one: CertificateDraft) -> Meant:
    """Who is meant: the one found when it was read, else whoever may be called so."""
    if one.person is not None and one.person.gone_seq is None:
        return Meant((one.person,), same=True)
    meant = whose.meant(request.actor.organisation, found.value(one.found, "holder"))
    return meant if meant.people or one.sent_by is None else Meant((one.sent_by,))


def _form(request: Asked, initial: dict[str, Any]) -> ConfirmForm | OwnConfirmForm:
    by = request.actor
    if not by.may(May.CONFIRM_CERTIFICATE):
        return OwnConfirmForm(typed_in(request), initial=initial)
    catalogue = catalogue_of(by.organisation)
    return ConfirmForm(
        typed_in(request), organisation=by.organisation, catalogue=catalogue, initial=initial
    )


def _initial(
    request: Asked, one: CertificateDraft, likely: Person | None, offered: Proposals
) -> dict[str, Any]:
    said, known = one.found, offered.activity or offered.offering
    return {
        "person": called(request.actor.organisation, likely) if likely else "",
        "title": found.value(said, "title"),
        "provider": found.value(said, "provider") or (known.provider if known else ""),
        "earned_on": found.day(said),
        "amount": found.amount(said),
        "joined": True,
        **({"approved": known.approved, "kind": known.kind or "course"} if known else {}),
    }


def _doubts(
    said: dict[str, Any], initial: dict[str, Any], *, sure: bool
) -> tuple[set[str], set[str]]:
    """The fields that are to be checked, and those of which nothing was found."""
    missing = {there for there in _THERE.values() if initial[there] in ("", None)}
    doubtful = {there for here, there in _THERE.items() if not found.is_sure(said, here)}
    doubtful |= set() if sure else {"person"}
    return doubtful - missing, missing if said else set()


def _class(offered: Proposals) -> str:
    """The class that others attended, too, in the words of the form; "" where there is none."""
    if offered.activity is not None:
        people = wording.counted(offered.attended, "person", "people")
        day = wording.day(offered.activity.ended_on)
        return f"It is “{offered.activity.title}” of {day}, which {people} attended: enter it there"
    if offered.others:
        others = wording.counted(offered.others, "other certificate")
        return f"It is a class of several people ({others} of it wait): enter it once for all"
    return ""


def _differs(one: CertificateDraft, offered: Proposals) -> bool:
    """Whether the certificate has other hours than the list of offerings."""
    amount = found.amount(one.found)
    listed = offered.offering.amount if offered.offering else None
    return None not in (amount, listed) and amount != listed


def _done(request: Asked, one: CertificateDraft, seen: _Seen) -> bool:
    """Record what was typed, or attach to what is on record; False where something is to mend."""
    if key := request.POST.get("prove"):
        return _proved(request, one, seen, key)
    return recorded(request, seen.form, lambda: _confirmed(request, one, seen))


def _confirmed(request: Asked, one: CertificateDraft, seen: _Seen) -> str:
    form, typed = seen.form, seen.form.cleaned_data
    person = seen.own or typed.get("person")
    if person is None:
        raise Wrong("", "Your sign-in is not tied to a person yet, so this is for the office.")
    made = confirm(
        by=request.actor,
        certificate=one,
        person=person,
        details=form.details(),
        activity=seen.offered.activity if typed["joined"] else None,
        shared=typed["joined"] and seen.offered.others > 0,
        known=form.keys_known(),
    )
    amounts = wording.joined([_amount(request, fact) for fact in made])
    whose_it_is = "" if seen.own else f" of {person.name}"
    return f"{amounts}{whose_it_is} recorded with the certificate as proof: {typed['title']}."


def _proved(request: Asked, one: CertificateDraft, seen: _Seen, key: str) -> bool:
    """Attach the certificate to a credit on record; one that was planned takes what was typed."""
    fact = next((fact for fact in seen.offered.credits if str(fact.key) == key), None)
    if fact is None:
        seen.form.add_error(None, _MOVED)
        return False
    planned = fact.states["state"] == State.PLANNED
    form = seen.form if planned else Typed(request.POST)

    def record() -> str:
        details = seen.form.details()[0] if planned else None
        prove(by=request.actor, certificate=one, fact=fact, details=details)
        return f"The certificate proves {_title(fact)} of {fact.person.name}."

    if recorded(request, form, record):
        return True
    if form is not seen.form:
        for text in form.non_field_errors():
            seen.form.add_error(None, text)
    return False


def _amount(request: Asked, fact: Fact) -> str:
    body = catalogue_of(request.actor.organisation).body(fact.states["body"])
    return wording.amount(fact.states["amount"], body.unit if body else "credit")


def _title(fact: Fact) -> str:
    return fact.texts.get("title") or "a credit without a title"
