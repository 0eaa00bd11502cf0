"""Pages about the company itself: its name and time zone, its branches."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from goodstanding.engine.rules.load import contents
from goodstanding.records.catalogues import OWN_RULES
from goodstanding.services import company, regular_backups
from goodstanding.services.access import May, Role
from goodstanding.services.organisations import (
    add_branch,
    change_company,
    remove_branch,
    rename_branch,
)
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.settings import BranchForm, BranchRenameForm, CompanyForm
from goodstanding.web.forms.typed import Correcting, version_of_values
from goodstanding.web.views.recording.filling import (
    FormPage,
    back_of,
    done_before,
    fill_in,
    typed_in,
)
from goodstanding.web.views.recording.found import the_branch
from goodstanding.web.views.recording.members import SETTINGS


@page(May.CHANGE_ORGANISATION, May.CHANGE_BRANCHES)
def settings(request: Asked) -> HttpResponse:
    """Everything that is set for the company."""
    actor = request.actor
    own = contents((OWN_RULES, actor.organisation.own_rules))
    shown = {
        "places": company.places(actor.organisation),
        "members": company.members(actor.organisation) if actor.may(May.GRANT_ACCESS) else [],
        "own": own if actor.organisation.own_rules.strip() else None,
        "may_touch_owners": actor.role is Role.OWNER,
        "backups": regular_backups.shown() if actor.may(May.BACK_UP) else None,
    }
    return render(request, "settings.html", shown)


@require_POST
@page(May.BACK_UP)
def backup_now(request: Asked) -> HttpResponse:
    """Have a backup of everything made by the worker."""
    regular_backups.ask(by=request.actor)
    messages.success(request, "A backup is asked for. Load this page again to see how it went.")
    return redirect("settings")


@page(May.CHANGE_ORGANISATION)
def company_change(request: Asked) -> HttpResponse:
    """Change the name or the time zone."""
    organisation = request.actor.organisation
    kept = {"name": organisation.name, "time_zone": organisation.time_zone}
    form = CompanyForm(typed_in(request), initial=kept, now=version_of_values(kept))

    def record() -> str:
        typed = form.cleaned_data
        change_company(by=request.actor, name=typed["name"], time_zone=typed["time_zone"])
        return "The company's settings are recorded."

    return fill_in(request, _page(request, "Name and time zone", "Record"), form, record)


@page(May.CHANGE_BRANCHES)
def branch_add(request: Asked) -> HttpResponse:
    """Add a place of work."""
    form = BranchForm(typed_in(request))

    def record() -> str:
        return f"{add_branch(by=request.actor, name=form.cleaned_data['name'])} is added."

    return fill_in(request, _page(request, "Add a branch", "Add the branch"), form, record)


@page(May.CHANGE_BRANCHES)
def branch_rename(request: Asked, number: int) -> HttpResponse:
    """Give a place of work another name."""
    branch = the_branch(request, number)
    kept = {"name": branch.name}
    form = BranchRenameForm(typed_in(request), initial=kept, now=version_of_values(kept))

    def record() -> str:
        new = rename_branch(by=request.actor, branch=branch, name=form.cleaned_data["name"])
        return f"The branch is called {new.name} now."

    return fill_in(request, _page(request, f"Rename {branch.name}", "Rename it"), form, record)


@page(May.CHANGE_BRANCHES)
def branch_remove(request: Asked, number: int) -> HttpResponse:
    """Take a place of work off the list, after asking."""
    if before := done_before(request, reverse("settings")):
        return before
    branch = the_branch(request, number)
    form = Correcting(typed_in(request), now=version_of_values({"name": branch.name}))

    def record() -> str:
        remove_branch(by=request.actor, branch=branch)
        return f"The branch {branch.name} is removed."

    about = _page(
        request,
        f"Remove the branch {branch.name}?",
        "Remove it",
        under="A branch that somebody belongs to cannot be removed.",
        danger=True,
    )
    return fill_in(request, about, form, record)


def _page(
    request: Asked, heading: str, submit: str, *, under: str = "", danger: bool = False
) -> FormPage:
    back = back_of(request, reverse("settings"))
    return FormPage(heading, submit, back, SETTINGS, under, danger=danger)
