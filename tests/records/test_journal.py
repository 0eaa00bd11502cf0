"""One entry for each verb: what it holds, how it is chained, and what is refused."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
import time_machine

from company import actor, company, held, person
from goodstanding.records import hashing
from goodstanding.records.journal import Author, Conflict, entry_hash, fact_hash, writing
from goodstanding.records.models import Entry, Fact, FactKind, Head

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)


def test_an_entry_says_who_when_and_what() -> None:
    one = company()
    maria = person(actor(one))
    with time_machine.travel(NOW, tick=False), writing(one, Author("system", "us"), "x.y") as draft:
        fact = draft.record(FactKind.FEE, maria, {"body": "IICRC"}, {"kept": []})
        draft.about("person", maria.pk)
        draft.about("person", maria.pk)
        draft.changed("Maria", "Number", None, 7)
        draft.changed("Maria", "Name", "Maria", "Maria")
        draft.what = "Did something"
        draft.store()
    entry = Entry.objects.of(one).latest("seq")
    assert (entry.seq, entry.at, entry.actor, entry.verb) == (3, NOW, "system", "x.y")
    assert entry.subjects == [["person", maria.pk]]
    assert entry.details == {
        "by": "us",
        "what": "Did something",
        "changes": [["Maria", "Number", None, 7]],
        "recorded": 1,
        "replaced": 0,
    }
    assert entry.facts == [[fact.pk, fact_hash(fact)]]
    assert entry.commitment == hashing.committed(entry.salt, entry.details)


def test_entries_are_chained_up_to_the_head() -> None:
    by = actor(company())
    held(by, person(by))
    entries = list(Entry.objects.of(by.organisation).order_by("seq"))
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.before for entry in entries] == ["", entries[0].hash, entries[1].hash]
    assert [entry_hash(entry) for entry in entries] == [entry.hash for entry in entries]
    head = Head.objects.get(organisation=by.organisation)
    assert (head.seq, head.hash) == (3, entries[2].hash)


def test_a_fact_read_again_has_the_hash_that_was_kept() -> None:
    by = actor(company())
    fact = held(by, person(by, "Zoë Ødegård"), number="№ 7 “a” 😀")
    again = Fact.objects.of(by.organisation).get(pk=fact.pk)
    assert fact_hash(again) == fact_hash(fact)
    assert hashing.committed(again.salt, again.texts) == again.commitment


def test_words_are_in_no_hash_but_by_their_commitment() -> None:
    by = actor(company())
    fact = held(by, person(by), number="104233")
    before = fact_hash(fact)
    fact.texts = {}
    assert fact_hash(fact) == before


def test_a_correction_is_a_new_version_in_the_same_place() -> None:
    by = actor(company())
    old = held(by, person(by), number="1")
    with writing(by.organisation, by.author, "x") as draft:
        new = draft.correct(old, {**old.states, "issued_on": "2023-01-11"})
        draft.store()
    old.refresh_from_db()
    assert (new.key, new.place, new.texts) == (old.key, old.place, {"number": "1"})
    assert (new.recorded_seq, old.superseded_seq) == (4, 4)
    assert Entry.objects.of(by.organisation).latest("seq").superseded == [old.pk]


def test_a_fact_is_replaced_once() -> None:
    by = actor(company())
    fact = held(by, person(by))
    with writing(by.organisation, by.author, "x") as draft:
        draft.withdraw(fact)
    with pytest.raises(Conflict), writing(by.organisation, by.author, "x") as draft:
        draft.withdraw(fact)
    with pytest.raises(Conflict), writing(by.organisation, by.author, "x") as draft:
        draft.correct(fact, fact.states)
    assert Head.objects.get(organisation=by.organisation).seq == 4


def test_what_fails_leaves_nothing() -> None:
    by = actor(company())
    maria = person(by)
    with suppress(ZeroDivisionError), writing(by.organisation, by.author, "x") as draft:
        draft.record(FactKind.FEE, maria, {"body": "IICRC"})
        draft.store()
        raise ZeroDivisionError
    assert Fact.objects.of(by.organisation).count() == 0
    assert Head.objects.get(organisation=by.organisation).seq == 2
