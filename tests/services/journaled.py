"""What the journal says of the last verb."""

from typing import Any

from goodstanding.records.models import Entry, Organisation


def last(organisation: Organisation) -> dict[str, Any]:
    """The last entry's verb, sentence, subjects and changes."""
    entry = Entry.objects.of(organisation).order_by("seq").last()
    assert entry is not None
    return {
        "verb": entry.verb,
        "what": entry.details["what"],
        "subjects": entry.subjects,
        "changes": entry.details["changes"],
    }
