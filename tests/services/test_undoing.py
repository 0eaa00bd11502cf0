"""An import is taken back: everything is as it was, or it is said what stands in the way."""

from datetime import date
from pathlib import Path

import pytest

from cli.cast import Sheet
from cli.cast import workbook as file_with
from company import actor, client, company, credit, held, member, person
from engine.generate import cases
from goodstanding.files.workbook.writing import write_workbook
from goodstanding.records.journal import Conflict
from goodstanding.records.models import Entry, Fact, Import, Person
from goodstanding.services import merging, unmerging
from goodstanding.services.access import Actor, Forbidden, Role, Wrong
from goodstanding.services.credentials import (
    CredentialDetails,
    correct_credential,
    observe,
    withdraw_credential,
)
from goodstanding.services.imports import accept, stage
from goodstanding.services.people import PersonDetails, change_person
from goodstanding.services.undoing import preview, undo
from services.books import random_book, trade
from services.recorded import said, sound
from services.test_imports import TEAM
from some import some

pytestmark = pytest.mark.django_db
MORE: dict[str, Sheet] = {
    "People": [
        ["Name", "ID", "Branch", "Shirt", "Email"],
        ["Maria Lopez-Ortiz", "104233", "Elko", "L", "maria@cascade.example"],
        ["Kim Park", "7", "Elko", None, None],
    ],
    "Certifications": [
        ["Name", "Certification", "Number", "Issued on"],
        ["104233", "WRT", "W-1", "2023-01-10"],
        ["Kim Park", "ASD", None, "2024-03-01"],
    ],
    "Notes": [["Anything"], ["else"]],
}


@pytest.fixture
def by() -> Actor:
    return actor(company())


def bring(by: Actor, folder: Path, sheets: dict[str, Sheet], name: str = "team.xlsx") -> Import:
    content = Path(file_with(folder, sheets)).read_bytes()
    one = stage(by=by, name=name, content=content)
    accept(by=by, staged=one)
    return Import.objects.of(by.organisation).get(pk=one.pk)


def test_everything_is_as_before(by: Actor, tmp_path: Path) -> None:
    bring(by, tmp_path, TEAM)
    before = said(by)
    more = bring(by, tmp_path, MORE, "more.xlsx")
    found = preview(by=by, staged=more)
    assert (found.counted, found.later, found.kept) == (
        [
            "1 fact that it brought goes",
            "1 correction is taken back",
            "1 person goes off the list",
            "1 person’s details go back",
            "1 branch goes",
            "1 sheet goes back",
        ],
        [],
        [],
    )
    seq = undo(by=by, staged=more)
    assert said(by) == before
    assert sound(by.organisation, by)
    entry = Entry.objects.of(by.organisation).get(seq=seq)
    assert (entry.verb, entry.subjects) == ("import.undo", [["import", more.pk]])
    assert entry.details["what"].startswith("Undid the import of more.xlsx: 1 fact that it brought")
    assert ["Maria Lopez-Ortiz", "Name", "Maria Lopez-Ortiz", "Maria Lopez"] in entry.details[
        "changes"
    ]
    assert undo(by=by, staged=more) == seq  # once is enough
    again = bring(by, tmp_path, MORE, "more.xlsx")
    assert again.pk != more.pk
    assert Person.objects.of(by.organisation).filter(name="Kim Park").count() == 1


def test_whoever_was_merged_since_is_two_people_first(by: Actor, tmp_path: Path) -> None:
    maria = person(by, "Maria L.")
    held(by, maria)
    before = said(by)
    team = bring(by, tmp_path, TEAM)
    twin = Person.objects.of(by.organisation).get(name="Maria Lopez")
    made = merging.merge(by=by, keep=maria, away=twin)
    with pytest.raises(Wrong, match=r"Maria Lopez was merged into Maria L\. later: undo that"):
        undo(by=by, staged=team, along=True)
    unmerging.undo(by=by, merge=made)
    undo(by=by, staged=team)
    assert said(by) == before
    assert sound(by.organisation, by)


def test_a_correction_is_taken_back_with_whoever_has_the_fact_by_now(
    by: Actor, tmp_path: Path
) -> None:
    maria, twin = person(by), person(by, "Kim Park")
    wrt = held(by, twin, "ASD", issued_on=date(2024, 3, 1))
    made = merging.merge(by=by, keep=maria, away=twin)
    row = ["Maria Lopez", "ASD", "A-1", "2024-03-01"]
    sheets: dict[str, Sheet] = {"Certifications": [[*MORE["Certifications"][0]], row]}
    more = bring(by, tmp_path, sheets)
    unmerging.undo(by=by, merge=made, along=True)
    undo(by=by, staged=more, along=True)
    live = Fact.objects.of(by.organisation).get(superseded_seq=None)
    assert (live.key, live.person, live.texts) == (wrt.key, twin, wrt.texts)
    assert sound(by.organisation, by)


@pytest.mark.parametrize("seed", some(range(2000, 2100, 20)))
def test_random_imports_leave_nothing_when_they_are_undone(seed: int, tmp_path: Path) -> None:
    found = list(cases(seed, 20))
    on = max(day for _, day in found)
    people = [one for one, _ in found]
    by = trade(on)
    steps = [said(by)]
    done = []
    for several in (people[:12], people[6:14], people[::-1]):  # others hold the same names and IDs
        path = tmp_path / "in.xlsx"
        write_workbook(random_book(several, on), path)
        one = stage(by=by, name="in.xlsx", content=path.read_bytes())
        accept(by=by, staged=one)
        done.append(one)
        steps.append(said(by))
    for one, before in zip(reversed(done), reversed(steps[:-1]), strict=True):
        one.refresh_from_db()
        assert preview(by=by, staged=one).later == []
        undo(by=by, staged=one)
        assert said(by) == before
    assert sound(by.organisation, by)


def test_what_builds_on_it_is_named_and_goes_along_when_told(by: Actor, tmp_path: Path) -> None:
    one = bring(by, tmp_path, TEAM)
    maria = Person.objects.of(by.organisation).get(name="Maria Lopez")
    facts = Fact.objects.of(by.organisation).filter(person=maria, superseded_seq=None)
    wrt = facts.get(kind="credential", states__certification="WRT")
    amrt = facts.get(kind="credential", states__certification="AMRT")
    seen = observe(by=by, credential=wrt, seen_on=by.today, deadline=None, balance=100)
    details = CredentialDetails("AMRT", issued_on=date(2019, 3, 1), number="A-9")
    correct_credential(by=by, fact=amrt, details=details)
    omar = Person.objects.of(by.organisation).get(name="Omar Haddad")
    change_person(by=by, person=omar, details=PersonDetails("Omar Haddad", phone="555"))
    found = preview(by=by, staged=one)
    assert [(one.name, one.words, one.what, one.who) for one in found.later] == [
        ("Omar Haddad", "Details", "Changed the details of Omar Haddad", "Olivia Owens"),
        (
            "Maria Lopez",
            "AMRT, issued on 1 March 2019",
            "Corrected Maria Lopez's AMRT",
            "Olivia Owens",
        ),
        (
            "Maria Lopez",
            "WRT seen on 22 November 2026: balance 1",
            "Saw Maria Lopez's WRT on the body's record: balance 1",
            "Olivia Owens",
        ),
    ]
    with pytest.raises(Wrong, match="Something was recorded later"):
        undo(by=by, staged=one)
    undo(by=by, staged=one, along=True)
    assert Person.objects.of(by.organisation).count() == 0
    assert not Fact.objects.of(by.organisation).filter(superseded_seq=None).exists()
    assert Fact.objects.of(by.organisation).get(pk=seen.pk).superseded_seq is not None
    assert sound(by.organisation, by)


def test_people_with_something_else_stay(by: Actor, tmp_path: Path) -> None:
    one = bring(by, tmp_path, TEAM)
    people = {p.name: p for p in Person.objects.of(by.organisation)}
    credit(by, people["Maria Lopez"])
    sign_in = member(by.organisation, Role.COORDINATOR)
    sign_in.person = people["Omar Haddad"]
    sign_in.save()
    found = preview(by=by, staged=one)
    assert [(who.name, why) for who, why in found.stay] == [
        ("Maria Lopez", "other facts are on record"),
        ("Omar Haddad", "Una Coordinator signs in as this person"),
    ]
    undo(by=by, staged=one)
    assert {p.name for p in Person.objects.of(by.organisation)} == {"Maria Lopez", "Omar Haddad"}
    live = Fact.objects.of(by.organisation).filter(superseded_seq=None)
    assert [fact.kind for fact in live] == ["credit"]
    assert sound(by.organisation, by)


def test_details_that_were_changed_since_stay(by: Actor, tmp_path: Path) -> None:
    bring(by, tmp_path, TEAM)
    more = bring(by, tmp_path, MORE, "more.xlsx")
    maria = Person.objects.of(by.organisation).get(name="Maria Lopez-Ortiz")
    change_person(
        by=by,
        person=maria,
        details=PersonDetails(
            "Maria Ortiz", "104233", "maria@cascade.example", branch=maria.branch
        ),
    )
    person(by, "Somebody Else", number="8")
    assert preview(by=by, staged=more).kept == ["Maria Ortiz's Name stays as it is now"]
    undo(by=by, staged=more)
    maria.refresh_from_db()
    assert (maria.name, maria.email, str(maria.branch)) == ("Maria Ortiz", "", "Reno")


def test_what_was_withdrawn_since_stays_withdrawn(by: Actor, tmp_path: Path) -> None:
    maria = person(by, "Maria Lopez", number="104233")
    wrt = held(by, maria, "WRT")
    more = bring(by, tmp_path, MORE, "more.xlsx")
    now = Fact.objects.of(by.organisation).get(key=wrt.key, superseded_seq=None)
    assert now.texts["number"] == "W-1"
    withdraw_credential(by=by, fact=now)
    undo(by=by, staged=more)
    assert not Fact.objects.of(by.organisation).filter(superseded_seq=None).exists()
    assert sound(by.organisation, by)


def test_what_cannot_be_undone_is_said(by: Actor, tmp_path: Path) -> None:
    content = Path(file_with(tmp_path, TEAM)).read_bytes()
    one = stage(by=by, name="team.xlsx", content=content)
    assert "not on record" in preview(by=by, staged=one).refused
    accept(by=by, staged=one)
    Import.objects.of(by.organisation).update(did=None)
    one.refresh_from_db()
    assert "An earlier version" in preview(by=by, staged=one).refused
    with pytest.raises(Wrong):
        undo(by=by, staged=one)
    with pytest.raises(Conflict):
        undo(by=by, staged=one, seen=1)


def test_the_page_says_what_goes_and_does_it(by: Actor, tmp_path: Path) -> None:
    one = bring(by, tmp_path, TEAM)
    browser = client(by)
    assert "Undo the import" in browser.get(f"/import/{one.pk}/").content.decode()
    page = browser.get(f"/import/{one.pk}/undo/").content.decode()
    assert "2 people go off the list" in page
    assert "along" not in page
    typed = {"version": str(one.accepted_seq), "once": "a"}
    answer = browser.post(f"/import/{one.pk}/undo/", typed, follow=True)
    assert "The import of team.xlsx is undone." in answer.content.decode()
    assert "taken back by entry" in answer.content.decode()
    assert Person.objects.of(by.organisation).count() == 0
    assert "cannot be undone" in browser.get(f"/import/{one.pk}/undo/").content.decode()


def test_the_page_names_what_stands_in_the_way(by: Actor, tmp_path: Path) -> None:
    one = bring(by, tmp_path, TEAM)
    wrt = Fact.objects.of(by.organisation).get(states__certification="WRT")
    observe(by=by, credential=wrt, seen_on=by.today, deadline=None, balance=100)
    browser, address = client(by), f"/import/{one.pk}/undo/"
    page = browser.get(address).content.decode()
    assert "Recorded later" in page
    assert "Olivia Owens" in page
    typed = {"version": str(one.accepted_seq + 1 if one.accepted_seq else 0)}
    assert browser.post(address, typed).status_code == 422
    assert browser.post(address, {**typed, "along": "on"}).status_code == 302
    assert Person.objects.of(by.organisation).count() == 0


@pytest.mark.parametrize("role", Role)
def test_who_may_undo(by: Actor, role: Role, tmp_path: Path) -> None:
    one = bring(by, tmp_path, {"People": [["Name"], ["Kim Park"]]})
    other = actor(by.organisation, role, person(by) if role is Role.TECHNICIAN else None)
    if role in (Role.OWNER, Role.MANAGER, Role.COORDINATOR):
        undo(by=other, staged=one)
    else:
        with pytest.raises(Forbidden):
            undo(by=other, staged=one)
    with pytest.raises(Forbidden):
        undo(by=actor(company("Larch Cleaning")), staged=one)
