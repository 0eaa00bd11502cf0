"""What was understood of a file, on paper: each person, what he holds and what he has."""

from datetime import date
from operator import attrgetter

from rich.text import Text

from goodstanding.cli.show.paper import Paper, left, right, widest
from goodstanding.cli.show.problems import show_problems
from goodstanding.engine import credits
from goodstanding.engine.standing.facts import Credential, Credit
from goodstanding.engine.wording import counted, short_day
from goodstanding.files.workbook.book import Line
from goodstanding.files.workbook.rows import OfferingRow
from goodstanding.files.workbook.team import Member, Team

_STATE = 9
_AMOUNT = 6
_DAY = 11


def show_people(title: str, team: Team, on: date, offered: list[Line[OfferingRow]]) -> None:
    """Write what was understood of everybody to standard output."""
    paper = Paper()
    paper.title(title, on)
    held = sum(len(member.facts.credentials) for member in team.members)
    had = sum(len(member.facts.credits) for member in team.members)
    people = counted(len(team.members), "person", "people")
    parts = [people, counted(held, "credential"), counted(had, "credit")]
    parts += [counted(len(team.jobs), "job")] if team.jobs else []
    parts += [counted(len(offered), "offering")] if offered else []
    paper.line(", ".join(parts), "dim")
    for member in team.members:
        paper.line()
        _show_member(paper, member)
    if offered:
        paper.line()
    for line in offered:
        paper.prose(_offering(line), indent=2, hanging=2)
    show_problems(paper, team.problems)


def _offering(line: Line[OfferingRow]) -> Text:
    """What was understood of a row of a company's own list of classes."""
    row = line.values
    days = [short_day(one) for one in (row.starts_on, row.ends_on) if one]
    money = {"price": row.price, "travel": row.travel}
    parts = [" to ".join(days) or "at any time", row.kind or "course", row.provider, row.city]
    parts += [f"{credits.show(row.credits)} credits" if row.credits is not None else None]
    parts += [f"{word} {credits.show(one)}" for word, one in money.items() if one is not None]
    parts += [counted(row.seats, "seat") if row.seats is not None else None]
    parts += [{True: "approved", False: "not approved", None: "approval open"}[row.approved]]
    parts += [f"requires {', '.join(row.requires)}" if row.requires else None]
    parts += [f"obtains {row.obtains}" if row.obtains else None]
    where = f"  {line.sheet}, row {line.number}"
    return Text.assemble((row.title, "bold"), "  ", ", ".join(filter(None, parts)), (where, "dim"))


def _show_member(paper: Paper, member: Member) -> None:
    facts = member.facts
    about = [member.id, member.role, member.branch, _employed(member)]
    paper.line(
        Text.assemble((member.name, "bold"), ("  " + " · ".join(filter(None, about)), "dim"))
    )
    width = widest(credential.certification for credential in facts.credentials)
    for credential in facts.credentials:
        paper.prose(_credential(credential, width), indent=2, hanging=width + 2)
    for credit in sorted(facts.credits, key=attrgetter("earned_on")):
        paper.line(_credit(credit))
    for fee in facts.fees:
        paper.line(f"  {fee.body} fee paid through {short_day(fee.paid_through)}", "dim")
    if not facts.credentials and not facts.credits:
        paper.line("  nothing recorded", "dim")


def _employed(member: Member) -> str:
    return f"last day {short_day(member.left_on)}" if member.left_on else ""


def _credential(credential: Credential, width: int) -> Text:
    return Text.assemble(
        (left(credential.certification, width), "bold"), "  ", ", ".join(_said(credential))
    )


def _said(credential: Credential) -> list[str]:
    """Everything that is known of a credential, a phrase for each."""
    issued = credential.issued_on
    parts = [f"issued {short_day(issued)}" if issued else "day of issue not known"]
    for seen in credential.observations:
        due = f"due {short_day(seen.deadline)} " if seen.deadline else ""
        parts.append(f"{due}seen {short_day(seen.seen_on)}")
        if seen.balance is not None:
            parts.append(f"balance {credits.show(seen.balance)}")
    dated = {
        "tracked from": credential.tracked_from,
        "expires": credential.expires_on,
        "ended": credential.ended_on,
    }
    parts += [f"{word} {short_day(day)}" for word, day in dated.items() if day]
    parts += [f"restored {short_day(day)}" for day in credential.restorations]
    return parts


def _credit(credit: Credit) -> Text:
    unsure = "" if credit.approved else " · approval to be checked"
    unsure = " · not approved" if credit.approved is False else unsure
    obtains = f" · obtains {credit.obtains}" if credit.obtains else ""
    return Text.assemble(
        "  ",
        right(short_day(credit.earned_on), _DAY),
        right(credits.show(credit.amount), _AMOUNT),
        "  ",
        (left(credit.state.value, _STATE), "dim"),
        "  ",
        credit.title,
        (obtains + unsure, "dim"),
    )
