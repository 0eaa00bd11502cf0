"""Plans of a year: asked for on a page, made by the worker from what is on record, and kept.

A plan is made of the same workbook that goes out, by the same readers and solvers as the command
`plan` has: both say the same. It is no fact of the record; what is approved of it becomes places in
offerings, by `approving`.
"""

import logging
import time
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_q.tasks import async_task

from goodstanding.engine.planning.planned import planned
from goodstanding.engine.planning.relaxed import RULES, without_each
from goodstanding.engine.planning.solve import solve
from goodstanding.records.heads import locked
from goodstanding.records.models import Head, Organisation, User, YearPlan
from goodstanding.services import checks, leases, planning_settings
from goodstanding.services.access import Actor, May, Wrong
from goodstanding.services.clock import today_in
from goodstanding.services.leases import Lease, Lost
from goodstanding.services.plan_given import KEEP, read
from goodstanding.services.planned_answer import answer_of

SECONDS = 30
MOST_SECONDS = 600
YEARS = 4
"""This year and so many more can be planned."""
JOB = "goodstanding.work.jobs.make_plan"
_KEPT = 50
"""So many plans that nobody approved are kept for a company, the latest."""
_LASTS = timedelta(minutes=5)
_FAILED = (
    "The plan could not be made because of a mistake in this program. Tell whoever looks after "
    "this installation; the details are in its log."
)
_log = logging.getLogger(__name__)


class _Cancelled(Exception):
    """Somebody does not want the plan any more."""


def ask(
    *,
    by: Actor,
    year: int,
    changed: Mapping[str, str] | None = None,
    seconds: int = SECONDS,
    keep: bool = False,
) -> YearPlan:
    """Let the background make a plan of a year, with some settings other than the company's;
    `keep`: with the places that people have been told of, as far as they can stay.

    The same question that waits already is not asked twice. Raises Wrong where the year or a
    setting cannot be.
    """
    by.must(May.PLAN)
    wanted = {name: text.strip() for name, text in (changed or {}).items() if text.strip()}
    checks.refuse([*_unfit(by.today, year, seconds), *planning_settings.mistakes(wanted)])
    if keep:
        wanted[KEEP] = "yes"
    with transaction.atomic():
        locked(by.organisation)
        rows = YearPlan.objects.of(by.organisation).filter(state=YearPlan.State.WAITING)
        same = rows.filter(year=year, seconds=seconds)
        for one in same:
            if one.changed == wanted:
                return one
        _forget(by.organisation)
        made = YearPlan(
            organisation=by.organisation,
            year=year,
            changed=wanted,
            seconds=seconds,
            asked_at=timezone.now(),
            asked_by=User.objects.filter(pk=by.user).first() if by.user else None,
        )
        made.save(force_insert=True)
        async_task(JOB, made.pk)
    return made


def cancel(*, by: Actor, plan: YearPlan) -> None:
    """Stop making a plan; nothing happens when it is made already."""
    by.must(May.PLAN)
    checks.ours(by, plan)
    _waiting(plan.pk).update(state=YearPlan.State.CANCELLED, ended_at=timezone.now())


def found(*, by: Actor, number: int) -> YearPlan | None:
    """One of the company's plans."""
    rows = YearPlan.objects.of(by.organisation).select_related("asked_by")
    one: YearPlan | None = rows.filter(pk=number).first()
    return one


def past(*, by: Actor, most: int = 20) -> list[YearPlan]:
    """The plans that were asked for, the latest first: each with its `totals` (None where there
    are none), without all that it says."""
    rows = YearPlan.objects.of(by.organisation).select_related("asked_by").defer("answer")
    rows = rows.annotate(totals=F("answer__totals"))
    return list(rows.order_by("-asked_at", "-pk")[:most])


def changed_since(organisation: Organisation, plan: YearPlan) -> int:
    """How many entries the journal has had since the record was read for a plan, its approval
    aside."""
    seq: int = Head.objects.values_list("seq", flat=True).get(organisation=organisation)
    own = 0 if plan.approved_seq is None else 1
    return seq - plan.seq - own if plan.seq is not None else 0


def waiting() -> list[int]:
    """The plans that were asked for and are not made yet."""
    rows = YearPlan.every.filter(state=YearPlan.State.WAITING).order_by("asked_at", "pk")
    return list(rows.values_list("pk", flat=True))


def make(number: int) -> None:
    """Make a plan that was asked for; what the background does, safe to do twice."""
    with leases.held(f"plan {number}", _LASTS) as lease:
        one = _waiting(number).select_related("organisation").first()
        if lease is None or one is None:
            return
        try:
            _make(one, lease)
        except (_Cancelled, Lost):
            return
        except Wrong as wrong:
            _end(lease, one, YearPlan.State.FAILED, failed=wrong.text)
        except Exception:
            _log.exception("Plan %s could not be made.", number)
            _end(lease, one, YearPlan.State.FAILED, failed=_FAILED)


def _make(one: YearPlan, lease: Lease) -> None:
    on, began = today_in(one.organisation), time.monotonic()
    seq = Head.objects.values_list("seq", flat=True).get(organisation=one.organisation)
    _waiting(one.pk).update(said="Reading the record", on=on, seq=seq)
    reading, known, freed = read(one.organisation, one.year, on, one.changed)
    telling = _Telling(one.pk, lease)
    plan = planned(
        reading.given,
        lambda problem: solve(problem, seconds=one.seconds, told=telling.told),
    )
    answer = answer_of(reading, plan, known)
    if plan.solution.totals is not None:
        telling.beside("What each rule costs")
        solver = partial(solve, seconds=max(1, one.seconds / len(RULES)), told=telling.told)
        answer["without"] = [list(found) for found in without_each(reading.given, solver)]
    answer["freed"] = freed
    answer["seconds"] = round(time.monotonic() - began, 2)
    _end(lease, one, YearPlan.State.MADE, answer=answer)


class _Telling:
    """Writes down now and then how far a plan is, and notices that nobody wants it any more."""

    def __init__(self, number: int, lease: Lease) -> None:
        self._number, self._lease, self._last = number, lease, 0.0
        self._word = ""

    def beside(self, word: str) -> None:
        """From now on this is being done, whatever the solver calls it."""
        self._word, self._last = word, 0.0

    def told(self, word: str, share: float) -> None:
        """What the solver is doing; raises _Cancelled or Lost."""
        now = time.monotonic()
        if now - self._last < 1:
            return
        self._last = now
        leases.prolong(self._lease, _LASTS)
        if not _waiting(self._number).update(said=self._word or word, share=int(share * 100)):
            raise _Cancelled


def _end(lease: Lease, one: YearPlan, state: YearPlan.State, **more: Any) -> None:
    with transaction.atomic():
        leases.insist(lease)
        _waiting(one.pk).update(state=state, ended_at=timezone.now(), said="", **more)


def _waiting(number: int) -> Any:
    return YearPlan.every.filter(pk=number, state=YearPlan.State.WAITING)


def _forget(organisation: Organisation) -> None:
    rows = YearPlan.objects.of(organisation).filter(approved_seq=None)
    old = rows.exclude(state=YearPlan.State.WAITING).order_by("-asked_at", "-pk")[_KEPT:]
    rows.filter(pk__in=list(old.values_list("pk", flat=True))).delete()


def _unfit(today: date, year: int, seconds: int) -> list[tuple[str, str]]:
    found = []
    if not today.year <= year <= today.year + YEARS:
        found.append(("year", f"Choose a year from {today.year} to {today.year + YEARS}."))
    if not 1 <= seconds <= MOST_SECONDS:
        found.append(("seconds", f"Write a whole number of seconds from 1 to {MOST_SECONDS}."))
    return found
