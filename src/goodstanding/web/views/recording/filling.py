"""What every page with a form does: show it, record what was typed, go back and say so.

What cannot be recorded comes back with everything that was typed and a sentence at each field.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.db import Error
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from goodstanding.records.journal import Conflict
from goodstanding.services.access import Wrong
from goodstanding.web.door import Asked
from goodstanding.web.forms.typed import Correcting, Typed
from goodstanding.web.storage_away import trouble
from goodstanding.web.views.recording.once import Repeated, once, was_recorded

AT_ONCE = (
    "Somebody changed this at the same moment, and nothing of yours was recorded. What you typed "
    "is kept: record again to see both."
)
ALREADY = "That was recorded already; it is not recorded a second time."


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page with one form. `back` is where it leads when it is done or not wanted, `kicker` the
    words of the link there; `shown` is what is known already, as (title, value); `other` are
    links to what else can be done, as (words, address)."""

    heading: str
    submit: str
    back: str
    kicker: str = ""
    under: str = ""
    shown: Sequence[tuple[str, str]] = ()
    danger: bool = False
    other: Sequence[tuple[str, str]] = ()


def back_of(request: Asked, otherwise: str) -> str:
    """Where the reader came from, if the address says so (`?back=`), else where he belongs."""
    asked = request.GET.get("back", "")
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours else otherwise


def typed_in(request: Asked) -> QueryDict | None:
    """What a form begins with: what was sent, or nothing."""
    return request.POST if request.method == "POST" else None


def fill_in(
    request: Asked,
    page: FormPage,
    form: Typed,
    record: Callable[[], str],
    template: str = "form_page.html",
    more: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    """Show the form, or record it: `record` calls a verb and returns the sentence to say. `more`
    is what the template needs besides."""
    shown = {**more, "page": page, "form": form}
    if request.method != "POST":
        return render(request, template, shown)
    if recorded(request, form, record):
        return HttpResponseRedirect(page.back)
    return render(request, template, shown, status=form.status)


def recorded(request: Asked, form: Typed, record: Callable[[], str]) -> bool:
    """Record what was typed and say so; False when the form has something to be mended."""
    sound = form.is_valid()
    if isinstance(form, Correcting) and form.is_overtaken():
        return _said_before(request)
    if not sound:
        return False
    try:
        with once(request):
            said = record()
    except Wrong as wrong:
        put(form, wrong)
    except Conflict:
        form.add_error(None, AT_ONCE)
    except Repeated:
        messages.info(request, ALREADY)
        return True
    except (Error, OSError) as error:
        _keep_typed(form, error)
    else:
        messages.success(request, said)
        return True
    return False


def _keep_typed(form: Typed, error: Error | OSError) -> None:
    """A disk that is full, or a database that takes nothing now: the form comes back with it."""
    found = trouble(error)
    if found is None:
        raise error
    form.status = found.status
    form.add_error(None, found.sentence)


def put(form: Typed, wrong: Wrong) -> None:
    """Put what a verb found wrong to the fields; what has none stands at the top."""
    for field, text in wrong.problems:
        form.add_error(field if field in form.fields else None, text)


def done_before(request: Asked, back: str) -> HttpResponse | None:
    """The answer when a button that makes its own subject go away was pressed twice."""
    return HttpResponseRedirect(back) if _said_before(request) else None


def _said_before(request: Asked) -> bool:
    """Whether this very form was recorded before; then that is why all has changed."""
    before = was_recorded(request)
    if before:
        messages.info(request, ALREADY)
    return before
