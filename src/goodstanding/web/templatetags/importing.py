"""How the preview of an import words what it compares."""

import re
from datetime import date

from django import template

from goodstanding.engine import wording

register = template.Library()
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@register.filter
def in_words(text: str) -> str:
    """A value as people read it: days in full, and what is blank is said to be."""
    if _ISO.fullmatch(text):
        return wording.day(date.fromisoformat(text))
    return text or "blank"
