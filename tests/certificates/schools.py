"""Three layouts of schools: a bordered certificate, an online academy's, an old-style diploma."""

from certificates.facts import Facts
from certificates.sheet import PEN, Sheet
from certificates.wording import (
    both,
    counted,
    day_first,
    figures,
    iso,
    long,
    nth,
    nth_in_words,
    short,
    span,
    words,
)


def classic(sheet: Sheet, facts: Facts) -> None:
    """Landscape, centred, within a double border; one sentence over many lines."""
    sheet.ink("#1c2c4c")
    sheet.box(20, 20, sheet.wide - 40, sheet.high - 40, 5)
    sheet.box(29, 29, sheet.wide - 58, sheet.high - 58, 1)
    sheet.spaced(512, "CERTIFICATE OF COMPLETION", "Times-Bold", 30, 3)
    sheet.ink("black")
    sheet.centred(470, "This certifies that", "Times-Italic", 15)
    sheet.centred(428, facts.holder or "", "Times-Bold", 30)
    sheet.rule(190, 418, sheet.wide - 190)
    sheet.centred(390, "has successfully completed the course", "Times-Italic", 15)
    y = 352.0
    if facts.title:
        y = sheet.flow(sheet.middle, y, 560, facts.title, "Times-Bold", 22, "centre")
    _classic_sentence(sheet, facts, y)
    _classic_foot(sheet, facts)


def _classic_sentence(sheet: Sheet, facts: Facts, y: float) -> None:
    if facts.hours is not None:
        one = facts.hours == 1
        noun = sheet.chance.choice(("classroom instruction", "instruction", "training"))
        said = sheet.chance.choice((both(facts.hours), words(facts.hours), str(facts.hours)))
        text = f"consisting of {said} {'hour' if one else 'hours'} of {noun}"
        sheet.centred(y, text, "Times-Roman", 14)
        y -= 26
    if facts.provider:
        sheet.centred(y, "presented by", "Times-Italic", 13)
        sheet.centred(y - 24, facts.provider, "Times-Bold", 17)
        y -= 50
    if facts.completed_on:
        way = sheet.chance.choice(("long", "american", "day_first"))
        day = span(facts.first_day, facts.completed_on, way)
        sheet.centred(y, f"on {day}", "Times-Roman", 14)


def _classic_foot(sheet: Sheet, facts: Facts) -> None:
    sheet.sign(80, 112, facts.instructor)
    sheet.rule(75, 104, 280)
    sheet.write(80, 90, f"{facts.instructor}, Instructor", "Times-Roman", 11)
    if sheet.chance.random() < 0.5:
        sheet.write(80, 76, f"Instructor No. {facts.instructor_id}", "Times-Roman", 9)
    right = sheet.wide - 80
    if facts.number:
        label = sheet.chance.choice(("Certificate No.", "Certificate Number:", "Cert. #"))
        sheet.write(right, 104, f"{label} {facts.number}", "Times-Roman", 10, "right")
    if sheet.chance.random() < 0.5:
        sheet.write(right, 88, f"Date of issue: {long(facts.issued_on)}", "Times-Roman", 9, "right")
    if sheet.chance.random() < 0.3:
        sheet.write(right, 74, f"Valid through {long(facts.expires_on)}", "Times-Roman", 9, "right")
    sheet.centred(48, f"{facts.address}  |  {facts.phone}", "Times-Roman", 8)


def academy(sheet: Sheet, facts: Facts) -> None:
    """Landscape, flush left beside a band of colour; facts in a row with their labels."""
    sheet.ink("#0b6e6e")
    sheet.fill(0, 0, 46, sheet.high)
    left = 90.0
    if facts.provider:
        sheet.write(left, 530, facts.provider, "Helvetica-Bold", 18)
    sheet.ink("#555555")
    heading = sheet.chance.choice(("Certificate of Completion", "Course Certificate"))
    sheet.write(left, 470, heading, "Helvetica", 15)
    sheet.write(left, 436, "Awarded to", "Helvetica", 11)
    sheet.ink("black")
    sheet.write(left, 400, facts.holder or "", "Helvetica-Bold", 32)
    sheet.ink("#555555")
    sheet.write(left, 366, "for completing the online course", "Helvetica", 11)
    sheet.ink("black")
    if facts.title:
        sheet.flow(left, 334, 600, facts.title, "Helvetica-Bold", 20)
    sheet.ink("#333333")
    _academy_row(sheet, facts, left)
    sheet.ink("#777777")
    sheet.write(left, 84, f"Instructor: {facts.instructor}", "Helvetica", 9)
    code = facts.instructor_id[::-1]
    sheet.write(left, 68, f"Verify at www.learning.example/verify/{code}", "Helvetica", 8)
    sheet.write(left, 54, "This certificate does not grant a license to practice.", "Helvetica", 8)


def _academy_row(sheet: Sheet, facts: Facts, left: float) -> None:
    chance = sheet.chance
    cells = []
    if facts.completed_on:
        day = chance.choice((iso, short, long))(facts.completed_on)
        cells.append((chance.choice(("COMPLETED ON", "Date completed")), day))
    if facts.hours is not None:
        label, text = chance.choice(
            (
                ("COURSE DURATION", counted(facts.hours, "hour", "hours", chance)),
                ("CE HOURS", figures(facts.hours, chance)),
                ("CREDITS EARNED", counted(facts.hours, "CEC", "CECs", chance)),
            )
        )
        cells.append((label, text))
    if facts.number:
        cells.append((chance.choice(("CREDENTIAL ID", "Certificate ID")), facts.number))
    if chance.random() < 0.3:
        cells.append(("EXPIRES", short(facts.expires_on)))
    over = chance.random() < 0.6
    for at, (label, text) in enumerate(cells):
        x = left + 165 * at
        sheet.write(x, 190 if over else 168, label, "Helvetica", 8)
        sheet.write(x, 170 if over else 186, text, "Helvetica-Bold", 13)


def diploma(sheet: Sheet, facts: Facts) -> None:
    """Portrait, a pen's letters and italics, the day written out."""
    chance = sheet.chance
    sheet.ink("#3b2a14")
    sheet.box(26, 26, sheet.wide - 52, sheet.high - 52, 3)
    sheet.seal(sheet.middle, 112, 44)
    if facts.provider:
        sheet.centred(690, facts.provider, chance.choice((PEN, "Times-Bold", "Times-Bold")), 30)
    sheet.centred(640, "Be it known that", "Times-Italic", 17)
    sheet.centred(592, facts.holder or "", "Times-BoldItalic", 30)
    text = "having fulfilled all requirements of the course of study in"
    sheet.centred(548, text, "Times-Italic", 16)
    y = 508.0
    if facts.title:
        y = sheet.flow(sheet.middle, y, 430, facts.title, "Times-Bold", 22, "centre")
    if facts.hours is not None:
        said = chance.choice((words(facts.hours), both(facts.hours)))
        noun = chance.choice(("contact hours", "hours", "credit hours"))
        noun = noun[:-1] if facts.hours == 1 else noun
        sheet.centred(y, f"comprising {said} {noun}", "Times-Italic", 16)
    sheet.centred(392, "is hereby awarded this certificate", "Times-Italic", 16)
    if facts.completed_on:
        day = chance.choice((nth, nth_in_words, day_first))(facts.completed_on)
        given = "on this " if "day of" in day else "on "
        sheet.centred(364, f"{given}{day}", "Times-Italic", 16)
    _diploma_foot(sheet, facts)


def _diploma_foot(sheet: Sheet, facts: Facts) -> None:
    for x, name, role in (
        (80, facts.instructor, "Instructor"),
        (350, "Evelyn Marsh", "Dean of Studies"),
    ):
        sheet.sign(x, 262, name)
        sheet.rule(x - 5, 252, x + 165)
        sheet.write(x, 238, name, "Times-Roman", 11)
        sheet.write(x, 224, role, "Times-Italic", 10)
    if facts.number:
        sheet.write(60, 60, f"No. {facts.number}", "Times-Roman", 10)
    if sheet.chance.random() < 0.5:
        text = f"Approved provider {facts.approval}"
        sheet.write(sheet.wide - 60, 60, text, "Times-Roman", 9, "right")
