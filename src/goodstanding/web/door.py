"""Who is asking: every request of a signed-in user carries its Actor."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers

from goodstanding.records.models import Membership
from goodstanding.services.access import Actor, Forbidden, May
from goodstanding.services.acting import actor_for
from goodstanding.services.signing_in import memberships

CHOSEN = "organisation"
"""The session's key of the company that the user has chosen."""
OF = "of"
"""The field of every form that says which company it was opened in."""
_Rest = ParamSpec("_Rest")


class Asked(HttpRequest):
    """A request of a signed-in member of a company."""

    actor: Actor


class Door:
    """Sets `request.actor`, or None where nobody is signed in or belongs to no company.

    Pages show instants in the time zone of his company.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request; what a member sees is kept by nobody on the way."""
        _drop_nul(request)
        with timezone.override(None):
            answer = self._answer(request)
        if not answer.has_header("Cache-Control"):
            patch_cache_control(answer, private=True, no_cache=True)
            patch_vary_headers(answer, ["Cookie"])
        return answer

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Find out who asks, once the address is known to be a page."""
        try:
            actor = actor_of(request)
        except Forbidden:
            return refused(request)
        if actor:
            timezone.activate(actor.organisation.time_zone)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A verb refused."""
        return refused(request) if isinstance(error, Forbidden) else None


def _drop_nul(request: HttpRequest) -> None:
    """Nobody types NUL into an address, and PostgreSQL cannot search for it."""
    query = request.META.get("QUERY_STRING", "")
    if "%00" in query:
        request.META["QUERY_STRING"] = query.replace("%00", "")


def actor_of(request: HttpRequest) -> Actor | None:
    """Who acts, for the company chosen in the session or the first one; found out once.

    A form acts in the company in which it was opened, whatever has been chosen in another tab.
    """
    if not hasattr(request, "actor"):
        mine = memberships(request.user.pk) if request.user.is_authenticated else []
        chosen = request.session.get(CHOSEN) if mine else None
        mine.sort(key=lambda one: one.organisation_id != chosen)
        if mine and request.method == "POST":
            _go_back(request, mine)
        request.memberships = mine  # type: ignore[attr-defined] # for the choice of companies
        request.actor = (  # type: ignore[attr-defined] # what Asked declares
            actor_for(mine[0], name=str(request.user)) if mine else None
        )
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    return actor


def _go_back(request: HttpRequest, mine: list[Membership]) -> None:
    """Choose the company of a form that is sent, and say so; Forbidden when one is not in it."""
    of = request.POST.get(OF, str(mine[0].organisation_id))
    if of == str(mine[0].organisation_id):
        return
    mine.sort(key=lambda one: str(one.organisation_id) != of)
    company = mine[0].organisation
    if str(company.pk) != of:
        request.actor = None  # type: ignore[attr-defined] # while the refusal is drawn
        raise Forbidden
    request.session[CHOSEN] = company.pk
    text = f"This form was opened in {company}: you are looking at {company} again."
    messages.info(request, text)


def page(
    *needs: May,
) -> Callable[
    [Callable[Concatenate[Asked, _Rest], HttpResponse]],
    Callable[Concatenate[HttpRequest, _Rest], HttpResponse],
]:
    """A page for members whose role permits one of these; others are sent where they belong."""

    def around(
        view: Callable[Concatenate[Asked, _Rest], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, _Rest], HttpResponse]:
        @wraps(view)
        def inner(
            request: HttpRequest, /, *args: _Rest.args, **kwargs: _Rest.kwargs
        ) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            actor = actor_of(request)
            if actor is None:
                return redirect("start")
            if needs and not any(actor.may(one) for one in needs):
                return refused(request)
            return view(cast("Asked", request), *args, **kwargs)

        return inner

    return around


def refused(request: HttpRequest) -> HttpResponse:
    """The page that says that the role does not permit it."""
    return render(request, "403.html", status=403)
