"""The team: people × certifications."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from goodstanding.engine.standing.answer import Label
from goodstanding.services.access import Actor, May
from goodstanding.services.imports import coming
from goodstanding.services.lapses import team_price
from goodstanding.services.lineup import ATTENTION, LEFT, PAGE, Question, Sort
from goodstanding.services.summary import Summary
from goodstanding.services.team import Shown, Team
from goodstanding.services.team import team as asked
from goodstanding.web.door import Asked, page
from goodstanding.web.pictures.rows import rows
from goodstanding.web.views.drawn import DRAWN, Drawn, answer, draw, key_of

COLUMNS = 6
"""So many certifications have a column of their own; where there are more, the last column holds
the rest, each with its code."""
SPARSE = 40
"""Columns of which less than this share (in hundredths) is filled are none worth having."""
LONELY = 30
"""A column of which less than this share is filled goes to the others, where there are any."""
BRANCH_CHIPS = 6
"""So many branches are chips; more of them are a list to choose from."""
PRICED = 1_000
"""Of so many people at most the price of their lapses stands on this page."""
_CHIPS = (
    (ATTENTION, "Needs attention"),
    ("lapsed", "Lapsed"),
    ("lapsed_awaiting", "Lapsed, awaiting"),
    ("check", "Check the record"),
    ("due_soon", "Due soon"),
    ("submit", "To submit"),
    ("behind", "Behind"),
    ("awaiting", "Awaiting"),
    ("planned", "Covered by plan"),
    ("on_pace", "On pace"),
    ("good", "Good standing"),
    ("not_yet_issued", "Not yet issued"),
    ("ended", "Ended"),
)
_OFTEN = {ATTENTION, "lapsed", "lapsed_awaiting", "check", "due_soon", "submit", "behind"}
"""The labels that are chips; the others are in the list to choose from."""
_LABELS = {ATTENTION, LEFT, *(label.name.lower() for label in Label)}
_SORTS = {
    Sort.URGENCY: "Most urgent first",
    Sort.NAME: "By name",
    Sort.DEADLINE: "By deadline",
}


@page(May.SEE_TEAM)
def team(request: Asked) -> HttpResponse:
    """A page of people with their credentials, filtered and sorted by the address."""
    question = asked_for(request.GET)
    return answer(request, DRAWN.get(key_of(request, question), lambda: _drawn(request, question)))


def _drawn(request: Asked, question: Question) -> Drawn:
    actor = request.actor
    found = asked(actor.organisation, question, actor.today)
    if question.page > found.pages:
        question = _with(question, page=found.pages)
        found = asked(actor.organisation, question, actor.today)
    columns, rest = columns_of(found.people)
    empty = not found.summary.people and not found.summary.left
    shown = {
        "coming": empty and coming(actor.organisation),
        "prices": team_price(actor.organisation, actor.today) if _priced(actor, found) else None,
        "question": question,
        "found": found,
        "numbers": found.summary.numbers,
        "apart": found.summary.numbers.on_paper - found.summary.numbers.on_record,
        "record": _record(found),
        "columns": columns,
        "rest": rest,
        "rows": rows(found.people, columns, actor.today, rest=rest),
        "estimated": any(a.estimated and a.cycle for o in found.people for a in o.answers),
        "narrowed": _narrowed(question),
        **_filters(question, found.summary),
        **_paging(question, found),
    }
    lasting = not (empty or found.summary.overdue.more)
    return draw(request, "team.html", "Team", shown, lasting=lasting)


def asked_for(query: QueryDict) -> Question:
    """What an address asks for; what it says that cannot be is ignored."""
    branch, label, sort = query.get("branch", ""), query.get("label", ""), query.get("sort", "")
    number = query.get("page", "")
    return Question(
        branch=int(branch) if _whole(branch) else None,
        certification=query.get("certification", "").strip()[:40] or None,
        label=label if label in _LABELS else "",
        name=" ".join(query.get("name", "").replace("\0", "").split())[:80],
        sort=Sort(sort) if sort in set(Sort) else Sort.URGENCY,
        page=max(1, int(number)) if _whole(number) else 1,
    )


def _whole(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def address(question: Question) -> str:
    """The address of a question."""
    said = {
        "label": question.label,
        "branch": question.branch,
        "certification": question.certification,
        "name": question.name,
        "sort": "" if question.sort is Sort.URGENCY else question.sort.value,
        "page": question.page if question.page > 1 else None,
    }
    given = {name: value for name, value in said.items() if value}
    return reverse("team") + (f"?{urlencode(given)}" if given else "")


def columns_of(people: Sequence[Shown]) -> tuple[list[str], bool]:
    """The certifications with a column, the most held first, and whether others remain.

    None, where so few hold the same that most cells would be blank: then each person's
    credentials stand one beside the other, the most urgent first.
    """
    held = Counter(each.certification for one in people for each in one.answers)
    codes = sorted(held, key=lambda code: (-held[code], code))
    rest = len(codes) > COLUMNS
    columns = codes[: COLUMNS - 1] if rest else codes
    filled = sum(held[code] for code in columns)
    if filled * 100 < SPARSE * len(columns) * len(people):
        return [], False
    if rest:
        columns = [code for code in columns if held[code] * 100 >= LONELY * len(people)]
    return columns, rest


def _record(found: Team) -> str:
    """Whose record the second number is read from."""
    bodies = found.summary.numbers.bodies
    return f"the {bodies[0]}’s record" if len(bodies) == 1 else "the bodies’ records"


def _priced(actor: Actor, found: Team) -> bool:
    """Whether the sum is shown at once; of a large company it is worked out on its own page."""
    return actor.may(May.SEE_COSTS) and 0 < found.summary.people <= PRICED


def _with(question: Question, **changes: Any) -> Question:
    said = {name: getattr(question, name) for name in Question.__slots__}
    return Question(**{**said, "page": 1, **changes})


def _narrowed(question: Question) -> bool:
    return bool(question.label or question.name or question.branch or question.certification)


def _filters(question: Question, summary: Summary) -> dict[str, Any]:
    many = len(summary.branches) > BRANCH_CHIPS
    return {
        "all_url": address(Question(sort=question.sort)),
        "labels": _labels(question, summary),
        "branch_chips": [] if many else _branches(question, summary),
        "branch_choices": summary.branches if many else (),
        "certifications": sorted(summary.certifications.items()),
        "sorts": [(sort.value, words) for sort, words in _SORTS.items()],
    }


def _labels(question: Question, summary: Summary) -> list[dict[str, Any]]:
    counts = {ATTENTION: summary.attention, **summary.labels, LEFT: summary.left}
    return [
        {
            "label": label,
            "words": words,
            "chip": label in _OFTEN,
            "count": counts.get(label, 0),
            "url": address(_with(question, label=label, name="")),
            "chosen": label == question.label,
        }
        for label, words in (*_CHIPS, (LEFT, "Left"))
        if counts.get(label) or label == question.label
    ]


def _branches(question: Question, summary: Summary) -> list[dict[str, Any]]:
    if len(summary.branches) < 2:
        return []
    every: list[tuple[int | None, str, int | None]] = [(None, "All branches", None)]
    return [
        {
            "words": name,
            "count": count,
            "url": address(_with(question, branch=number, name="")),
            "chosen": number == question.branch,
        }
        for number, name, count in [*every, *summary.branches]
    ]


def _paging(question: Question, found: Team) -> dict[str, Any]:
    first = (question.page - 1) * PAGE + 1
    last = min(found.total, question.page * PAGE)
    return {
        "range": f"{first:,}–{last:,} of {found.total:,} people" if found.pages > 1 else "",
        "earlier": address(_with(question, page=question.page - 1)) if question.page > 1 else "",
        "later": (
            address(_with(question, page=question.page + 1)) if question.page < found.pages else ""
        ),
    }
