"""Which details are kept when two people become one."""

from collections.abc import Sequence
from typing import Any

from django import forms

from goodstanding.services.importing.people import FIELDS
from goodstanding.web.forms.typed import Correcting

KEEP, AWAY = "keep", "away"
BLANK = "blank"


class MergeForm(Correcting):
    """A choice for each detail in which the two differ, as (field, of the one, of the other);
    `names` are what both are called."""

    def __init__(
        self,
        *args: Any,
        differing: Sequence[tuple[str, str, str]],
        names: tuple[str, str],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self._names = [name for name, _, _ in differing]
        for name, ours, theirs in differing:
            empty = ours == BLANK and name != "left_on"
            self.fields[name] = forms.ChoiceField(
                label=FIELDS[name],
                choices=[(KEEP, f"{ours} ({names[0]})"), (AWAY, f"{theirs} ({names[1]})")],
                initial=AWAY if empty else KEEP,
                widget=forms.RadioSelect,
            )

    def of_away(self) -> dict[str, bool]:
        """Which details are taken of the one who goes."""
        return {name: self.cleaned_data[name] == AWAY for name in self._names}
