"""What all forms have in common: our sentences, the mark that a form has been recorded once, and
the version that a correction was made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField

from goodstanding.records.hashing import digest
from goodstanding.records.models import Fact
from goodstanding.web.forms.fields import said

ONCE, VERSION = "once", "version"
OVERTAKEN = (
    "Somebody changed this meanwhile. What you typed is kept; what is recorded now stands beside "
    "it. Record again to put yours in its place."
)
GONE = "gone"
WITHDRAWN = (
    "Somebody has withdrawn this meanwhile, so nothing was recorded. Go back to see what is."
)


Groups = tuple[tuple[str, tuple[str, ...], bool], ...]
"""What stands together in a form: a legend, fields, and whether it is folded away."""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together. A `folded` group is opened when it is needed."""

    legend: str
    fields: list[BoundField]
    folded: bool
    open: bool


class Typed(forms.Form):
    """A form with sentences of this house.

    `groups` names what stands together as (legend, fields, whether it is folded away); without
    any, the fields follow one another. `status` is that of a page that shows what hinders it:
    mostly what has to be mended.
    """

    status = 422
    groups: ClassVar[Groups] = ()
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **more})
        self.fields[ONCE].initial = uuid4().hex
        for field in self.fields.values():
            field.error_messages |= _sentences(field)
            most = getattr(field, "max_length", None)
            if most is not None:
                field.validators = [one for one in field.validators if not _is_longest(one)]
                field.validators.append(AtMost(most))
                field.widget.attrs.pop("maxlength", None)  # or pasted text would be cut unseen

    def grouped(self) -> list[Group]:
        """The fields as they stand together; a folded group with something in it is open."""
        return [
            Group(legend, self._seen(names), folded, self._is_open(names))
            for legend, names, folded in self.groups
        ]

    def _seen(self, names: tuple[str, ...]) -> list[BoundField]:
        return [self[name] for name in names if not self[name].is_hidden]

    def _is_open(self, names: tuple[str, ...]) -> bool:
        usual = {"body": "IICRC", "kind": "course", "state": "earned"}
        values = [(self[name].value(), usual.get(name)) for name in names]
        filled = any(value not in (None, "", usual) for value, usual in values)
        return filled or any(name in self.errors for name in names)


class Correcting(Typed):
    """A form that corrects; it carries the version that it was made from, and knows which is the
    present one (`now`)."""

    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, now: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.now, self.overtaken = now, False
        self.fields[VERSION].initial = now

    def is_overtaken(self) -> bool:
        """Whether it was made from another version than the present one; then it says so, and
        what each field holds now."""
        self.overtaken = self.now == GONE or self.data.get(VERSION, self.now) != self.now
        if self.now == GONE:
            self.add_error(None, WITHDRAWN)
            return True
        if not self.overtaken:
            return False
        self.add_error(None, OVERTAKEN)
        for bound in self.visible_fields():
            if str(bound.field.prepare_value(bound.initial) or "") != str(bound.data or ""):
                self.add_error(bound.name, f"Now: {said(bound.field, bound.initial)}.")
        self.data = {**dict(self.data.items()), VERSION: self.now}
        return True


def version_of(fact: Fact) -> str:
    """The version of a fact, as a form carries it."""
    return str(fact.pk) if fact.superseded_seq is None else GONE


def version_of_values(values: Mapping[str, Any]) -> str:
    """The version of something that has no facts: its values themselves."""
    return digest([[name, str(value)] for name, value in sorted(values.items())])[:32]


class AtMost:
    """Says how long a text may be."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, text: str) -> None:
        """Raise when it is longer."""
        if len(text) > self.most:
            raise forms.ValidationError(
                f"This has {len(text):,} characters; at most {self.most:,} can be kept."
            )


def _is_longest(validator: Any) -> bool:
    return getattr(validator, "code", "") == "max_length"


def _sentences(field: forms.Field) -> dict[str, Any]:
    title = str(field.label or "This")
    is_file = isinstance(field, forms.FileField)
    return {
        "required": "No file is chosen yet: choose one."
        if is_file
        else f"“{title}” is missing: fill it in.",
        "invalid_choice": "“%(value)s” is not one of the choices.",
    }
