"""Several rule files become one, later ones winning; then what only the whole can show is checked.

A certification or a body that is given again has its keys replaced one by one; a rule, with all
its versions, and a service are replaced whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from goodstanding.engine.folding import fold
from goodstanding.engine.rules.keys import KEYS
from goodstanding.engine.rules.lines import Path
from goodstanding.engine.rules.lint import Linted, Mistake, Table, did_you_mean, missing
from goodstanding.engine.rules.syntax import Page

KEY_BY_KEY = ("bodies", "certifications")


@dataclass(slots=True)
class Merged:
    """All tables by section and name, and on which of the pages each, and each key, was given."""

    pages: list[Page] = field(default_factory=list)
    bodies: dict[str, Table] = field(default_factory=dict)
    rules: dict[str, list[Table]] = field(default_factory=dict)
    certifications: dict[str, Table] = field(default_factory=dict)
    services: dict[str, Table] = field(default_factory=dict)
    homes: dict[Path, int] = field(default_factory=dict)

    def mistake(self, path: Path, text: str) -> Mistake:
        """A mistake at a key or a table, on the page that gave it."""
        return Mistake(self.pages[self.home(path)], path, text)

    def home(self, path: Path) -> int:
        """The number of the page that gave this key or table last."""
        return self.homes[path[:3] if path[:3] in self.homes else path[:2]]


def merge(pages: list[Linted]) -> Merged:
    """Lay the pages over one another, in their order."""
    merged = Merged([linted.page for linted in pages])
    for number, linted in enumerate(pages):
        for section in ("bodies", "rules", "certifications", "services"):
            for name, entry in linted.sections.get(section, {}).items():
                _lay(merged, section, name, entry, number)
    return merged


def _lay(merged: Merged, section: str, name: str, entry: Any, number: int) -> None:
    if entry is None:
        return
    merged.homes[section, name] = number
    named = getattr(merged, section)
    if section in KEY_BY_KEY:
        named.setdefault(name, {}).update(entry)
        for key in entry:
            merged.homes[section, name, key] = number
    else:
        named[name] = entry


def mistakes(merged: Merged) -> Iterator[Mistake]:
    """Whatever is missing, refers to nothing, clashes or runs in a circle."""
    for section in KEY_BY_KEY:
        yield from _incomplete(merged, section)
    for code, table in merged.certifications.items():
        yield from _dangling(merged, code, table)
    for name, service in merged.services.items():
        path = ("services", name, "needs")
        yield from _unknown(merged, path, service.get("needs"), "certifications")
    yield from _same_bodies(merged)
    yield from names(merged)[1]
    yield from _circles(merged)


def _incomplete(merged: Merged, section: str) -> Iterator[Mistake]:
    for name, table in getattr(merged, section).items():
        for text in missing(table, KEYS[section]):
            yield merged.mistake((section, name), f"{name}: {text}")


def _dangling(merged: Merged, code: str, table: Table) -> Iterator[Mistake]:
    path = ("certifications", code)
    yield from _unknown(merged, (*path, "body"), table.get("body"), "bodies")
    yield from _unknown(merged, (*path, "rule"), table.get("rule"), "rules")
    for at, needed in enumerate(table.get("requires") or ()):
        yield from _unknown(merged, (*path, "requires", at), needed, "certifications")


_ONE = {"bodies": "body", "rules": "rule", "certifications": "certification"}


def _unknown(merged: Merged, path: Path, wanted: str | None, section: str) -> Iterator[Mistake]:
    known = getattr(merged, section)
    if wanted is not None and wanted not in known:
        near = did_you_mean(wanted, known)
        yield merged.mistake(path, f"{path[1]}: there is no {_ONE[section]} “{wanted}”{near}")


def _same_bodies(merged: Merged) -> Iterator[Mistake]:
    seen: dict[str, str] = {}
    for code in merged.bodies:
        other = seen.setdefault(fold(code), code)
        if other != code:
            text = f"the body “{code}” differs from “{other}” in capitals only; use one of them"
            yield merged.mistake(("bodies", code), text)


def names(merged: Merged) -> tuple[dict[str, str], list[Mistake]]:
    """Every code, full name and alias, folded, with its certification; and where two clash."""
    index: dict[str, str] = {}
    clashes = []
    for code, path, text in sorted(_claims(merged), key=lambda claim: merged.home(claim[1])):
        owner = index.setdefault(fold(text), code)
        if owner != code:
            clash = f"{code}: “{text}” already means {owner}; a name or alias means one thing"
            clashes.append(merged.mistake(path, clash))
    return index, clashes


def _claims(merged: Merged) -> Iterator[tuple[str, Path, str]]:
    """Codes claim their names first, then full names, then aliases."""
    certifications = merged.certifications
    for code in certifications:
        yield code, ("certifications", code), code
    for code, table in certifications.items():
        if table.get("name"):
            yield code, ("certifications", code, "name"), table["name"]
    for code, table in certifications.items():
        for at, alias in enumerate(table.get("aliases") or ()):
            yield code, ("certifications", code, "aliases", at), alias


def _circles(merged: Merged) -> Iterator[Mistake]:
    """Certifications that require themselves, by way of others or not."""
    done: set[str] = set()
    for code in merged.certifications:
        for circle in _circles_from(merged, code, done):
            paths: list[Path] = [("certifications", member, "requires") for member in circle[1:]]
            path = max(paths, key=merged.home)
            way = " → ".join(circle)
            yield merged.mistake(path, f"{path[1]}: certifications require each other: {way}")


def _circles_from(merged: Merged, start: str, done: set[str]) -> Iterator[list[str]]:
    """Follow `requires` from one certification; every way back onto the trail is a circle."""
    trail: list[str] = []
    ways = [iter([start])]
    while ways:
        code = next(ways[-1], None)
        if code is None:
            ways.pop()
            done.update(trail[-1:])
            del trail[-1:]
        elif code in trail:
            yield [*trail[trail.index(code) :], code]
        elif code not in done:
            trail.append(code)
            required = merged.certifications.get(code, {}).get("requires") or ()
            ways.append(iter(required))
