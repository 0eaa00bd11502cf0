"""What stands below the people: what to look at, how to read the signs, and the sum of it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rich.text import Text

from goodstanding.cli.answers import Judged
from goodstanding.cli.show.cycle import LEGEND
from goodstanding.cli.show.paper import SYMBOLS, Paper, owned
from goodstanding.engine import credits
from goodstanding.engine.standing.answer import Condition, Label, Standing, Warned
from goodstanding.engine.standing.explain import fee_runs_out_first, warning
from goodstanding.engine.wording import counted, day, joined

_WORDS = {
    Label.LAPSED: "lapsed",
    Label.LAPSED_AWAITING: "lapsed",
    Label.CHECK: "to check",
    Label.DUE_SOON: "due soon",
    Label.BEHIND: "behind",
    Label.SUBMIT: "to submit",
    Label.AWAITING: "awaiting",
    Label.PLANNED: "covered by plan",
    Label.ON_PACE: "on pace",
    Label.GOOD: "in good standing",
    Label.NOT_YET_ISSUED: "not yet issued",
    Label.ENDED: "ended",
}
_MOST_NAMES = 6


def notes(paper: Paper, people: Sequence[Judged]) -> None:
    """What a person should look at, and what the signs mean."""
    present = [one for one in people if not one.left]
    lines = [*_warned(present), *_to_reconcile(present)]
    if lines:
        paper.section("Also worth a look")
        for line in lines:
            paper.prose(line, hanging=2)
    paper.line()
    if any(s.cycle and s.estimated for one in people for s in one.standings):
        paper.prose(
            Text(
                "~ a computed deadline: type what the body's record shows into Due on and Seen on",
                "dim",
            ),
            hanging=2,
        )
    legend = "  ".join(f"{sign} {word}" for sign, word in LEGEND)
    paper.prose(Text(legend, "dim"))


def summary(paper: Paper, people: Sequence[Judged]) -> None:
    """The last lines: how many of each, and the next lapse."""
    present = [one for one in people if not one.left]
    standings = [standing for one in present for standing in one.standings]
    if not standings:
        paper.line()
        paper.line("Nobody in the file holds a certification yet; fill in People and")
        paper.line("Certifications. `goodstanding template` writes a workbook with examples.")
        return
    held = counted(len(standings), "credential")
    who = counted(len(present), "person", "people")
    if len(present) < len(people):
        who = f"the {who} who {'has' if len(present) == 1 else 'have'} not left"
    paper.line()
    paper.prose(Text.assemble((f"{held} of {who}: ", "bold"), _counts(standings)))
    for line in _next_lapses(present):
        paper.prose(line)


def _counts(standings: Sequence[Standing]) -> Text:
    counts: Counter[str] = Counter(_WORDS[standing.kind] for standing in standings)
    inks = {_WORDS[label]: ink for label, (_, ink) in SYMBOLS.items()}
    words = dict.fromkeys(_WORDS.values())
    return Text(" · ").join(Text(f"{counts[w]} {w}", inks[w]) for w in words if counts[w])


def _next_lapses(present: Sequence[Judged]) -> list[Text]:
    """The first day on which somebody lapses; credits and fees are two clocks."""
    upcoming = [
        (standing.lapses_on, one, standing)
        for one in present
        for standing in one.standings
        if standing.state is Condition.CURRENT and standing.lapses_on
    ]
    fees = [(when, one) for when, one, standing in upcoming if fee_runs_out_first(standing)]
    others = [(when, one, s) for when, one, s in upcoming if not fee_runs_out_first(s)]
    lines = []
    if others:
        lines.append(Text.assemble(("Next lapse: ", "bold"), _first_of(others)))
    if fees:
        lines.append(Text.assemble(("Next fee: ", "bold"), _first_fee(fees)))
    return lines


def _first_of(others: list[tuple[date, Judged, Standing]]) -> str:
    first = min(when for when, _, _ in others)
    held = [owned(one.member.name, s.certification) for when, one, s in others if when == first]
    return f"{_some(held)} on {day(first)}."


def _first_fee(fees: list[tuple[date, Judged]]) -> str:
    first = min(when for when, _ in fees)
    names = list(dict.fromkeys(one.member.name for when, one in fees if when == first))
    return f"{day(first)}, unless it is paid before, for {_some(names)}."


def _some(names: list[str]) -> str:
    if len(names) <= _MOST_NAMES:
        return joined(names)
    return f"{', '.join(names[: _MOST_NAMES - 1])} and {len(names) - _MOST_NAMES + 1} others"


def _warned(present: Sequence[Judged]) -> list[Text]:
    found: dict[Warned, list[str]] = {}
    for one in present:
        for standing in one.standings:
            for warned in standing.warnings:
                found.setdefault(warned, []).append(owned(one.member.name, standing.certification))
    return [_note(warning(warned), found[warned]) for warned in Warned if warned in found]


def _to_reconcile(present: Sequence[Judged]) -> list[Text]:
    differ = [
        f"{owned(one.member.name, s.certification)} by {_signed(s.to_reconcile)}"
        for one in present
        for s in one.standings
        if s.to_reconcile
    ]
    said = "What we have posted differs from the balance that the body's record shows."
    return [_note(said, differ)] if differ else []


def _note(said: str, who: list[str]) -> Text:
    return Text.assemble(("! ", "yellow"), f"{said} ", (f"{_some(who)}.", "dim"))


def _signed(hundredths: int) -> str:
    return f"{'+' if hundredths > 0 else '−'}{credits.show(abs(hundredths))}"
