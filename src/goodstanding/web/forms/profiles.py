"""The table into which a coordinator types what the registrants' profiles show.

A row is a person's certifications of one body, for a profile shows one date for all of them; a
certification that differs can be typed by itself, and then goes before its row. What is blank is
left alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField

from goodstanding.records.hashing import digest
from goodstanding.services.access import Wrong
from goodstanding.services.credentials import Sighting
from goodstanding.services.profiles import Held, Profile, Seen
from goodstanding.web.forms.fields import CreditsField, DayField
from goodstanding.web.forms.typed import Typed

_CELLS = ("deadline", "balance", "seen_on")
_TITLES = {"deadline": "Due on", "balance": "Balance", "seen_on": "Seen on"}
MEANWHILE = (
    "Some of the certifications that you typed something for were withdrawn meanwhile: what you "
    "typed for them is not below any more."
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table, and the title of its column."""

    title: str
    field: BoundField


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of a row, or of one certification in it; `have` is what was last seen."""

    cells: list[Cell]
    have: Seen | None
    code: str

    @property
    def is_touched(self) -> bool:
        """Whether something stands in it."""
        return any(cell.field.value() or cell.field.errors for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Row:
    """A profile as a row of the table."""

    profile: Profile
    line: Line
    apart: list[Line]

    @property
    def is_apart(self) -> bool:
        """Whether certifications are typed one by one."""
        return self.profile.differ or any(line.is_touched for line in self.apart)


class ProfilesForm(Typed):
    """A table of profiles. `day` is the day of seeing where a row says nothing else."""

    day = DayField(
        label="Seen on", help_text="The day on which you look, for every row that names no other"
    )

    def __init__(self, *args: Any, profiles: list[Profile], **more: Any) -> None:
        super().__init__(*args, **more)
        self.profiles = profiles
        for profile in profiles:
            self._add(_row_key(profile), f"{profile.person.name} ({_codes(profile.held)})")
            for held in _apart(profile):
                self._add(str(held.fact.key), f"{profile.person.name} ({_codes([held])})")

    def _add(self, key: str, whose: str) -> None:
        for cell in _CELLS:
            label = f"{_TITLES[cell]}: {whose}"
            kind = CreditsField if cell == "balance" else DayField
            field = kind(label=label, required=False)
            field.widget.attrs["aria-label"] = label
            self.fields[f"{cell}-{key}"] = field

    def rows(self) -> Iterator[Row]:
        """The table."""
        for profile in self.profiles:
            apart = _apart(profile)
            yield Row(
                profile,
                self._line(_row_key(profile), profile.seen, profile.held),
                [self._line(str(held.fact.key), held.seen, [held]) for held in apart],
            )

    def _line(self, key: str, have: Seen | None, held: list[Held]) -> Line:
        cells = [Cell(_TITLES[cell], self[f"{cell}-{key}"]) for cell in _CELLS]
        return Line(cells, have, _codes(held))

    def clean(self) -> dict[str, Any]:
        """Say so when something was typed for what is not there any more."""
        typed = [name for name in self.data if name.partition("-")[0] in _CELLS and "-" in name]
        if any(name not in self.fields and self.data[name].strip() for name in typed):
            self.add_error(None, MEANWHILE)
        return self.cleaned_data

    def sightings(self) -> dict[str, list[Sighting]]:
        """What was typed and is new, by the key of the row or certification where it stands."""
        found: dict[str, list[Sighting]] = {}
        for profile in self.profiles:
            for held in profile.held:
                key = str(held.fact.key)
                key = key if len(profile.held) > 1 and self._typed(key) else _row_key(profile)
                if self._typed(key) and not self._is_known(key, held):
                    found.setdefault(key, []).append(self._sighting(key, held))
        return found

    def _typed(self, key: str) -> bool:
        return any(self.cleaned_data.get(f"{cell}-{key}") is not None for cell in _CELLS)

    def _is_known(self, key: str, held: Held) -> bool:
        one = self._sighting(key, held)
        return held.seen == Seen(one.seen_on, one.deadline, one.balance)

    def _sighting(self, key: str, held: Held) -> Sighting:
        typed = self.cleaned_data
        return Sighting(
            held.fact,
            seen_on=typed[f"seen_on-{key}"] or typed["day"],
            deadline=typed[f"deadline-{key}"],
            balance=typed[f"balance-{key}"],
        )


def in_place(wrong: Wrong, keys: list[str], codes: list[str]) -> Wrong:
    """What a verb found wrong with sightings, at the cells in which they were typed.

    `keys` and `codes` go with the sightings: where each was typed and of which certification.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for field, text in wrong.problems:
        place, _, cell = field.partition(".")
        if not place.isdecimal() or cell not in _CELLS:
            found.setdefault((field, text), [])
            continue
        at = int(place)
        found.setdefault((f"{cell}-{keys[at]}", text), []).append(codes[at])
    typed = list(zip(keys, codes, strict=True))
    said = [
        (
            name,
            f"For {', '.join(dict.fromkeys(which))}: {text}" if _some(which, name, typed) else text,
        )
        for (name, text), which in found.items()
    ]
    return Wrong(*said[0], *said[1:])


def _some(which: list[str], name: str, typed: list[tuple[str, str]]) -> bool:
    """Whether a sentence is about some certifications of a row only."""
    row = name.partition("-")[2]
    return 0 < len(set(which)) < len({code for key, code in typed if key == row})


def _codes(held: list[Held]) -> str:
    return ", ".join(dict.fromkeys(one.fact.states["certification"] for one in held))


def _apart(profile: Profile) -> list[Held]:
    """The certifications that can be typed one by one: all of several, none of one alone."""
    return profile.held if len(profile.held) > 1 else []


def _row_key(profile: Profile) -> str:
    return row_key(profile.person.pk, profile.body)


def row_key(person: int, body: str) -> str:
    """What names a row in the form; a body's code may hold what an address in a page may not."""
    return f"{person}-{digest(body)[:8]}"
