"""Four layouts of the trade: an association's record, a maker's, a show's, a letter."""

from certificates.facts import Facts
from certificates.sheet import Sheet
from certificates.wording import (
    american,
    both,
    british,
    counted,
    day_first,
    figures,
    iso,
    long,
    span,
)


def association(sheet: Sheet, facts: Facts) -> None:
    """Portrait letterhead with a table: labels left, what they say right."""
    sheet.ink("#7a1f1f")
    if facts.provider:
        sheet.centred(730, facts.provider, "Vera-Bold", 17)
    sheet.ink("black")
    sheet.centred(712, f"{facts.address}   Tel. {facts.phone}", "Vera", 8)
    sheet.rule(60, 702, sheet.wide - 60, 1.5)
    sheet.centred(662, "RECORD OF CONTINUING EDUCATION", "Vera-Bold", 15)
    text = "This record confirms participation in the continuing education program named below."
    sheet.flow(70, 628, 470, text, "Vera", 10)
    y = 588.0
    for label, said in _association_rows(sheet, facts):
        sheet.write(76, y, label, "Vera-Bold", 9.5)
        y = min(sheet.flow(250, y, 280, said, "Vera", 10, leading=1.3), y - 13) - 13
        sheet.rule(70, y + 13, sheet.wide - 70, 0.4)
    text = "Keep this record for four years. Submit a copy to the certifying body on request."
    sheet.flow(70, y - 20, 470, text, "Vera", 8)
    sheet.sign(80, 120, facts.instructor)
    sheet.write(76, 96, f"{facts.instructor}, Education Director", "Vera", 9)


def _association_rows(sheet: Sheet, facts: Facts) -> list[tuple[str, str]]:
    chance = sheet.chance
    letters = chance.choice(("", "", ", WRT", ", WRT, ASD"))
    rows = [(chance.choice(("Participant", "Name of participant")), f"{facts.holder}{letters}")]
    if not facts.holder:
        rows = []
    rows.append(("IICRC registrant no.", facts.registrant))
    if facts.title:
        rows.append((chance.choice(("Program title", "Course title")), facts.title))
    if facts.completed_on:
        way = chance.choice(("american", "long", "iso"))
        day = span(facts.first_day, facts.completed_on, way)
        rows.append(("Date(s) attended" if facts.first_day else "Date of completion", day))
    if facts.hours is not None:
        label = chance.choice(("Contact hours", "CEC hours awarded", "Hours of instruction"))
        rows.append((label, figures(facts.hours, chance)))
    rows.append(("Instructor", f"{facts.instructor} (ID {facts.instructor_id})"))
    rows.append(("Approval number", facts.approval))
    if facts.number:
        rows.append(("Certificate number", facts.number))
    rows.append(("Date issued", american(facts.issued_on)))
    return rows


def manufacturer(sheet: Sheet, facts: Facts) -> None:
    """A4, a paragraph of prose under a maker's name; days as they are written in Britain."""
    chance = sheet.chance
    sheet.ink("#d35400")
    sheet.fill(0, sheet.high - 16, sheet.wide, 16)
    sheet.ink("black")
    if facts.provider:
        sheet.write(60, 770, facts.provider.upper(), "Helvetica-Bold", 20)
    sheet.write(60, 752, "14 Example Way, Leeds LS99 9ZZ, United Kingdom", "Helvetica", 8)
    sheet.write(60, 690, "TRAINING CERTIFICATE", "Helvetica-Bold", 24)
    y = sheet.flow(60, 640, 470, _manufacturer_prose(sheet, facts), "Helvetica", 13, leading=1.7)
    if facts.completed_on:
        day = chance.choice((day_first, british, iso))(facts.completed_on)
        y = sheet.flow(60, y - 18, 470, f"Date completed: {day}", "Helvetica", 12)
    if facts.number:
        y = sheet.flow(60, y - 6, 470, f"Certificate ref: {facts.number}", "Helvetica", 12)
    text = f"Certificate expires: {day_first(facts.expires_on)}"
    sheet.flow(60, y - 6, 470, text, "Helvetica", 12)
    sheet.sign(64, 250, facts.instructor)
    sheet.write(60, 226, facts.instructor, "Helvetica", 11)
    sheet.write(60, 211, f"Product Trainer, trainer no. {facts.instructor_id}", "Helvetica", 9)
    text = f"Course fee paid: GBP {facts.price.strip('$')} plus VAT. Tel. 0113 496 0199"
    sheet.write(60, 60, text, "Helvetica", 8)


def _manufacturer_prose(sheet: Sheet, facts: Facts) -> str:
    who = f"{facts.holder} of {facts.company}" if facts.holder else "the bearer"
    what = f"our training course “{facts.title}”" if facts.title else "our training course"
    text = f"We confirm that {who} attended and passed {what}."
    if facts.hours is not None:
        hours = counted(facts.hours, "hour", "hours", sheet.chance)
        text += f" The course comprised {hours} of theory and practice on our equipment."
    return text + " The assessment was passed with a score of 92%."


def show(sheet: Sheet, facts: Facts) -> None:
    """Half a page: proof of attendance at a session of a trade show."""
    chance = sheet.chance
    sheet.ink("black")
    sheet.box(30, 416, sheet.wide - 60, 350, 1)
    if facts.provider:
        sheet.write(46, 736, facts.provider, "Vera-Bold", 15)
    sheet.write(46, 718, f"Badge {facts.registrant}   Paid {facts.price}", "Vera", 8)
    sheet.centred(676, "PROOF OF ATTENDANCE", "Vera-Bold", 18)
    label = chance.choice(("Attendee:", "Name:"))
    y = _lines(
        sheet,
        646,
        [
            (label, facts.holder),
            (chance.choice(("Session:", "Seminar:")), facts.title),
            (
                chance.choice(("Date:", "Dates:")) if facts.first_day else "Date:",
                _when(sheet, facts),
            ),
            ("Credit:", _credit(sheet, facts)),
            ("Speaker:", f"{facts.instructor}, Hall B, Room 204"),
            ("Certificate #:", facts.number),
        ],
    )
    text = f"IICRC approval {facts.approval}. Keep this slip with your records."
    sheet.write(46, y - 8, text, "Vera", 8)


def _lines(sheet: Sheet, y: float, lines: list[tuple[str, str | None]]) -> float:
    for label, said in lines:
        if said:
            sheet.write(56, y, label, "Vera", 10)
            y = sheet.flow(160, y, 390, said, "Vera-Bold", 11, leading=1.3) - 10
    return y


def _when(sheet: Sheet, facts: Facts) -> str | None:
    if facts.completed_on is None:
        return None
    way = sheet.chance.choice(("long", "american", "day_first", "iso"))
    return span(facts.first_day, facts.completed_on, way)


def _credit(sheet: Sheet, facts: Facts) -> str | None:
    if facts.hours is None:
        return None
    one, many = sheet.chance.choice(
        (
            ("IICRC CEC", "IICRC CECs"),
            ("CEC hour", "CEC hours"),
            ("continuing education credit", "continuing education credits"),
            ("contact hour", "contact hours"),
        )
    )
    return counted(facts.hours, one, many, sheet.chance)


def letter(sheet: Sheet, people: list[Facts]) -> None:
    """A letter that names everybody who came, one below the other."""
    facts, chance = people[0], sheet.chance
    sheet.ink("black")
    if facts.provider:
        sheet.write(72, 724, facts.provider, "Times-Bold", 18)
    sheet.write(72, 708, f"{facts.address}, {facts.phone}", "Times-Roman", 9)
    sheet.write(72, 670, long(facts.issued_on), "Times-Roman", 11)
    sheet.write(72, 642, f"To: {facts.company}", "Times-Roman", 11)
    sheet.write(72, 606, "Confirmation of course completion", "Times-Bold", 14)
    text = "The following participants have completed the course"
    y = sheet.flow(72, 576, 460, text, "Times-Roman", 12)
    if facts.title:
        y = sheet.flow(100, y - 6, 430, facts.title, "Times-Bold", 13)
    if facts.completed_on:
        way = chance.choice(("long", "american", "day_first"))
        day = span(facts.first_day, facts.completed_on, way)
        y = sheet.flow(
            100, y, 430, f"held {day}" if facts.first_day else f"on {day}", "Times-Roman", 12
        )
    y = _list(sheet, people, y - 22)
    if facts.hours is not None:
        text = f"Each participant earned {both(facts.hours)} continuing education "
        text += "hour." if facts.hours == 1 else "hours."
        sheet.flow(72, y - 10, 460, text, "Times-Roman", 12)
    sheet.sign(76, 200, facts.instructor)
    sheet.write(72, 178, facts.instructor, "Times-Roman", 11)
    sheet.write(72, 164, "Training Coordinator", "Times-Italic", 10)


def _list(sheet: Sheet, people: list[Facts], y: float) -> float:
    numbered = any(one.number for one in people)
    sheet.write(100, y, "Participant", "Times-Bold", 11)
    if numbered:
        sheet.write(340, y, "Certificate No.", "Times-Bold", 11)
    sheet.rule(96, y - 5, 500)
    for one in people:
        y -= 22
        sheet.write(100, y, one.holder or "", "Times-Roman", 12)
        if one.number:
            sheet.write(340, y, one.number, "Times-Roman", 12)
    return y - 24
