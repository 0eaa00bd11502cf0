"""An import on its way: stopped anywhere it goes on, others write beside it, nobody waits long."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from cli.cast import workbook as file_with
from company import actor, client, company, held, member, person
from goodstanding.records.models import (
    Accepting,
    Entry,
    Fact,
    Head,
    Import,
    Lease,
    Membership,
    Organisation,
    Person,
    StagedFact,
    Standing,
)
from goodstanding.records.verify import STALE, verify
from goodstanding.services import catching_up, imports
from goodstanding.services.access import Actor, Role, Wrong
from goodstanding.services.importing import accepting, preparing
from goodstanding.services.imports import accept, ask, discard, finish, stage, underway
from goodstanding.services.leases import claim
from goodstanding.work import jobs
from services.recorded import said, sound
from services.test_imports import TEAM
from services.test_undoing import MORE

pytestmark = pytest.mark.django_db


class Stopped(BaseException):
    """The process ends here."""


@pytest.fixture
def by() -> Actor:
    return actor(company())


def staged(by: Actor, folder: Path, sheets: Any = TEAM, name: str = "team.xlsx") -> Import:
    return stage(by=by, name=name, content=Path(file_with(folder, sheets)).read_bytes())


@contextmanager
def stopping(at: int) -> Iterator[list[int]]:
    """The process ends at the question to the database with this number."""
    asked = [0]

    def ask_database(execute: Callable[..., Any], *given: Any) -> Any:
        asked[0] += 1
        if asked[0] == at:
            raise Stopped
        return execute(*given)

    with connection.execute_wrapper(ask_database):
        yield asked


def run(by: Actor, one: Import) -> int:
    """What the worker does, without its sentence for people."""
    return accepting.go_on(by, one, lambda: imports._read(one), imports.summary, None)


def test_stopped_anywhere_and_begun_again_it_is_recorded_once(
    by: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "BATCH", 2)
    accept(by=by, staged=staged(by, tmp_path))
    before, seq = said(by), Head.objects.get(organisation=by.organisation).seq
    one = staged(by, tmp_path, MORE, "more.xlsx")
    stops = 0
    for at in range(3, 200, 3):
        Lease.objects.all().delete()  # whoever was stopped has it until it ends
        with stopping(at) as asked:
            try:
                run(by, one)
            except Stopped:
                if Import.objects.of(by.organisation).get(pk=one.pk).accepted_seq:
                    break  # only what was prepared is still to be removed
                stops += 1
            else:
                break
        assert asked[0] >= at
        assert said(by) == before, "nothing of it is seen before all of it is"
        assert Head.objects.get(organisation=by.organisation).seq == seq
    Lease.objects.all().delete()
    assert stops > 10
    accepting.clear(one)
    assert Entry.objects.of(by.organisation).count() == seq + 1
    kim = Person.objects.of(by.organisation).get(name="Kim Park")
    assert [
        str(fact.states["certification"])
        for fact in Fact.objects.of(by.organisation).filter(person=kim, superseded_seq=None)
    ] == ["ASD"]
    assert not StagedFact.every.exists()
    assert not Person.every.filter(gone_seq=0).exclude(name="").exists()
    assert run(by, one) == seq + 1
    assert sound(by.organisation, by)


@pytest.mark.parametrize("times", [1, 3])
def test_others_write_while_it_is_prepared(by: Actor, tmp_path: Path, times: int) -> None:
    one = staged(by, tmp_path)
    written: list[Person] = []

    def writing(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        if 'INSERT INTO "records_stagedfact"' in sql and len(written) < times:
            written.append(person(by, f"Somebody {len(written)}"))
        return execute(sql, *given)

    with connection.execute_wrapper(writing):
        seq = accept(by=by, staged=one)
    assert len(written) == times
    assert seq == Head.objects.get(organisation=by.organisation).seq
    assert Person.objects.of(by.organisation).count() == 2 + times
    assert not StagedFact.every.exists()
    assert not Accepting.every.exists()
    assert sound(by.organisation, by)


def test_somebody_who_came_meanwhile_is_met(by: Actor, tmp_path: Path) -> None:
    one = staged(by, tmp_path)
    came: list[Person] = []

    def writing(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        if 'INSERT INTO "records_stagedfact"' in sql and not came:
            came.append(person(by, "Maria Lopez", number="104233"))
        return execute(sql, *given)

    with connection.execute_wrapper(writing):
        accept(by=by, staged=one)
    (maria,) = came
    assert Person.objects.of(by.organisation).filter(name="Maria Lopez").get() == maria
    assert Fact.objects.of(by.organisation).filter(person=maria).count() == 6
    assert not Person.every.filter(gone_seq=0).exclude(name="").exists()
    assert sound(by.organisation, by)


def test_a_large_workbook_goes_to_the_background(
    by: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "LARGE", 10)
    one, browser = staged(by, tmp_path), client(by)
    address = f"/import/{one.pk}/"
    browser.post(f"{address}accept/", {"seq": "1"})
    answer = browser.get(address)
    assert "It is being recorded" in answer.content.decode()
    assert answer["Refresh"] == "3"
    assert "being recorded" in browser.get("/import/").content.decode()
    assert "can be undone afterwards" in browser.post(address, follow=True).content.decode()
    jobs.finish_imports()
    jobs.finish_import(one.pk)  # again, without harm
    assert Person.objects.of(by.organisation).count() == 2
    answer = browser.get(address)
    assert "It is on record" in answer.content.decode()
    assert "Refresh" not in answer
    entry = Entry.objects.of(by.organisation).get(verb="workbook.import")
    assert entry.actor == f"user:{by.user}"
    assert (Accepting.every.count(), StagedFact.every.count()) == (0, 0)


def test_whoever_may_no_longer_import_does_not(by: Actor, tmp_path: Path) -> None:
    other = actor(by.organisation, Role.COORDINATOR)
    one = staged(other, tmp_path)
    ask(by=other, staged=one)
    Membership.objects.filter(pk=member(by.organisation, Role.COORDINATOR).pk).delete()
    finish(one.pk)
    now = underway(by=by, staged=one)
    assert now is not None
    assert now.failed == "Whoever accepted it may no longer bring workbooks in."
    page = client(by).get(f"/import/{one.pk}/").content.decode()
    assert "It was not recorded" in page
    discard(by=by, staged=one)
    assert not Import.objects.of(by.organisation).exists()


def test_two_do_not_record_the_same_at_once(by: Actor, tmp_path: Path) -> None:
    one = staged(by, tmp_path)
    ask(by=by, staged=one)
    assert claim(f"import {one.pk}", accepting.lasts(one)) is not None
    with pytest.raises(Wrong, match="just now"):
        accept(by=by, staged=one)
    finish(one.pk)
    assert Accepting.every.get().failed == ""
    assert Person.objects.of(by.organisation).count() == 0


@pytest.mark.usefixtures("on_that_day")
def test_standings_of_many_people_follow(
    by: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching_up, "AT_ONCE", 1)
    ray = person(by, "Ray Carter")
    held(by, ray)
    accept(by=by, staged=staged(by, tmp_path))
    organisation = Organisation.objects.get(pk=by.organisation.pk)
    assert (organisation.waiting, organisation.waiting_of) == (2, 2)
    assert Standing.objects.of(organisation).count() == 1
    assert {one.kind for one in verify(organisation, by.today)} == {STALE}
    page = client(by).get("/team/").content.decode()
    assert "worked out anew after “Imported team.xlsx”: 0 of 2 people" in page
    assert "AMRT" in page, "whoever is shown is judged this moment"
    assert catching_up.companies() == [organisation.pk]
    jobs.catch_up_all()
    organisation.refresh_from_db()
    assert (organisation.waiting, organisation.waiting_why) == (None, None)
    assert Standing.objects.of(organisation).count() == 3
    assert "worked out anew" not in client(by).get("/team/").content.decode()
    assert catching_up.companies() == []
    assert sound(organisation, by)
