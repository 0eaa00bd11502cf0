"""Layouts left out for a while: forms, prints, prose; tuned on since.

Drawn by somebody who had not seen how certificates are read.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from certificates.facts import Facts, Pools
from certificates.sheet import Sheet
from certificates.wording import figures, long, slim, span

POOLS = Pools(
    people=(
        "Winifred Ostrowe", "Kofi Larbi-Mensah", "Agnieszka Dudek", "Tyrell Bostwick", "Lena Ruhl",
        "Esperanza Quiroga Vidal", "Desmond F. Achebe", "Françoise L'Heureux", "Ravi Balasubram",
        "Óscar Peñaloza", "Ingrid Haugsbø", "Milo Van Der Straeten", "Beatrix Coyle-Nakamura",
        "Herschel D. Fontenot II", "Thandiwe Moyo", "Ewan Mac Giolla", "Chidi O'Farrell", "Bo Lund",
    ),
    providers=(
        "Ironwood Restoration Seminars", "Blue Heron Supply House", "Quillback Adjuster Education",
        "Larkspur Safety Institute", "MeterWorks Instruments", "Tallgrass Community College",
        "Federated Cleaners of the Plains", "Ninth Street Janitorial Supply, Inc.", "DryLearn",
        "Osprey Chemical", "Council for Safe Remediation", "Stonebridge & Hale Training Group",
    ),
    titles=(
        "Moisture Meters: Pin, Pinless and When", "Category and Class of Water", "Attic Losses",
        "Truckmount Maintenance Day", "Respirator Fit Testing, Train-the-Tester", "Heat Drying II",
        "Policy Language for Restoration Contractors", "Biocides and Labels", "Stain Chemistry",
        "Working in Occupied Homes - Privacy, Pets and Children", "Hoarding Cleanup Essentials",
        "Asbestos Awareness for Restorers (Class IV)", "Commercial Losses: The First 72 Hours",
        "Subfloor Assemblies and Trapped Moisture", "Ethics in Claims Handling",
    ),
    instructors=(
        "Orrin Castellaw", "Philomena Greer", "Dr. Samir Haddadin", "Lucy Bamforth", "Jed Marrow",
        "Annika Thorsby", "Clement R. Voss",
    ),
    hours=("0.5", "1", "1.5", "2", "3", "4", "4.5", "6", "7", "8", "14", "15", "16", "21"),
)  # fmt: skip
FORM_POOLS = replace(POOLS, people=(*POOLS.people, "Larbi-Mensah, Kofi", "Fontenot, Herschel D."))
EVENT_POOLS = replace(
    POOLS,
    titles=(
        "Spring Drying Congress", "Cleaners' Days: Technical Track", "Remediation Summit West",
        "Floor Care Forum", "Annual Meeting of Contents Specialists", "Catastrophe Ready!",
    ),
    hours=("2", "3", "3.5", "4", "5", "6", "7.5", "8", "10", "12", "14", "15"),
)  # fmt: skip


def licensee(sheet: Sheet, facts: Facts) -> None:
    """Portrait form of a state for adjusters: numbered lines, dots, what is said at the right."""
    chance = sheet.chance
    sheet.ink("black")
    sheet.write(44, 744, "Form AE-17 (rev. 02/2021)", "Times-Roman", 8)
    if facts.number:
        sheet.write(568, 744, f"Certificate no. {facts.number}", "Times-Bold", 10, "right")
    heading = ("CE CERTIFICATE OF COMPLETION", "ADJUSTER CONTINUING EDUCATION: PROOF OF COMPLETION")
    sheet.centred(712, chance.choice(heading), "Times-Bold", 16)
    text = "Prescribed form. The Department of Insurance neither offers nor endorses any course."
    sheet.centred(696, text, "Times-Italic", 9)
    y, line = 662.0, 0
    for part, lines in _parts(facts, chance):
        sheet.ink("#d9d9d9")
        sheet.fill(44, y - 5, 524, 17)
        sheet.ink("black")
        sheet.write(50, y, part, "Times-Bold", 11)
        y -= 24
        for label, said in [one for one in lines if one[1]]:
            line += 1
            y = _dotted(sheet, y, f"{line}. {label}", said or "") - 7
        y -= 12
    sheet.sign(60, y - 30, facts.instructor)
    sheet.rule(44, y - 40, 300)
    sheet.rule(360, y - 40, 568)
    sheet.write(366, y - 34, f"{facts.issued_on:%m-%d-%Y}", "Courier", 10)
    sheet.write(44, y - 51, "Signature of provider's representative", "Times-Roman", 8)
    sheet.write(360, y - 51, "Date signed", "Times-Roman", 8)
    text = "Licensee: retain for two license periods. Do not mail this form to the Department."
    sheet.centred(44, text, "Times-Roman", 8)


def _parts(facts: Facts, chance: Random) -> list[tuple[str, list[tuple[str, str | None]]]]:
    first, day = facts.first_day, facts.completed_on
    born = date(1961, 1, 1) + timedelta(days=chance.randrange(14000))
    way = chance.choice(("%m-%d-%Y", "%m / %d / %Y"))
    kind = chance.choice(("[X] Classroom [ ] Internet", "[ ] Classroom [X] Internet"))
    credit = None if facts.hours is None else _kinds_of_credit(facts.hours)
    name = chance.choice(("Licensee name", "Name of licensee as shown on license"))
    student = [
        (name, facts.holder),
        ("License / NPN", f"{facts.registrant}07"),
        ("Date of birth", f"{born:{way}}"),
        ("Employer", facts.company),
    ]
    course = [
        ("Course title", facts.title),
        ("State course number", f"{facts.instructor_id}-A"),
        ("Method of instruction", kind),
        ("Course began (MM DD YYYY)", f"{first:{way}}" if first else None),
        ("Course completed (MM DD YYYY)", f"{day:{way}}" if day else None),
        ("Credit hours approved", credit),
    ]
    school = [
        ("Provider name", facts.provider),
        ("Provider number", f"P{facts.approval[-4:]}"),
        ("Instructor", facts.instructor),
        ("Telephone", facts.phone),
    ]
    return [("A. LICENSEE", student), ("B. COURSE", course), ("C. PROVIDER", school)]


def _kinds_of_credit(hours: Decimal) -> str:
    ethics = Decimal(1 if hours >= 3 else 0)
    return f"General {hours - ethics}, Ethics {ethics}, TOTAL {hours}"


def _dotted(sheet: Sheet, y: float, label: str, said: str) -> float:
    """Dots up to what was typed; the height of the next line."""
    sheet.write(50, y, label, "Times-Roman", 11)
    end = sheet.paper.stringWidth(label, "Times-Roman", 11) + 56
    start = 562 - min(sheet.paper.stringWidth(said, "Courier", 10), 300)
    sheet.write(end, y, "." * int((start - end - 6) / 2.75), "Times-Roman", 11)
    return sheet.flow(562, y, 300, said, "Courier", 10, "right", 1.2) - 2


def portal(sheet: Sheet, facts: Facts) -> None:
    """Portrait print of a browser: the course first, who finished it below, facts in one line."""
    chance = sheet.chance
    sheet.ink("#444444")
    sheet.write(36, 768, f"{slim(facts.issued_on)}, 9:14 AM", "Helvetica", 8)
    sheet.centred(768, "My Certificates | Learner Portal", "Helvetica", 8)
    url = f"https://portal.example/c/{facts.instructor_id}?print=1"
    sheet.write(36, 24, url, "Helvetica", 8)
    sheet.write(sheet.wide - 36, 24, "1/1", "Helvetica", 8, "right")
    sheet.ink("#e8f4ec")
    sheet.fill(36, 470, sheet.wide - 72, 270)
    sheet.ink("#1d7a46")
    badge = chance.choice(("COURSE COMPLETE", "100% COMPLETE", "PASSED"))
    sheet.write(60, 708, badge, "Helvetica-Bold", 10)
    sheet.ink("black")
    y = 674.0
    if facts.title:
        y = sheet.flow(60, y, 480, facts.title, "Helvetica-Bold", 24, leading=1.2)
    if facts.provider:
        by = chance.choice(("A course by", "Created and taught by", "From"))
        sheet.write(60, y, f"{by} {facts.provider}", "Helvetica", 12)
    if facts.holder:
        sheet.write(60, 580, chance.choice(("Completed by", "Finished by")), "Helvetica", 10)
        sheet.write(60, 556, facts.holder, "Helvetica-Bold", 19)
    for at, text in enumerate(_portal_lines(facts, chance)):
        sheet.write(60, 520 - 20 * at, text, "Helvetica", 11)
    _units(sheet, facts)


def _portal_lines(facts: Facts, chance: Random) -> list[str]:
    day, said = facts.completed_on, []
    if day:
        named = f"{day:%a}, {day.day} {day:%b} {day.year}"
        clock = f"{named} at {chance.randrange(1, 12)}:{chance.randrange(10, 60)} PM"
        said.append(f"Finished {chance.choice((named, clock))}")
    if facts.hours is not None:
        said.append(chance.choice(("Learning time ", "Length ")) + _clocked(facts.hours, chance))
    said.append(f"Score {chance.randrange(80, 100)}%")
    number = f"Certificate {facts.number}" if facts.number else ""
    return ["  ·  ".join(said), number]


def _clocked(hours: Decimal, chance: Random) -> str:
    whole, minutes = int(hours), int(hours % 1 * 60)
    if hours <= 2 and chance.random() < 0.4:
        return f"{int(hours * 60)} minutes"
    parts = (f"{whole} h" if whole else "", f"{minutes} min" if minutes else "")
    return " ".join(part for part in parts if part)


def _units(sheet: Sheet, facts: Facts) -> None:
    sheet.write(36, 430, "What this course contains", "Helvetica-Bold", 13)
    names = ("Welcome and how to use this course", "Why it matters", "The work, step by step")
    for at, name in enumerate((*names, "Knowledge check", "Final quiz (20 questions)")):
        y = 400 - 26 * at
        sheet.rule(36, y - 9, sheet.wide - 36, 0.3)
        sheet.write(36, y, f"Unit {at + 1}", "Helvetica", 10)
        sheet.write(100, y, name, "Helvetica", 10)
        sheet.write(sheet.wide - 36, y, "Done", "Helvetica", 10, "right")
    ends = f"Your access to this course ends {long(facts.expires_on)}."
    sheet.write(36, 250, ends, "Helvetica", 9)
    teacher = f"Questions for {facts.instructor}? Write to desk@portal.example."
    sheet.write(36, 236, teacher, "Helvetica", 9)


_TOPICS = (
    *(
        "Vapor pressure for beginners",
        "Panel: carriers and contractors",
        "Hiring in a tight market",
    ),
    *("Negative air set-ups", "Photographs that hold up", "New rules on silica", "Pricing labor"),
    *("Coatings", "Crawl space walk-through", "Wildfire ash", "Reading an estimate", "Ask an IEP"),
    *("Drying plaster", "Case study: a flooded library", "Fit for the job: back injuries"),
)


def verification(sheet: Sheet, facts: Facts) -> None:
    """Portrait form of a congress: "I attended", sessions with their credits, the sum below."""
    chance = sheet.chance
    sheet.ink("#123a5a")
    sheet.box(36, 36, sheet.wide - 72, sheet.high - 72, 1)
    sheet.write(54, 724, "CEC VERIFICATION FORM", "Times-Bold", 20)
    sheet.write(558, 724, f"Approval {facts.approval}", "Times-Roman", 10, "right")
    sheet.ink("black")
    y = sheet.flow(54, 672, 500, _attested(facts, chance), "Times-Roman", 13, leading=1.5) - 14
    y = _sessions(sheet, facts, y)
    if facts.hours is not None:
        total = chance.choice(("TOTAL CECs VERIFIED", "TOTAL CEC HOURS", "Total credit hours"))
        sheet.write(450, y, total, "Times-Bold", 12, "right")
        sheet.write(520, y, figures(facts.hours, chance), "Times-Bold", 13, "right")
    for x, name, role in (
        (54, facts.holder, "Signature of attendee"),
        (320, facts.instructor, "Session monitor"),
    ):
        if name:
            sheet.sign(x + 8, 128, name)
        sheet.rule(x, 116, x + 220)
        sheet.write(x, 104, role, "Times-Roman", 9)
    if facts.number:
        sheet.write(558, 704, f"Form no. {facts.number}", "Times-Roman", 10, "right")
    text = (
        f"Copies sent after {long(facts.expires_on)} are not accepted. Registration {facts.price}"
    )
    sheet.write(54, 60, text, "Times-Roman", 8)


def _attested(facts: Facts, chance: Random) -> str:
    who = f"I, {facts.holder}, " if facts.holder else "The undersigned, "
    at = f"at “{facts.title}”" if facts.title else "of this event"
    by = chance.choice(("organized by", "a program of", "presented by"))
    host = f", {by} {facts.provider}" if facts.provider else ""
    when = ""
    if facts.completed_on:
        days = span(facts.first_day, facts.completed_on, "long")
        many = facts.hours is not None and facts.hours > 8
        ended = "which closed on" if many and not facts.first_day else "held"
        when = f", {ended} {days}"
    return (
        f"{who}of {facts.company} (IICRC registrant {facts.registrant}), attended the sessions"
        f" checked below {at}{host}{when}. I was present for the whole of each session."
    )


def _sessions(sheet: Sheet, facts: Facts, y: float) -> float:
    chance = sheet.chance
    left = facts.hours if facts.hours is not None else Decimal(4)
    topics = chance.sample(_TOPICS, len(_TOPICS))
    for x, text in ((58, "Attended"), (120, "Session"), (180, "Topic")):
        sheet.write(x, y, text, "Times-Bold", 10)
    if facts.hours is not None:
        sheet.write(520, y, "CEC", "Times-Bold", 10, "right")
    while left:
        sheet.rule(54, y - 6, 540, 0.4)
        y -= 20
        hours = min(left, Decimal(chance.choice(("1", "1.5", "2"))))
        left -= hours
        topic = topics.pop()
        sheet.write(72, y, "X", "Courier-Bold", 11)
        code = f"{chance.choice('ABC')}{10 + len(topics)}"
        sheet.write(120, y, code, "Times-Roman", 11)
        sheet.write(180, y, topic if facts.title else "", "Times-Roman", 11)
        if facts.hours is not None:
            sheet.write(520, y, str(hours), "Times-Roman", 11, "right")
    return y - 30
