"""What stands around the rows of a list: the year of a title, “online” over a section."""

import re
from dataclasses import dataclass

from goodstanding.files.offered import cells

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(slots=True)
class Around:
    """What stands around a row and holds for it: a year, and that all is online."""

    year: int | None = None
    said_by: str = ""
    online: bool = False

    def hear(self, text: str) -> None:
        """A title, a note or the heading of a section."""
        years = set(_YEAR.findall(text))
        if len(years) == 1:
            self.year, self.said_by = int(years.pop()), text
        elif years:
            self.year = None
        if cells.is_any_day(text.casefold()):
            self.online = True
        elif not years:
            self.online = False
