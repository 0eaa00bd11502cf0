from engine.trade import credit, fee, held, person
from goodstanding.engine.standing.facts import Person, Recorded, known_at

WRT, POSTED, SENT = (
    held("WRT"),
    credit("posted", 1, "2025-01-01"),
    credit("submitted", 1, "2025-01-01"),
)
PAID = fee(None, "2025-12-31")
RECORD = [
    Recorded(WRT, 1),
    Recorded(SENT, 2, superseded=4),
    Recorded(PAID, 3),
    Recorded(POSTED, 4),
]


def test_what_the_record_knew_after_each_entry() -> None:
    assert [known_at(RECORD, known) for known in range(5)] == [
        Person(),
        person(WRT),
        person(WRT, SENT),
        person(WRT, SENT, PAID),
        person(WRT, POSTED, PAID),
    ]
