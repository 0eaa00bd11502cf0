"""Each thing that can be done behind the program's back is named, and nothing else is."""
# ruff: noqa: S608 - raw statements are the point

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from company import TODAY, actor, company, held, person
from goodstanding.records import guards
from goodstanding.records.models import (
    Entry,
    Fact,
    Head,
    Import,
    Organisation,
    Person,
    Standing,
    Tally,
)
from goodstanding.records.verify import (
    Checkpoint,
    Difference,
    Illegible,
    checkpoint,
    unguarded,
    verify,
)
from records import cast
from records.cast import lay_out, run

pytestmark = pytest.mark.django_db


def found(organisation: Organisation, kept: Checkpoint | None = None) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in verify(organisation, TODAY, kept)]


def facts(organisation: Organisation) -> list[Fact]:
    return list(Fact.objects.of(organisation).order_by("pk"))


def planted(statement: str, *values: object) -> int:
    with cast.unguarded():
        return run(statement, *values)


def test_what_is_as_it_was_written_has_no_differences() -> None:
    one, other = lay_out(), lay_out("Delta Restoration")
    assert verify(one, TODAY, checkpoint(one)) == ()
    assert verify(other, TODAY) == ()
    assert list(unguarded()) == []


def test_a_company_without_facts_has_none() -> None:
    assert verify(company(), TODAY) == ()


STATES = [
    ("states", """'{"body":"IICRC","earned_on":"2026-11-14","amount":1600,"state":"posted"}'"""),
    ("kind", "'fee'"),
    ("person_id", "(SELECT max(id) FROM records_person)"),
    ("place", "place + 1"),
    ("commitment", "'x'"),
    ("recorded_seq", "recorded_seq + 1"),
    ("recorded_seq", "99"),
    ("key", "'11111111111111111111111111111111'"),
    ("credential", "'11111111111111111111111111111111'"),
]


@pytest.mark.parametrize(("column", "value"), STATES)
def test_a_changed_field_of_a_fact(column: str, value: str) -> None:
    one = lay_out()
    live = Fact.objects.of(one).get(kind="credit", superseded_seq=None)
    assert planted(f"UPDATE records_fact SET {column} = {value} WHERE id = %s", live.pk) == 1
    about_facts = [text for kind, text in found(one) if kind == "fact"]
    assert len(about_facts) == 1
    assert about_facts[0].startswith(f"Fact {live.pk}, ")
    assert "entry 7" in about_facts[0]


def test_the_fact_is_named_with_its_kind_its_person_and_its_entry() -> None:
    one = lay_out()
    fact = Fact.objects.of(one).get(kind="fee")
    planted("UPDATE records_fact SET place = 0 WHERE id = %s", fact.pk)
    assert verify(one, TODAY) == (
        Difference(
            "fact",
            f"fact {fact.pk}",
            f"Fact {fact.pk}, a fee of Maria Lopez (entry 8), is not as it was recorded.",
        ),
    )


@pytest.mark.parametrize("change", ["texts = '{}'", "salt = 'x'"])
def test_changed_words_of_a_fact(change: str) -> None:
    one = lay_out()
    fact = Fact.objects.of(one).get(kind="credit", superseded_seq=None)
    planted(f"UPDATE records_fact SET {change} WHERE id = %s", fact.pk)
    words = (
        f"The words of fact {fact.pk}, a credit of Maria Lopez (entry 7), "
        "are not those that were recorded."
    )
    assert found(one) == [("fact", words)]


def test_a_missing_fact() -> None:
    one = lay_out()
    gone = Fact.objects.of(one).filter(superseded_seq__isnull=False).earliest("pk")
    planted("DELETE FROM records_fact WHERE id = %s", gone.pk)
    assert found(one) == [("fact", f"Fact {gone.pk}, which entry 6 recorded, is missing.")]


def test_a_fact_that_no_entry_wrote() -> None:
    one = lay_out()
    with cast.unguarded():
        fact = Fact.objects.of(one).get(kind="fee")
        fact.pk, fact.key = None, "11111111-1111-1111-1111-111111111111"
        fact.save(force_insert=True)
    assert found(one) == [("fact", f"Fact {fact.pk}, a fee of Maria Lopez, is in no entry.")]


def test_a_fact_of_another_company() -> None:
    one, other = lay_out(), lay_out("Delta Restoration")
    fact = Fact.objects.of(one).get(kind="fee")
    planted("UPDATE records_fact SET organisation_id = %s WHERE id = %s", other.pk, fact.pk)
    assert found(one) == [("fact", f"Fact {fact.pk}, which entry 8 recorded, is missing.")]
    assert found(other) == [("fact", f"Fact {fact.pk}, a fee of Maria Lopez, is in no entry.")]


def test_a_correction_undone_by_hand() -> None:
    one = lay_out()
    old = Fact.objects.of(one).get(kind="observation", superseded_seq__isnull=False)
    planted("UPDATE records_fact SET superseded_seq = NULL WHERE id = %s", old.pk)
    text = f"Fact {old.pk} was replaced or withdrawn by entry 12, but it is marked as live."
    assert ("fact", text) in found(one)


def test_a_correction_at_another_time() -> None:
    one = lay_out()
    old = Fact.objects.of(one).get(kind="observation", superseded_seq__isnull=False)
    planted("UPDATE records_fact SET superseded_seq = 13 WHERE id = %s", old.pk)
    text = f"Fact {old.pk} was replaced or withdrawn by entry 12, but it says that entry 13 did."
    assert found(one) == [("fact", text)]


def test_a_fact_withdrawn_by_no_entry() -> None:
    one = lay_out()
    fact = Fact.objects.of(one).get(kind="fee")
    planted("UPDATE records_fact SET superseded_seq = 10 WHERE id = %s", fact.pk)
    text = f"Fact {fact.pk} says that entry 10 replaced or withdrew it, but no entry did."
    assert found(one) == [("fact", text)]


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'x'",
        "actor = 'user:0'",
        "at = '2020-01-01 00:00:00'",
        "subjects = '[]'",
        "commitment = 'x'",
        "hash = 'x'",
        "before = 'x'",
    ],
)
def test_a_changed_entry(change: str) -> None:
    one = lay_out()
    planted(f"UPDATE records_entry SET {change} WHERE seq = 5 AND organisation_id = %s", one.pk)
    assert ("entry", "Entry 5 is not as it was written.") in found(one)
    assert {kind for kind, _ in found(one)} == {"entry"}


def only_sqlite_keeps_anything() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite keeps in a column what cannot be in it")


def test_a_fact_that_cannot_be_read() -> None:
    only_sqlite_keeps_anything()
    one = lay_out()
    fact = Fact.objects.of(one).get(kind="fee")
    planted("UPDATE records_fact SET key = 'no key' WHERE id = %s", fact.pk)
    text = f"Fact {fact.pk}, which entry 8 recorded, cannot be read: it was changed."
    assert found(one)[0] == ("fact", text)


def test_a_standing_that_cannot_be_read() -> None:
    only_sqlite_keeps_anything()
    one = lay_out()
    planted("UPDATE records_standing SET deadline = '2026-13-45' WHERE certification = 'WRT'")
    text = "Maria Lopez cannot be judged: a fact or a standing is not as it was written."
    assert found(one) == [("standing", text)]


def test_an_entry_that_cannot_be_read() -> None:
    only_sqlite_keeps_anything()
    one = lay_out()
    planted("UPDATE records_entry SET at = '2026-13-45 00:00:00' WHERE seq = 5")
    row = Entry.objects.of(one).values_list("pk", flat=True).get(seq=5)
    text = f"The row {row} of the journal cannot be read: it was changed."
    assert ("entry", text) in found(one)


@pytest.mark.parametrize("change", ["details = '{}'", "salt = 'x'"])
def test_changed_words_of_an_entry(change: str) -> None:
    one = lay_out()
    planted(f"UPDATE records_entry SET {change} WHERE seq = 5")
    assert found(one) == [("entry", "The words of entry 5 are not those that were written.")]


def test_an_entry_whose_list_of_facts_was_changed() -> None:
    one = lay_out()
    fact = Fact.objects.of(one).get(kind="fee")
    planted("UPDATE records_entry SET facts = '[]' WHERE seq = 8")
    assert found(one) == [
        ("entry", "Entry 8 is not as it was written."),
        ("fact", f"Fact {fact.pk}, a fee of Maria Lopez, is in no entry."),
    ]


def test_an_entry_rewritten_with_its_own_hash() -> None:
    from goodstanding.records.journal import entry_hash

    one = lay_out()
    with cast.unguarded():
        entry = Entry.objects.of(one).get(seq=5)
        entry.verb = "x"
        entry.hash = entry_hash(entry)
        entry.save()
    assert found(one) == [
        ("entry", "Entry 6 does not follow entry 5: one of the two was rewritten.")
    ]


@pytest.mark.parametrize(("first", "second"), [(5, 6), (3, 11), (1, 12)])
def test_swapped_entries(first: int, second: int) -> None:
    one = lay_out()
    with cast.unguarded():
        for seq, other in ((first, 100), (second, first), (100, second)):
            run("UPDATE records_entry SET seq = %s WHERE seq = %s", other, seq)
    assert ("entry", f"Entries {first} and {second} were swapped.") in found(one)
    assert [text for kind, text in found(one) if kind == "entry"] == [
        f"Entries {first} and {second} were swapped."
    ]


def test_a_deleted_middle() -> None:
    one = lay_out()
    planted("DELETE FROM records_entry WHERE seq IN (3, 7, 8, 9)")
    entries = [text for kind, text in found(one) if kind == "entry"]
    assert entries == ["Entry 3 is missing.", "Entries 7 to 9 are missing."]


def test_a_deleted_middle_closed_up() -> None:
    one = lay_out()
    with cast.unguarded():
        run("DELETE FROM records_entry WHERE seq = 7")
        for seq in range(8, 13):
            run("UPDATE records_entry SET seq = seq - 1 WHERE seq = %s", seq)
        run("UPDATE records_head SET seq = 11")
    entries = [text for kind, text in found(one) if kind == "entry"]
    assert entries == ["Entries 7 to 11 were written as entries 8 to 12: 1 entry taken out before."]


def test_a_tail_cut_off_at_the_entries() -> None:
    one = lay_out()
    planted("DELETE FROM records_entry WHERE seq > 10")
    entries = [text for kind, text in found(one) if kind == "entry"]
    assert entries == ["Entries 11 to 12 are missing."]


def cut_tail(organisation: Organisation) -> None:
    """The last two entries and all that they did, without a trace."""
    with cast.unguarded():
        Fact.objects.of(organisation).filter(recorded_seq__gt=10).delete()
        Fact.objects.of(organisation).filter(superseded_seq__gt=10).update(superseded_seq=None)
        Entry.objects.of(organisation).filter(seq__gt=10).delete()
        last = Entry.objects.of(organisation).get(seq=10)
        Head.objects.filter(organisation=organisation).update(seq=10, hash=last.hash)
        Standing.objects.of(organisation).update(judged_seq=10)


def test_a_tail_cut_off_without_a_trace_is_found_by_a_checkpoint() -> None:
    one = lay_out()
    kept = checkpoint(one)
    cut_tail(one)
    assert found(one) == []
    text = (
        "The journal ends with entry 10, but the checkpoint was taken at entry 12: "
        "its tail was cut off, or an older copy was put back."
    )
    assert found(one, kept) == [("checkpoint", text)]


def test_a_tail_cut_off_and_grown_again_is_found_by_a_checkpoint() -> None:
    one = lay_out()
    kept = checkpoint(one)
    cut_tail(one)
    by = actor(one)
    for name in ("Ann Bell", "Bea Cole", "Cal Dorn"):
        person(by, name)
    text = (
        "Entry 12 is another one than at the checkpoint: the journal was rewritten, or an older "
        "copy was put back and has grown."
    )
    assert found(one, kept) == [("checkpoint", text)]


def test_a_journal_that_has_grown_goes_through_its_checkpoints() -> None:
    one = lay_out()
    kept = checkpoint(one)
    held(actor(one), Person.objects.of(one)[0], "AMRT")
    assert found(one, kept) == []


def test_a_checkpoint_of_another_company() -> None:
    one, other = lay_out(), lay_out("Delta Restoration")
    text = f"The checkpoint is of company {other.pk}, not of this one."
    assert found(one, checkpoint(other)) == [("checkpoint", text)]


def test_a_head_that_differs() -> None:
    one = lay_out()
    planted("UPDATE records_head SET hash = 'x'")
    text = "The head of the journal does not carry the hash of entry 12."
    assert found(one) == [("head", text)]


def test_a_head_that_was_set_back() -> None:
    one = lay_out()
    planted(
        "UPDATE records_head SET seq = 11, hash = (SELECT hash FROM records_entry WHERE seq = 11)"
    )
    text = "The head says that entry 11 is the last, but there is entry 12."
    assert ("head", text) in found(one)


def test_a_head_that_is_gone() -> None:
    one = lay_out()
    planted("DELETE FROM records_head")
    assert found(one) == [("head", "The journal has no head that can be read.")]


EDITS = {
    "state": "'ended'",
    "kind": "'good'",
    "label": "'Good standing'",
    "urgency": "'09'",
    "certification": "'ASD'",
    "deadline": "'2030-01-01'",
    "lapses_on": "NULL",
    "required": "0",
    "posted": "posted + 1",
    "submitted": "1",
    "earned": "1",
    "planned": "1",
    "short": "NULL",
    "left_on": "'2020-01-01'",
    "judged_seq": "99",
    "rules": "'x'",
    "next_change_on": "NULL",
}


@pytest.mark.parametrize(("column", "value"), EDITS.items())
def test_an_edited_standing(column: str, value: str) -> None:
    one = lay_out()
    assert planted(f"UPDATE records_standing SET {column} = {value} WHERE certification = 'WRT'")
    differences = [one.text for one in verify(one, TODAY) if one.kind == "standing"]
    assert len(differences) == 1
    assert "Maria Lopez" in differences[0]


def test_the_standing_is_named_with_what_differs() -> None:
    one = lay_out()
    planted("UPDATE records_standing SET label = 'Good standing' WHERE certification = 'WRT'")
    text = (
        "The standing of WRT of Maria Lopez is not what the engine says: "
        "label is “Good standing”, should be “Awaiting IICRC”."
    )
    assert verify(one, TODAY) == (Difference("standing", "WRT of Maria Lopez", text),)


def test_a_missing_and_an_extra_standing() -> None:
    one = lay_out()
    planted("DELETE FROM records_standing WHERE certification = 'WRT'")
    assert found(one) == [("standing", "The standing of WRT of Maria Lopez is missing.")]
    Standing.objects.of(one).update(credential="11111111-1111-1111-1111-111111111111")
    assert found(one) == [
        ("standing", "The standing of WRT of Maria Lopez is missing."),
        ("standing", "The standing of ASD of Ray Carter is missing."),
        (
            "standing",
            "The standing of ASD of Ray Carter is of a credential that is not on record.",
        ),
    ]


def test_a_standing_given_to_another_company() -> None:
    one, other = lay_out(), lay_out("Delta Restoration")
    row = Standing.objects.of(one).get(certification="WRT")
    Standing.objects.of(one).filter(pk=row.pk).update(organisation=other)
    assert found(one) == [("standing", "The standing of WRT of Maria Lopez is missing.")]
    text = f"The standing in row {row.pk} is of nobody in this company."
    assert found(other) == [("standing", text)]


def test_a_person_put_elsewhere_in_the_order() -> None:
    one = lay_out()
    Person.objects.of(one).filter(name="Maria Lopez").update(urgency="99")
    text = "Maria Lopez is sorted as “99”, and should be as “06 2027-01-10”."
    assert found(one) == [("standing", text)]


def test_a_person_counted_as_something_else() -> None:
    one = lay_out()
    Person.objects.of(one).filter(name="Maria Lopez").update(counted={"held": 4})
    (sort, text), *more = found(one)
    assert (sort, more) == ("standing", [])
    assert text.startswith("Maria Lopez is counted as {'held': 4}, and should be as {")


def test_sums_that_are_not_what_people_add() -> None:
    one = lay_out()
    kept = Tally.objects.get(organisation=one)
    kept.counts["held"] += 1
    kept.edition += 1  # as only the program does it
    kept.save()
    text = "The company's sums are not what its people add: held."
    assert found(one) == [("standing", text)]


def test_sums_that_the_database_has_taken_away_wait_for_the_worker() -> None:
    one = lay_out()
    run("UPDATE records_tally SET counts = '{}'")
    assert Tally.objects.get(organisation=one).counts is None
    assert found(one) == []


def test_a_standing_that_only_waits_for_the_worker() -> None:
    one = lay_out()
    later = TODAY + timedelta(days=60)
    text = "1 person has not been judged since something changed; the worker does that."
    assert verify(one, later) == (Difference("stale", "the standings", text),)
    Standing.objects.of(one).filter(certification="WRT").update(label="Good standing")
    assert [one.kind for one in verify(one, later)] == ["standing", "stale"]


def test_a_fact_by_which_nobody_can_be_judged() -> None:
    one = lay_out()
    wrt = Fact.objects.of(one).get(kind="credential", states__certification="WRT")
    planted("UPDATE records_fact SET states = '{}' WHERE id = %s", wrt.pk)
    assert found(one) == [
        (
            "fact",
            f"Fact {wrt.pk}, a credential of Maria Lopez (entry 4), is not as it was recorded.",
        ),
        (
            "standing",
            "Maria Lopez cannot be judged: a fact or a standing is not as it was written.",
        ),
    ]


def test_an_imported_workbook_that_was_changed() -> None:
    one = lay_out()
    sha256 = hashlib.sha256(b"PK").hexdigest()
    Import.objects.of(one).create(
        organisation=one, name="t.xlsx", content=b"PK", sha256=sha256, uploaded_at=timezone.now()
    )
    assert found(one) == []
    Import.objects.of(one).update(content=b"pk")
    text = "The imported workbook “t.xlsx” is not the file that came in."
    assert found(one) == [("import", text)]


def test_guards_that_are_gone_are_named() -> None:
    guards.drop(connection)
    assert {one.kind for one in unguarded()} == {"guard"}
    guards.create(connection)


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    verify(lay_out(), TODAY, None, lambda what, done, of: told.append((what, done, of)))
    assert told == [("entries", 0, 12), ("facts", 0, 8), ("people", 0, 2)]


def test_a_checkpoint_is_one_line_that_can_be_read_again() -> None:
    kept = checkpoint(lay_out())
    assert "\n" not in str(kept)
    assert Checkpoint.parse(f"  {kept}\n") == kept


BROKEN: list[Callable[[str], str]] = [
    lambda line: line[:-1],
    lambda line: line.replace("entry 12", "entry twelve"),
    lambda line: line.upper(),
    lambda line: line.split(",")[1],
]


@pytest.mark.parametrize("bend", BROKEN)
def test_what_is_no_checkpoint_is_refused(bend: Callable[[str], str]) -> None:
    with pytest.raises(Illegible):
        Checkpoint.parse(bend(str(checkpoint(lay_out()))))
