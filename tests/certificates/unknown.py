"""Four layouts that nobody looks at: a designer's page, a show's slip, a maker's letter, a memo.

Drawn by somebody who had not seen how certificates are read. Whoever makes the reading better may
know how many of these are right, not what is wrong in which; a layout that has been looked at moves
to those tuned on, as those of `unheard` did, and another one takes its place.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from certificates.facts import Facts, Pools
from certificates.sheet import Sheet
from certificates.wording import (
    american,
    british,
    counted,
    dashed,
    long,
    short,
    slim,
    span,
    weekday,
)

Row = tuple[str, str | None]

POOLS = Pools(
    people=(
        "Oksana Verhoeven", "Demetrius Quarles", "Léonie Archambault-Roy", "Paweł Zarzycki",
        "Fergus MacAndrew", "Itzel Ramos Ocampo", "Wm. Tate Hollowell", "Sunniva Åkerblom",
        "Rosario D'Ambrosio", "Lucius P. Hargrave IV", "Minh-Thu Lam", "Jo Peck", "Hye-Jin Noh",
        "Theodora Blankenship-Osei", "Aleksander Nørgaard", "Guadalupe Ibarra de los Santos",
        "Vincent St. Cyr, Sr.", "Constance O'Hanrahan", "Babatunde Alakija", "Mary Jo Teller",
    ),
    providers=(
        "Copse & Kettle", "Sandbar Learning", "Plumbline", "Ember & Ash Workshops",
        "Second Story Classes", "Wick", "Alder Bluff Restorers' Guild", "Good Bones Education",
        "Lantern Hill Studio, LLC", "The Moisture People", "Arbor-Lyle", "Nine Mile Online",
    ),
    titles=(
        "Plaster, Lath and Patience", "Hidden Moisture", "Wet Books: Triage, Freezing, Air-Drying",
        "Soot!", "What the Meter Says (and What It Doesn't)", "Vapor Drive in Cold Climates",
        "Pet Urine: Find It, Prove It, Remove It", "Negotiation for Quiet People", "Tile Roofs",
        "Photo Reports an Adjuster Can Follow Without Calling You Back", "Log Homes after Fire",
        "Hardwood, Laminate, Vinyl: Save or Tear Out?", "Season Openers", "Indoor Air 1-2-3",
    ),
    instructors=(
        "Lowell Trask", "Imogen Castellane", "Rufus Hendry", "Dr. Paloma Greaves",
        "Sig Torvaldsen", "Netta Blackwood", "Amos Fairchild", "Bridie Callow",
    ),
    hours=("0.5", "1", "1.5", "2", "2.5", "3", "4", "5", "6", "7", "8", "12", "14", "21"),
)  # fmt: skip
SHOW_POOLS = replace(
    POOLS,
    providers=(
        "Fairground Events Group", "Osgood & Teal", "Lower Platte Restorers' Circle", "Expo Nine",
        "Wetlands Trade Council", "Tri-Rivers Cleaners", "Halloran Media", "The Mop & Bucket Club",
    ),
    titles=(
        "Dry-Out Days", "Suds + Science", "Tabletop Night", "The Big Wet",
        "Mid-Prairie Restoration & Cleaning Trade Fair", "Vendor Row: Learn While You Walk",
        "Flood, Fire & Everything After", "Harvest Show for Cleaners", "Gear Up!",
        "Great Basin Contractors' Open House and Equipment Rodeo",
    ),
    hours=("0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4", "5", "6"),
)  # fmt: skip
MAKER_POOLS = replace(
    POOLS,
    providers=(
        "Korvane Air", "Brandt-Oakes Filtration", "THERMIQ", "Pike & Daughter Mfg. Co.",
        "Slatewater Chem", "SteadyStep Site Safety", "Greyling Works, Inc.", "Two-Ton Lifting",
    ),
    titles=(
        "Negative Air Machines, Start to Shutdown", "Half-Mask Fit and Care", "Foam Guns",
        "Ozone - Handle With Respect", "Desiccant Trailer Operator (Level 1)", "Ladders & Lifts",
        "Chemical Hygiene: SDS, Labels, Storage and Spills for Cleaning Crews", "Air Mover Repair",
        "Generators, Cords & Temporary Power", "HEPA Vacuum Service", "Hot Work / Fire Watch",
    ),
    hours=("0.5", "1", "1.5", "2", "3", "3.5", "4", "6", "7", "8", "16", "24"),
)  # fmt: skip
MEMO_POOLS = replace(
    POOLS,
    providers=(
        "Delmar County Adult Education", "Wrenfield Polytechnic", "The Estimating Room",
        "Garrison Mutual Vendor School", "Carrick & Boone", "Upper Fork Joint Training Fund",
        "Bayou Technical Annex", "Rainey Consultants",
    ),
    titles=(
        "Estimating Roof Tarps and Board-Ups", "Contents Inventory, Room by Room", "Scope Writing",
        "Asbestos: Stop, Test, Call", "Jobsite Spanish II", "Crawlspace Entry",
        "Blueprint Reading for Mitigation Project Managers, Second Level",
        "Difficult Calls (Customer Service)", "First Aid / CPR / AED for Field Staff",
        "Overtime, Travel Pay & the Law", "Duct Cleaning: Access, Agitation, Collection",
    ),
    hours=("1", "1.5", "2", "3", "4", "6", "7", "7.5", "8", "12", "14", "16", "20", "24", "40"),
)  # fmt: skip


def ribbon(sheet: Sheet, facts: Facts) -> None:
    """Landscape of a designer: a band of colour aside, a big name, a sentence, small facts."""
    chance = sheet.chance
    at_left, branded = chance.random() < 0.5, chance.random() < 0.5
    apart = facts.title is not None and chance.random() < 0.5
    dark, light = chance.choice(_COLOURS)
    x = 246.0 if at_left else 46.0
    _band(sheet, facts, 0 if at_left else 592, (dark, light), branded)
    sheet.ink(dark)
    y = _ribbon_name(sheet, facts, (x, _ribbon_heading(sheet, x)), apart)
    sheet.ink(light)
    sheet.fill(x, y, 70, 4)
    sheet.ink("black")
    told = _told(facts, chance)
    host = None if branded and chance.random() < 0.6 else facts.provider
    draw = _title_apart if apart else _one_sentence
    draw(sheet, facts, (host, *_afterwards(facts, told)), (x, y - 38))
    _ribbon_row(sheet, facts, told, x)


_COLOURS = (("#0b3c49", "#ff8a5b"), ("#4a1942", "#e8b04a"), ("#1b4332", "#95d5b2"))
_SLOGANS = ("Learn it. Dry it. Prove it.", "Curious crews do better work.", "Class dismissed.")
Told = frozenset[str]
End = tuple[str | None, str, str]
"""Who gave the class, how the sentence ends, and the one after it."""


def _band(sheet: Sheet, facts: Facts, x: float, colours: tuple[str, str], branded: bool) -> None:
    chance = sheet.chance
    sheet.ink(colours[0])
    sheet.fill(x, 0, 200, sheet.high)
    sheet.ink(colours[1])
    sheet.fill(x + 200 if x == 0 else x - 8, 0, 8, sheet.high)
    sheet.seal(x + 60, 530, 34)
    sheet.ink("white")
    if facts.provider and branded:
        sheet.flow(x + 26, 455, 140, facts.provider, "Helvetica-Bold", 19, leading=1.2)
    sheet.flow(x + 26, 330, 140, chance.choice(_SLOGANS), "Times-Italic", 15)
    approved = f"Accepted by the IICRC for continuing education, file {facts.approval}"
    y = sheet.flow(x + 26, 150, 140, approved, "Helvetica", 8.5)
    y = sheet.flow(x + 26, y - 8, 140, f"Call {facts.phone}", "Helvetica", 8.5)
    sheet.flow(x + 26, y - 8, 140, facts.address, "Helvetica", 8.5)


def _ribbon_heading(sheet: Sheet, x: float) -> float:
    chance = sheet.chance
    if chance.random() < 0.5:
        sheet.write(x, 528, "CERTIFICATE", "Helvetica-Bold", 40)
        below = ("OF COMPLETION", "of continuing education", "You finished.")
        sheet.write(x, 504, chance.choice(below), "Helvetica", 15)
        return 456
    sheet.write(x, 530, chance.choice(("Well done.", "Course complete")), "Times-Bold", 36)
    return 476


def _ribbon_name(sheet: Sheet, facts: Facts, at: tuple[float, float], apart: bool) -> float:
    """The holder below a few words that fit what follows."""
    chance = sheet.chance
    x, y = at
    sheet.ink("black")
    if not facts.holder:
        return y
    lead = ("goes to", "Awarded with thanks to") if apart else ("Hear, hear:", "For the record,")
    sheet.write(x, y, chance.choice(lead), "Helvetica", 13)
    face = chance.choice(("Helvetica-Bold", "Times-BoldItalic"))
    return sheet.flow(x, y - 50, 490, facts.holder, face, 38, leading=1.1) + 16


def _told(facts: Facts, chance: Random) -> Told:
    """What the sentence says, so that the row need not."""
    return frozenset(
        name for name in ("day", "hours") if chance.random() < 0.35 and not facts.first_day
    )


def _title_apart(sheet: Sheet, facts: Facts, end: End, at: tuple[float, float]) -> None:
    """The title large between two halves of a sentence."""
    chance = sheet.chance
    host, ended, earned = end
    x, y = at
    before = chance.choice(("in recognition of time well spent on", "who has now finished"))
    y = sheet.flow(x, y, 490, before, "Helvetica", 14)
    y = sheet.flow(x, y - 14, 490, facts.title or "", "Helvetica-Bold", 24, leading=1.2) - 4
    by = f"{chance.choice(('a class run by', 'made and taught by'))} {host}" if host else ""
    said = ", ".join(part for part in (by, ended) if part)
    stop = "" if not said or said.endswith(".") else "."
    sheet.flow(x, y, 490, f"{said}{stop} {earned}", "Helvetica", 14, leading=1.5)


def _one_sentence(sheet: Sheet, facts: Facts, end: End, at: tuple[float, float]) -> None:
    host, ended, earned = end
    said = _seen_through(facts, host, sheet.chance)
    said = said if facts.holder else f"The bearer of this page {said}"
    said = f"{said}, {ended}." if ended else f"{said}."
    sheet.flow(*at, 490, f"{said} {earned}", "Helvetica", 16, leading=1.55)


def _seen_through(facts: Facts, host: str | None, chance: Random) -> str:
    what = f"“{facts.title}”" if facts.title else "the whole course"
    with_host = f" with the people at {host}" if host else ""
    by = f", a course by {host}" if host else ""
    return chance.choice(
        (
            f"showed up, asked good questions and saw {what} through to the end{with_host}",
            f"did the reading, the exercises and the quiz of {what}{by}",
            f"has completed {what}{with_host}",
        )
    )


def _afterwards(facts: Facts, told: Told) -> tuple[str, str]:
    """How the sentence ends, and the one after it."""
    day, hours = facts.completed_on, facts.hours
    ended = f"finishing on {weekday(day)}" if day and "day" in told else ""
    if hours is None or "hours" not in told:
        return ended, ""
    return ended, f"That makes {hours} {'hour' if hours <= 1 else 'hours'} of continuing education."


def _ribbon_row(sheet: Sheet, facts: Facts, told: Told, x: float) -> None:
    """Facts side by side at the foot, their labels above or below."""
    chance = sheet.chance
    cells = [cell for cell in _ribbon_cells(facts, told, chance) if cell[1]]
    above, apart = chance.random() < 0.5, 500 / len(cells)
    sheet.rule(x, 128, x + 490, 0.5)
    for at, (label, said) in enumerate(cells):
        left = x + apart * at
        sheet.ink("#777777")
        sheet.flow(left, 108 if above else 74, apart - 12, label, "Helvetica", 8)
        sheet.ink("black")
        sheet.flow(left, 94 if above else 98, apart - 12, said or "", "Helvetica-Bold", 9.5)
    sheet.ink("#777777")
    kit = "Course kit sponsored by Quiet Fox Dehumidifiers." if facts.provider else ""
    sheet.write(x, 34, f"{kit} Sent {short(facts.issued_on)}.".strip(), "Helvetica", 7.5)


def _ribbon_cells(facts: Facts, told: Told, chance: Random) -> list[Row]:
    day, hours = facts.completed_on, facts.hours
    when = span(facts.first_day, day, "long") if day and "day" not in told else None
    label = "DATES" if facts.first_day else chance.choice(("DATE EARNED", "FINISHED", "DONE ON"))
    credit = None
    if hours is not None and "hours" not in told:
        plain = counted(hours, "CE hour", "CE hours", chance)
        credit = chance.choice((plain, f"{hours} h ({(hours / 10).normalize()} CEU)"))
    return [
        (label, when),
        (chance.choice(("CREDIT", "LENGTH")), credit),
        (chance.choice(("LED BY", "YOUR GUIDE")), facts.instructor),
        (chance.choice(("CREDENTIAL ID", "CERTIFICATE NO.")), facts.number),
        ("GOOD THROUGH", short(facts.expires_on) if chance.random() < 0.5 else None),
    ]


def stamps(sheet: Sheet, facts: Facts) -> None:
    """Portrait slip of a trade show: a badge, the booths that were visited, their sum."""
    chance = sheet.chance
    sheet.ink("black")
    sheet.fill(36, 700, sheet.wide - 72, 70)
    sheet.ink("white")
    kind = chance.choice(
        ("Proof of booth visits", "ATTENDANCE SLIP: EXHIBIT HALL", "Floor passport")
    )
    sheet.write(52, 754, kind, "Vera", 9)
    if facts.title:
        size, high = (21, 722) if len(facts.title) < 34 else (15, 732)
        sheet.flow(52, high, 500, facts.title, "Vera-Bold", size, leading=1.25)
    sheet.ink("black")
    if facts.provider:
        by = chance.choice(("Put on by", "Show host:", "Organized by"))
        sheet.write(52, 680, f"{by} {facts.provider}", "Vera", 11)
    sheet.write(sheet.wide - 52, 680, "Badge must be worn on the floor", "Vera-Italic", 8, "right")
    _badge(sheet, facts)
    y = _stops(sheet, facts, 484)
    _stamps_foot(sheet, facts, y)


def _badge(sheet: Sheet, facts: Facts) -> None:
    """The badge, bars below the name, and beside it the day and the slip's number."""
    chance = sheet.chance
    badge, notes = chance.choice(((52.0, 356.0), (308.0, 52.0)))
    sheet.box(badge, 540, 252, 122, 1.2)
    if facts.holder:
        sheet.flow(badge + 14, 634, 224, facts.holder, "Vera-Bold", 17, leading=1.15)
    sheet.write(badge + 14, 594, facts.company, "Vera", 10)
    at = badge + 14.0
    for _ in range(34):
        thick = chance.choice((1, 1.5, 3))
        sheet.fill(at, 562, thick, 20)
        at += thick + chance.choice((1.5, 2.5))
    sheet.write(badge + 14, 549, f"*{facts.registrant}* EDU FLOOR", "Vera", 7.5)
    y = 646.0
    for label, said in _badge_notes(facts, chance):
        if said:
            sheet.write(notes, y, label, "Vera", 8)
            y = sheet.flow(notes, y - 15, 215, said, "Vera-Bold", 10.5) - 9


def _badge_notes(facts: Facts, chance: Random) -> list[Row]:
    day = facts.completed_on
    way = chance.choice((weekday, slim, long))
    open_on = None
    if day and chance.random() < 0.4:
        open_on = span(day - timedelta(days=2), day, "long")
    return [
        ("Exhibit hall open", open_on),
        (chance.choice(("Scanned in on", "Day of visit", "Walked")), way(day) if day else None),
        (chance.choice(("Slip no.", "Proof-of-attendance #")), facts.number),
        ("IICRC approval", facts.approval if chance.random() < 0.5 else None),
    ]


_BOOTHS = (
    ("Vane & Larkin Meters", "Thermal camera, live on a wet wall"),
    ("Poly-Tuff Barriers", "Zip poles and zipper doors"),
    ("Sunderling Labs", "Foggers and droplet size"),
    ("Northern Mask Depot", "Seal checks with a beard"),
    ("Hoseworks", "Hose reels, burst test"),
    ("Quiet Fox Dehumidifiers", "Reading the humidity gauge"),
    ("Batt-Pro", "Cordless fans on a night job"),
    ("Ledgerline Software", "Moisture logs on a phone"),
    ("Carpetbaggers Tools", "Stretching without wrinkles"),
    ("Grit & Bristle", "Brush choice for wool"),
    ("Fenwood Ozone", "When a machine is the wrong answer"),
    ("Tarp Nation", "Two people, one roof"),
    ("Drum & Dolly", "Moving a safe down stairs"),
)


def _stops(sheet: Sheet, facts: Facts, y: float) -> float:
    """A row for each booth; exhibitors only where a host, topics only where a show is named."""
    chance = sheet.chance
    quarters = _quarters(facts.hours, chance)
    minutes = chance.random() < 0.5
    _stops_head(sheet, facts, minutes, y)
    clock = 9 * 60 + chance.randrange(5, 55)
    booths = chance.sample(_BOOTHS, len(quarters))
    for at, (quarter, (exhibitor, topic)) in enumerate(zip(quarters, booths, strict=True), 1):
        y -= 22
        sheet.write(58, y, f"{at}", "Vera", 9)
        sheet.write(84, y, f"{chance.randrange(1, 9)}{chance.randrange(10, 60)}", "Vera", 9)
        sheet.write(130, y, exhibitor if facts.provider else "", "Vera", 9)
        sheet.write(270, y, topic if facts.title else "", "Vera", 9)
        sheet.write(468, y, f"{clock // 60 % 12 or 12}:{clock % 60:02d}", "Vera", 9)
        if facts.hours is not None:
            said = f"{quarter * 15} min" if minutes else f"{quarter / 4:.2f}"
            sheet.write(556, y, said, "Vera", 9, "right")
        sheet.rule(52, y - 7, 560, 0.3)
        clock += quarter * 15 + chance.randrange(4, 25)
    return _sum(sheet, facts.hours, minutes, y - 32)


def _stops_head(sheet: Sheet, facts: Facts, minutes: bool, y: float) -> None:
    sheet.ink("#dddddd")
    sheet.fill(52, y - 7, 508, 20)
    sheet.ink("black")
    heads = [(58, "#"), (84, "Booth"), (468, "Scan")]
    if facts.provider:
        heads.append((130, "Exhibitor"))
    if facts.title:
        heads.append((270, "Demonstration"))
    for x, head in heads:
        sheet.write(x, y, head, "Vera-Bold", 8.5)
    if facts.hours is not None:
        sheet.write(556, y, "Stayed" if minutes else "Hrs.", "Vera-Bold", 8.5, "right")


def _quarters(hours: Decimal | None, chance: Random) -> list[int]:
    """Quarter hours at each booth; with no hours said, a few booths all the same."""
    if hours is None:
        return [2] * chance.randrange(3, 7)
    left, quarters = int(hours * 4), []
    while left:
        quarters.append(min(left, chance.choice((2, 2, 3, 4) if hours > 2 else (1, 2))))
        left -= quarters[-1]
    return quarters


def _sum(sheet: Sheet, hours: Decimal | None, minutes: bool, y: float) -> float:
    chance = sheet.chance
    if hours is None:
        return y
    whole, rest = int(hours), int(hours % 1 * 60)
    said = f"{hours:.2f} h"
    if minutes:
        apart = f"{f'{whole} h' if whole else ''} {f'{rest} min' if rest else ''}".strip()
        said = chance.choice((f"{int(hours * 60)} min = {hours} h", apart))
    label = chance.choice(("Adds up to", "TOTAL EARNED ON THE FLOOR", "Education time, all stops"))
    sheet.write(440, y, label, "Vera-Bold", 10, "right")
    sheet.write(556, y, said, "Vera-Bold", 12, "right")
    sheet.rule(452, y - 6, 560, 1.2)
    return y - 36


def _stamps_foot(sheet: Sheet, facts: Facts, y: float) -> None:
    chance = sheet.chance
    y -= 26
    sheet.sign(64, y, facts.instructor)
    sheet.rule(52, y - 10, 250)
    sheet.write(52, y - 21, f"{facts.instructor}, education desk", "Vera", 8)
    text = (
        "Short scans are dropped. Exhibitors paid for their space and none of them is"
        f" endorsed. Floor pass {facts.price}, not refundable. Lost slip? {facts.phone}."
        f" Reprinted from the scanners on {slim(facts.issued_on)}."
    )
    sheet.flow(300, y + 10, 260, text, "Vera", 7.5)
    sheet.paper.setDash(4, 3)
    sheet.rule(36, y - 56, sheet.wide - 36, 0.6)
    sheet.paper.setDash()
    stub = f"DOOR PRIZE STUB   {chance.randrange(100000, 999999)}   drawn at closing, aisle 500"
    sheet.write(52, y - 78, stub, "Vera", 9)


def product(sheet: Sheet, facts: Facts) -> None:
    """Portrait of a maker: a letter or a card, topics in a list, much small print."""
    chance = sheet.chance
    sheet.ink(chance.choice(("#c8102e", "#0057b8", "#e87722")))
    sheet.fill(54, 724, 34, 34)
    sheet.ink("black")
    if facts.provider:
        sheet.write(100, 742, facts.provider, "Helvetica-Bold", 18)
    sheet.write(100, 728, facts.address, "Helvetica", 8.5)
    sheet.rule(54, 712, sheet.wide - 54, 1.5)
    draw = chance.choice((_maker_letter, _maker_card))
    y = _topics(sheet, draw(sheet, facts, 676) - 6)
    _maker_signed(sheet, facts, y - 40)
    _maker_print(sheet, facts)


def _maker_letter(sheet: Sheet, facts: Facts, y: float) -> float:
    chance = sheet.chance
    sheet.write(558, y, f"Letter dated {long(facts.issued_on)}", "Helvetica", 10, "right")
    sheet.write(54, y - 34, _regarding(facts), "Helvetica-Bold", 11)
    hello = f"Dear {facts.holder}:" if facts.holder else "To the technician:"
    y = sheet.flow(54, y - 64, 500, hello, "Helvetica", 11)
    for text in _maker_sentences(facts, chance):
        y = sheet.flow(54, y - 12, 500, text, "Helvetica", 11.5, leading=1.5)
    return y - 10


def _regarding(facts: Facts) -> str:
    return f"Re: Training confirmation {facts.number}" if facts.number else "Re: Your training"


def _maker_sentences(facts: Facts, chance: Random) -> list[str]:
    what = "our class"
    if facts.title:
        what = chance.choice((f"our {facts.title} class", f"our class “{facts.title}”"))
    day, first, hours = facts.completed_on, facts.first_day, facts.hours
    done = f"Thank you for training with us. You have passed {what}"
    if day and first:
        done += f", which began on {long(first)} and ended on {long(day)}"
    elif day:
        done += chance.choice(
            (f", completed {long(day)}", f"; your last check-off was {slim(day)}")
        )
    if hours is None:
        return [f"{done}."]
    unit = "hour" if hours <= 1 else "hours"
    ways = (f"Instruction and practice together took {hours} {unit}.",
            f"Report it to your certifying body as {hours} {unit} of training.")  # fmt: skip
    return [f"{done}.", chance.choice(ways)]


def _maker_card(sheet: Sheet, facts: Facts, y: float) -> float:
    """A frame with the person across it and the rest in two columns."""
    chance = sheet.chance
    heading = ("OPERATOR TRAINING RECORD", "TRAINED PERSON - KEEP ON FILE", "PROOF OF TRAINING")
    sheet.write(54, y, chance.choice(heading), "Helvetica-Bold", 16)
    top, x = y - 16, 70.0
    y -= 36
    for label, said, size in (
        ("This person", facts.holder, 20),
        ("is trained in", facts.title, 15),
    ):
        if said:
            sheet.write(x, y, label, "Helvetica-Oblique", 9)
            y = sheet.flow(x, y - size - 2, 470, said, "Helvetica-Bold", size, leading=1.2) - 4
    cells = [cell for cell in _maker_cells(facts, chance) if cell[1]]
    for at, (label, said) in enumerate(cells):
        left, high = x + 240 * (at % 2), y - 34 * (at // 2)
        sheet.write(left, high, label, "Helvetica", 8)
        sheet.flow(left, high - 14, 225, said or "", "Helvetica-Bold", 11)
    y -= 34 * ((len(cells) + 1) // 2)
    sheet.box(54, y + 6, sheet.wide - 108, top - y - 6, 1.2)
    return y - 22


def _maker_cells(facts: Facts, chance: Random) -> list[Row]:
    day, hours = facts.completed_on, facts.hours
    way = chance.choice((dashed, long, slim))
    began, ended = chance.choice((("Began", "Completed"), ("First day", "Check-off passed")))
    unit = "hr" if hours is not None and hours <= 1 else "hrs"
    return [
        (began, way(facts.first_day) if facts.first_day else None),
        (ended, way(day) if day else None),
        (chance.choice(("Seat time", "Training time")), f"{hours} {unit}" if hours else None),
        (chance.choice(("Record no.", "Card no.")), facts.number),
        ("Refresher due", way(facts.expires_on)),
        ("Employer", facts.company),
    ]


_TAUGHT = (
    "What each part does and what wears out first", "Checks before you plug it in",
    "Gloves, goggles and masks to put on", "Lifting it in and out of the van",
    "Reading the label and the data sheet", "Cleaning up without spreading dust",
    "When to stop and call a supervisor", "Cords, breakers and water on the floor",
    "Changing filters; bagging the old ones", "Talking to people who live in the building",
    "Hand-over, storage and the log book", "Near misses: three true stories",
)  # fmt: skip


def _topics(sheet: Sheet, y: float) -> float:
    chance = sheet.chance
    lead = ("What was covered:", "In class we went through", "Hands-on stations")
    sheet.write(54, y, chance.choice(lead), "Helvetica-Bold", 11)
    mark = chance.choice(("•", "-", "»"))
    for topic in chance.sample(_TAUGHT, chance.randrange(4, 8)):
        y -= 17
        sheet.write(66, y, mark, "Helvetica", 10.5)
        sheet.write(82, y, topic, "Helvetica", 10.5)
    return y - 10


def _maker_signed(sheet: Sheet, facts: Facts, y: float) -> None:
    sheet.sign(60, y, facts.instructor)
    sheet.rule(54, y - 8, 260)
    sheet.write(54, y - 20, f"{facts.instructor}, field trainer", "Helvetica", 9)
    sheet.write(558, y - 20, f"Trainer ID {facts.instructor_id}", "Helvetica", 9, "right")


def _maker_print(sheet: Sheet, facts: Facts) -> None:
    """What the maker's lawyers want said."""
    sheet.ink("#555555")
    text = (
        "This paper states that the person named took part and passed a practical check. It is no"
        " license, no IICRC certification and no promise of results. The employer alone decides who"
        " may use equipment and must train again whenever equipment, chemicals or duties change"
        " (OSHA 29 CFR 1910.1200 and 1910.134). Training is not valid for rented or altered"
        f" machines. Replacement copies cost {facts.price}. Our records may be audited until"
        f" {long(facts.expires_on)}; call {facts.phone}. Course file {facts.approval}. Print date"
        f" {slim(facts.issued_on)}. Part no. 88-1042, rev. 07/2019. Names of other makers belong to"
        " their owners. Do not laminate."
    )
    sheet.flow(54, 112, 504, text, "Helvetica", 7.5)
    sheet.ink("black")
    sheet.write(558, 30, "1 of 1", "Helvetica", 7.5, "right")


def memo(sheet: Sheet, facts: Facts) -> None:
    """Portrait, typed: to, from, date and subject, a paragraph, facts by colons or in a table."""
    chance = sheet.chance
    face = chance.choice(("Courier", "Times-Roman", "Helvetica"))
    bold = {"Times-Roman": "Times-Bold"}.get(face, f"{face}-Bold")
    sheet.ink("black")
    if facts.provider and chance.random() < 0.5:
        sheet.centred(748, facts.provider, bold, 14)
        sheet.centred(734, f"{facts.address} - {facts.phone}", face, 9)
    heading = ("MEMORANDUM", "M E M O", "LETTER OF VERIFICATION")
    sheet.write(72, 694, chance.choice(heading), bold, 16)
    y = _memo_head(sheet, facts, (face, bold))
    way, note = chance.choice(_MEMO_DAYS)
    y = sheet.flow(72, y, 468, _memo_opening(facts, chance, note), face, 11, leading=1.4) - 14
    draw = chance.choice((_by_colons, _in_table))
    y = draw(sheet, _memo_rows(facts, chance, way), (face, bold), y)
    _memo_close(sheet, facts, face, y - 14)


Way = Callable[[date], str]
_MEMO_DAYS: tuple[tuple[Way, str], ...] = (
    (long, ""),
    (american, ""),
    (lambda day: f"{day:%m-%d-%y}", "Days below are written month-day-year."),
    (british, "Days below are written DD/MM/YYYY."),
    (lambda day: f"{day:%d.%m.%Y}", "Days below are given as day.month.year."),
)


def _memo_head(sheet: Sheet, facts: Facts, faces: tuple[str, str]) -> float:
    chance = sheet.chance
    desk = chance.choice(("Records office", "Registrar", "Student records"))
    about = chance.choice(("Attendance on record", "Proof of class completion", "Your inquiry"))
    y = 664.0
    for label, said in (
        ("TO:", f"{facts.company}, office manager"),
        ("FROM:", f"{desk}, {facts.provider}" if facts.provider else desk),
        ("DATE:", long(facts.issued_on)),
        (chance.choice(("RE:", "SUBJ:")), f"{about} (our file {facts.registrant})"),
    ):
        sheet.write(72, y, label, faces[1], 11)
        y = sheet.flow(136, y, 404, said, faces[0], 11) - 3
    sheet.rule(72, y + 4, 540, 1)
    return y - 22


def _memo_opening(facts: Facts, chance: Random, note: str) -> str:
    asked = facts.issued_on - timedelta(days=2)
    who = facts.holder or "your employee"
    called = (
        f"You telephoned on {long(asked)} to ask about one of your people. We looked up the sign-in"
        " sheets. One class is on record; the particulars are these."
    )
    wrote = (
        f"At your written request of {long(asked)} we confirm that {who} attended every session of"
        " one class and met its requirements, as follows."
    )
    ways = (called, wrote)
    return f"{chance.choice(ways)} {note if facts.completed_on else ''}".strip()


def _memo_rows(facts: Facts, chance: Random, way: Way) -> list[tuple[str, str]]:
    day, first = facts.completed_on, facts.first_day
    who: Row = (chance.choice(("Student", "Person on roster", "Name")), facts.holder)
    what: Row = (chance.choice(("Class", "Class taken", "Subject")), facts.title)
    time = chance.choice(("Time in class", "Clock hours", "Attended"))
    last = chance.choice(("Class ended", "Last session", "Requirements met on"))
    rows: list[Row] = [
        *chance.choice(((who, what), (what, who))),
        (chance.choice(("Given by", "School")), facts.provider),
        ("Taught by", facts.instructor),
        ("Class began", _typed_day(first, way)),
        (last, _typed_day(day, way)),
        (time, _present(facts.hours, chance)),
        (chance.choice(("Certificate on file", "Certificate no.")), facts.number),
        ("Tuition paid", facts.price),
        ("Where", chance.choice(("Annex B, Room 12", "Shop floor, Bay 3", "Upstairs classroom"))),
    ]  # fmt: skip
    return [(label, said) for label, said in rows if said]


def _typed_day(day: date | None, way: Way) -> str | None:
    return way(day) if day else None


def _present(hours: Decimal | None, chance: Random) -> str | None:
    if hours is None:
        return None
    unit = "hour" if hours == 1 else "hours"
    return chance.choice((f"{hours} of {hours} {unit}", f"{hours} {unit}", f"{hours:.1f} hrs."))


def _by_colons(
    sheet: Sheet, rows: list[tuple[str, str]], faces: tuple[str, str], y: float
) -> float:
    capitals = sheet.chance.random() < 0.4
    for label, said in rows:
        sheet.write(90, y, label.upper() if capitals else label, faces[0], 11)
        sheet.write(244, y, ":", faces[0], 11)
        y = sheet.flow(258, y, 280, said, faces[0], 11) - 5
    return y


def _in_table(sheet: Sheet, rows: list[tuple[str, str]], faces: tuple[str, str], y: float) -> float:
    """Two columns with lines around them."""
    top = y + 14
    sheet.rule(72, top, 540, 0.6)
    for label, said in rows:
        sheet.write(80, y, label, faces[1], 10.5)
        y = sheet.flow(238, y, 292, said, faces[0], 10.5) - 9
        sheet.rule(72, y + 14, 540, 0.6)
    for x in (72, 230, 540):
        sheet.paper.line(x, top, x, y + 14)
    return y


def _memo_close(sheet: Sheet, facts: Facts, face: str, y: float) -> None:
    chance = sheet.chance
    held = "We hold sign-in sheets for six years. This memo is sent in place of a lost original."
    judged = (
        "Whether the class counts toward a license or an IICRC renewal is for that body to say."
        f" Anything further: {facts.phone}."
    )
    text = chance.choice((held, judged))
    y = sheet.flow(72, y, 468, text, face, 11) - 40
    sheet.sign(76, y, "Verna Applegarth")
    sheet.write(72, y - 22, "Verna Applegarth", face, 11)
    sheet.write(72, y - 36, "Records clerk", face, 11)
    sheet.write(72, y - 66, f"va / cc: {facts.instructor}; file", face, 9)
    sheet.centred(40, "Not valid if altered. Page 1 of 1.", face, 9)
