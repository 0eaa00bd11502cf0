"""The watches for PostgreSQL: one function and trigger for each sort of statement, which sees all
the rows of the statement at once."""
# ruff: noqa: S608 - every piece of these statements stands in this file

_COPIED = "organisation_id, branch_id, left_on, urgency"
"""What the cache has of a person."""
_SOURCES = {
    "watch_new": "SELECT organisation_id, person_id FROM after",
    "watch_old": "SELECT organisation_id, person_id FROM before",
    "watch_both": """SELECT organisation_id, person_id FROM after
    UNION SELECT organisation_id, person_id FROM before""",
    "watch_new_person": """SELECT organisation_id, id AS person_id FROM after
    WHERE urgency <> '99'""",
    "watch_person": f"""SELECT organisation_id, id AS person_id FROM
    (SELECT id, {_COPIED} FROM after EXCEPT SELECT id, {_COPIED} FROM before) AS changed""",
    "watch_all": "SELECT organisation_id, id AS person_id FROM records_person",
}
_BODIES = {
    name: f"""
BEGIN
  INSERT INTO records_unjudged (organisation_id, person_id)
    SELECT DISTINCT organisation_id, person_id FROM ({people}) AS p
    ON CONFLICT (organisation_id, person_id) DO NOTHING;
  RETURN NULL;
END"""
    for name, people in _SOURCES.items()
}
_AFTER, _BEFORE = "NEW TABLE AS after", "OLD TABLE AS before"
_INSERT, _DELETE, _UPDATE, _TRUNCATE = 4, 8, 16, 32
_TRIGGERS = {
    "standing_inserted": ("standing", "INSERT", _INSERT, _AFTER, "watch_new"),
    "standing_updated": ("standing", "UPDATE", _UPDATE, f"{_AFTER} {_BEFORE}", "watch_both"),
    "standing_deleted": ("standing", "DELETE", _DELETE, _BEFORE, "watch_old"),
    "standing_emptied": ("standing", "TRUNCATE", _TRUNCATE, "", "watch_all"),
    "person_inserted": ("person", "INSERT", _INSERT, _AFTER, "watch_new_person"),
    "person_updated": ("person", "UPDATE", _UPDATE, f"{_AFTER} {_BEFORE}", "watch_person"),
    "fact_inserted": ("fact", "INSERT", _INSERT, _AFTER, "watch_new"),
    "fact_updated": ("fact", "UPDATE", _UPDATE, _AFTER, "watch_new"),
}


def _function(name: str) -> str:
    made = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
    return f"{made} AS $watch${_BODIES[name]}$watch$"


def _trigger(name: str) -> str:
    table, event, _, tables, function = _TRIGGERS[name]
    referencing = f"REFERENCING {tables} " if tables else ""
    return (
        f"CREATE TRIGGER {name} AFTER {event} ON records_{table} {referencing}"
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    )


CREATE: dict[str, str] = {
    **{name: _function(name) for name in _BODIES},
    **{name: _trigger(name) for name in _TRIGGERS},
}


def expected() -> dict[str, str]:
    """What PRESENT finds when every watch is in place and on."""
    return {**_BODIES, **{name: f"O {event[2]}" for name, event in _TRIGGERS.items()}}


def drop() -> list[str]:
    """The statements that take the watches away."""
    return [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in _BODIES]
