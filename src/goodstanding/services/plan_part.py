"""A part of a made plan: of a large team one branch, one page of people."""

from dataclasses import dataclass

from goodstanding.services.plan_shown import Branch, Month, Own, Shown, by_month, by_quarter

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Part:
    """Those who attend something, or stay short, of a branch or of all; sums are of all its pages.

    `branch` is None for all; `page` counts from 1, and 0 is everybody on one page.
    """

    branch: str | None
    page: int
    pages: int
    people: list[Own]
    total: int
    enrolments: int
    quarters: list[tuple[int, int, int, int]]
    short: list[Own]
    months: list[Month]
    branches: list[Branch]

    @property
    def first(self) -> int:
        """The place of the first who is shown."""
        return (max(1, self.page) - 1) * A_PAGE + 1

    @property
    def last(self) -> int:
        """The place of the last who is shown."""
        return self.first + len(self.people) - 1


def branches_of(found: Shown) -> list[str]:
    """The branches of a plan by name; "" is none."""
    return sorted({own.branch for own in found.people}, key=str.casefold)


def part(found: Shown, branch: str | None, page: int) -> Part:
    """What is asked for of a plan; a page beyond the last one is the last."""
    chosen = [own for own in found.people if branch is None or own.branch == branch]
    attending = [own for own in chosen if own.all]
    pages = max(1, -(-len(attending) // A_PAGE))
    at = min(page, pages)
    some = attending[(at - 1) * A_PAGE : at * A_PAGE] if at else attending
    away = [one for one in found.branches if branch is None or one.name == branch]
    return Part(
        branch=branch,
        page=at,
        pages=pages,
        people=some,
        total=len(attending),
        enrolments=sum(len(own.all) for own in attending),
        quarters=list(by_quarter(attending)),
        short=[own for own in chosen if own.short],
        months=by_month(sorted(day for one in away for day in one.days)),
        branches=away,
    )
