"""What the database itself refuses, asked by raw SQL."""
# ruff: noqa: S608 - raw statements are the point
# ruff: noqa: E501 - and read best on one line

import pytest
from django.db import DatabaseError, connection, transaction

from company import actor, company, credit, held, person
from goodstanding.records import guards
from goodstanding.records.models import Entry, Fact, Head, Organisation
from records.cast import lay_out, run, unguarded

pytestmark = pytest.mark.django_db

CHANGED_FACTS = [
    "UPDATE records_fact SET states = '{}'",
    "UPDATE records_fact SET texts = '{}', salt = 'x'",
    "UPDATE records_fact SET person_id = person_id + 1",
    "UPDATE records_fact SET place = 0",
    "UPDATE records_fact SET recorded_seq = 1",
    "UPDATE records_fact SET kind = 'CREDIT' WHERE kind = 'credit'",
    "UPDATE records_fact SET commitment = 'x', superseded_seq = 13 WHERE superseded_seq IS NULL",
    "UPDATE records_fact SET superseded_seq = NULL",
    "UPDATE records_fact SET superseded_seq = 13 WHERE superseded_seq IS NOT NULL",
    "UPDATE records_fact SET superseded_seq = 5 WHERE superseded_seq IS NULL",
    "UPDATE records_fact SET id = id + 1000",
    "DELETE FROM records_fact",
    "DELETE FROM records_fact WHERE superseded_seq IS NOT NULL",
]
CHANGED_JOURNAL = [
    "UPDATE records_entry SET verb = 'x'",
    "UPDATE records_entry SET details = '{}'",
    "UPDATE records_entry SET seq = seq + 1",
    "UPDATE records_entry SET hash = hash",
    "DELETE FROM records_entry",
    "DELETE FROM records_entry WHERE seq = 12",
    "UPDATE records_head SET seq = 3",
    "UPDATE records_head SET seq = seq + 1",
    "UPDATE records_head SET seq = seq + 2",
    "UPDATE records_head SET hash = 'x'",
    "DELETE FROM records_head",
]
CHANGED_COMPANIES = [
    "UPDATE records_organisation SET is_demo = true",
    "UPDATE records_organisation SET removing = true",
    "UPDATE records_organisation SET is_demo = true, removing = true",
    "UPDATE records_organisation SET id = id + 1000",
    "DELETE FROM records_organisation",
]
REPLACED = [
    "INSERT OR REPLACE INTO records_fact SELECT * FROM records_fact",
    "INSERT OR IGNORE INTO records_fact SELECT * FROM records_fact",
    "INSERT OR REPLACE INTO records_entry SELECT * FROM records_entry",
    "INSERT OR REPLACE INTO records_head SELECT * FROM records_head",
    "INSERT OR REPLACE INTO records_organisation SELECT * FROM records_organisation",
    "REPLACE INTO records_head (organisation_id, seq, hash) SELECT id, 0, '' FROM records_organisation",
    "INSERT INTO records_entry SELECT * FROM records_entry WHERE 1 ON CONFLICT DO UPDATE SET verb = ''",
    "UPDATE OR REPLACE records_fact SET id = 1 WHERE id = 2",
    "UPDATE OR REPLACE records_organisation SET id = (SELECT min(id) FROM records_organisation)",
]


@pytest.mark.parametrize("statement", [*CHANGED_FACTS, *CHANGED_JOURNAL, *CHANGED_COMPANIES])
def test_a_change_is_refused(statement: str) -> None:
    lay_out()
    refused(statement)


@pytest.mark.parametrize("statement", REPLACED)
def test_replacing_is_refused(statement: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite replaces rows without a word")
    lay_out()
    company("Another Restoration")
    refused(statement)


def refused(statement: str) -> None:
    before = everything()
    with pytest.raises(DatabaseError), transaction.atomic():
        run(statement)
    assert everything() == before


def everything() -> list[list[dict[str, object]]]:
    tables = (Organisation.objects, Head.objects, Entry.every, Fact.every)
    return [list(rows.order_by("pk").values()) for rows in tables]


def columns(model: type) -> str:
    return ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)


def copied(model: type, **other: str) -> str:
    """A statement that adds a copy of the last row with some columns different."""
    taken = ", ".join(
        other.get(field.column, f'"{field.column}"') for field in model._meta.concrete_fields
    )
    table = model._meta.db_table
    return f"INSERT INTO {table} ({columns(model)}) SELECT {taken} FROM {table} ORDER BY id DESC LIMIT 1"


NEW = "(SELECT max(id) + 1 FROM records_entry)"


def test_an_entry_that_does_not_follow_is_refused() -> None:
    lay_out()
    refused(copied(Entry, id=NEW, seq="seq + 1"))
    refused(copied(Entry, id=NEW, seq="seq + 2", before="hash"))
    refused(copied(Entry, id=NEW, seq="0"))


def test_a_fact_outside_the_entry_being_written_is_refused() -> None:
    lay_out()
    new = "(SELECT max(id) + 1 FROM records_fact)"
    key = "'11111111111111111111111111111111'"
    refused(copied(Fact, id=new, key=key, superseded_seq="NULL"))
    refused(copied(Fact, id=new, key=key, recorded_seq="13", superseded_seq="14"))
    refused(copied(Fact, id=new, key=key, recorded_seq="14", superseded_seq="NULL"))


def test_a_head_is_made_once() -> None:
    one = company()
    refused(f"INSERT INTO records_head (organisation_id, seq, hash) VALUES ({one.pk}, 0, '')")


def test_a_company_does_not_begin_with_its_removal() -> None:
    lay_out()
    refused(copied(Organisation, id="id + 1", is_demo="true", removing="true"))


def test_what_verbs_do_passes() -> None:
    by = actor(company())
    maria = person(by)
    held(by, maria)
    credit(by, maria)
    assert Head.objects.get().seq == Entry.objects.of(by.organisation).count() == 4


def test_a_demonstration_that_is_being_removed_can_go() -> None:
    demo = lay_out()
    with unguarded():
        Organisation.objects.filter(pk=demo.pk).update(is_demo=True)
    refused("DELETE FROM records_fact")
    Organisation.objects.filter(pk=demo.pk).update(removing=True)
    other = lay_out("Kept Restoration")
    kept = Fact.objects.of(other).count()
    Fact.objects.of(demo).delete()
    Entry.objects.of(demo).delete()
    Head.objects.filter(organisation=demo).delete()
    assert (Fact.every.count(), Entry.objects.of(other).count()) == (kept, 12)


def test_guards_are_in_place_after_the_migrations() -> None:
    assert guards.missing(connection) == []


def test_a_guard_that_is_gone_is_named() -> None:
    guards.drop(connection)
    gone = guards.missing(connection)
    assert len(gone) >= 8
    guards.create(connection)
    assert guards.missing(connection) == []


def test_a_guard_that_was_weakened_is_named() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("written for SQLite")
    run("DROP TRIGGER fact_update")
    run("CREATE TRIGGER fact_update BEFORE UPDATE ON records_fact BEGIN SELECT 1; END")
    assert guards.missing(connection) == ["fact_update"]
