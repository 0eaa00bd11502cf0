"""The watches for SQLite.

`INSERT OR REPLACE` and `UPDATE OR REPLACE` delete rows without firing a trigger: those that would
be replaced are noted before.
"""
# ruff: noqa: S608 - every piece of these statements stands in this file


def _note(people: str) -> str:
    return f"""  INSERT INTO records_unjudged (organisation_id, person_id)
    SELECT DISTINCT organisation_id, person_id FROM ({people}) AS p
    WHERE NOT EXISTS (SELECT 1 FROM records_unjudged u
      WHERE u.organisation_id = p.organisation_id AND u.person_id = p.person_id);"""


def _trigger(name: str, event: str, *people: str) -> str:
    notes = "\n".join(_note(some) for some in people)
    return f"CREATE TRIGGER {name} {event} BEGIN\n{notes}\nEND"


def _row(which: str, person: str = "person_id") -> str:
    return f"SELECT {which}.organisation_id AS organisation_id, {which}.{person} AS person_id"


_REPLACED = """SELECT organisation_id, person_id FROM records_standing
      WHERE id = NEW.id OR credential = NEW.credential"""
_COPIED = ("organisation_id", "branch_id", "left_on", "urgency")
"""What the cache has of a person."""
_CHANGED = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in _COPIED)

CREATE: dict[str, str] = {
    "standing_insert": _trigger(
        "standing_insert",
        "BEFORE INSERT ON records_standing FOR EACH ROW",
        _row("NEW"),
        _REPLACED,
    ),
    "standing_update": _trigger(
        "standing_update",
        "BEFORE UPDATE ON records_standing FOR EACH ROW",
        _row("OLD"),
        _row("NEW"),
        _REPLACED,
    ),
    "standing_delete": _trigger(
        "standing_delete", "BEFORE DELETE ON records_standing FOR EACH ROW", _row("OLD")
    ),
    "person_insert": _trigger(
        "person_insert",
        "AFTER INSERT ON records_person FOR EACH ROW WHEN NEW.urgency <> '99'",
        _row("NEW", "id"),
    ),
    "person_update": _trigger(
        "person_update",
        f"AFTER UPDATE ON records_person FOR EACH ROW WHEN {_CHANGED}",
        _row("NEW", "id"),
    ),
    "fact_recorded": _trigger(
        "fact_recorded", "AFTER INSERT ON records_fact FOR EACH ROW", _row("NEW")
    ),
    "fact_superseded": _trigger(
        "fact_superseded", "AFTER UPDATE ON records_fact FOR EACH ROW", _row("NEW")
    ),
}


def _doubt(name: str, event: str, *companies: str) -> str:
    sums = "UPDATE records_tally SET counts = NULL WHERE counts IS NOT NULL AND organisation_id IN"
    doubts = "\n".join(f"  {sums} ({some});" for some in companies)
    return f"CREATE TRIGGER {name} {event} BEGIN\n{doubts}\nEND"


_GOING = """EXISTS (SELECT 1 FROM records_organisation o
    WHERE o.id = OLD.organisation_id AND o.is_demo AND o.removing)"""
TALLY: dict[str, str] = {
    "tally_standing_insert": _doubt(
        "tally_standing_insert",
        "BEFORE INSERT ON records_standing FOR EACH ROW",
        "NEW.organisation_id",
        f"SELECT organisation_id FROM ({_REPLACED})",
    ),
    "tally_standing_update": _doubt(
        "tally_standing_update",
        "BEFORE UPDATE ON records_standing FOR EACH ROW",
        "OLD.organisation_id, NEW.organisation_id",
        f"SELECT organisation_id FROM ({_REPLACED})",
    ),
    "tally_standing_delete": _doubt(
        "tally_standing_delete",
        "BEFORE DELETE ON records_standing FOR EACH ROW",
        "OLD.organisation_id",
    ),
    "tally_person_insert": _doubt(
        "tally_person_insert",
        "AFTER INSERT ON records_person FOR EACH ROW WHEN NEW.counted IS NOT NULL",
        "NEW.organisation_id",
    ),
    "tally_person_update": _doubt(
        "tally_person_update",
        """AFTER UPDATE ON records_person FOR EACH ROW
    WHEN NEW.counted IS NOT OLD.counted OR NEW.organisation_id IS NOT OLD.organisation_id""",
        "OLD.organisation_id, NEW.organisation_id",
    ),
    "tally_update": _doubt(
        "tally_update",
        """AFTER UPDATE ON records_tally FOR EACH ROW
    WHEN NEW.counts IS NOT OLD.counts AND NEW.edition IS NOT OLD.edition + 1""",
        "NEW.organisation_id",
    ),
    "tally_delete": f"""CREATE TRIGGER tally_delete
    BEFORE DELETE ON records_tally FOR EACH ROW BEGIN
  SELECT RAISE(ABORT, 'The sums of a company are never deleted.') WHERE NOT {_GOING};
END""",
}
"""What takes away the sums of a company when something that they were made from has changed."""


def drop() -> list[str]:
    """The statements that take the watches away."""
    return [f"DROP TRIGGER IF EXISTS {name}" for name in {**CREATE, **TALLY}]


def expected() -> dict[str, str]:
    """What PRESENT finds when every watch is in place."""
    return {**CREATE, **TALLY}
