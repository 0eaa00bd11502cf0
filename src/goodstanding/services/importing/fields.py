"""One fact beside another: what is said anew, and in which words."""

from datetime import date
from typing import Any

from goodstanding.engine.folding import fold
from goodstanding.records.models import Fact
from goodstanding.services import facts, kept
from goodstanding.services.importing.plan import Change, Corrected
from goodstanding.services.kept import Kept


def corrected(
    fact: Fact, words: str, states: dict[str, Any], texts: dict[str, Any], extras: Kept
) -> Corrected | None:
    """The fact with what is said anew over it, blank saying nothing; None when that is nothing."""
    new_states = fact.states | {name: value for name, value in states.items() if value is not None}
    new_texts = fact.texts | {
        name: text
        for name, text in texts.items()
        if text and fold(text) != fold(fact.texts.get(name) or "")
    }
    if extras:
        new_texts["kept"] = kept.merged(fact.texts.get("kept", ()), extras)
    if new_states == fact.states and new_texts == fact.texts:
        return None
    before, after = {**fact.texts, **fact.states}, {**new_texts, **new_states}
    found = [
        Change(facts.title(name), _text(name, before.get(name)), _text(name, value))
        for name, value in after.items()
        if before.get(name) != value and name != "kept"
    ]
    if new_texts.get("kept") != fact.texts.get("kept"):
        found += columns(fact.texts.get("kept", ()), new_texts["kept"])
    return Corrected(fact, words, new_states, new_texts, found)


def columns(before: Kept, after: Kept) -> list[Change]:
    """The unknown columns that say something else than before."""
    was = {title: kept.said(kind, text) for title, kind, text in before}
    now = {title: kept.said(kind, text) for title, kind, text in after}
    return [
        Change(title, was.get(title, ""), said)
        for title, said in now.items()
        if was.get(title) != said
    ]


def _text(name: str, value: Any) -> str:
    said = facts.shown(name, value)
    return "" if said is None else str(said)


def with_kept(texts: dict[str, Any], extras: Kept) -> dict[str, Any]:
    """Words about a person, with the unknown columns of their row where there are any."""
    return texts | ({"kept": extras} if extras else {})


def day_of(text: str | None) -> date | None:
    """A day as facts state it."""
    return date.fromisoformat(text) if text else None
