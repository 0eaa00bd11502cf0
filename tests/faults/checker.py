"""Judges what is left by the database and the log of acknowledgements alone."""

import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from faults.world import TEAM

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
    found += _halves(by)
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


def _halves(by: "Actor") -> list[str]:
    """Activities without their credits, imports without their people, and the other way."""
    from goodstanding.records.models import Activity, Entry, Fact, Import, Person

    credits = Counter(
        Fact.objects.of(by.organisation)
        .filter(kind="credit", superseded_seq=None)
        .values_list("activity", flat=True)
    )
    found = [
        f"activity {one.pk} has {credits[one.pk]} credits, not {TEAM}"
        for one in Activity.objects.of(by.organisation)
        if credits[one.pk] != TEAM
    ]
    names = Person.objects.of(by.organisation).values_list("name", flat=True)
    people = Counter(name.rpartition("-")[0] for name in names if "-" in name)
    found += [f"{n} people of {prefix} are there" for prefix, n in people.items() if n != TEAM]
    accepted = Import.objects.of(by.organisation).exclude(accepted_seq=None)
    if accepted.count() != len(people):
        found.append(f"{accepted.count()} imports are accepted, and people came by {len(people)}")
    for seq, facts, details in Entry.objects.of(by.organisation).values_list(
        "seq", "facts", "details"
    ):
        rows = Fact.objects.of(by.organisation).filter(recorded_seq=seq).count()
        if not len(facts) == details["recorded"] == rows:
            found.append(f"entry {seq} has {rows} facts of {details['recorded']}")
    return found
