"""Three more layouts left out for a while: a supplier's day, a wallet card, a mail-merged webinar.

As those of `unseen`: drawn without having seen the reading; tuned on since.
"""

from dataclasses import replace
from datetime import date, timedelta
from math import ceil
from random import Random

from certificates.facts import Facts
from certificates.sheet import Sheet
from certificates.unseen import POOLS
from certificates.wording import ONES, counted, figures, long, nth, short, weekday

COUNTER_POOLS = replace(
    POOLS,
    providers=(
        "Blue Heron Supply House", "Ninth Street Janitorial Supply, Inc.", "Osprey Chemical",
        "MeterWorks Instruments", "Gallatin Cleaning Warehouse", "Two Rivers Equipment & Rental",
    ),
    hours=("0.5", "1", "1.5", "2", "3", "4", "4.5", "6", "6.5", "7", "8", "12", "14", "16"),
)  # fmt: skip
WALLET_POOLS = replace(
    POOLS,
    providers=(
        "Larkspur Safety Institute", "Council for Safe Remediation", "Severnside Safety Forum",
        "The Damage Repairers' Trust", "Guild of Site Hygiene", "Fenwick Safety & Skills",
    ),
)  # fmt: skip
CREDIT_POOLS = replace(POOLS, hours=("0.5", "1", "1", "1.5", "1.5", "2", "2.5", "3"))


def counter(sheet: Sheet, facts: Facts) -> None:
    """Landscape, a supplier's training day: a mark at the left, questions with their answers."""
    chance = sheet.chance
    sheet.ink("#f2b705")
    sheet.fill(0, 0, 190, sheet.high)
    sheet.ink("#222222")
    sheet.fill(30, 420, 130, 130)
    sheet.ink("white")
    sheet.write(95, 468, _initials(facts.provider), "Vera-Bold", 40, "centre")
    sheet.ink("black")
    sheet.flow(95, 360, 160, "Tools, chemistry and know-how", "Vera-Italic", 11, "centre")
    sheet.flow(95, 90, 160, f"Counter {facts.phone}", "Vera", 9, "centre")
    if facts.provider:
        sheet.write(225, 548, facts.provider, "Vera-Bold", 19)
    sheet.write(225, 528, facts.address, "Vera", 9)
    thanks = ("Thanks for training with us!", "You came, you learned, here is the proof.")
    sheet.write(225, 480, chance.choice(thanks), "Vera-Italic", 17)
    y = 430.0
    for question, said in _answers(facts, chance):
        if said:
            sheet.ink("#8a6a00")
            sheet.write(345, y, question, "Vera", 10, "right")
            sheet.ink("black")
            y = sheet.flow(360, y, 370, said, "Vera-Bold", 13, leading=1.25) - 13
    sheet.sign(560, 84, facts.instructor)
    paid = f"Lunch and materials {facts.price}, paid. Next open day {short(facts.expires_on)}."
    sheet.write(225, 60, paid, "Vera", 8)


def _answers(facts: Facts, chance: Random) -> list[tuple[str, str | None]]:
    who, what = chance.choice((("Who", "What"), ("Who was here", "What we covered")))
    cecs = None
    if facts.hours is not None:
        cecs = f"{figures(facts.hours, chance)} IICRC CEC (approval {facts.approval})"
    return [
        (who, facts.holder),
        ("From", facts.company),
        (what, facts.title),
        ("When", _days(facts, chance)),
        (chance.choice(("How long", "Time")), _long(facts)),
        ("Good for", cecs if chance.random() < 0.5 else None),
        ("Who taught", facts.instructor),
        ("Ticket", facts.number),
    ]


def _days(facts: Facts, chance: Random) -> str | None:
    first, last = facts.first_day, facts.completed_on
    if last is None:
        return None
    slashed = f"{last:%a} {last.month}/{last.day}/{last:%y}"
    if first is None:
        said = chance.choice((slashed, f"{last:%a %b} {last.day}, {last.year}"))
        return f"Finished {said}" if _day_count(facts) > 1 else said
    through = f"{first:%a} {first.month}/{first.day}/{first:%y} thru {slashed}"
    if first.month == last.month and last - first == timedelta(days=1):
        return chance.choice((through, f"{last:%b} {first.day} + {last.day}, {last.year}"))
    return through


def _long(facts: Facts) -> str | None:
    """2 days / 14 hrs."""
    if facts.hours is None:
        return None
    days = _day_count(facts)
    return f"{days} {'day' if days == 1 else 'days'} / {facts.hours} hr{'s' * (facts.hours != 1)}"


def _day_count(facts: Facts) -> int:
    """From the first day to the last; of one day only known, as many as the hours fill."""
    if facts.first_day and facts.completed_on:
        return (facts.completed_on - facts.first_day).days + 1
    return ceil((facts.hours or 8) / 8)


def _initials(name: str | None) -> str:
    return "".join(word[0] for word in (name or "").split() if word[0].isupper())[:3]


def wallet(sheet: Sheet, facts: Facts) -> None:
    """A4 of a safety body in Britain: a statement above, a card that repeats it below."""
    chance = sheet.chance
    sheet.ink("#00573d")
    sheet.seal(98, 768, 30)
    if facts.provider:
        sheet.write(150, 770, facts.provider, "Times-Bold", 22)
    charity = f"Registered charity no. {facts.registrant}. 9 Example Row, Bristol BS99 9ZZ"
    sheet.write(150, 752, charity, "Times-Roman", 9)
    heading = ("Statement of Attainment", "Certificate of Competence", "CPD Certificate")
    sheet.write(68, 690, chance.choice(heading), "Times-BoldItalic", 28)
    sheet.ink("black")
    sheet.write(68, 648, "We hereby attest that", "Times-Roman", 13)
    sheet.write(68, 618, facts.holder or "", "Times-Bold", 24)
    y = 588.0
    if facts.title:
        reached = ("reached the standard required in", "has been trained and assessed in")
        sheet.write(68, y, chance.choice(reached), "Times-Roman", 13)
        y = sheet.flow(68, y - 28, 460, facts.title, "Times-Bold", 18, leading=1.2)
    sheet.flow(68, y - 4, 460, _ended(facts, chance), "Times-Roman", 13)
    sheet.sign(72, 440, facts.instructor)
    trainer = f"{facts.instructor}, approved trainer {facts.instructor_id}"
    sheet.write(68, 414, trainer, "Times-Roman", 10)
    sheet.paper.setDash(4, 3)
    sheet.rule(30, 384, sheet.wide - 30, 0.5)
    sheet.box(68, 130, 300, 200, 0.8)
    sheet.paper.setDash()
    sheet.write(68, 364, "Cut out this card and carry it with you.", "Times-Italic", 9)
    _card(sheet, facts)
    text = f"Any employer may check this card: 0117 496 0{facts.instructor_id[:3]}"
    sheet.write(68, 80, text, "Times-Roman", 9)


def _ended(facts: Facts, chance: Random) -> str:
    text = "at a course" if facts.title else "has been assessed at a course"
    if facts.hours is not None:
        said = ONES[int(facts.hours)] if facts.hours == int(facts.hours) < 20 else facts.hours
        ways = (f"{said} hours’ guided learning", f"{facts.hours} hours of CPD")
        one = f"{facts.hours} hour of CPD"
        text += f" comprising {one if facts.hours == 1 else chance.choice(ways)}"
    if facts.completed_on:
        text += f" which ended on {_fourth(facts.completed_on)}"
    return f"{text}."


def _fourth(day: date) -> str:
    """4th March 2026."""
    return f"{nth(day).split()[0]} {day:%B} {day.year}"


def _card(sheet: Sheet, facts: Facts) -> None:
    born = date(1963, 1, 1) + timedelta(days=sheet.chance.randrange(14000))
    sheet.ink("#00573d")
    sheet.fill(68, 306, 300, 24)
    sheet.ink("white")
    sheet.write(78, 313, "TRAINED PERSON", "Helvetica-Bold", 11)
    sheet.ink("black")
    sheet.box(292, 216, 64, 78, 0.5)
    sheet.write(324, 252, "photo", "Helvetica", 8, "centre")
    sheet.write(78, 284, facts.holder or "", "Helvetica-Bold", 11)
    sheet.write(78, 270, f"Born {_stamped(born)}", "Helvetica", 8)
    sheet.flow(78, 250, 205, facts.title or "", "Helvetica", 9, leading=1.2)
    done = facts.completed_on
    for y, label, said in (
        (196, "Passed", _stamped(done) if done else None),
        (182, "Renew by", _stamped(facts.expires_on)),
        (168, "CPD", f"{facts.hours} h" if facts.hours is not None else None),
        (154, "Card no.", facts.number),
    ):
        if said:
            sheet.write(78, y, label, "Helvetica", 8)
            sheet.write(130, y, said, "Helvetica-Bold", 9)


def _stamped(day: date) -> str:
    """04 MAR 2026."""
    return f"{day:%d %b %Y}".upper()


def merged(sheet: Sheet, facts: Facts) -> None:
    """Landscape, one sentence in large letters whose lines break wherever they break."""
    chance = sheet.chance
    sheet.ink("#6a1b4d")
    sheet.rule(60, 548, sheet.wide - 60, 3)
    sheet.rule(60, 70, sheet.wide - 60, 3)
    text = "CERTIFICATE OF ATTENDANCE - LIVE WEBINAR"
    sheet.write(60, 508, text, "Helvetica-Bold", 15)
    if facts.number:
        sheet.write(sheet.wide - 60, 508, f"ID {facts.number}", "Helvetica", 10, "right")
    sheet.ink("black")
    y = sheet.flow(60, 450, 660, _sentence(facts, chance), "Helvetica", 22, leading=1.6)
    notes = (
        f"{chance.randrange(2, 4)} of 3 attendance prompts were answered.",
        f"The recording may be watched until {long(facts.expires_on)}; it earns no credit.",
        f"IICRC approval #{facts.approval[-4:]}. NPN of presenter {facts.instructor_id}.",
    )
    for at, note in enumerate(notes):
        sheet.write(60, min(y, 200) - 16 * at, note, "Helvetica", 10)
    sheet.sign(66, 114, facts.instructor)
    sheet.write(60, 90, f"{facts.instructor}, host", "Helvetica", 10)
    sent = f"Sent by e-mail {long(facts.issued_on)}"
    sheet.write(sheet.wide - 60, 90, sent, "Helvetica", 10, "right")


def _sentence(facts: Facts, chance: Random) -> str:
    who = f"{facts.holder} of {facts.company}" if facts.holder else f"one person of {facts.company}"
    what = f"the live webinar “{facts.title}”" if facts.title else "a live webinar"
    by = chance.choice(("produced by", "brought to you by", "offered by"))
    host = f", {by} {facts.provider}," if facts.provider else ""
    day = facts.completed_on
    on = f" on {chance.choice((weekday, long))(day)}" if day else ""
    earned = ""
    if facts.hours is not None:
        hours = counted(facts.hours, "contact hour", "contact hours", chance)
        units = f" ({(facts.hours / 10).normalize()} CEU)"
        earned = f" for {hours}{units if chance.random() < 0.5 else ''}"
    verb = chance.choice(("attended", "was present for the whole of"))
    if chance.random() < 0.5:
        return f"This certifies that {who} {verb} {what}{host}{on}{earned}.".replace(",.", ".")
    opening = f"Let it be known that{on}, {who}" if on else f"Let it be known that {who}"
    return f"{opening} {verb} {what}{host}{earned}.".replace(",.", ".")
