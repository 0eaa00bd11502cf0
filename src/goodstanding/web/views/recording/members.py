"""Pages on which somebody is let in, gets another role, or is let in no more."""

from django.http import HttpResponse
from django.urls import reverse

from goodstanding.records.models import Membership
from goodstanding.services.access import Forbidden, May, Role, Wrong
from goodstanding.services.belonging import person
from goodstanding.services.company import is_member
from goodstanding.services.members import grant, revoke
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.members import ROLES, MemberChangeForm, MemberForm, kept_of
from goodstanding.web.forms.typed import Correcting, version_of_values
from goodstanding.web.views.recording.filling import (
    FormPage,
    back_of,
    done_before,
    fill_in,
    typed_in,
)
from goodstanding.web.views.recording.found import the_membership

SETTINGS = "Settings"


@page(May.GRANT_ACCESS)
def member_add(request: Asked) -> HttpResponse:
    """Let somebody in (`?person=7`: as the technician who is that person)."""
    actor = request.actor
    form = MemberForm(typed_in(request), by=actor, initial=_proposed(request))

    def record() -> str:
        typed = form.cleaned_data
        if is_member(actor.organisation, typed["email"]):
            raise Wrong("email", "This address has access already: change its role in Settings.")
        made = grant(
            by=actor,
            email=typed["email"],
            name=typed["name"],
            role=Role(typed["role"]),
            person=typed["person"],
        )
        return _let_in(str(made.user), made.user.email, made.role)

    about = FormPage(
        heading="Give somebody access",
        submit="Give access",
        back=back_of(request, reverse("settings")),
        kicker=SETTINGS,
        under="There is no password: whoever signs in types a code that is sent by e-mail. Nothing "
        "is sent now: tell them yourself that they can sign in.",
    )
    return fill_in(request, about, form, record)


def _let_in(who: str, email: str, role: str) -> str:
    """That somebody can sign in; who gave no name is called by the address."""
    by = f" with {email}" if who != email else ""
    return f"{who} can sign in{by} as {role}. Nothing was sent: tell them yourself."


@page(May.GRANT_ACCESS)
def member_change(request: Asked, number: int) -> HttpResponse:
    """Give a member another role."""
    member = _touchable(request, number)
    kept = kept_of(member)
    form = MemberChangeForm(
        typed_in(request), by=request.actor, initial=kept, now=version_of_values(kept)
    )

    def record() -> str:
        typed = form.cleaned_data
        made = grant(
            by=request.actor,
            email=member.user.email,
            name=member.user.name,
            role=Role(typed["role"]),
            person=typed["person"],
        )
        return f"{made.user} is now {made.role}."

    about = FormPage(
        heading=f"Access of {member.user}",
        submit="Record",
        back=reverse("settings"),
        kicker=SETTINGS,
        shown=_shown(member),
    )
    return fill_in(request, about, form, record)


@page(May.REVOKE_ACCESS)
def member_revoke(request: Asked, number: int) -> HttpResponse:
    """Let somebody in no more, after asking."""
    if before := done_before(request, reverse("settings")):
        return before
    member = _touchable(request, number)
    form = Correcting(typed_in(request), now=version_of_values(kept_of(member)))

    def record() -> str:
        said = f"{member.user} can no longer see {request.actor.organisation}."
        revoke(by=request.actor, membership=member)
        return said

    about = FormPage(
        heading=f"Take away the access of {member.user}?",
        submit="Take away the access",
        back=reverse("settings"),
        kicker=SETTINGS,
        under="What he or she recorded stays, with the name.",
        shown=_shown(member),
        danger=True,
    )
    return fill_in(request, about, form, record)


def _touchable(request: Asked, number: int) -> Membership:
    """The membership; owners are for owners to change."""
    member = the_membership(request, number)
    if member.role == Role.OWNER and request.actor.role is not Role.OWNER:
        raise Forbidden
    return member


def _shown(member: Membership) -> list[tuple[str, str]]:
    found = [("E-mail", member.user.email), ("Role", ROLES[Role(member.role)])]
    return [*found, ("Person", member.person.name)] if member.person else found


def _proposed(request: Asked) -> dict[str, str]:
    number = request.GET.get("person", "")
    someone = (
        person(request.actor.organisation, int(number))
        if number.isdecimal() and len(number) < 19
        else None
    )
    if someone is None:
        return {"role": Role.COORDINATOR}
    meant = someone.number or someone.email or someone.name
    return {"role": Role.TECHNICIAN, "email": someone.email, "name": someone.name, "person": meant}
