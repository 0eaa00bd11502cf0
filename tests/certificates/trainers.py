"""Three layouts of trainers: a diploma in script, a platform's record, a slip of a booth."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from certificates.facts import Facts, Pools
from certificates.sheet import PEN, Sheet
from certificates.wording import (
    american,
    both,
    counted,
    dashed,
    day_first,
    figures,
    iso,
    long,
    nth,
    short,
    slim,
    span,
    weekday,
)

_PEOPLE = (
    "Corwin Asbell", "Tamsin Ruddock-Vale", "Étienne Marchbanks", "Leoncio Barraza Quill",
    "Dorotea van Ostrander", "Hollis Pemberwick III", "Nuala O'Tierney", "Gunnar Ståhlberg",
    "Philippa St. Aubrey", "Bartholomew J. Cray", "Anaïs de la Croix-Morel", "Ike Umeh",
    "Rosalind Tverberg, Jr.", "Radosław Chrzelak", "Maribel Del Olmo", "Quentin L. MacSweeny",
)  # fmt: skip
_LAST_FIRST = (
    "Thackerby, Lorna", "Villaseñor-Huff, Ramiro", "McQuiddy, Alban R.", "Du Plantier, Celeste",
)  # fmt: skip
POOLS = Pools(
    people=_PEOPLE,
    providers=(
        "Copperline Restoration Trainers", "The Drying Yard", "Ravensworth Equipment Co.",
        "Fathom Learning", "Saltmarsh Technical Training, LLC", "Allied Floorcare Campus",
        "Juniper Ridge Cleaning Academy", "Vantor Chemical Products", "National Board of Dryers",
        "Elmhurst & Daughters Restoration Classes", "ProCrew Online", "Sentry Mutual Claims School",
    ),
    titles=(
        "Crawl Space Drying and Vapor Barriers", "Carpet Repair & Reinstallation Technician (RRT)",
        "Moving Air: Fans, Ducts and Pressure", "Sewage Losses", "Hydroxyl Generators 101",
        "Floor Care for Supervisors, Part 2", "Building Envelope Basics", "Wood Floor Rescue",
        "What Adjusters Ask For: Photos, Notes and Moisture Records", "Lead and Asbestos Awareness",
        "Rug Identification and Cleaning", "Desiccants: Why", "Bloodborne Pathogens (OSHA)",
        "The Customer in Distress - Talking After a Loss", "Lithium Battery Fire Residues",
    ),
    instructors=(
        "Wendell Rusk", "Aurelia Stamper", "Prof. Ingmar Holt", "Delphine Okoro", "Cy Bannerman",
        "Marguerite Plank, CR", "Tobias Fennimore", "J. P. Littlejohn",
    ),
    hours=("0.5", "1", "2", "2.5", "4", "5", "6", "6.5", "8", "10", "13", "14", "18", "24", "32"),
)  # fmt: skip
RECORD_POOLS = replace(POOLS, people=_PEOPLE + _LAST_FIRST)
"""A diploma is not written last name first; a record is."""
SLIP_POOLS = replace(RECORD_POOLS, hours=("0.5", "1", "1", "1.5", "2"))


def script(sheet: Sheet, facts: Facts) -> None:
    """Landscape; a heading in script, one thing below the other, two signatures and a seal."""
    chance = sheet.chance
    sheet.ink("#6b4c11")
    sheet.box(16, 16, sheet.wide - 32, sheet.high - 32, 8)
    sheet.box(34, 34, sheet.wide - 68, sheet.high - 68, 0.5)
    provider_above = chance.random() < 0.6
    if facts.provider and provider_above:
        sheet.centred(548, facts.provider, "Times-Roman", 18)
    heading = ("Certificate of Training", "Certificate of Achievement", "Diploma of Completion")
    sheet.centred(500, chance.choice(heading), PEN, 40)
    sheet.ink("black")
    before, after = chance.choice(_SCRIPT_WORDS)
    sheet.centred(462, before, "Times-Italic", 15)
    sheet.centred(422, facts.holder or "", "Times-BoldItalic", 32)
    sheet.rule(230, 414, sheet.wide - 230, 0.5)
    sheet.centred(386, after, "Times-Italic", 15)
    y = 350.0
    if facts.title:
        y = sheet.flow(sheet.middle, y, 560, facts.title, "Times-Bold", 23, "centre")
    for line in _script_lines(facts, chance):
        sheet.centred(y, line, "Times-Roman", 14)
        y -= 24
    if facts.provider and not provider_above:
        text = f"{chance.choice(('Given by', 'Conferred by', 'Taught by'))} {facts.provider}"
        sheet.centred(y, text, "Times-Italic", 15)
    _script_foot(sheet, facts)


_SCRIPT_WORDS = (
    ("Proudly presented to", "in acknowledgement of finishing the class"),
    ("This diploma is conferred upon", "who met every requirement of"),
    ("We are pleased to honor", "for having completed our course"),
    ("is granted to", "on passing"),
)


def _script_lines(facts: Facts, chance: Random) -> list[str]:
    lines = []
    if facts.hours is not None:
        whole = facts.hours == int(facts.hours)
        hour = "hour" if facts.hours == 1 else "hours"
        plain = f"a class of {both(facts.hours) if whole else facts.hours} {hour}"
        counts = counted(facts.hours, "contact hour", "contact hours", chance)
        lines.append(chance.choice((plain, f"{_units(facts.hours)} CEU / {counts}", counts)))
    if facts.completed_on:
        day = facts.completed_on
        ways = (f"Awarded this {nth(day)}", f"Completed {weekday(day)}", long(day))
        held = f"held {span(facts.first_day, day, 'long')}"
        lines.append(held if facts.first_day else chance.choice(ways))
    return lines


def _units(hours: Decimal) -> Decimal:
    """A continuing education unit is ten hours."""
    return (hours / 10).normalize()


def _script_foot(sheet: Sheet, facts: Facts) -> None:
    chance = sheet.chance
    sheet.seal(sheet.middle, 108, 44)
    sheet.centred(105, "OFFICIAL SEAL", "Times-Bold", 8)
    for x, name, role in (
        (70, facts.instructor, chance.choice(("Lead Instructor", "Master Trainer"))),
        (sheet.wide - 250, "Gwendolyn Farthing", chance.choice(("President", "School Director"))),
    ):
        sheet.sign(x + 10, 118, name)
        sheet.rule(x, 106, x + 180)
        sheet.write(x, 93, f"{name}, {role}", "Times-Roman", 10)
    if chance.random() < 0.7:
        text = f"IICRC approved course no. {facts.approval}, instructor no. {facts.instructor_id}"
        sheet.write(70, 62, text, "Times-Roman", 8)
    if facts.number:
        text = f"{chance.choice(('Diploma no.', 'Cert. #', 'Serial'))} {facts.number}"
        sheet.write(sheet.wide - 70, 62, text, "Times-Roman", 8, "right")
    text = f"{facts.address} | {facts.phone}"
    sheet.write(70, 48, text, "Times-Roman", 8)


def transcript(sheet: Sheet, facts: Facts) -> None:
    """Portrait print of an online platform's record: labels with colons, a bar at one side."""
    chance = sheet.chance
    left = chance.choice((44.0, 196.0))
    bar = 430.0 if left < 100 else 0.0
    sheet.ink("#22303c")
    sheet.fill(bar, 0, 182, sheet.high)
    sheet.ink("white")
    for at, text in enumerate(("My learning", "Catalog", "Certificates", "Help Center")):
        sheet.flow(bar + 24, 700 - 26 * at, 140, text, "Helvetica", 11)
    sheet.flow(bar + 24, 120, 130, f"Support {facts.phone}", "Helvetica", 8)
    sheet.ink("black")
    heading = ("Learning Record", "Completion Record", "Learner Transcript", "Training History")
    sheet.write(left, 716, chance.choice(heading), "Helvetica-Bold", 20)
    sheet.write(left, 698, f"Printed {american(facts.issued_on)}", "Helvetica", 8)
    aside = chance.random() < 0.5
    y = 654.0
    for label, said in _transcript_rows(facts, chance):
        if said and aside:
            sheet.write(left, y, f"{label}:", "Helvetica", 9)
            y = sheet.flow(left + 110, y, 250, said, "Helvetica-Bold", 10, leading=1.3) - 9
        elif said:
            y = sheet.flow(left, y, 360, f"{label}: {said}", "Helvetica", 11, leading=1.3) - 9
    text = "Generated automatically; valid without a signature."
    sheet.write(left, 60, text, "Helvetica-Oblique", 8)


def _transcript_rows(facts: Facts, chance: Random) -> list[tuple[str, str | None]]:
    day, hours = facts.completed_on, facts.hours
    way = chance.choice((iso, short, dashed, slim, day_first))
    rows: list[tuple[str, str | None]] = [
        (chance.choice(("Learner", "Student name", "User", "Team member")), facts.holder),
        ("Employer", facts.company if chance.random() < 0.5 else None),
        (chance.choice(("Course", "Activity title", "Learning item", "Module")), facts.title),
        (chance.choice(("Offered by", "Training provider", "Content partner")), facts.provider),
        ("Facilitator", facts.instructor),
        ("Status", chance.choice(("Completed", "Passed (88%)"))),
        ("Enrolled", way(facts.first_day) if facts.first_day else None),
        (chance.choice(("Completed", "Date finished", "Completion date")), way(day) if day else ""),
        _credit(hours, chance) if hours is not None else ("", None),
        ("Valid until", way(facts.expires_on) if chance.random() < 0.5 else None),
        (chance.choice(("Record ID", "Verification code")), facts.number),
        ("IICRC registrant", facts.registrant if chance.random() < 0.4 else None),
    ]
    return rows


def _credit(hours: Decimal, chance: Random) -> tuple[str, str]:
    label, said = chance.choice(
        (
            ("Contact hours", figures(hours, chance)),
            ("Duration", counted(hours, "hr", "hrs", chance)),
            ("Credit earned", f"{counted(hours, 'hour', 'hours', chance)} ({_units(hours)} CEU)"),
            ("Seat time", f"{hours} h"),
        )
    )
    return label, said


def booth(sheet: Sheet, facts: Facts) -> None:
    """Small slip of an expo: boxes in a grid, in each a caption above what was filled in."""
    chance = sheet.chance
    sheet.ink("black")
    sheet.centred(572, "EXPO FLOOR EDUCATION", "Helvetica-Bold", 17)
    text = chance.choice(("Booth training slip", "Demonstration visit", "Hands-on session voucher"))
    sheet.centred(552, text, "Helvetica", 11)
    y = 480.0
    for cells in _booth_rows(facts, chance):
        x, wide = 28.0, 340 / len(cells)
        for label, said in cells:
            sheet.box(x, y, wide, 56, 0.6)
            sheet.write(x + 5, y + 45, label, "Helvetica", 7)
            sheet.flow(x + 7, y + 26, wide - 14, said or "", "Courier-Bold", 11, leading=1.2)
            x += wide
        y -= 56
    sheet.write(28, y + 40, f"Admission {facts.price}. Help desk {facts.phone}", "Helvetica", 7)
    sheet.write(28, y + 28, "Present this slip at the exit for your stamp.", "Helvetica", 7)


def _booth_rows(facts: Facts, chance: Random) -> list[list[tuple[str, str | None]]]:
    day, hours = facts.completed_on, facts.hours
    said = figures(hours, chance) if hours is not None else None
    credit = (chance.choice(("CONTACT HOURS", "CE HOURS")), said)
    if hours is not None and chance.random() < 0.5:
        hour = "contact hour" if hours == 1 else "contact hours"
        credit = ("CREDIT", f"{_units(hours)} CEU / {said} {hour}")
    staff = (chance.choice(("SCANNED BY", "DEMONSTRATOR")), facts.instructor)
    rows = [
        [(chance.choice(("VISITOR", "BADGE HOLDER", "ATTENDEE NAME")), facts.holder)],
        [("BADGE NO.", facts.registrant), ("COMPANY", facts.company)],
        [(chance.choice(("DEMONSTRATION", "BOOTH TRAINING", "TOPIC")), facts.title)],
        [(chance.choice(("EXHIBITOR", "TRAINING BY", "PRESENTED BY")), facts.provider)],
        [
            (chance.choice(("DATE", "DATE OF VISIT", "SESSION DATE")), _slip_day(day, chance)),
            credit,
        ],
        [staff, (chance.choice(("BOOTH", "HALL / BOOTH")), f"C-{facts.instructor_id[:3]}")],
    ]
    if facts.number:
        rows.append([("SLIP NO.", facts.number), ("IICRC APPROVAL", facts.approval)])
    return [[cell for cell in row if cell[1]] for row in rows if any(said for _, said in row)]


def _slip_day(day: date | None, chance: Random) -> str | None:
    return chance.choice((slim, american, short, dashed))(day) if day else None
