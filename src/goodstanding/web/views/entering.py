"""Coming in: links that sign in, the first start, the choice of a company, and being well."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodstanding.records.models import Organisation, User
from goodstanding.services.access import May, Wrong
from goodstanding.services.clock import today_at
from goodstanding.services.demo import lay_out
from goodstanding.services.health import troubles
from goodstanding.services.organisations import found_company
from goodstanding.services.signing_in import holder, may_look, memberships, use_up
from goodstanding.web.door import CHOSEN, Asked, actor_of, page
from goodstanding.web.forms.entering import CompanyForm

_HERE = {"127.0.0.1", "::1"}
_HERE_NAMES = {"127.0.0.1", "[::1]", "localhost"}
_PROXIED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_VIA")
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_link(request: HttpRequest, secret: str) -> HttpResponse:
    """A link from the command line. Programs that look into mail open links: only the button acts,
    but for the demonstration's link, which works on this machine alone."""
    link = holder(secret)
    if link is None or (link.local and not _is_here(request)):
        return render(request, "sign_in_spent.html", status=404)
    if link.local:
        return _let_in(request, link.user)
    if request.method == "GET":
        return render(request, "sign_in_link.html", {"user": link.user})
    if not use_up(link):
        return render(request, "sign_in_spent.html", status=404)
    return _let_in(request, link.user)


def _let_in(request: HttpRequest, user: User) -> HttpResponse:
    login(request, user, backend=_BACKEND)
    return redirect("today")


def _is_here(request: HttpRequest) -> bool:
    """Whether somebody at this machine asks, with nothing between."""
    name, _ = split_domain_port(request.get_host())
    return (
        not settings.PRODUCTION
        and request.META.get("REMOTE_ADDR") in _HERE
        and name in _HERE_NAMES
        and not any(header in request.META for header in _PROXIED)
    )


@login_required
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What somebody without a company does first, and how one more company is started."""
    user = _user(request)
    if not user.may_start:
        return redirect("today") if actor_of(request) else render(request, "start_denied.html")
    if request.POST.get("choice") == "demo" and may_look(user=user):
        return _enter(request, lay_out(user=user, on=today_at(settings.TIME_ZONE)), "today")
    form = CompanyForm(request.POST or None, initial={"time_zone": settings.TIME_ZONE})
    made = _founded(user, form)
    if made is not None:
        return _enter(request, made, "first_steps")
    shown = {"form": form, "may_look": may_look(user=user)}
    return render(request, "start.html", shown, status=422 if form.is_bound else 200)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - login_required
    return request.user


def _founded(user: User, form: CompanyForm) -> Organisation | None:
    """The company that was asked for; None, with the reasons in the form, when it cannot be."""
    if not form.is_bound or not form.is_valid():
        return None
    name = form.cleaned_data["name"]
    if name.casefold() in {one.organisation.name.casefold() for one in memberships(user.pk)}:
        form.add_error("name", f"You are in a company called {name} already: switch to it.")
        return None
    try:
        return found_company(
            user=user,
            name=name,
            time_zone=form.cleaned_data["time_zone"],
            branches=form.places(),
        )
    except Wrong as wrong:
        for field, text in wrong.problems:
            form.add_error(field if field in form.fields else None, text)
        return None


def _enter(request: HttpRequest, organisation: Organisation, where: str) -> HttpResponse:
    request.session[CHOSEN] = organisation.pk
    return redirect(where)


@page(May.ADD_PERSON)
def first_steps(request: Asked) -> HttpResponse:
    """What comes after a company is started: the workbook, or the first person."""
    return render(request, "first_steps.html")


@login_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Look at another of one's companies."""
    wanted = request.POST.get("company", "")
    for one in memberships(_user(request).pk):
        if str(one.organisation_id) == wanted:
            return _enter(request, one.organisation, "today")
    raise Http404


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view's signature
    """Whether this installation is well, for machines that watch it; nothing about a company."""
    found = troubles(settings.HOME)
    return JsonResponse({"ok": not found, **found}, status=503 if found else 200)
