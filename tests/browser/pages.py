"""Every page there is, as somebody sees it.

Each address of the test of every address is opened, in the demonstration or in that test's company
that has one of everything; so a new page is looked at without being listed here. Listed is what
these addresses show in other states, and what somebody sees who belongs to no company.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import Resolver404, resolve, reverse

from goodstanding.services.access import PERMISSIONS, Role
from web.test_every_address import ADDRESSES, Address
from web.test_recording_settings import STRICTER

NO_PAGES = {
    *("export", "template", "switch", "healthz", "account_request_login_code"),
    *("paper", "own_paper", "letter_file", "own_letter_file", "certificate_picture"),
}
"""A file, a button of the menu, an answer to machines, and another name of the sign-in page."""


@dataclass(frozen=True)
class Shown:
    """A page: whose session opens which path; `typed` is put into its form, which is then sent.

    `who` is a session from prepare.py, "" for nobody. A path that begins with / may name things
    from there; another one is the name of an address and, after a colon, of the thing it takes.
    Of `typed`, a key is how the name of a field begins.
    """

    who: str
    path: str
    status: int = 200
    typed: Mapping[str, str] | None = field(default=None, hash=False)


TRANSCRIPT = """Activity\tCompleted\tCECs
Sent\t11/14/2026\t6
Draft\t11/14/2026\t4
Something that we do not know\t03/02/2025\t3.5
My profile
"""
DEMONSTRATED = {
    *("", "code", "figure", "person", "credential", "credit", "own_credit", "observation"),
    "fee",
    *("activity", "branch", "member", "import", "accepted", "plan", "own_letter"),
}
"""Things that the demonstration has; another one is looked at in the company of that test."""


def _of_every_address() -> dict[str, Shown]:
    named = {name: one for name, one in ADDRESSES.items() if not one.posts_only}
    return {
        name: Shown(_who(named[name]), f"{name}:{named[name].takes}")
        for name in sorted(set(named) - NO_PAGES)
    }


def _who(address: Address) -> str:
    """Who looks at an address: the owner, or the technician at what is his own."""
    if not PERMISSIONS[Role.OWNER].intersection(address.needs):
        return "technician"
    return "owner" if address.takes in DEMONSTRATED else "everything"


def path_of(shown: Shown, things: Mapping[str, str]) -> str:
    """The path with the things that it names."""
    if shown.path.startswith("/"):
        return shown.path.format_map(things)
    name, _, takes = shown.path.partition(":")
    return reverse(name, args=[things[takes]] if takes else [])


def name_of(shown: Shown) -> str | None:
    """The name of the page's address; None of an address that there is not."""
    if not shown.path.startswith("/"):
        return shown.path.partition(":")[0]
    path = shown.path.partition("?")[0].format_map(defaultdict(lambda: "1"))
    try:
        return resolve(path).url_name
    except Resolver404:
        return None


_ENTERING = {
    "sign in": Shown("", "/accounts/login/"),
    "sign in, no address": Shown("", "/accounts/login/", typed={"email": "nobody"}),
    "the code": Shown("asked", "/accounts/login/code/"),
    "sign out": Shown("owner", "/accounts/logout/"),
    "sign in by a link": Shown("", "/sign-in/{secret}/"),
    "a link that was used": Shown("", "/sign-in/nothing/", 404),
    "start": Shown("founder", "/start/"),
    "start, refused": Shown("founder", "/start/", 422, {"name": "", "time_zone": "Denver"}),
    "start one more": Shown("owner", "/start/"),
    "start, not permitted": Shown("stranger", "/start/"),
}
_REFUSED = {
    "nothing here": Shown("owner", "/nothing-here/", 404),
    "nothing here for nobody": Shown("", "/nothing-here/", 404),
    "not permitted": Shown("technician", "/team/", 403),
    "not permitted to look only": Shown("auditor", "/people/add/", 403),
    "a mistake of ours": Shown("owner", "/broken/", 500),
    "a form from elsewhere": Shown("owner", "/people/add/", 403, {"csrfmiddlewaretoken": "x"}),
}
_EMPTY = {
    f"empty {path}": Shown("empty", path)
    for path in (
        *("/", "/team/", "/team/roster/", "/journal/", "/profiles/", "/activities/", "/import/"),
        *("/credits/add/", "/people/add/", "/settings/", "/start/first/"),
        *("/offerings/", "/days-off/", "/plan/", "/lapses/", "/settings/costs/", "/learning/"),
        *("/submissions/", "/submissions/new/", "/submissions/record/"),
    )
}
_STATES = {
    "team, nobody found": Shown("owner", "/team/?name=nobody-of-this-name"),
    "team, who left": Shown("owner", "/team/?label=left"),
    "team, what lapsed, by name": Shown("owner", "/team/?label=lapsed&sort=name"),
    "team, to look only": Shown("auditor", "/team/"),
    "roster, to look only": Shown("auditor", "/team/roster/"),
    "a person, lapsed": Shown("owner", "/people/{dwayne}/"),
    "a person, master": Shown("manager", "/people/{james}/"),
    "a person, not yet issued": Shown("owner", "/people/{chloe}/"),
    "a person who left": Shown("owner", "/people/{omar}/"),
    "a person, to look only": Shown("auditor", "/people/{aisha}/"),
    "profiles, nobody found": Shown("owner", "/profiles/?q=nobody-of-this-name"),
    "submissions of a team": Shown("owner", "/submissions/"),
    "what would come back": Shown("owner", "/submissions/new/"),
    "a letter that was sent": Shown("everything", "/submissions/{sent}/"),
    "submissions in every state": Shown("everything", "/submissions/"),
    "a transcript beside our ledger": Shown(
        "everything", "/people/{third}/transcript/", 200, {"text": TRANSCRIPT}
    ),
    "where records differ, one of everything": Shown("everything", "/submissions/record/"),
    "where records differ": Shown("owner", "/submissions/record/"),
    "journal of a person": Shown("auditor", "/journal/?person={maria}"),
    "settings of a coordinator": Shown("coordinator", "/settings/"),
    "a workbook with mistakes": Shown("owner", "/import/{mistaken}/"),
    "a file that is no workbook": Shown("owner", "/import/{refused}/"),
    "a workbook on record": Shown("owner", "/import/{accepted}/"),
    "a workbook that could not be recorded": Shown("owner", "/import/{failed}/"),
    "an import that was undone": Shown("owner", "/import/{undone}/"),
    "an import that cannot be undone": Shown("owner", "/import/{undone}/undo/"),
    "what builds on an import": Shown("owner", "/import/{built}/undo/"),
    "a plan that waits": Shown("owner", "/plan/{waiting}/"),
    "a plan that came to nothing": Shown("owner", "/plan/{unmade}/"),
    "bookings that clash": Shown("owner", "/plan/{clashing}/"),
    "a plan of what if": Shown("owner", "/plan/{what_if}/"),
    "two plans": Shown("owner", "/plan/{plan}/beside/?other={what_if}"),
    "two who may be one": Shown("owner", "/people/{maria}/merge/?with={dwayne}"),
    "nobody who may be the same": Shown("owner", "/people/{maria}/merge/?q=nobody-of-this-name"),
}
_TYPED = {
    "a person, refused": Shown("owner", "/people/add/", 422, {"name": "", "email": "x"}),
    "a credit, refused": Shown(
        "owner", "/people/{maria}/credits/add/", 422, {"title": "", "amount": "3,5,7"}
    ),
    "own credit, refused": Shown("technician", "/me/credits/add/", 422, {"amount": "many"}),
    "an attendance, refused": Shown("owner", "/credits/add/", 422, {"title": ""}),
    "a fee, refused": Shown("owner", "/people/{maria}/fees/add/", 422, {}),
    "an offering, refused": Shown(
        "owner", "/offerings/add/", 422, {"title": "", "seats": "-1", "requires": "XYZ"}
    ),
    "days off, refused": Shown("owner", "/days-off/add/", 422, {"person": "nobody"}),
    "planning, refused": Shown(
        "owner", "/settings/planning/", 422, {"max_out": "few", "services": "water"}
    ),
    "a plan, refused": Shown("owner", "/plan/", 422, {"seconds": "5", "margin": "much"}),
    "offerings, nothing fits": Shown("everything", "/offerings/?kind=booth"),
    "a credential, refused": Shown("owner", "/people/{maria}/credentials/add/", 422, {}),
    "a pattern, refused": Shown("owner", "/settings/pattern/", 422, {"items": "Q5 tea"}),
    "a figure, refused": Shown(
        "owner",
        "/settings/costs/exam-WRT/",
        422,
        {"holds": "own", "low": "much", "high": "3"},
    ),
    "rules, refused": Shown("owner", "/settings/rules/", 422, {"text": "[["}),
    "what rules change": Shown("owner", "/settings/rules/", 200, {"text": STRICTER}),
    "a member, refused": Shown("owner", "/settings/members/add/", 422, {"email": "x"}),
    "a leave, refused": Shown("owner", "/people/{maria}/leave/", 422, {"left_on": ""}),
    "a profile, refused": Shown("owner", "/profiles/", 422, {"balance": "many"}),
    "whom to submit, nobody": Shown("everything", "/submissions/new/", 422, {}),
    "an answer, refused": Shown("everything", "/submissions/{sent}/answer/", 422, {"on": ""}),
    "submitting, refused": Shown(
        "owner", "/settings/submitting/", 422, {"sender": "nobody", "chase_days": "0"}
    ),
    "no workbook": Shown("owner", "/import/", 422, {}),
}
PAGES = {**_of_every_address(), **_ENTERING, **_REFUSED, **_EMPTY, **_STATES, **_TYPED}
