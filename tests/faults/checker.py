"""Judges what is left by the database and the log of acknowledgements alone."""

import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from faults.world import TEAM, size_of

if TYPE_CHECKING:
    from goodstanding.services.access import Actor


def wrong(by: "Actor", told: list[dict[str, Any]], in_flight: int = 1) -> list[str]:
    """What is not as it must be: an acknowledged write is gone, something is there by half, or
    verify finds a difference. `in_flight`: as many writes may be there without an
    acknowledgement."""
    from django.db import connection

    from goodstanding.records.models import Entry
    from goodstanding.records.verify import STALE, unguarded, verify

    entries = Entry.objects.of(by.organisation)
    there = dict(entries.values_list("seq", "hash"))
    acknowledged = {one["seq"]: one["hash"] for one in told if "seq" in one}
    found = [
        f"entry {seq} was acknowledged and is not there"
        for seq, made in acknowledged.items()
        if there.get(seq) != made
    ]
    since = [seq for seq in there if told and seq > told[0]["from"] and seq not in acknowledged]
    if len(since) > in_flight:
        found.append(f"{len(since)} entries were never acknowledged: {since[:5]}")
    found += [one.text for one in verify(by.organisation, by.today) if one.kind != STALE]
    found += [one.text for one in unguarded()]
    found += halves(by)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            said = cursor.fetchone()[0]
        found += [] if said == "ok" else [f"SQLite: {said}"]
    connection.check_constraints()
    return found


def await_quiet() -> None:
    """A server goes on for a moment with what a killed process has sent it."""
    from django.db import connection

    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"{others} AND pid <> pg_backend_pid()")
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.01)


def halves(by: "Actor") -> list[str]:
    """What is there without all that belongs to it."""
    return [*_activities(by), *_imports(by), *_gone(by), *_entries(by), *_reversals(by)]


def _merged(by: "Actor") -> list[Any]:
    from goodstanding.records.models import Merge

    rows = Merge.objects.of(by.organisation).filter(undone_seq=None)
    return list(rows.select_related("away"))


def _activities(by: "Actor") -> list[str]:
    """Activities without their credits; whoever was merged had the same one."""
    from goodstanding.records.models import Activity, Fact

    live = Fact.objects.of(by.organisation).filter(kind="credit", superseded_seq=None)
    credits, each = Counter(live.values_list("activity", flat=True)), TEAM - len(_merged(by))
    return [
        f"activity {one.pk} has {credits[one.pk]} credits, not {each}"
        for one in Activity.objects.of(by.organisation)
        if credits[one.pk] != each
    ]


def _imports(by: "Actor") -> list[str]:
    """Imports without their people, and the other way."""
    from goodstanding.records.models import Import, Person

    there = Person.objects.of(by.organisation).filter(name__contains="-")
    names = [*there.values_list("name", flat=True), *(one.away.name for one in _merged(by))]
    people = Counter(name.rpartition("-")[0] for name in names)
    found = [
        f"{many} people of {prefix} are there"
        for prefix, many in people.items()
        if many != size_of(prefix)
    ]
    accepted = Import.objects.of(by.organisation).exclude(accepted_seq=None)
    on_record = accepted.filter(undone_seq=None).count()
    if on_record != len(people):
        found.append(f"{on_record} imports are on record, and people came by {len(people)}")
    return found


def _gone(by: "Actor") -> list[str]:
    """Facts and sign-ins of people who are not on the list."""
    from goodstanding.records.models import Fact, Membership

    live = Fact.objects.of(by.organisation).filter(superseded_seq=None)
    several = (live, Membership.objects.filter(organisation=by.organisation))
    left = [rows.filter(person__gone_seq__isnull=False).count() for rows in several]
    return [f"people who are gone have {left} facts and sign-ins"] if any(left) else []


def _entries(by: "Actor") -> list[str]:
    """Entries without their facts."""
    from goodstanding.records.models import Entry, Fact

    facts = Counter(Fact.objects.of(by.organisation).values_list("recorded_seq", flat=True))
    entries = Entry.objects.of(by.organisation).values_list("seq", "facts", "details")
    return [
        f"entry {seq} has {facts[seq]} facts of {details['recorded']}"
        for seq, hashes, details in entries
        if not len(hashes) == details["recorded"] == facts[seq]
    ]


def _reversals(by: "Actor") -> list[str]:
    """Merges and what was taken back, without their entries, and the other way."""
    from goodstanding.records.models import Entry, Import, Merge
    from goodstanding.services.access import May

    entries, found = Entry.objects.of(by.organisation), []
    for model, field, verb in (
        (Import, "accepted_seq", May.IMPORT),
        (Import, "undone_seq", May.UNDO_IMPORT),
        (Merge, "seq", May.MERGE_PEOPLE),
        (Merge, "undone_seq", May.UNDO_MERGE),
    ):
        rows = model.objects.of(by.organisation).exclude(**{field: None})
        marked = sorted(rows.values_list(field, flat=True))
        written = sorted(entries.filter(verb=verb.value).values_list("seq", flat=True))
        if marked != written:
            found.append(f"{verb.value}: entries {written}, and rows say {marked}")
    return found
