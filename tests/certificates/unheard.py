"""Four layouts left out for a while: an e-mail, a supplier's paper, a learning record, a form.

Drawn by somebody who had not seen how certificates are read; tuned on since.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from reportlab.pdfbase.pdfmetrics import stringWidth

from certificates.facts import Facts, Pools
from certificates.sheet import Sheet
from certificates.wording import (
    american,
    british,
    counted,
    dashed,
    iso,
    long,
    short,
    slim,
    span,
    weekday,
    words,
)

Row = tuple[str, str | None]

POOLS = Pools(
    people=(
        "Anselm Kettleborough", "Jolene Fairweather-Diaz", "Bolesław Sikorski",
        "Maeve O'Shaughnessy", "Rigoberto Zamudio Sáenz", "Thaddeus B. Wynn", "Solveig Bråten",
        "Delroy Cumberbatch", "Marguerite-Anne Sauvé", "Tuan Vo", "Eliezer Pomeroy III",
        "Kirsten von Ahlefeldt", "Nkechi Obi-Farrow", "Chester McGillivray", "Xiomara Treviño",
        "Haruto Minagawa", "Bernadette St. Onge", "Cole Ray Hutchins, Jr.",
    ),
    providers=(
        "Hollis & Wray", "ScopeRight", "Marrowstone Seminars", "TechTrain Evenings",
        "Wet Walls Co.", "The Claims Kitchen", "Sagebrush Restorers' Exchange",
        "Pell Education Partners, LLC", "Kiln Street Webinars", "Farrow-Beck Technical",
        "Restore It Right!", "Union of Rug Washers",
    ),
    titles=(
        "Drying Logs That Get Paid", "Psychrometrics", "Ceiling Cavities & Wet Insulation",
        "Sewage 101: Gear Up, Clean Up, Cover Up", "Which Antimicrobial, and Why?",
        "Smoke Odors II", "Talking to Tenants, Owners and Adjusters After a Pipe Burst",
        "Freeze Losses Up North", "Electro-Osmotic What?! Basement Walls Explained",
        "Post-Remediation Sampling", "Clean Rugs", "Silica Dust (Table 1) for Demolition Crews",
        "Your First 90 Days as a Project Manager",
    ),
    instructors=(
        "Sybil Ravenhurst", "Gus Pappadakis", "Dr. Oona Fitch", "Marlon Teague", "Trudy Eberhardt",
        "Alvin Stroud", "Corazon Magsaysay",
    ),
    hours=("0.5", "1", "1", "1.5", "2", "2.5", "3", "3.5", "4", "6"),
)  # fmt: skip
SUPPLY_POOLS = replace(
    POOLS,
    providers=(
        "Cinder Creek Supply", "Bixby Bros. Jan-San", "Tamarack Rental & Parts", "Dry Goods Direct",
        "Old Mill Chemical", "Gopher State Floor Products, Inc.", "Yoder's", "Pump & Hose Depot",
    ),
    titles=(
        "Truckmount Tune-Up", "LGR, Conventional or Desiccant?", "Enzymes",
        "Tile & Grout, Hands On",
        "Green Cleaning for Schools: Products, Dwell Times, Labels and Waste", "Air Scrubber Care",
        "Pre-Sprays from A to Z", "Spotting Kit Basics", "Wand Technique / Low-Moisture Methods",
        "How to Rent Equipment Out Without Losing It", "Pumps, Seals and Scale",
    ),
    hours=("1", "1.5", "2", "2.5", "3", "4", "5", "6", "7", "8", "12", "14", "16"),
)  # fmt: skip
RECORD_POOLS = replace(
    POOLS,
    people=(*POOLS.people, "Sikorski, Bolesław T.", "Obi-Farrow, Nkechi", "Cumberbatch, Delroy"),
    providers=(
        "Brightladder", "Toolbox Talks To Go", "HazReady", "Moss & Mortar e-Learning",
        "Veridian Nine", "Upper Valley Technical College", "SafeStart Compliance Library",
        "Drybook",
    ),
    titles=(
        "Confined Spaces: Crawl Spaces, Vaults and Tanks", "Forklift Refresher",
        "HAZWOPER Awareness", "Lockout/Tagout", "Slips, Trips & Falls",
        "Water Losses in Multi-Family Buildings (Part B)", "Heat Stress",
        "Driving Company Vehicles", "Bagging, Tagging and Inventory of Soft Contents",
        "Mold: What Crews May and May Not Touch Before an Assessor Arrives", "GFCI and Wet Floors",
    ),
    hours=("0.5", "0.75", "1", "1.25", "1.5", "2", "3", "4", "8", "10", "16", "24"),
)  # fmt: skip
BOX_POOLS = replace(
    POOLS,
    people=(
        "HALVORSEN, GRETA M.", "OYELOWO-TATE, SIMEON", "DE LA PARRA, IGNACIO",
        "PRUITT, WADE L. JR.", "NÚÑEZ-BRANDT, ALMA", "MCELHANEY, DORIS", "LÉVESQUE, JEAN-GUY",
        "TRAN, KIM", "D'AVANZO, ROCCO", "ABERCROMBIE, LELAND T.", "WHITEFEATHER, JOSEPHINE",
        "ZUBKOV, PETRO",
    ),
    providers=(
        "EAST FORK REMEDIATORS' LEAGUE", "BRANNIGAN & LOTT", "CLEARAIR CLASSROOM",
        "LOWER BASIN COMMUNITY COLLEGE", "STEADFAST MOLD CONSULTING, P.C.", "TRIAGE",
        "THE LICENSING DESK", "NORTH COUNTRY BUILDING TRADES",
    ),
    titles=(
        "MOLD LAW UPDATE", "CONTAINMENT: DESIGN, BUILD, TEST", "CONTRACTS & LIENS", "ETHICS",
        "LEAD-SAFE PRACTICES (REFRESHER)", "WORKER PROTECTION ON CATEGORY 3 LOSSES",
        "CLEARANCE SAMPLING FOR LICENSED REMEDIATION CONTRACTORS AND THEIR SUPERVISORS",
        "HVAC SYSTEMS AND CROSS-CONTAMINATION", "RECORDS YOU MUST KEEP",
    ),
    hours=("1", "2", "2.5", "3", "4", "6", "7", "8", "14", "16", "24"),
)  # fmt: skip


def mailed(sheet: Sheet, facts: Facts) -> None:
    """Portrait print of an e-mail: a head, a coloured band, a panel or prose, what was paid."""
    chance = sheet.chance
    y = _mail_head(sheet, facts)
    sheet.ink(chance.choice(("#b3472b", "#2f5d62", "#4b3b8f")))
    sheet.fill(60, y - 46, sheet.wide - 120, 46)
    sheet.ink("white")
    sheet.write(76, y - 30, facts.provider or "Thank you", "Helvetica-Bold", 19)
    sheet.ink("black")
    draw = chance.choice((_mail_panel, _mail_prose))
    y = draw(sheet, facts, y - 80)
    y = _paid(sheet, facts, y - 8)
    _mail_foot(sheet, facts, y - 6)


def _mail_head(sheet: Sheet, facts: Facts) -> float:
    chance = sheet.chance
    sheet.ink("#555555")
    sheet.write(36, 770, "Mail - print view", "Helvetica", 8)
    sheet.write(576, 770, "Page 1 of 1", "Helvetica", 8, "right")
    sheet.write(36, 20, f"https://mail.example/print?id={facts.instructor_id}", "Helvetica", 8)
    sheet.ink("black")
    subject = chance.choice(("Your class is on the books", "Receipt and proof of completion"))
    if facts.title and chance.random() < 0.4:
        subject = f"You did it: {facts.title}"
    y = sheet.flow(60, 738, 490, subject, "Helvetica-Bold", 15, leading=1.25) - 2
    hour = f"{chance.randrange(1, 12)}:{chance.randrange(10, 60)}"
    sent = chance.choice(
        (f"{facts.issued_on:%a} {slim(facts.issued_on)}", weekday(facts.issued_on))
    )
    box = f"<crew{facts.registrant}@mail.example>"
    for label, said in (
        ("From:", f"{facts.provider or ''} <noreply@post.example>".strip()),
        ("Sent:", f"{sent} {hour} {chance.choice(('AM', 'PM'))}"),
        ("To:", f"{facts.holder or ''} {box}".strip()),
    ):
        sheet.write(60, y, label, "Helvetica-Bold", 9)
        sheet.write(98, y, said, "Helvetica", 9)
        y -= 14
    sheet.rule(60, y, sheet.wide - 60, 0.5)
    return y - 18


def _mail_panel(sheet: Sheet, facts: Facts, y: float) -> float:
    """What was earned on grey, labels beside the values."""
    chance = sheet.chance
    hello = f"Nice work, {facts.holder.split()[0]}." if facts.holder else "Nice work."
    sheet.write(60, y, hello, "Helvetica-Bold", 14)
    text = "Keep this message. It is the only proof of completion we send; there is no paper copy."
    y = sheet.flow(60, y - 22, 490, text, "Helvetica", 10) - 12
    rows = [row for row in _mail_rows(facts, chance) if row[1]]
    top = y + 16
    sheet.ink("#eeeeec")
    sheet.fill(60, top - 31 * len(rows) - 4, sheet.wide - 120, 31 * len(rows) + 4)
    for label, said in rows:
        sheet.ink("#666666")
        sheet.write(76, y - 6, label, "Helvetica", 9.5)
        sheet.ink("black")
        _fitted(sheet, 200, y - 6, 340, said or "", "Helvetica-Bold", 11.5)
        y -= 31
    return y - 22


def _mail_rows(facts: Facts, chance: Random) -> list[Row]:
    day = facts.completed_on
    way = chance.choice((long, slim, short))
    return [
        (chance.choice(("You completed", "Item", "Session")), facts.title),
        (chance.choice(("Learner", "Credited to", "Name on file")), facts.holder),
        (chance.choice(("Sold and taught by", "Class given by")), facts.provider),
        ("Your teacher", facts.instructor),
        (
            chance.choice(("Wrapped up", "Finished on", "Marked complete")),
            way(day) if day else None,
        ),
        (chance.choice(("Worth", "Time credited")), _timed(facts.hours, chance)),
        (chance.choice(("Proof ID", "Certificate code")), facts.number),
        ("Replay open until", way(facts.expires_on) if chance.random() < 0.6 else None),
    ]


def _timed(hours: Decimal | None, chance: Random) -> str | None:
    """1.5 hrs of credit; 90 minutes; 1 hr 30 min."""
    if hours is None:
        return None
    whole, minutes = int(hours), int(hours % 1 * 60)
    apart = " ".join(
        (f"{whole} hr{'s' * (whole > 1)}" if whole else "", f"{minutes} min" if minutes else "")
    ).strip()
    many = "hr" if hours <= 1 else "hrs"
    ways = [f"{hours} {many} of credit", apart, f"{hours} CE {many}"]
    return chance.choice((*ways, f"{int(hours * 60)} minutes") if hours < 3 else ways)


def _mail_prose(sheet: Sheet, facts: Facts, y: float) -> float:
    """The same in sentences, signed by the teacher."""
    chance = sheet.chance
    hello = chance.choice(("Hi", "Dear"))
    sheet.write(60, y, f"{hello} {facts.holder}," if facts.holder else "Hello,", "Times-Roman", 13)
    for text in _mail_sentences(facts, chance):
        y = sheet.flow(60, y - 26, 490, text, "Times-Roman", 13, leading=1.35) + 12
    y -= 26
    sheet.write(60, y, "Stay dry,", "Times-Roman", 13)
    sheet.write(60, y - 18, facts.instructor, "Times-Roman", 13)
    team = f"Lead trainer, {facts.provider}" if facts.provider else "Lead trainer"
    sheet.write(60, y - 34, team, "Times-Italic", 12)
    return y - 74


def _mail_sentences(facts: Facts, chance: Random) -> list[str]:
    what = f"“{facts.title}”" if facts.title else "your class"
    day = facts.completed_on
    done = f"Good news: you have now completed {what}, and the quiz is behind you."
    if day:
        late = f"You turned in the last quiz of {what} on {long(day)}, so the class is complete."
        early = f"It is official. On {weekday(day)} you finished {what}."
        done = chance.choice((late, early))
    earned = ""
    if facts.hours is not None:
        credit = counted(facts.hours, "credit hour", "credit hours", chance)
        written = "half an hour" if facts.hours < 1 else _spelled(facts.hours)
        ways = (f"That puts {credit} on your record.", f"It is good for {written} of CE.")
        earned = chance.choice(ways)
    code = ""
    if facts.number:
        code = f"If your licensing body asks, quote certificate {facts.number}."
    proof = "Please save this e-mail as a PDF: it doubles as your certificate."
    return [text for text in (done, f"{earned} {code}".strip(), proof) if text]


def _spelled(hours: Decimal) -> str:
    return f"{words(hours)} hour{'s' * (hours != 1)}"


def _paid(sheet: Sheet, facts: Facts, y: float) -> float:
    chance = sheet.chance
    paid = facts.issued_on - timedelta(days=chance.randrange(45, 90))
    sheet.write(60, y, chance.choice(("Order summary", "What you paid")), "Helvetica-Bold", 11)
    sheet.write(552, y, f"Order {facts.registrant}", "Helvetica", 9, "right")
    sheet.rule(60, y - 6, sheet.wide - 60, 0.5)
    for label, amount in (
        ("1 x registration, member rate", facts.price),
        ("Sales tax", "$0.00"),
        (f"Charged {short(paid)} to card ending {facts.approval[-4:]}", facts.price),
    ):
        y -= 20
        sheet.write(60, y, label, "Helvetica", 9.5)
        sheet.write(552, y, amount, "Helvetica", 9.5, "right")
    return y - 26


def _mail_foot(sheet: Sheet, facts: Facts, y: float) -> None:
    sheet.ink("#777777")
    text = (
        f"Questions about this order? Reply to this message or call {facts.phone}, weekdays."
        f" {facts.address}. You get this e-mail because somebody at {facts.company} signed you up."
        " Registrations are not refunded once a class has begun. Unsubscribe | Privacy | Terms"
    )
    sheet.flow(60, y, 490, text, "Helvetica", 8)


def _fitted(
    sheet: Sheet, x: float, y: float, wide: float, text: str, font: str, size: float,
    align: str = "left",
) -> None:  # fmt: skip
    """A line made small enough for its place."""
    needed = max(stringWidth(text, font, size), 1)
    sheet.write(x, y, text, font, min(size, size * wide / needed), align)


def typed(sheet: Sheet, facts: Facts) -> None:
    """Landscape of a small supplier, made in a word processor: what each line says stands below."""
    chance = sheet.chance
    _frame(sheet)
    above = chance.random() < 0.6
    if facts.provider and above:
        sheet.centred(532, facts.provider, "Times-Bold", 24)
    sheet.centred(514, f"{facts.address}  *  {facts.phone}", "Times-Roman", 10)
    heading = ("Certificate of Training", "TRAINING DAY CERTIFICATE", "Proof of Attendance")
    sheet.ink(chance.choice(("#1f3864", "#c00000", "black")))
    sheet.centred(466, chance.choice(heading), "Times-BoldItalic", 34)
    sheet.ink("black")
    before, after, whole = chance.choice(_SUPPLY_WORDS)
    sheet.centred(434, before, "Times-Roman", 13)
    who = chance.choice(("(attendee)", "(print name)", "Name of technician"))
    _line(sheet, (sheet.middle, 394, 420), facts.holder, who, 21)
    sheet.centred(354, after if facts.title else whole, "Times-Roman", 13)
    what = chance.choice(("(class)", "(subject taught)", "Topic of the class"))
    _line(sheet, (sheet.middle, 314, 600), facts.title, what, 19)
    _supply_lines(sheet, facts)
    _supply_foot(sheet, facts, above)


_SUPPLY_WORDS = (
    ("This is to show that", "took part in all of", "took part in all of our class"),
    ("We certify that", "attended our in-store class on", "attended our in-store class"),
    ("Let it be known to all that", "stuck it out to the end of", "stuck it out to the end"),
)


def _frame(sheet: Sheet) -> None:
    """A border as word processors have them: a thick and a thin line, or dashes."""
    sheet.ink("#1f3864")
    if sheet.chance.random() < 0.5:
        sheet.paper.setDash(14, 5)
        sheet.box(24, 24, sheet.wide - 48, sheet.high - 48, 4)
        sheet.paper.setDash()
    else:
        sheet.box(24, 24, sheet.wide - 48, sheet.high - 48, 4)
        sheet.box(31, 31, sheet.wide - 62, sheet.high - 62, 0.8)
    sheet.ink("black")


def _line(
    sheet: Sheet, at: tuple[float, float, float], said: str | None, label: str, size: float
) -> None:
    """A value on its line, around a middle, and the label below; nothing when there is none."""
    middle, y, wide = at
    if not said:
        return
    _fitted(sheet, middle, y + 6, wide - 10, said, "Times-Bold", size, "centre")
    sheet.rule(middle - wide / 2, y, middle + wide / 2)
    sheet.write(middle, y - 11, label, "Times-Italic", 9, "centre")


def _supply_lines(sheet: Sheet, facts: Facts) -> None:
    chance = sheet.chance
    day, hours = facts.completed_on, facts.hours
    cells: list[Row] = []
    if day:
        many = hours is not None and hours > 8
        ended = "(last day of class)" if many and not facts.first_day else "(class held)"
        plain = chance.choice((long, short, slim))(day)
        said = span(facts.first_day, day, "long") if facts.first_day else plain
        cells.append((ended, said))
    if hours is not None:
        said = f"{_spelled(hours)} ({hours})" if chance.random() < 0.3 else f"{hours}"
        cells.append((chance.choice(("(class hours)", "(hrs. of instruction)")), said))
    cells.append(("(trainer)", facts.instructor))
    cells.append((chance.choice(("(certificate #)", "(serial no.)")), facts.number))
    cells = [cell for cell in cells if cell[1]]
    apart = (sheet.wide - 110) / len(cells)
    for at, (label, said) in enumerate(cells):
        _line(sheet, (55 + apart * (at + 0.5), 240, apart - 18), said, label, 13)


def _supply_foot(sheet: Sheet, facts: Facts, above: bool) -> None:
    chance = sheet.chance
    sheet.sign(130, 160, facts.instructor)
    sheet.rule(90, 148, 330)
    sheet.write(210, 137, "(signed for the store)", "Times-Italic", 9, "centre")
    if not above:
        by = chance.choice(("(distributor giving this class)", "Training provided by (store)"))
        _line(sheet, (sheet.wide - 240, 148, 320), facts.provider, by, 16)
    elif facts.provider:
        host = chance.choice(
            ("Donuts courtesy of Bantam Fans.", "Door prizes by Zephyr Hose Reels.")
        )
        sheet.write(sheet.wide - 80, 150, host, "Times-Roman", 10, "right")
    text = (
        f"Class fee {facts.price} comes back as store credit until {short(facts.expires_on)}."
        f" Printed for {facts.company} at the counter on {slim(facts.issued_on)}."
    )
    sheet.centred(84, text, "Times-Roman", 10)
    text = "This class does not by itself make anybody an IICRC certified technician."
    sheet.centred(66, text, "Times-Italic", 10)


def coursework(sheet: Sheet, facts: Facts) -> None:
    """Landscape print of a learning system: one course done, many dates."""
    chance = sheet.chance
    sheet.ink("#24313f")
    sheet.fill(0, sheet.high - 50, sheet.wide, 50)
    sheet.ink("white")
    heading = ("Learning history", "My transcript", "Learner activity report")
    sheet.write(40, sheet.high - 32, chance.choice(heading), "Vera-Bold", 17)
    way, note = chance.choice(_DATES)
    printed = f"Report run {way(facts.issued_on)} 07:{chance.randrange(10, 60)}"
    sheet.write(752, sheet.high - 30, printed, "Vera", 9, "right")
    sheet.ink("black")
    _person(sheet, facts, way)
    draw = chance.choice((_table, _table, _tiles))
    draw(sheet, facts, way)
    sheet.ink("#666666")
    if note:
        sheet.write(40, 66, note, "Vera", 8)
    if facts.provider:
        sheet.write(40, 52, "Runs on CourseHangar 9.4", "Vera", 8)
    text = "Only the learning administrator can change this record. Items are kept for ten years."
    sheet.write(40, 38, text, "Vera", 8)
    sheet.write(752, 38, "Page 1 / 1", "Vera", 8, "right")


Way = Callable[[date], str]
_DATES: tuple[tuple[Way, str], ...] = (
    (american, "All dates are shown as MM/DD/YYYY, Central time."),
    (american, ""),
    (british, "All dates are shown as DD/MM/YYYY."),
    (iso, ""),
    (dashed, ""),
)


def _person(sheet: Sheet, facts: Facts, way: Way) -> None:
    chance = sheet.chance
    hired = facts.issued_on - timedelta(days=chance.randrange(400, 3000))
    lead = chance.choice(("Kim Ostrander-Bly", "Vern Tolliver"))
    left: list[Row] = [
        (chance.choice(("Learner", "Employee", "User")), facts.holder),
        ("Login", f"u{facts.registrant}"),
        ("Employer", facts.company),
    ]
    right: list[Row] = [
        ("Reports to", lead),
        ("Hired", way(hired)),
        ("Last sign-in", way(facts.issued_on - timedelta(days=1))),
    ]
    for x, rows in ((40, left), (420, right)):
        for at, (label, said) in enumerate(row for row in rows if row[1]):
            sheet.ink("#666666")
            sheet.write(x, 530 - 20 * at, label, "Vera", 10)
            sheet.ink("black")
            sheet.write(x + 90, 530 - 20 * at, said or "", "Vera-Bold", 11)
    sheet.rule(40, 470, 752, 0.5)


def _moments(facts: Facts, chance: Random) -> tuple[date, date, date]:
    """When the course was assigned, was begun, was due."""
    last = facts.completed_on or facts.issued_on - timedelta(days=20)
    begun = facts.first_day or last - timedelta(days=chance.randrange(9))
    assigned = begun - timedelta(days=chance.randrange(10, 60))
    return assigned, begun, last + timedelta(days=chance.randrange(2, 60))


def _table(sheet: Sheet, facts: Facts, way: Way) -> None:
    """A row for the course, at times one below it that has not been begun."""
    chance = sheet.chance
    assigned, begun, due = _moments(facts, chance)
    day = facts.completed_on
    ended, earned = chance.choice((("Completed", "Hours"), ("Finished", "Credit hrs")))
    hours = f"{facts.hours}" if facts.hours is not None else None
    columns: list[tuple[float, str, str | None]] = [
        (262, "Assigned", way(assigned)),
        (336, "Started", way(begun)),
        (410, "Due", way(due)),
        (484, ended, way(day) if day else None),
        (562, earned, hours),
        (628, "Score", f"{chance.randrange(80, 101)}%"),
        (676, "Retake by", way(facts.expires_on)),
    ]
    columns = [column for column in columns if column[2]]
    _table_head(sheet, columns)
    for x, _, said in columns:
        sheet.write(x, 412, said or "", "Vera", 9)
    y = sheet.flow(46, 412, 204, facts.title or f"ILT {facts.approval[-4:]}", "Vera-Bold", 9.5)
    for text in _beneath(facts, chance):
        y = sheet.flow(46, y, 204, text, "Vera", 8.5)
    sheet.rule(40, y, 752, 0.4)
    if facts.title and chance.random() < 0.4:
        y = _not_begun(sheet, facts, way, y - 20)
    _sums(sheet, facts, hours, y - 40)


def _table_head(sheet: Sheet, columns: list[tuple[float, str, str | None]]) -> None:
    sheet.ink("#dfe5ea")
    sheet.fill(40, 430, 712, 22)
    sheet.ink("black")
    sheet.write(46, 437, "Course", "Vera-Bold", 9)
    for x, label, _ in columns:
        sheet.write(x, 437, label, "Vera-Bold", 9)


def _beneath(facts: Facts, chance: Random) -> list[str]:
    by = chance.choice(("Content provider:", "Delivered by", "Vendor:"))
    number = chance.choice(("Completion no.", "Certificate"))
    return [
        *([f"{by} {facts.provider}"] if facts.provider else []),
        *([f"{number} {facts.number}"] if facts.number else []),
        f"Facilitator: {facts.instructor}",
        "Status: complete",
    ]


def _not_begun(sheet: Sheet, facts: Facts, way: Way, y: float) -> float:
    chance = sheet.chance
    other = chance.choice([title for title in RECORD_POOLS.titles if title != facts.title])
    soon = facts.issued_on - timedelta(days=chance.randrange(2, 20))
    sheet.write(262, y, way(soon), "Vera", 9)
    sheet.write(410, y, way(soon + timedelta(days=60)), "Vera", 9)
    y = sheet.flow(46, y, 204, other, "Vera-Bold", 9.5)
    y = sheet.flow(46, y, 204, "Status: not yet started", "Vera", 8.5)
    sheet.rule(40, y, 752, 0.4)
    return y


def _sums(sheet: Sheet, facts: Facts, hours: str | None, y: float) -> None:
    sheet.write(752, y, "Items complete: 1", "Vera", 10, "right")
    if facts.hours is not None:
        ceu = (facts.hours / 10).normalize()
        text = f"Sum of hours: {hours}   (equal to {ceu} CEU)"
        sheet.write(752, y - 18, text, "Vera", 10, "right")


def _tiles(sheet: Sheet, facts: Facts, way: Way) -> None:
    """The course as a heading, everything else in tiles, labels above."""
    chance = sheet.chance
    if facts.title:
        sheet.flow(40, 434, 700, facts.title, "Vera-Bold", 17, leading=1.25)
    assigned, begun, due = _moments(facts, chance)
    day, hours = facts.completed_on, facts.hours
    clock = f", {chance.randrange(10, 17)}:{chance.randrange(10, 60)}"
    done = f"{way(day)}{clock if chance.random() < 0.5 else ''}" if day else None
    tiles: list[Row] = [
        ("STATUS", chance.choice(("Complete", "Passed"))),
        ("ASSIGNED", way(assigned)),
        ("FIRST OPENED", way(begun)),
        ("TARGET DATE", way(due)),
        (chance.choice(("DATE PASSED", "COMPLETED")), done),
        (chance.choice(("CREDIT", "DURATION")), _timed(hours, chance)),
        (chance.choice(("COURSE OWNER AND PROVIDER", "OFFERED BY")), facts.provider),
        ("FACILITATOR", facts.instructor),
        ("CERTIFICATE NO.", facts.number),
        ("MUST BE RENEWED", way(facts.expires_on)),
        ("CATALOG CODE", f"ILT-{facts.approval[-4:]}"),
    ]
    for at, (label, said) in enumerate(tile for tile in tiles if tile[1]):
        x, y = 40 + 240 * (at % 3), 350 - 64 * (at // 3)
        sheet.ink("#c3ccd4")
        sheet.box(x, y - 14, 228, 52, 0.7)
        sheet.ink("#666666")
        sheet.write(x + 10, y + 20, label, "Vera", 7.5)
        sheet.ink("black")
        _fitted(sheet, x + 10, y, 208, said or "", "Vera-Bold", 12)


def boxed(sheet: Sheet, facts: Facts) -> None:
    """Portrait form of a board or an insurer: numbered boxes in two columns, some of them empty."""
    chance = sheet.chance
    board = chance.random() < 0.5
    sheet.ink("black")
    name = "BOARD OF REMEDIATION LICENSING" if board else "CARRIER VENDOR PROGRAM"
    what = "RECORD OF CONTINUING EDUCATION" if board else "EDUCATION CREDIT SLIP"
    sheet.write(40, 748, name, "Helvetica-Bold", 13)
    sheet.write(40, 730, what, "Helvetica", 13)
    sheet.write(
        572, 748, f"Form {chance.choice(('RL-204', 'CE/7', '88-B'))}", "Helvetica", 9, "right"
    )
    sheet.write(572, 734, "Copy B - for your own files", "Helvetica-Bold", 9, "right")
    left, right = (_board if board else _carrier)(facts, chance)
    bottom = min(_boxes(sheet, 40, left), _boxes(sheet, 306, right))
    _box_signatures(sheet, facts, bottom - 50)
    _small_print(sheet, facts, board, bottom - 90)
    _office_use(sheet)


def _board(facts: Facts, chance: Random) -> tuple[list[Row], list[Row]]:
    way = chance.choice(("%m/%d/%Y", "%m %d %Y", "%m-%d-%Y"))
    hours = chance.choice(("HOURS GRANTED", "CE HOURS ALLOWED", "CLOCK HOURS COMPLETED"))
    number = chance.choice(("CERTIFICATE NUMBER", "CERTIFICATE SERIAL NUMBER"))
    return [
        ("LICENSEE (LAST NAME, FIRST NAME)", facts.holder),
        ("LICENSE NUMBER", f"RC{facts.registrant}"),
        ("LICENSE EXPIRES (MM DD YYYY)", f"{facts.expires_on:{way}}"),
        ("EMPLOYER OF LICENSEE", facts.company.upper()),
        ("SPONSOR THAT GAVE THE COURSE", facts.provider),
        ("SPONSOR TELEPHONE", facts.phone),
        ("INSTRUCTOR OF RECORD", facts.instructor.upper()),
    ], [
        ("COURSE AS APPROVED BY THE BOARD", facts.title),
        ("COURSE APPROVAL NUMBER", facts.approval),
        ("COURSE BEGAN (MM DD YYYY)", _begun(facts, way)),
        ("COURSE ENDED (MM DD YYYY)", _ended(facts, way)),
        (hours, None if facts.hours is None else f"{facts.hours}"),
        (number, facts.number),
        ("MODE", chance.choice(("[X] IN PERSON   [ ] ONLINE", "[ ] IN PERSON   [X] ONLINE"))),
    ]  # fmt: skip


def _carrier(facts: Facts, chance: Random) -> tuple[list[Row], list[Row]]:
    way = chance.choice(("%m/%d/%Y", "%m / %d / %y", "%d/%m/%Y"))
    shape = {"%m/%d/%Y": "mm/dd/yyyy", "%m / %d / %y": "mm / dd / yy"}.get(way, "dd/mm/yyyy")
    hours = None if facts.hours is None else f"{facts.hours:.2f}"
    return [
        ("What was taught", facts.title),
        (chance.choice(("Who gave the class", "Outside trainer (company)")), facts.provider),
        ("In front of the class", facts.instructor.upper()),
        (f"Class opened ({shape})", _begun(facts, way)),
        (f"Class closed ({shape})", _ended(facts, way)),
        ("Reach the trainer at", facts.phone),
    ], [
        ("Technician (last name, first)", facts.holder),
        ("Vendor firm", facts.company.upper()),
        ("Vendor ID", f"V-{facts.registrant}"),
        (chance.choice(("Credit, in hours", "Hours counted toward program")), hours),
        (chance.choice(("Slip no.", "Certificate no.")), facts.number),
        (f"Vendor review due ({shape})", f"{facts.expires_on:{way}}"),
    ]  # fmt: skip


def _begun(facts: Facts, way: str) -> str | None:
    """Of one day only, that day."""
    day = facts.first_day
    if day is None and facts.hours is not None and facts.hours <= 8:
        day = facts.completed_on
    return f"{day:{way}}" if day else None


def _ended(facts: Facts, way: str) -> str | None:
    return f"{facts.completed_on:{way}}" if facts.completed_on else None


_TALL = 62.0


def _boxes(sheet: Sheet, x: float, rows: list[Row]) -> float:
    """One box below the other, each as tall as the next; the height of their foot."""
    y, letter = 712.0, "A" if x < 100 else "B"
    for at, (label, said) in enumerate(rows, 1):
        y -= _TALL
        sheet.ink("#e6e6e6")
        sheet.fill(x, y + _TALL - 15, 266, 15)
        sheet.ink("black")
        sheet.box(x, y, 266, _TALL, 0.8)
        sheet.write(x + 5, y + _TALL - 11, f"{letter}{at}  {label}", "Helvetica", 7.5)
        if said:
            sheet.flow(x + 12, y + _TALL - 30, 246, said, "Courier-Bold", 11, leading=1.15)
    return y


def _box_signatures(sheet: Sheet, facts: Facts, y: float) -> None:
    sheet.sign(52, y + 8, facts.instructor)
    sheet.rule(40, y, 290)
    sheet.write(40, y - 10, "Signature of instructor", "Helvetica", 7.5)
    sheet.write(330, y + 5, long(facts.issued_on), "Courier", 11)
    sheet.rule(322, y, 572)
    sheet.write(322, y - 10, "Date this form was signed", "Helvetica", 7.5)


def _small_print(sheet: Sheet, facts: Facts, board: bool, y: float) -> None:
    """What the office says of itself, in two columns."""
    office = "The Board" if board else "The carrier"
    first = (
        f"{office} keeps the record and gives no classes itself. Whoever signs this form states"
        " that the person named was present throughout. False statements may be punished."
    )
    second = (
        f"Questions: call {facts.phone[:6]}555-0199. Send Copy A within thirty days; a late filing"
        f" costs {facts.price}. Approval of a course does not extend to products shown in it."
    )
    sheet.flow(40, y, 250, first, "Helvetica", 7.5)
    sheet.flow(322, y, 250, second, "Helvetica", 7.5)


def _office_use(sheet: Sheet) -> None:
    """Boxes that stay empty."""
    sheet.ink("#777777")
    sheet.box(40, 50, 532, 56, 0.8)
    sheet.write(46, 94, "OFFICE USE - DO NOT WRITE BELOW", "Helvetica-Bold", 7.5)
    for x, label in ((46, "Keyed by"), (220, "Batch"), (400, "Scanned")):
        sheet.write(x, 60, label, "Helvetica", 7.5)
        sheet.rule(x + 40, 58, x + 150, 0.5)
    sheet.ink("black")
