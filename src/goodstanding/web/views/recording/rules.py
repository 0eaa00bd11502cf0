"""The pages of a company's own rules: typed as text, looked at for what they change, confirmed."""

from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goodstanding.engine import wording
from goodstanding.services.access import May, Wrong
from goodstanding.services.organisations import (
    WrongRules,
    change_rules,
    clean_rules,
    sound_rules,
)
from goodstanding.services.rule_preview import Effects, effects
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.settings import RulesForm
from goodstanding.web.forms.typed import Correcting, version_of_values
from goodstanding.web.views.importing import again_soon
from goodstanding.web.views.recording.filling import (
    FormPage,
    back_of,
    done_before,
    fill_in,
    put,
    typed_in,
)
from goodstanding.web.views.recording.members import SETTINGS

TYPED = "rules"
"""The session's key of rules that were typed and are not recorded yet."""
A_PAGE = 50
OK = 200

EXAMPLE = """\
[sources.licence-letter]
at = "Letter of the state board, in the office folder"
read = 2026-10-01

[bodies."STATE BOARD"]
name = "Board of Contractors (fictional)"
unit = "hour"
source = "licence-letter"
sure = "A"

[[rules.state-licence]]
kind = "credits"
months = 24
required = 6
source = "licence-letter"
sure = "A"

[certifications.STATE-WATER]
name = "State water restoration licence"
body = "STATE BOARD"
level = "state licence"
rule = "state-licence"
source = "licence-letter"
sure = "A"
"""
"""Rules of a company that does not exist, for those who have never seen any."""


class Mistake(NamedTuple):
    """A mistake in the rules, with the line on which it stands."""

    line: int
    text: str
    stands: str


@page(May.CHANGE_RULES)
def settings_rules(request: Asked) -> HttpResponse:
    """The company's own rules, as text; all mistakes come back with their lines."""
    kept = {"text": request.actor.organisation.own_rules}
    begun = {"text": request.session[TYPED]} if _goes_on(request) else kept
    form = RulesForm(typed_in(request), initial=begun, now=version_of_values(kept))
    mistakes: list[Mistake] = []
    if form.is_bound and _is_sound(request, form, mistakes):
        request.session[TYPED] = clean_rules(form.cleaned_data["text"])
        return redirect("rules_preview")
    about = _page(request, "Your own rules", "See what changes")
    shown = {"page": about, "form": form, "mistakes": mistakes, "example": EXAMPLE}
    status = form.status if form.is_bound else OK
    return render(request, "settings_rules.html", shown, status=status)


def _goes_on(request: Asked) -> bool:
    """Whether somebody comes back from the preview to change what was typed."""
    return request.method != "POST" and "typed" in request.GET and TYPED in request.session


def _is_sound(request: Asked, form: RulesForm, mistakes: list[Mistake]) -> bool:
    if not form.is_valid() or form.is_overtaken():
        return False
    text = form.cleaned_data["text"]
    try:
        sound_rules(request.actor.organisation, text)
    except WrongRules as wrong:
        mistakes.extend(_mistakes(text, wrong))
        put(form, Wrong("text", _counted(wrong)))
        return False
    return True


@page(May.CHANGE_RULES)
def rules_preview(request: Asked) -> HttpResponse:
    """What the rules that were typed would change for whom; then they are recorded."""
    back = reverse("settings")
    if before := done_before(request, back):
        return before
    text = request.session.get(TYPED)
    if text is None:
        return redirect("settings_rules")
    try:
        found = effects(by=request.actor, text=text)
    except WrongRules:  # somebody uses meanwhile what they leave out
        return redirect(f"{reverse('settings_rules')}?typed=1")
    kept = {"text": request.actor.organisation.own_rules}
    form = Correcting(typed_in(request), now=version_of_values(kept))

    def record() -> str:
        change_rules(by=request.actor, text=text)
        del request.session[TYPED]
        return "The rules are recorded, and everybody's standing is judged by them."

    about = _page(request, "What your rules change", "Record the rules", _under(found))
    shown = {"found": found, "changes": _a_page(request, found)}
    answer = fill_in(request, about, form, record, "settings_rules_preview.html", shown)
    return answer if found.is_all or answer.status_code != OK else again_soon(answer)


def _under(found: Effects) -> str:
    if found.is_all:
        return "Nothing is recorded before you say so."
    return f"Looked at {found.done:,} of {found.people:,} people so far."


def _a_page(request: Asked, found: Effects) -> Any:
    return Paginator(found.changes, A_PAGE).get_page(request.GET.get("page"))


def _mistakes(text: str, wrong: WrongRules) -> list[Mistake]:
    lines = text.replace("\r\n", "\n").split("\n")
    return [
        Mistake(one.line, f"{one.text[:1].upper()}{one.text[1:]}", _line(lines, one.line))
        for one in wrong.problems
    ]


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1].strip()[:200] if 1 <= number <= len(lines) else ""


def _counted(wrong: WrongRules) -> str:
    count = wording.counted(len(wrong.problems), "mistake")
    return f"{count} to mend, each with its line below. Nothing is changed so far."


def _page(request: Asked, heading: str, submit: str, under: str = "") -> FormPage:
    return FormPage(heading, submit, back_of(request, reverse("settings")), SETTINGS, under)
