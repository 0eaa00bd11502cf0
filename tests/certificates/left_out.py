"""Three layouts left out for a while: a letter, two languages, a list; tuned on since.

Drawn by somebody who had not seen how certificates are read.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from random import Random

from certificates.facts import Facts, Pools
from certificates.sheet import Sheet
from certificates.wording import (
    american,
    british,
    counted,
    day_first,
    figures,
    iso,
    long,
    short,
    slim,
    span,
    weekday,
)

POOLS = Pools(
    people=(
        "Odalys Trueheart", "Benedikt Sommerfeldt", "Marie-Claude Thibodeau-Roy", "Rufus Okwuosa",
        "Catalina Ibáñez de León", "Emmett Van Houten", "Saoirse Ní Bhriain", "Jerome P. Tuttle",
        "Ludivine Charpentière", "Dashiell McCorquodale IV", "Hyun-woo Seong", "Amparo Güell Riba",
        "Torvald Ekström", "Constance O'Hanlon", "Demetrius Ashgrove Sr.", "Yara dos Santos",
    ),
    providers=(
        "Greatlakes Casualty Insurance", "Desert Willow College", "Hartwell Dehumidifier Corp.",
        "Instituto Fronterizo de Limpieza", "Cascade Claims Forum", "Bowline Adjusting Partners",
        "Tidewater Career Center", "Pinnacle Extraction Tools", "Académie Saint-Aubin",
        "The Restorers' Guild of Ottertail", "Wexcombe Air Movers Ltd.", "Mesa Verde Trade School",
    ),
    titles=(
        "Scope Writing for Water Claims", "Matching Statutes and Partial Losses", "Ice Dams",
        "Dehumidifier Service Level 1", "Containment & Negative Pressure", "Soot: Types, Removal",
        "Documenting Pre-Existing Damage", "Cleaning of Hard Surfaces, Basic", "Flood or Seepage?",
        "Crew Leadership in Catastrophe Response", "Ozone, Safely", "Contents Valuation Workshop",
        "From First Notice of Loss to Final Invoice: A Shared Vocabulary", "Ladder Safety",
    ),
    instructors=(
        "Lionel Grasby", "Hester Amundsen", "Dr. Fabiola Kerr", "Roscoe Dunmire", "Ingeborg Saltz",
        "Percival Achterberg", "Nell Cavanagh-Frost",
    ),
    hours=("0.5", "1", "1.5", "2", "3", "4", "5", "6", "7.5", "8", "9", "12", "15", "16", "28"),
)  # fmt: skip
LIST_POOLS = replace(
    POOLS,
    people=(*POOLS.people, "Trueheart, Odalys", "Van Houten, Emmett", "Ekström-Lund, Torvald B."),
)

LETTER_POOLS = replace(POOLS, hours=("0.5", "1", "1.5", "2", "3", "4", "6"))


def narrative(sheet: Sheet, facts: Facts) -> None:
    """Portrait letter of an insurer: everything stands in one paragraph of prose."""
    chance = sheet.chance
    sheet.ink("#0b3d5c")
    if facts.provider:
        sheet.write(72, 728, facts.provider, "Times-Bold", 20)
    sheet.write(72, 712, "Contractor Education Desk", "Times-Italic", 11)
    sheet.ink("black")
    sheet.write(72, 672, long(facts.issued_on), "Times-Roman", 11)
    if facts.holder:
        sheet.write(72, 640, facts.holder, "Times-Roman", 11)
    sheet.write(72, 626, facts.company, "Times-Roman", 11)
    sheet.write(72, 612, facts.address, "Times-Roman", 11)
    subject = ("Re: proof of participation", "Subject: continuing education", "Re: your webinar")
    sheet.write(72, 580, chance.choice(subject), "Times-Bold", 11)
    sheet.write(72, 552, f"Dear {facts.holder or 'participant'},", "Times-Roman", 11)
    y = sheet.flow(72, 528, 460, _prose(facts, chance), "Times-Roman", 12, leading=1.5)
    if facts.number:
        text = f"Please quote reference {facts.number} in any correspondence."
        y = sheet.flow(72, y - 10, 460, text, "Times-Roman", 12)
    text = "This confirmation is not a statement of coverage. Retain it for your own files."
    y = sheet.flow(72, y - 10, 460, text, "Times-Roman", 12)
    sheet.write(72, y - 16, "Sincerely,", "Times-Roman", 12)
    sheet.sign(76, y - 56, facts.instructor)
    sheet.write(72, y - 80, facts.instructor, "Times-Roman", 11)
    sheet.write(72, y - 94, "Claims Education Manager", "Times-Roman", 10)
    sheet.write(72, 52, f"Claims line {facts.phone}", "Times-Roman", 8)


def _prose(facts: Facts, chance: Random) -> str:
    who, what = facts.holder or "you", facts.title
    day = facts.completed_on
    way = chance.choice(("long", "day_first", "american"))
    on = f" {'from' if facts.first_day else 'on'} {span(facts.first_day, day, way)}" if day else ""
    host = f" by {facts.provider}" if facts.provider else ""
    hours = counted(facts.hours, "hour", "hours", chance) if facts.hours is not None else None
    opening = (
        f"This letter confirms that {who} took part in {_named(what, 'our webinar')},"
        f"{host and ' offered'}{host}{on}."
    )
    logged = (
        f"Our attendance log shows {who} as present throughout"
        f" {_named(what, 'the live session')} given{host}{on}."
    )
    thanks = (
        f"Thank you for joining us{on} for {_named(what, 'the class')}, a program"
        f" put on{host}. We are glad to state that {who} stayed to the end."
    )
    opening = chance.choice((opening, logged, thanks))
    earned = f" The program carries {hours} of continuing education credit." if hours else ""
    if hours and chance.random() < 0.4:
        earned = f" In all, {hours} of instruction were delivered and no break was counted."
    return f"{opening}{earned} It was taught by {facts.instructor}, and a short quiz was passed."


def _named(title: str | None, kind: str) -> str:
    return f"{kind} “{title}”" if title else kind


_MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_SECOND = {
    "es": {
        "heading": "Certificado de finalización",
        "holder": "Se otorga a",
        "title": "por haber completado el curso",
        "provider": "Impartido por",
        "day": "Fecha de finalización",
        "hours": "Horas de contacto",
        "number": "Número",
        "instructor": "Instructor",
        "expires": "Válido hasta",
    },
    "fr": {
        "heading": "Attestation de réussite",
        "holder": "Décernée à",
        "title": "pour avoir suivi le cours",
        "provider": "Offert par",
        "day": "Date d’achèvement",
        "hours": "Heures de formation",
        "number": "Numéro",
        "instructor": "Formateur",
        "expires": "Valable jusqu’au",
    },
}
_FIRST = {
    "heading": "Certificate of Completion",
    "holder": "Awarded to",
    "title": "for having completed the course",
    "provider": "Provided by",
    "day": "Date of completion",
    "hours": "Contact hours",
    "number": "Number",
    "instructor": "Instructor",
    "expires": "Valid through",
}


def bilingual(sheet: Sheet, facts: Facts) -> None:
    """Landscape; every caption stands in English and again in Spanish or French."""
    chance = sheet.chance
    second = chance.choice(("es", "fr"))
    says = {key: _twice(key, second, chance.random() < 0.5) for key in _FIRST}
    sheet.ink("#8a1538")
    sheet.fill(0, sheet.high - 22, sheet.wide, 22)
    sheet.centred(540, _FIRST["heading"], "Helvetica-Bold", 28)
    sheet.centred(512, _SECOND[second]["heading"], "Helvetica-Oblique", 20)
    sheet.ink("black")
    if facts.provider and chance.random() < 0.5:
        sheet.centred(474, facts.provider, "Helvetica-Bold", 17)
    elif facts.provider:
        sheet.centred(160, f"{says['provider']}: {facts.provider}", "Helvetica", 12)
    sheet.centred(440, says["holder"], "Helvetica", 11)
    sheet.centred(406, facts.holder or "", "Helvetica-Bold", 26)
    if facts.title:
        sheet.centred(372, says["title"], "Helvetica", 11)
        sheet.flow(sheet.middle, 340, 600, facts.title, "Helvetica-Bold", 19, "centre")
    _bilingual_columns(sheet, facts, says, second)
    sheet.sign(90, 104, facts.instructor)
    sheet.rule(80, 94, 300)
    sheet.write(80, 80, f"{facts.instructor}, {says['instructor']}", "Helvetica", 9)
    if facts.number:
        sheet.write(
            sheet.wide - 80, 80, f"{says['number']} {facts.number}", "Helvetica", 9, "right"
        )
    sheet.centred(48, f"{facts.address}  Tel. {facts.phone}", "Helvetica", 8)


def _twice(key: str, second: str, slash: bool) -> str:
    return f"{_FIRST[key]}{' / ' if slash else ' - '}{_SECOND[second][key]}"


def _bilingual_columns(sheet: Sheet, facts: Facts, says: dict[str, str], second: str) -> None:
    chance = sheet.chance
    cells = []
    if facts.completed_on:
        cells.append((says["day"], _bilingual_day(facts.completed_on, second, chance)))
    if facts.hours is not None:
        cells.append((says["hours"], figures(facts.hours, chance)))
    if chance.random() < 0.5:
        cells.append((says["expires"], iso(facts.expires_on)))
    for at, (caption, said) in enumerate(cells):
        x = sheet.wide * (at + 1) / (len(cells) + 1)
        sheet.write(x, 262, caption, "Helvetica", 8, "centre")
        sheet.write(x, 240, said, "Helvetica-Bold", 12, "centre")


def _bilingual_day(day: date, second: str, chance: Random) -> str:
    month = _MONTHS[second].split()[day.month - 1]
    of = " de " if second == "es" else " "
    twice = f"{long(day)} / {day.day}{of}{month}{of}{day.year}"
    plain = british(day) if day.day > 12 and second == "fr" else iso(day)
    return chance.choice((twice, twice, plain, day_first(day)))


def attendance(sheet: Sheet, facts: Facts) -> None:
    """Portrait record with a row for each day on which somebody was there, and the sum below."""
    chance = sheet.chance
    sheet.ink("black")
    heading = ("ATTENDANCE RECORD", "Record of Class Attendance", "SIGN-IN SUMMARY")
    sheet.write(50, 730, chance.choice(heading), "Times-Bold", 20)
    y = 700.0
    for label, said in _attendance_head(facts, chance):
        if said:
            sheet.write(50, y, label, "Times-Roman", 10)
            y = sheet.flow(180, y, 370, said, "Times-Bold", 12, leading=1.2) - 6
    y = _attendance_rows(sheet, facts, y - 24)
    day, hours = facts.completed_on, facts.hours
    if hours is not None:
        total = chance.choice(("Total contact hours", "Total hours attended", "Hours credited"))
        sheet.write(50, y, f"{total}: {figures(hours, chance)}", "Times-Bold", 12)
        y -= 20
    if day and (facts.first_day or chance.random() < 0.6):
        ways = (long, short, american, slim)
        end = chance.choice(("Course completed", "Requirements met on", "Completion date"))
        sheet.write(50, y, f"{end}: {chance.choice(ways)(day)}", "Times-Bold", 12)
    sheet.write(50, 170, "I certify that the above is a true record.", "Times-Italic", 10)
    sheet.sign(60, 136, facts.instructor)
    sheet.rule(50, 126, 260)
    sheet.write(50, 113, f"{facts.instructor} (trainer)", "Times-Roman", 10)
    text = f"Record issued {american(facts.issued_on)}. IICRC course approval {facts.approval}."
    sheet.write(50, 60, text, "Times-Roman", 8)


def _attendance_head(facts: Facts, chance: Random) -> list[tuple[str, str | None]]:
    return [
        (chance.choice(("Trainee", "Name", "Employee name")), facts.holder),
        ("Company", facts.company),
        ("Registrant no.", facts.registrant if chance.random() < 0.5 else None),
        (chance.choice(("Class", "Course", "Program")), facts.title),
        (chance.choice(("Training center", "Provider", "School")), facts.provider),
        ("Record no.", facts.number),
    ]


def _attendance_rows(sheet: Sheet, facts: Facts, y: float) -> float:
    columns = (50.0, 210.0, 300.0, 390.0)
    for x, text in zip(columns, ("Day", "Time in", "Time out", "Hours"), strict=True):
        if text != "Hours" or facts.hours is not None:
            sheet.write(x, y, text, "Times-Bold", 10)
    sheet.rule(50, y - 5, 480)
    for day, hours in _days(facts):
        y -= 20
        minutes = int(60 * (hours or 8))
        until = f"{8 + minutes // 60}:{minutes % 60:02d}"
        cells = (day, "8:00", until, str(hours) if hours is not None else "")
        for x, text in zip(columns, cells, strict=True):
            sheet.write(x, y, text, "Times-Roman", 10)
        sheet.rule(50, y - 5, 480, 0.3)
    return y - 34


def _days(facts: Facts) -> list[tuple[str, Decimal | None]]:
    """Up to eight hours a day, the last day what is left."""
    last, left = facts.completed_on, facts.hours
    count = 1 if left is None else ceil(left / 8)
    rows: list[tuple[str, Decimal | None]] = []
    for at in range(count):
        name = weekday(last - timedelta(days=count - 1 - at)) if last else f"Day {at + 1}"
        hours = None if left is None else min(Decimal(8), left - 8 * at)
        rows.append((name, hours))
    return rows
