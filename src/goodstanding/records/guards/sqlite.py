"""The guards for SQLite.

`INSERT OR REPLACE` deletes rows without firing a trigger, so that an insert is refused where it
would replace a row.
"""

_GOING = """EXISTS (SELECT 1 FROM records_organisation o
    WHERE o.id = OLD.organisation_id AND o.is_demo AND o.removing)"""
_FACT_COLUMNS = (
    "id", "organisation_id", "person_id", "kind", "key", "credential", "activity_id", "place",
    "states", "texts", "salt", "commitment", "recorded_seq",
)  # fmt: skip
_NEXT = "(SELECT h.seq + 1 FROM records_head h WHERE h.organisation_id = NEW.organisation_id)"


def _trigger(name: str, event: str, **refusals: str) -> str:
    checks = "\n".join(
        f"  SELECT RAISE(ABORT, '{_SENTENCES[sentence]}') WHERE {condition};"
        for sentence, condition in refusals.items()
    )
    return f"CREATE TRIGGER {name} BEFORE {event} FOR EACH ROW BEGIN\n{checks}\nEND"


_SENTENCES = {
    "entry_changed": "An entry of the journal is never changed.",
    "entry_deleted": "An entry of the journal is never deleted.",
    "entry_replaced": "An entry of the journal is never replaced.",
    "entry_unchained": "An entry must follow the last one of its company.",
    "fact_changed": "A fact is never changed: record a new version of it.",
    "fact_deleted": "A fact is never deleted: withdraw it.",
    "fact_replaced": "A fact is never replaced: record a new version of it.",
    "fact_dated": "A fact is recorded by the entry that is being written.",
    "head_moved": "The head of a journal moves to the entry just written, and nowhere else.",
    "head_deleted": "The head of a journal is never deleted.",
    "head_replaced": "The head of a journal is made once, before the first entry.",
    "organisation_changed": "A company never becomes a demonstration, and its number stays.",
    "organisation_removing": "Only a demonstration can be removed.",
    "organisation_replaced": "A company is never replaced.",
}
_SAME = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in _FACT_COLUMNS)

CREATE: dict[str, str] = {
    "entry_insert": _trigger(
        "entry_insert",
        "INSERT ON records_entry",
        entry_replaced="""EXISTS (SELECT 1 FROM records_entry e WHERE e.id = NEW.id
    OR (e.organisation_id = NEW.organisation_id AND e.seq = NEW.seq))""",
        entry_unchained="""NOT EXISTS (SELECT 1 FROM records_head h
    WHERE h.organisation_id = NEW.organisation_id AND h.seq + 1 = NEW.seq
      AND h.hash = NEW.before)""",
    ),
    "entry_update": _trigger("entry_update", "UPDATE ON records_entry", entry_changed="1"),
    "entry_delete": _trigger(
        "entry_delete", "DELETE ON records_entry", entry_deleted=f"NOT {_GOING}"
    ),
    "fact_insert": _trigger(
        "fact_insert",
        "INSERT ON records_fact",
        fact_replaced="""EXISTS (SELECT 1 FROM records_fact f WHERE f.id = NEW.id)
    OR EXISTS (SELECT 1 FROM records_fact f WHERE f.key = NEW.key
      AND (f.superseded_seq IS NULL OR f.recorded_seq = NEW.recorded_seq))""",
        fact_dated=f"NEW.superseded_seq IS NOT NULL OR NEW.recorded_seq IS NOT {_NEXT}",
    ),
    "fact_update": _trigger(
        "fact_update",
        "UPDATE ON records_fact",
        fact_changed=f"""NOT (OLD.superseded_seq IS NULL AND NEW.superseded_seq IS {_NEXT}
    AND NEW.superseded_seq > OLD.recorded_seq AND {_SAME})""",
    ),
    "fact_delete": _trigger("fact_delete", "DELETE ON records_fact", fact_deleted=f"NOT {_GOING}"),
    "head_insert": _trigger(
        "head_insert",
        "INSERT ON records_head",
        head_replaced="""NEW.seq <> 0 OR NEW.hash <> '' OR EXISTS
    (SELECT 1 FROM records_head h WHERE h.organisation_id = NEW.organisation_id)
    OR EXISTS (SELECT 1 FROM records_entry e WHERE e.organisation_id = NEW.organisation_id)""",
    ),
    "head_update": _trigger(
        "head_update",
        "UPDATE ON records_head",
        head_moved="""NEW.organisation_id IS NOT OLD.organisation_id OR NEW.seq <> OLD.seq + 1
    OR NOT EXISTS (SELECT 1 FROM records_entry e WHERE e.organisation_id = NEW.organisation_id
      AND e.seq = NEW.seq AND e.hash = NEW.hash AND e.before = OLD.hash)""",
    ),
    "head_delete": _trigger("head_delete", "DELETE ON records_head", head_deleted=f"NOT {_GOING}"),
    "organisation_insert": _trigger(
        "organisation_insert",
        "INSERT ON records_organisation",
        organisation_replaced="""NEW.removing OR
    EXISTS (SELECT 1 FROM records_organisation o WHERE o.id = NEW.id)""",
    ),
    "organisation_update": _trigger(
        "organisation_update",
        "UPDATE ON records_organisation",
        organisation_changed="NEW.id IS NOT OLD.id OR (NEW.is_demo AND NOT OLD.is_demo)",
        organisation_removing="NEW.removing AND NOT NEW.is_demo",
    ),
    "organisation_delete": _trigger(
        "organisation_delete",
        "DELETE ON records_organisation",
        organisation_removing="NOT (OLD.is_demo AND OLD.removing)",
    ),
}
PRESENT = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def expected() -> dict[str, str]:
    """What PRESENT finds when every guard is in place."""
    return CREATE


def drop() -> list[str]:
    """The statements that take the guards away."""
    return [f"DROP TRIGGER IF EXISTS {name}" for name in CREATE]
