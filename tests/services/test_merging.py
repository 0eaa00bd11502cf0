"""Two people who are one, and two again: nothing is lost, nothing is there twice."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from company import actor, branch, client, company, credit, fee, held, member, person
from engine.generate import cases
from goodstanding.engine.standing.facts import State
from goodstanding.records.journal import Conflict
from goodstanding.records.models import Entry, Fact, Membership, Merge, Person
from goodstanding.records.standings import judged
from goodstanding.services import merging, unmerging
from goodstanding.services.access import Actor, Forbidden, Role, Wrong
from goodstanding.services.credentials import CredentialDetails, correct_credential, observe
from goodstanding.services.people import PersonDetails, add_person, change_person
from services.books import bring_in, random_book, trade
from services.recorded import said, sound
from some import some

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    return actor(company())


def on_the_list(by: Actor) -> list[str]:
    return sorted(Person.objects.of(by.organisation).values_list("name", flat=True))


def live(by: Actor, who: Person) -> list[tuple[str, str]]:
    rows = Fact.objects.of(by.organisation).filter(person=who, superseded_seq=None)
    return sorted((row.kind, str(row.texts or row.states.get("certification"))) for row in rows)


def test_what_both_have_is_kept_once(by: Actor) -> None:
    maria = person(by, "Maria Lopez", phone="555 0100")
    twin = person(by, "M. Lopez", number="17", email="maria@cascade.example", branch=branch(by))
    ours, theirs = held(by, maria, "WRT"), held(by, twin, "WRT", number="W-9")
    held(by, twin, "ASD")
    credit(by, maria)
    credit(by, twin, state=State.POSTED)
    credit(by, twin, title="Another class")
    fee(by, maria)
    fee(by, twin)
    seen = {"seen_on": date(2026, 11, 1), "deadline": date(2027, 1, 9), "balance": 300}
    for one in (ours, theirs):
        observe(by=by, credential=one, **seen)
    before = said(by)
    plan = merging.preview(by=by, keep=maria, away=twin)
    assert plan.twice == (
        "WRT, issued on 10 January 2023",
        "6 credits on 14 November 2026: S500 update online, posted",
        "fee of IICRC paid through 31 December 2026",
        "WRT seen on 1 November 2026: due on 9 January 2027, balance 3",
    )
    assert [fact.kind for fact in plan.facts.moves] == ["credential", "credit"]
    assert said(by) == before
    made = merging.merge(by=by, keep=maria, away=twin)
    assert on_the_list(by) == ["Maria Lopez"]
    maria.refresh_from_db()
    assert (maria.number, maria.email, maria.phone, str(maria.branch)) == (
        "17",
        "maria@cascade.example",
        "555 0100",
        "Denver",
    )
    rows = Fact.objects.of(by.organisation).filter(superseded_seq=None)
    assert {row.person_id for row in rows} == {maria.pk}
    assert sorted(row.kind for row in rows) == [
        "credential",
        "credential",
        "credit",
        "credit",
        "fee",
        "observation",
    ]
    assert rows.get(key=ours.key).texts == {"number": "W-9"}
    assert {row.states["state"] for row in rows.filter(kind="credit")} == {"posted", "earned"}
    assert judged(by.organisation, [maria.pk], by.today, _catalogue(by))[maria.pk].answers == (
        plan.after
    )
    assert sound(by.organisation, by)
    entry = Entry.objects.of(by.organisation).get(seq=made.seq)
    assert entry.details["what"] == "Merged M. Lopez into Maria Lopez, as they are one person"
    assert entry.subjects == [["person", maria.pk], ["person", twin.pk]]
    unmerging.undo(by=by, merge=made)
    assert said(by) == before
    assert sound(by.organisation, by)


def _catalogue(by: Actor) -> object:
    from goodstanding.records.catalogues import catalogue_of

    return catalogue_of(by.organisation)


@pytest.mark.parametrize("seed", some(range(3000, 3080, 20)))
def test_random_people_are_who_they_were_after_a_merge_and_its_undoing(
    seed: int, tmp_path: Path
) -> None:
    found = list(cases(seed, 14))
    on = max(day for _, day in found)
    by = trade(on)
    bring_in(by, random_book([one for one, _ in found], on), tmp_path)
    dice, steps, merges = Random(seed), [said(by)], []
    for _ in range(5):
        keep, away = dice.sample(list(Person.objects.of(by.organisation).order_by("pk")), 2)
        plan = merging.preview(by=by, keep=keep, away=away)
        choice = {name: dice.random() < 0.5 for name in merging.CHOSEN if name != "name"}
        merges.append(merging.merge(by=by, keep=keep, away=away, of_away=choice))
        fresh = judged(by.organisation, [keep.pk], on, _catalogue(by))[keep.pk]  # type: ignore[arg-type]
        assert fresh.answers == plan.after
        assert (
            not Fact.objects.of(by.organisation).filter(person=away, superseded_seq=None).exists()
        )
        steps.append(said(by))
    assert sound(by.organisation, by)
    for merge, before in zip(reversed(merges), reversed(steps[:-1]), strict=True):
        assert unmerging.preview(by=by, merge=merge).later == []
        unmerging.undo(by=by, merge=merge)
        assert said(by) == before
    assert sound(by.organisation, by)


def test_whoever_signs_in_as_the_one_who_goes(by: Actor) -> None:
    maria, twin = person(by), person(by, "M. Lopez")
    sign_in = member(by.organisation, Role.TECHNICIAN, twin)
    assert merging.preview(by=by, keep=maria, away=twin).memberships == (sign_in,)
    made = merging.merge(by=by, keep=maria, away=twin)
    assert Membership.objects.get(pk=sign_in.pk).person == maria
    unmerging.undo(by=by, merge=made)
    assert Membership.objects.get(pk=sign_in.pk).person == twin


def test_what_builds_on_a_merge_is_named_and_goes_along_when_told(by: Actor) -> None:
    maria, twin = person(by), person(by, "M. Lopez")
    wrt, asd = held(by, twin, "WRT"), held(by, twin, "ASD")
    made = merging.merge(by=by, keep=maria, away=twin)
    rows = Fact.objects.of(by.organisation).filter(superseded_seq=None)
    observe(
        by=by,
        credential=rows.get(key=wrt.key),
        seen_on=by.today,
        deadline=date(2027, 1, 9),
        balance=None,
    )
    details = CredentialDetails("ASD", issued_on=date(2023, 2, 1))
    correct_credential(by=by, fact=rows.get(key=asd.key), details=details)
    credit(by, maria)
    plan = unmerging.preview(by=by, merge=made)
    assert [(one.name, one.words) for one in plan.later] == [
        ("Maria Lopez", "ASD, issued on 1 February 2023"),
        ("Maria Lopez", "WRT seen on 22 November 2026: due on 9 January 2027"),
    ]
    with pytest.raises(Wrong, match="Something was recorded later"):
        unmerging.undo(by=by, merge=made)
    unmerging.undo(by=by, merge=made, along=True)
    assert [kind for kind, _ in live(by, maria)] == ["credit"]
    assert [kind for kind, _ in live(by, twin)] == ["credential", "credential", "observation"]
    asd_now = rows.get(key=asd.key)
    assert asd_now.states["issued_on"] == "2023-01-10"
    assert sound(by.organisation, by)


def test_an_address_that_is_somebody_elses_by_now_is_refused(by: Actor) -> None:
    maria, twin = person(by), person(by, "M. Lopez", email="m@cascade.example")
    made = merging.merge(by=by, keep=maria, away=twin)
    maria.refresh_from_db()
    assert maria.email == "m@cascade.example"
    change_person(by=by, person=maria, details=PersonDetails("Maria Lopez"))
    add_person(by=by, details=PersonDetails("Kim Park", email="M@cascade.example"))
    with pytest.raises(Wrong, match="is Kim Park's by now: change it first"):
        unmerging.undo(by=by, merge=made)
    assert on_the_list(by) == ["Kim Park", "Maria Lopez"]


def test_merges_are_undone_from_the_last(by: Actor) -> None:
    a, b, c = (person(by, f"Person {n}") for n in "abc")
    first = merging.merge(by=by, keep=b, away=a)
    second = merging.merge(by=by, keep=c, away=b)
    assert "is not on the list any more" in unmerging.preview(by=by, merge=first).refused
    seq = unmerging.undo(by=by, merge=second)
    assert unmerging.undo(by=by, merge=second) == seq
    unmerging.undo(by=by, merge=first)
    assert on_the_list(by) == ["Person a", "Person b", "Person c"]


def test_two_merges_of_the_same_person_are_undone_from_the_last(by: Actor) -> None:
    a, b, c = (person(by, f"Person {n}") for n in "abc")
    for one in (a, c):
        held(by, one)
    before = said(by)
    first = merging.merge(by=by, keep=b, away=a)
    second = merging.merge(by=by, keep=b, away=c)
    with pytest.raises(Wrong, match="Person c was merged into Person b later: undo that merge"):
        unmerging.undo(by=by, merge=first, along=True)
    unmerging.undo(by=by, merge=second)
    unmerging.undo(by=by, merge=first)
    assert said(by) == before


def test_who_is_gone_gets_nothing_any_more(by: Actor) -> None:
    maria, twin = person(by), person(by, "M. Lopez")
    wrt = held(by, twin)
    merging.merge(by=by, keep=maria, away=twin)
    for call in (
        lambda: credit(by, twin),
        lambda: held(by, twin, "ASD"),
        lambda: merging.merge(by=by, keep=maria, away=twin),
        lambda: change_person(by=by, person=twin, details=PersonDetails("X")),
        lambda: correct_credential(by=by, fact=wrt, details=CredentialDetails("WRT")),
    ):
        with pytest.raises(Conflict):
            call()
    with pytest.raises(Wrong):
        merging.merge(by=by, keep=maria, away=maria)
    assert sound(by.organisation, by)


@pytest.mark.parametrize("role", Role)
def test_who_may_merge(by: Actor, role: Role) -> None:
    maria, twin = person(by), person(by, "M. Lopez")
    other = actor(by.organisation, role, maria if role is Role.TECHNICIAN else None)
    theirs = actor(company("Larch Cleaning"))
    with pytest.raises(Forbidden):
        merging.merge(by=theirs, keep=person(theirs), away=twin)
    if role in (Role.OWNER, Role.MANAGER, Role.COORDINATOR):
        made = merging.merge(by=other, keep=maria, away=twin)
        with pytest.raises(Forbidden):
            unmerging.undo(by=theirs, merge=made)
        unmerging.undo(by=other, merge=made)
        return
    with pytest.raises(Forbidden):
        merging.merge(by=other, keep=maria, away=twin)
    assert not Merge.objects.of(by.organisation).exists()


def test_the_pages(by: Actor) -> None:
    maria, twin = person(by, phone="1"), person(by, "M. Lopez", number="17", phone="2")
    held(by, maria)
    held(by, twin)
    held(by, twin, "ASD")
    browser, address = client(by), f"/people/{maria.pk}/merge/"
    assert address in browser.get(f"/people/{maria.pk}/").content.decode()
    page = browser.get(address).content.decode()
    assert f"?with={twin.pk}" in page, "the same last name is offered"
    assert "Nobody else on the list" in browser.get(address, {"q": "nobody"}).content.decode()
    page = browser.get(address, {"with": twin.pk}).content.decode()
    for words in ("As one person", "WRT, issued on 10 January 2023", "1 fact of M. Lopez"):
        assert words in page
    assert "1 (Maria Lopez)" in page
    assert "2 (M. Lopez)" in page
    assert "0 of 14" in page
    seq = Entry.objects.of(by.organisation).count()
    typed = {"version": str(seq), "name": "keep", "number": "away", "phone": "away"}
    answer = browser.post(f"{address}?with={twin.pk}", typed, follow=True)
    assert answer.redirect_chain == [(f"/people/{maria.pk}/", 302)]
    assert "are one person now" in answer.content.decode()
    assert f'href="{address}">Take a merge back' in browser.get("/journal/").content.decode()
    maria.refresh_from_db()
    assert (maria.name, maria.number, maria.phone) == ("Maria Lopez", "17", "2")
    answer = browser.get(f"/people/{twin.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/people/{maria.pk}/")
    assert browser.get(f"/people/{twin.pk}/change/").status_code == 404
    made = Merge.objects.of(by.organisation).get()
    assert f"/merges/{made.pk}/undo/" in browser.get(address).content.decode()
    undoing = f"/merges/{made.pk}/undo/"
    assert "two people again?" in browser.get(undoing).content.decode()
    answer = browser.post(undoing, {"version": str(seq + 1)}, follow=True)
    assert "are two people again." in answer.content.decode()
    assert on_the_list(by) == ["M. Lopez", "Maria Lopez"]
    assert "has undone this merge already" in browser.get(undoing).content.decode()
    assert browser.get(f"/people/{twin.pk}/").status_code == 200
