"""What a made-up certificate says, before it is laid out; some of it is missing at random."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from certificates.truth import Truth

PEOPLE = (
    "Dana Whitfield", "José Núñez", "Zoë Brontë", "Łukasz Wójcik", "Siobhán O'Brien",
    "Marcus T. Oyelaran", "Renée Fauré", "Chloe Anne Baptiste", "Björn Ødegård", "Ivan Petrović",
    "Grace Mbeki-Harlow", "Tom Okafor", "Lucía Peña Marín", "Walter Quist", "Aaron Delacroix Jr.",
    "Mei-Ling Zhao", "Patrick D'Amico", "Hannah van der Velde", "Olu Adeyemi", "Rosa Castellanos",
    "Kelly McAllister", "Xavier Núñez de Arce", "Ann Lee", "Jürgen Weiß", "Priya Raghunathan",
)  # fmt: skip
INSTRUCTORS = (
    "Howard Pelletier", "Marisol Vance", "Greg Tanaka", "Beth Lindqvist", "Colin Abernathy",
    "Dr. Nadia Farouk", "Ray Sorensen", "Yvonne Castle", "Stuart Macrae", "Luis Ferrand",
)  # fmt: skip
PROVIDERS = (
    "Northgate Restoration School", "Calder Institute of Cleaning Science",
    "Prairie Drying Academy", "Harbor & Vine Training Center", "Bluestem Restoration Education",
    "Tri-County Restorers Association", "Lakeshore Cleaning Council", "Halden Drying Systems",
    "Ferro Tools Training", "Redwater Technical Institute", "Summit Restoration University",
    "Oakline Learning", "Gulf States Restoration Conference", "Kestrel Equipment Inc.",
)  # fmt: skip
TITLES = (
    "Water Damage Restoration Technician", "Applied Structural Drying",
    "Water Damage Restoration Technician (WRT)", "Applied Microbial Remediation Technician (AMRT)",
    "Drying Hardwood Floors Without Demolition", "Moisture Mapping and Documentation",
    "Fire and Smoke Restoration Technician", "Carpet Cleaning Technician (CCT)",
    "Upholstery & Fabric Cleaning", "Odor Control for Restorers", "Psychrometry in Practice",
    "Mold Remediation Fundamentals: From Inspection to Clearance",
    "Large Loss Management and Commercial Drying", "Contents Processing and Pack-Out",
    "Respiratory Protection on Sewage Losses", "Introduction to Trauma and Crime Scene Cleanup",
    "Estimating Water Losses", "Health and Safety for Restoration Crews",
)  # fmt: skip
STREETS = ("1420 Millrace Road", "88 Foundry Street", "5 Quarry Lane, Suite 210", "PO Box 3316")
TOWNS = ("Dunmore, OH 44999", "Port Arlen, TX 77990", "Cold Spring, MN 56999", "Ashby, OR 97999")
HOURS = ("1", "1.5", "2", "3", "3.5", "4", "6", "7", "8", "12", "14", "16", "20", "21", "24", "40")
PATTERNS = ("{:05d}", "WD-{:06d}", "2026-{:04d}", "C{:07d}", "NRS-26-{:04d}", "{:08X}")


@dataclass(frozen=True, slots=True)
class Facts:
    """What one certificate says; None is not said. Below the number: what is said beside it."""

    holder: str | None
    title: str | None
    provider: str | None
    first_day: date | None
    completed_on: date | None
    hours: Decimal | None
    number: str | None
    instructor: str
    instructor_id: str
    registrant: str
    approval: str
    issued_on: date
    expires_on: date
    phone: str
    address: str
    price: str
    company: str

    def truth(self, page: int) -> Truth:
        """What somebody should read."""
        return Truth(
            page,
            self.holder,
            self.title,
            self.provider,
            self.completed_on,
            self.hours,
            self.number,
        )


@dataclass(frozen=True, slots=True)
class Pools:
    """Where names are drawn from."""

    people: tuple[str, ...] = PEOPLE
    providers: tuple[str, ...] = PROVIDERS
    titles: tuple[str, ...] = TITLES
    instructors: tuple[str, ...] = INSTRUCTORS
    hours: tuple[str, ...] = HOURS


def drawn(chance: Random, pools: Pools) -> Facts:
    """Facts at random, of which about two in five certificates lack one."""
    last = date(2022, 1, 3) + timedelta(days=chance.randrange(1750))
    hours = Decimal(chance.choice(pools.hours))
    days = int(-(-hours // 8))
    whole = Facts(
        holder=chance.choice(pools.people),
        title=chance.choice(pools.titles),
        provider=chance.choice(pools.providers),
        first_day=last - timedelta(days=days - 1) if days > 1 and chance.random() < 0.7 else None,
        completed_on=last,
        hours=hours,
        number=chance.choice(PATTERNS).format(chance.randrange(1000, 99999)),
        instructor=chance.choice(pools.instructors),
        instructor_id=f"{chance.randrange(20000, 99999)}",
        registrant=f"{chance.randrange(100000, 400000)}",
        approval=f"CEC-{chance.randrange(1000, 9999)}",
        issued_on=last + timedelta(days=chance.randrange(3, 40)),
        expires_on=last + timedelta(days=chance.choice((365, 730, 1461))),
        phone=f"({chance.randrange(201, 989)}) 555-01{chance.randrange(100):02d}",
        address=f"{chance.choice(STREETS)}, {chance.choice(TOWNS)}",
        price=f"${chance.randrange(49, 1295)}.00",
        company=chance.choice(("Fictional Restoration Co.", "Example Drying LLC", "Sample Clean")),
    )
    return _lacking(whole, chance)


def another(facts: Facts, chance: Random, pools: Pools) -> Facts:
    """The certificate of a second person in the same course."""
    others = [name for name in pools.people if name != facts.holder]
    number = f"{facts.number}-2" if facts.number else None
    return replace(facts, holder=chance.choice(others), number=number)


def _lacking(facts: Facts, chance: Random) -> Facts:
    share = {
        "holder": 0.02,
        "title": 0.05,
        "provider": 0.05,
        "completed_on": 0.1,
        "hours": 0.12,
        "number": 0.35,
    }
    gone = {name: None for name, often in share.items() if chance.random() < often}
    if "completed_on" in gone:
        gone["first_day"] = None
    return replace(facts, **gone)
