"""The engine against a second, naive reading of the rules, on random people.

In the suite a few hundred people; `python tests/engine/test_against_oracle.py 20000 [first seed]`
asks for many more and prints the first differences of each sort (`periods` compares the periods,
too; codes of certifications are left out; both `src` and `tests` must be on PYTHONPATH).
"""

import sys
from collections import Counter
from datetime import date

from engine.generate import CATALOGUE, SHORT, cases
from engine.oracle import Answer, Stretch, periods_on, standing_on
from goodstanding.engine.standing.answer import Standing
from goodstanding.engine.standing.facts import Person
from goodstanding.engine.standing.judge import history, judge

PLAIN = (
    "required",
    "posted",
    "submitted",
    "earned",
    "planned",
    "capped",
    "short",
    "days_left",
    "on_pace",
    "lapses_on",
    "estimated",
    "to_reconcile",
    "label",
)


def plain(standing: Standing) -> Answer:
    """The engine's answer in the oracle's words."""
    answer: Answer = {name: getattr(standing, name) for name in PLAIN}
    answer["state"] = str(standing.state)
    answer["reason"] = None if standing.reason is None else str(standing.reason)
    answer["coverage"] = None if standing.coverage is None else str(standing.coverage)
    answer["cycle"] = None if standing.cycle is None else tuple(standing.cycle)
    answer["warnings"] = {str(warning) for warning in standing.warnings}
    return answer


def stretches(person: Person, on: date) -> list[list[Stretch]]:
    return [
        [
            (one.since, one.until, str(one.state), None if one.reason is None else str(one.reason))
            for one in periods
        ]
        for periods in history(person, CATALOGUE, on)
    ]


def test_standing_is_what_the_page_says() -> None:
    for person, on in cases(0, 150):
        found = [plain(standing) for standing in judge(person, CATALOGUE, on)]
        assert found == [
            standing_on(person, index, CATALOGUE, on) for index in range(len(found))
        ], (person, on)


def test_standing_is_what_the_page_says_for_short_cycles() -> None:
    for person, on in cases(0, 150, SHORT):
        found = [plain(standing) for standing in judge(person, CATALOGUE, on)]
        assert found == [
            standing_on(person, index, CATALOGUE, on) for index in range(len(found))
        ], (person, on)


def test_periods_are_the_days_merged() -> None:
    for person, on in cases(0, 6, SHORT):
        found = stretches(person, on)
        assert found == [periods_on(person, index, CATALOGUE, on) for index in range(len(found))], (
            person,
            on,
        )


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main(count: int, first: int, periods: bool, skip: set[str]) -> None:
    """Print each sort of difference with its first examples, and how many there are."""
    sorts: Counter[str] = Counter()
    for number, (person, on) in enumerate([*cases(first, count), *cases(first, count, SHORT)]):
        seed = first + number % count
        answers = judge(person, CATALOGUE, on)
        merged = stretches(person, on) if periods and number >= count else None
        for index, credential in enumerate(person.credentials):
            ours = standing_on(person, index, CATALOGUE, on)
            theirs = plain(answers[index])
            wrong = [name for name in ours if ours[name] != theirs[name]]
            if merged is not None:
                days = periods_on(person, index, CATALOGUE, on)
                if days != merged[index]:
                    wrong.append("periods")
                    ours, theirs = {"periods": days}, {"periods": merged[index]}
            if not wrong:
                continue
            if credential.certification in skip:
                continue
            sort = f"{credential.certification}: {', '.join(wrong)}"
            sorts[sort] += 1
            if sorts[sort] <= 2:
                say(f"\nseed {seed} short={number >= count} index {index} on {on}: {sort}")
                say(f"   {credential}")
                for name in wrong:
                    say(f"      {name}: oracle {ours[name]}, engine {theirs[name]}")
    say(f"\n{sum(sorts.values())} differences")
    for sort, times in sorts.most_common():
        say(f"{times:7} {sort}")


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:] if text.isdigit()]
    main(
        numbers[0] if numbers else 1000,
        numbers[1] if len(numbers) > 1 else 0,
        "periods" in sys.argv,
        set(sys.argv) & set(CATALOGUE.certifications),
    )
