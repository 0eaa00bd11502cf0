"""Pages that are drawn once for each state of a company's record.

What they show depends on the record, the rules, the day and the role alone, and all of these are
in the key: a verb changes the journal's head and with it the key, so nothing old can be seen.
"""

from collections.abc import Hashable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from goodstanding.services.fresh import state_of
from goodstanding.services.remembered import Remembered
from goodstanding.web.door import Asked


@dataclass(frozen=True, slots=True)
class Drawn:
    """The main part of a page. `lasting`: it may be shown again."""

    title: str
    main: SafeString
    lasting: bool = True


NOBODY = Drawn("", SafeString(), lasting=False)
"""In place of a page about somebody who is not on the list."""
DRAWN: Remembered[Drawn] = Remembered(256, lambda drawn: drawn.lasting)


def key_of(request: Asked, *what: Hashable) -> Hashable:
    """What a page's main part depends on."""
    actor = request.actor
    return (state_of(actor.organisation, actor.today), actor.role, *what)


def draw(
    request: Asked, template: str, title: str, shown: dict[str, object], *, lasting: bool = True
) -> Drawn:
    """Draw the main part of a page."""
    return Drawn(title, SafeString(render_to_string(template, shown, request)), lasting)


def answer(request: Asked, drawn: Drawn) -> HttpResponse:
    """The whole page around its main part."""
    return render(request, "drawn.html", {"drawn": drawn})
