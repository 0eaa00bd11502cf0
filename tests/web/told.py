"""What `goodstanding check` tells of a workbook, in the words in which pages have to show it.

Made from the command's JSON alone and without the code that draws pages.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from cli.cast import run
from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.answer import Label, Warned
from goodstanding.engine.standing.explain import warning
from web.shown import Card, Cell, Thing

Held = dict[str, Any]
_ORDER = (
    "Lapsed", "Lapsed, awaiting", "Check the record", "Due soon", "Submit certificates", "Behind",
    "Awaiting", "Covered by plan", "On pace", "Good standing", "Not yet issued", "Ended",
)  # fmt: skip
_ATTENTION = _ORDER[:6]
_ON_PAPER = {"Good standing", "Awaiting", "Submit certificates", "Covered by plan", "On pace"}
_STATES = {
    "current": "Current",
    "lapsed": "Lapsed",
    "unknown": "Not known",
    "ended": "Ended",
    "not_yet_issued": "Not yet issued",
}
_REASONS = {None: "", "credits": " for credits", "fee": " for the fee", "expired": ", expired"}
_PARTS = ("posted", "submitted", "earned", "planned")


class Told:
    """The command's answer about a workbook on a day."""

    def __init__(self, file: Path, on: date, rules: Path | None, catalogue: Catalogue) -> None:
        own = ("--rules", str(rules)) if rules else ()
        said = run("check", str(file), "--on", str(on), "--format", "json", *own).stdout
        answer = json.loads(said)
        errors = [one for one in answer["problems"] if one["severity"] == "error"]
        assert errors == []
        self.on, self.people, self._catalogue = on, answer["people"], catalogue

    def held(self, names: set[str]) -> Iterator[tuple[str, Held]]:
        """The credentials of some people."""
        for person in self.people:
            if person["name"] in names:
                yield from ((person["name"], held) for held in person["credentials"])

    def cells(self, names: set[str]) -> list[Cell]:
        """What the Team page has to show."""
        return [
            Cell(
                name,
                held["certification"],
                _label(held),
                _had(held),
                f"+{held['planned']:g} planned" if held["planned"] else "",
                _when(held, self.on),
            )
            for name, held in self.held(names)
        ]

    def cards(self, names: set[str]) -> list[Card]:
        """What the pages of people have to show."""
        return [self._card(name, held) for name, held in self.held(names)]

    def _card(self, name: str, held: Held) -> Card:
        by_credits = self._kind(held) == "credits"
        over = held["label"] in ("Ended", "Not yet issued")
        return Card(
            name=name,
            code=held["certification"],
            label=_label(held),
            had=_had(held),
            parts=", ".join(f"{held[one]:g} {one}" for one in _PARTS if held[one])
            if _had(held)
            else "",
            when=_when(held, self.on) if _had(held) else "",
            missing=_missing(held),
            by_hand=bool(by_credits and not over and held["estimated"] and held["cycle"]),
            warnings=tuple(sorted(warning(Warned(one)) for one in held["warnings"])),
            periods=tuple(map(_period, held["periods"])) if len(held["periods"]) > 1 else (),
        )

    def things(self, names: set[str]) -> list[Thing]:
        """What Today has to show, the most urgent first."""
        groups: dict[tuple[str, str, str], list[Held]] = defaultdict(list)
        for name, held in self.held(names):
            if _plain(held["label"]) in _ATTENTION:
                body = self._catalogue.certifications[held["certification"]].body
                groups[name, held["label"], body].append(held)
        made = [_thing(name, some) for (name, _, _), some in groups.items()]
        return [thing for _, thing in sorted(made, key=lambda one: (one[0], one[1]))]

    def fees(self, names: set[str]) -> list[str]:
        """What Today has to say of fees that run out within 90 days, and of nothing else."""
        found = set()
        for name, held in self.held(names):
            if _fee_ends_soon(held, self.on):
                last = date.fromisoformat(held["lapses_on"]) - timedelta(days=1)
                body = self._catalogue.certifications[held["certification"]].body
                found.add(f"{name}'s fee to the {body} is paid through {_day(last)}.")
        return sorted(found)

    def counts(self, names: set[str], left: int) -> tuple[dict[str, int], dict[str, int]]:
        """How many people have a label, and how many hold a certification."""
        labels, certifications = defaultdict(set), defaultdict(set)
        for name, held in self.held(names):
            labels[_kind(held).name.lower()].add(name)
            certifications[held["certification"]].add(name)
            if _plain(held["label"]) in _ATTENTION:
                labels["attention"].add(name)
        counted = {label: len(some) for label, some in labels.items()} | {"left": left}
        return (
            {label: count for label, count in counted.items() if count},
            {code: len(some) for code, some in certifications.items()},
        )

    def on_paper(self, names: set[str]) -> str:
        """The first of the two numbers."""
        held = [
            one for _, one in self.held(names) if one["state"] not in ("ended", "not_yet_issued")
        ]
        fine = [one for one in held if _plain(one["label"]) in _ON_PAPER]
        return f"{len(fine)} of {len(held)}"

    def ahead(self, names: set[str]) -> dict[str, int]:
        """The lapses of twelve months."""
        lapses: dict[str, int] = defaultdict(int)
        for _, held in self.held(names):
            if held["state"] == "current" and held["lapses_on"]:
                day = date.fromisoformat(held["lapses_on"])
                if (day.year - self.on.year) * 12 + day.month - self.on.month < 12:
                    lapses[f"{day:%B %Y}"] += 1
        return dict(lapses)

    def _kind(self, held: Held) -> str:
        return self._catalogue.certifications[held["certification"]].kind.value


def _thing(name: str, some: list[Held]) -> tuple[tuple[int, str], Thing]:
    first = min(some, key=_urgency)
    codes = tuple(sorted({one["certification"] for one in some}))
    missing = [_missing(one) for one in some]
    same = len({(_reason(one), one["coverage"]) for one in some}) == 1
    lapsed = first["label"] == "Lapsed"
    short = max((float(one) for one in missing if one), default=0) if same or not lapsed else 0
    named = () if first["label"] == "Submit certificates" else codes
    return _urgency(first), Thing(name, _label(first), named, f"{short:g}" if short else "")


def _urgency(held: Held) -> tuple[int, str]:
    deadline = held["cycle"]["deadline"] if held["cycle"] else None
    return _ORDER.index(_plain(held["label"])), held["lapses_on"] or deadline or "9999-12-31"


def _kind(held: Held) -> Label:
    return Label(_plain(held["label"]))


def _plain(label: str) -> str:
    """The label without the name of the body."""
    return next(one for one in sorted(_ORDER, key=len, reverse=True) if label.startswith(one))


def _label(held: Held) -> str:
    left = held["days_left"]
    many = f"{left} day{'' if left == 1 else 's'}"
    return f"{held['label']} · {many}" if held["label"] == "Due soon" else str(held["label"])


def _had(held: Held) -> str:
    if held["posted"] is None or not held["required"]:
        return ""
    return f"{held['posted'] + held['submitted'] + held['earned']:g} of {held['required']:g}"


def _missing(held: Held) -> str:
    label, short = _plain(held["label"]), held["short"]
    lapsed = label == "Lapsed" and _reason(held) == "credits" and held["coverage"] != "earned"
    said = label in ("Behind", "On pace") or (label == "Due soon" and short) or lapsed
    return f"{short:g}" if said else ""


def _reason(held: Held) -> str | None:
    return held["periods"][-1]["reason"] if held["periods"] else None


def _fee_ends_soon(held: Held, on: date) -> bool:
    """Within 90 days, before the deadline, of what is otherwise fine."""
    fine = held["state"] == "current" and _plain(held["label"]) not in _ATTENTION
    if not (fine and held["lapses_on"] and held["cycle"]):
        return False
    ends = date.fromisoformat(held["lapses_on"])
    return held["lapses_on"] <= held["cycle"]["deadline"] and (ends - on).days <= 90


def _when(held: Held, on: date) -> str:
    lapses = date.fromisoformat(held["lapses_on"]) if held["lapses_on"] else None
    if held["state"] == "lapsed":
        since = f"since {_short(lapses)}" if lapses else ""
        return f"fee unpaid {since}" if _reason(held) == "fee" else since
    if held["cycle"] is None:
        return "no expiry" if held["label"] == "Good standing" else ""
    deadline = date.fromisoformat(held["cycle"]["deadline"])
    if _fee_ends_soon(held, on):
        return f"fee to {_short(lapses - timedelta(days=1))}"
    which = "until" if held["required"] is None else "due"
    return f"{which} {'~' if held['estimated'] else ''}{_short(deadline)}"


def _period(period: dict[str, Any]) -> str:
    words = _STATES[period["state"]] + _REASONS[period["reason"]]
    since, until = (
        date.fromisoformat(one) if one else None for one in (period["from"], period["to"])
    )
    if until is None:
        return f"{words} since {_day(since)}" if since else words
    return f"{words} {f'from {_day(since)} ' if since else ''}to {_day(until)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _short(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"
