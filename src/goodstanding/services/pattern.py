"""A company's yearly pattern: what belongs into each quarter, and the verb that changes it."""

from collections.abc import Iterator, Sequence

from goodstanding.engine import credits, wording
from goodstanding.engine.learning import PATTERN, QUARTERS, REVIEW, Item
from goodstanding.files.workbook.schema import KINDS
from goodstanding.records.models import Organisation, PatternItem
from goodstanding.services import checks
from goodstanding.services.access import Actor, May
from goodstanding.services.checks import Finding
from goodstanding.services.offerings import next_place
from goodstanding.services.verbs import verb

PATTERN_KINDS = (*KINDS, REVIEW)
MOST_ITEMS = 40


def pattern_of(organisation: Organisation) -> tuple[Item, ...]:
    """The pattern that holds for a company: its own, else the usual one."""
    rows = PatternItem.objects.of(organisation).order_by("quarter", "place", "pk")
    own = tuple(Item(*row) for row in rows.values_list("quarter", "kind", "amount"))
    return own or PATTERN


def change_pattern(*, by: Actor, items: Sequence[Item]) -> tuple[Item, ...]:
    """Another pattern; without any item the usual one holds again."""
    with verb(by, May.CHANGE_PLANNING) as draft:
        checks.refuse(_mistakes(items))
        before = pattern_of(by.organisation)
        PatternItem.objects.of(by.organisation).delete()
        place = next_place(draft)
        for at, item in enumerate(items):
            PatternItem(organisation=by.organisation, **item._asdict(), place=place + at).save(
                force_insert=True
            )
        after = pattern_of(by.organisation)
        for quarter in QUARTERS:
            draft.changed("Pattern", f"Q{quarter}", _told(before, quarter), _told(after, quarter))
        draft.what = "Changed the yearly pattern"
    return after


def said(item: Item) -> str:
    """An item as it is written: "online 4"."""
    return f"{item.kind} {credits.show(item.amount)}" if item.amount else item.kind


def _told(items: Sequence[Item], quarter: int) -> str | None:
    return wording.joined([said(one) for one in items if one.quarter == quarter]) or None


def _mistakes(items: Sequence[Item]) -> Iterator[Finding]:
    if len(items) > MOST_ITEMS:
        yield "items", f"These are {len(items)} items: at most {MOST_ITEMS} make a pattern."
    for item in items:
        yield from checks.chosen("items", item.kind, PATTERN_KINDS)
        if item.quarter not in QUARTERS:
            yield "items", f"“Q{item.quarter}” is no quarter: write Q1, Q2, Q3 or Q4."
        if item.amount is not None:
            yield from checks.amount("items", item.amount, zero=True)
