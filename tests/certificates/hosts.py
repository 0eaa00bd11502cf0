"""Three layouts of hosts: a webinar's, a college's, a session's; once left out, looked at since."""

from certificates.facts import Facts, Pools
from certificates.sheet import Sheet
from certificates.wording import american, counted, day_first, figures, long, short, span

POOLS = Pools(
    people=(
        "Theo Marchetti", "Inês Carvalho", "Åsa Lindgren", "Brian O'Dowd", "Wanda Kowalska",
        "Calvin Reyes-Ortiz", "Noémie Lefèvre", "Ruth Abara", "Pieter de Groot", "Sam Ito",
    ),
    providers=(
        "Riverbend Community College", "Restoration Webinar Network", "Clean Trades Alliance",
        "Alder Point Education", "Mountain West Drying Symposium", "Coastal Restoration Institute",
    ),
    titles=(
        "Category 3 Losses: Safe Work from Arrival to Release", "Thermal Imaging for Restorers",
        "Residential Mold Assessment", "Commercial Carpet Maintenance", "Leather Cleaning Basics",
        "Reading a Drying Log", "Subrogation and the Restorer", "Stone, Masonry and Tile Care",
    ),
)  # fmt: skip


def webinar(sheet: Sheet, facts: Facts) -> None:
    """Portrait; a host's grid of two columns, each value under its label."""
    chance = sheet.chance
    sheet.ink("#2d3a8c")
    sheet.fill(0, 700, sheet.wide, 92)
    sheet.ink("white")
    sheet.write(50, 738, "Certificate of Attendance", "Helvetica-Bold", 26)
    sheet.ink("black")
    left = [
        ("Attendee", facts.holder),
        ("Live webinar", facts.title),
        ("Hosted by", facts.provider),
        ("Presenter", facts.instructor),
    ]
    day = facts.completed_on
    hours = facts.hours
    right = [
        ("Attended on", chance.choice((short, american, day_first))(day) if day else None),
        ("CE credits", figures(hours, chance) if hours is not None else None),
        ("Certificate code", facts.number),
        ("Attendance", "58 of 60 minutes" if hours == 1 else "98 %"),
    ]
    for x, wide, cells in ((50, 300, left), (390, 180, right)):
        _cells(sheet, x, wide, cells)
    text = f"Questions? Call {facts.phone}. Issued {american(facts.issued_on)} by e-mail."
    sheet.write(50, 70, text, "Helvetica", 8)


def _cells(sheet: Sheet, x: float, wide: float, cells: list[tuple[str, str | None]]) -> None:
    y = 640.0
    for label, said in cells:
        if said:
            sheet.ink("#777777")
            sheet.write(x, y, label, "Helvetica", 9)
            sheet.ink("black")
            y = sheet.flow(x, y - 18, wide, said, "Helvetica", 14, leading=1.2) - 26


def college(sheet: Sheet, facts: Facts) -> None:
    """Landscape form of a college: each line is filled in and its caption stands below it."""
    sheet.ink("#14452f")
    if facts.provider:
        sheet.centred(540, facts.provider, "Times-Bold", 26)
        sheet.centred(512, "Department of Workforce and Continuing Education", "Times-Roman", 13)
    sheet.centred(468, "Certificate of Continuing Education", "Times-Italic", 24)
    sheet.ink("black")
    day = facts.completed_on
    when = sheet.chance.choice((american, long))(day) if day else None
    hours = figures(facts.hours, sheet.chance) if facts.hours is not None else None
    for x, y, wide, said, caption in (
        (120, 400, 552, facts.holder, "Name of Student"),
        (120, 330, 552, facts.title, "Course"),
        (120, 260, 160, when, "Completion Date"),
        (316, 260, 160, hours, "Contact Hours"),
        (512, 260, 160, facts.number, "Certificate Number"),
        (120, 180, 240, facts.instructor, "Instructor"),
        (432, 180, 240, "Joan Pruitt", "Registrar"),
    ):
        if said:
            sheet.write(x + wide / 2, y, said, "Courier", 15, "centre")
        sheet.rule(x, y - 5, x + wide)
        sheet.write(x + wide / 2, y - 17, caption, "Times-Roman", 9, "centre")
    sheet.centred(70, f"{facts.address} - {facts.phone} - Tuition {facts.price}", "Times-Roman", 8)


def recognition(sheet: Sheet, facts: Facts) -> None:
    """Landscape; the person first, the count in a circle, who gave it at the foot."""
    chance = sheet.chance
    sheet.ink("#5b2a6e")
    sheet.box(24, 24, sheet.wide - 48, sheet.high - 48, 2)
    sheet.centred(500, "Certificate of Participation", "Vera-Bold", 26)
    sheet.ink("black")
    sheet.centred(446, "In recognition of", "Vera", 12)
    sheet.centred(408, facts.holder or "", "Vera-Bold", 26)
    sheet.centred(374, "for participation in", "Vera", 12)
    if facts.title:
        sheet.flow(sheet.middle, 336, 560, facts.title, "Vera-Italic", 20, "centre")
    if facts.completed_on:
        way = chance.choice(("day_first", "long"))
        sheet.centred(274, span(facts.first_day, facts.completed_on, way), "Vera", 13)
    if facts.hours is not None:
        _circle(sheet, facts)
    if facts.provider:
        sheet.centred(120, "Presented by", "Vera", 10)
        sheet.centred(98, facts.provider, "Vera-Bold", 15)
    sheet.write(60, 140, f"Speaker: {facts.instructor}", "Vera", 9)
    if facts.number:
        sheet.write(60, 124, f"Serial no. {facts.number}", "Vera", 9)
    sheet.write(60, 60, f"Approved provider no. {facts.instructor_id}", "Vera", 8)


def _circle(sheet: Sheet, facts: Facts) -> None:
    x, y = sheet.wide - 140, 150
    sheet.seal(x, y, 58)
    if sheet.chance.random() < 0.5:
        sheet.write(x, y, figures(facts.hours, sheet.chance), "Vera-Bold", 22, "centre")
        sheet.write(x, y - 18, "CEC HOURS", "Vera", 9, "centre")
    else:
        text = counted(facts.hours, "credit hour", "credit hours", sheet.chance)
        sheet.write(x, y - 4, text, "Vera-Bold", 9, "centre")
