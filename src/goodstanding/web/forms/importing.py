"""Forms for workbooks that come in."""

from django import forms

from goodstanding.files.guarded.limits import megabytes
from goodstanding.services.imports import MOST_BYTES
from goodstanding.web.forms.typed import Correcting

ACCEPTED = ".xlsx,.xlsm,.xls,.ods,.csv,.tsv"
"""What a browser offers; what a file is, is told by its content."""


class WorkbookForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="Workbook",
        help_text=(
            f"Excel, OpenDocument or CSV, up to {megabytes(MOST_BYTES)}. "
            "You see what was understood before anything is recorded."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        max_length=1000,
        allow_empty_file=True,
        error_messages={"required": "Choose the workbook."},
    )


class UndoForm(Correcting):
    """Whether what was recorded later goes along."""

    along = forms.BooleanField(
        label="Take along what was recorded later and builds on it", required=False
    )
