"""Who did what, and when."""

from django.http import HttpResponse
from django.shortcuts import render

from goodstanding.services.access import May
from goodstanding.services.history import journal as read
from goodstanding.services.person import named
from goodstanding.web.door import Asked, page


@page(May.SEE_JOURNAL)
def journal(request: Asked) -> HttpResponse:
    """A page of the journal, the newest entry first, all of it or what concerns a person."""
    actor = request.actor
    person = named(actor.organisation, _number(request.GET.get("person", "")))
    found = read(
        actor.organisation,
        below=_number(request.GET.get("before", "")),
        person=person.number if person else None,
    )
    return render(request, "journal.html", {"found": found, "who": person})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
