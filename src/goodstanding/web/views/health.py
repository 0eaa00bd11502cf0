"""Whether the installation is well, for those who run it."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goodstanding.services.access import May
from goodstanding.services.health import Line, State, lines
from goodstanding.web.door import Asked, page

_LABELS = {
    State.GOOD: ("good", "Well"),
    State.LOOK: ("due_soon", "Look at it"),
    State.ILL: ("lapsed", "To mend"),
}


@require_safe
@page(May.SEE_HEALTH)
def health(request: Asked) -> HttpResponse:
    """Every line with its remedy; what is to be mended comes first."""
    found = sorted(lines(settings.HOME), key=lambda one: _urgent(one), reverse=True)
    rows = [(one, *_LABELS[one.state]) for one in found]
    ill = sum(one.state is State.ILL for one in found)
    return render(request, "health.html", {"rows": rows, "ill": ill})


def _urgent(line: Line) -> int:
    return list(_LABELS).index(line.state)
