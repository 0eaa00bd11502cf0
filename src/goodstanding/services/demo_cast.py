"""Who works at the demonstration company, and what happened to them; all of it invented.

Days are counted from the day around which it is laid out, so that the same things are always to
be seen: every label, a lapse with its gap, a leaver, a master, other bodies' credentials.
"""

from typing import NamedTuple

from goodstanding.engine.standing.facts import State

COMPANY = "Cascade Restoration"
TIME_ZONE = "America/Los_Angeles"
BRANCHES = ("Reno", "Sparks", "Carson City")


class Worker(NamedTuple):
    """`hired` and `left` in days from the day; `cost` of a day away from production, in cents."""

    name: str
    number: str
    branch: str
    role: str
    hired: int
    cost: int = 0
    left: int | None = None


WORKERS = (
    Worker("Dana Reyes", "100231", "Reno", "Owner", -6200),
    Worker("Maria Lopez", "104233", "Reno", "Technician", -1500, 42_000),
    Worker("Dwayne Walker", "114146", "Reno", "Crew lead", -3100, 51_000),
    Worker("Sofia Marin", "120877", "Reno", "Technician", -1600, 42_000),
    Worker("Priya Raman", "131502", "Reno", "Technician", -1700, 44_000),
    Worker("Aisha Patel", "177458", "Sparks", "Crew lead", -2900, 50_000),
    Worker("Łukasz Kowalski", "111884", "Sparks", "Technician", -260, 39_000),
    Worker("Tom Becker", "140019", "Sparks", "Technician", -2100, 43_000),
    Worker("Ben Carter", "152640", "Sparks", "Technician", -310, 43_000),
    Worker("James Whitaker", "108850", "Carson City", "Project manager", -5200, 60_000),
    Worker("Grace Okafor", "163071", "Carson City", "Technician", -1000, 41_000),
    Worker("Chloe Nguyen", "178593", "Carson City", "Trainee", -75, 32_000),
    Worker("Omar Haddad", "167224", "Reno", "Technician", -1900, 42_000, left=-109),
)


class Holding(NamedTuple):
    """A credential whose present cycle of `months` ends in `due` days and is its number `cycle`;
    with `issued` the day of issue is said instead. `ended` and `restored` in days."""

    name: str
    code: str
    due: int | None = None
    cycle: int = 1
    months: int = 48
    issued: int | None = None
    tracked: int | None = None
    expires: int | None = None
    restored: int | None = None
    ended: int | None = None


HOLDINGS = (
    Holding("Dana Reyes", "CR", issued=-60),
    Holding("Dana Reyes", "IICRC-FIRM", issued=-2000, expires=165),
    Holding("Dana Reyes", "OSHA-30", issued=-2900),
    Holding("Maria Lopez", "WRT", 48),
    Holding("Maria Lopez", "ASD", 760),
    Holding("Maria Lopez", "AMRT", 820),
    Holding("Maria Lopez", "FSRT", 1150),
    Holding("Maria Lopez", "OSHA-10", issued=-1300),
    Holding("Dwayne Walker", "WRT", -30),
    Holding("Dwayne Walker", "ASD", -365, restored=-275),
    Holding("Dwayne Walker", "AMRT", 500),
    Holding("Dwayne Walker", "FSRT", 1100),
    Holding("Dwayne Walker", "HAZWOPER-8", issued=-307),
    Holding("Sofia Marin", "WRT", 120),
    Holding("Sofia Marin", "ASD", 640),
    Holding("Sofia Marin", "FSRT", 1250),
    Holding("Sofia Marin", "RRP", issued=-600),
    Holding("Priya Raman", "WRT", 700),
    Holding("Priya Raman", "ASD", 1180),
    Holding("Priya Raman", "FSRT", 250),
    Holding("Priya Raman", "OCT", 1200),
    Holding("Aisha Patel", "AMRT", 200, cycle=2),
    Holding("Aisha Patel", "WRT", 330),
    Holding("Aisha Patel", "ASD", 1130),
    Holding("Aisha Patel", "RRP", issued=-900),
    Holding("Łukasz Kowalski", "WRT", issued=-200),
    Holding("Łukasz Kowalski", "ASD", issued=-150),
    Holding("Łukasz Kowalski", "OSHA-10", issued=-190),
    Holding("Łukasz Kowalski", "CPR", issued=-190, expires=540),
    Holding("Tom Becker", "WRT", -20),
    Holding("Tom Becker", "ASD", 400),
    Holding("Tom Becker", "FSRT", 1150),
    Holding("Tom Becker", "DOT-MED", issued=-500, expires=62),
    Holding("Ben Carter", "WRT", -60, cycle=2, tracked=-300),
    Holding("Ben Carter", "ASD", 480),
    Holding("Ben Carter", "AMRT", 1300),
    Holding("James Whitaker", "MWR", 430, cycle=3, months=24),
    Holding("James Whitaker", "WRT", 300, cycle=4, tracked=-900),
    Holding("James Whitaker", "ASD", 300, cycle=4, tracked=-900),
    Holding("James Whitaker", "AMRT", 700),
    Holding("James Whitaker", "FSRT", 300, cycle=3, tracked=-900),
    Holding("James Whitaker", "CCT", issued=-2500, ended=-400),
    Holding("Grace Okafor", "WRT", 1150),
    Holding("Grace Okafor", "FSRT", 1250),
    Holding("Grace Okafor", "OCT", 500),
    Holding("Grace Okafor", "CPR", issued=-330, expires=400),
    Holding("Chloe Nguyen", "WRT", issued=20),
    Holding("Chloe Nguyen", "OSHA-10", issued=-70),
    Holding("Omar Haddad", "WRT", -200),
)


class Sight(NamedTuple):
    """The body's record of a credential, as seen some days ago."""

    name: str
    code: str
    seen: int
    due: int
    balance: int | None = None


SIGHTS = (
    Sight("Aisha Patel", "AMRT", -500, 200, 800),
    Sight("Aisha Patel", "AMRT", -140, 200, 1000),
    Sight("James Whitaker", "MWR", -120, 430, 1400),
)


class Event(NamedTuple):
    """An activity that several attended; it ended `day` days from the day and took `days`."""

    title: str
    provider: str
    kind: str
    day: int
    days: int
    amount: int | None
    state: State
    people: tuple[str, ...]


EVENTS = (
    Event(
        "Sierra Restoration Conference",
        "Sierra Restorers' Guild",
        "event",
        -430,
        2,
        800,
        State.POSTED,
        ("Maria Lopez", "Sofia Marin", "Priya Raman", "James Whitaker", "Ben Carter"),
    ),
    Event(
        "Desert Drying Expo",
        "Basin Equipment Co.",
        "booth",
        -35,
        1,
        None,
        State.EARNED,
        ("Łukasz Kowalski", "Grace Okafor"),
    ),
    Event(
        "Structural drying workshop, Reno",
        "Truckee Training School",
        "course",
        33,
        2,
        600,
        State.PLANNED,
        ("Sofia Marin",),
    ),
    Event(
        "Moisture meters in practice",
        "Basin Equipment Co.",
        "manufacturer",
        -4,
        1,
        100,
        State.PLANNED,
        ("Ben Carter", "Grace Okafor"),
    ),
)


class Hours(NamedTuple):
    """A credit of one person."""

    name: str
    title: str
    provider: str
    kind: str
    day: int
    amount: int
    state: State
    submitted: int | None = None
    posted: int | None = None
    approved: bool | None = True


HOURS = (
    Hours(
        "Maria Lopez",
        "Psychrometry online",
        "Truckee Training School",
        "online",
        -620,
        350,
        State.REJECTED,
        -610,
        approved=False,
    ),
    Hours(
        "Dwayne Walker",
        "Drying chambers in practice",
        "Basin Equipment Co.",
        "manufacturer",
        -800,
        950,
        State.POSTED,
        -795,
        -770,
    ),
    Hours(
        "Priya Raman",
        "Smoke residues and odor",
        "Truckee Training School",
        "course",
        -45,
        600,
        State.EARNED,
    ),
    Hours(
        "Aisha Patel",
        "Containment design",
        "Truckee Training School",
        "course",
        -900,
        1250,
        State.POSTED,
        -890,
        -860,
    ),
    Hours(
        "Aisha Patel",
        "Dehumidifier workshop",
        "Basin Equipment Co.",
        "manufacturer",
        -105,
        400,
        State.SUBMITTED,
        -95,
    ),
    Hours(
        "Tom Becker",
        "Advanced moisture mapping",
        "Truckee Training School",
        "course",
        -210,
        700,
        State.SUBMITTED,
        -50,
    ),
    Hours(
        "Tom Becker",
        "Contents and chemistry",
        "Truckee Training School",
        "online",
        -60,
        700,
        State.SUBMITTED,
        -50,
    ),
    Hours(
        "Ben Carter",
        "Water damage refresher",
        "Truckee Training School",
        "online",
        -240,
        200,
        State.POSTED,
        -230,
        -200,
    ),
    Hours(
        "James Whitaker",
        "Large loss management",
        "Sierra Restorers' Guild",
        "course",
        -150,
        1400,
        State.POSTED,
        -148,
        -125,
    ),
    Hours(
        "Grace Okafor",
        "Odor sources and control",
        "Basin Equipment Co.",
        "manufacturer",
        -400,
        200,
        State.POSTED,
        -395,
        -360,
        None,
    ),
    Hours(
        "Dwayne Walker",
        "Drying recertification",
        "Truckee Training School",
        "course",
        -160,
        400,
        State.POSTED,
        -150,
        -130,
    ),
)
FEES = {"Maria Lopez": -100, "Aisha Patel": -100, "James Whitaker": -325, "Priya Raman": -100}
"""Whose yearly fee to the IICRC is recorded, and the day from which it is paid for a year; the
year before it was paid, too."""
TECHNICIAN = "Maria Lopez"


class SignIn(NamedTuple):
    """Somebody else who can sign in, by role."""

    email: str
    name: str
    role: str


SIGN_INS = (
    SignIn("ken@cascade.example", "Ken Ito", "manager"),
    SignIn("ruth@cascade.example", "Ruth Alvarez", "coordinator"),
    SignIn("maria@cascade.example", TECHNICIAN, "technician"),
    SignIn("victor@auditors.example", "Victor Hale", "auditor"),
)
