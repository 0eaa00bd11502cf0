"""A form for papers that prove hours."""

from django import forms

from goodstanding.files.certificates.kind import ENDINGS
from goodstanding.files.guarded.limits import megabytes
from goodstanding.services.evidence import MOST_BYTES
from goodstanding.web.forms.typed import Typed


class PaperForm(Typed):
    """One file, chosen or photographed: a phone offers its camera for pictures."""

    file = forms.FileField(
        label="Certificate",
        help_text=(
            f"A PDF or a picture (JPEG, PNG, WebP, HEIC), up to {megabytes(MOST_BYTES)}. "
            "A phone offers its camera."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join((*ENDINGS, *ENDINGS.values()))}),
        allow_empty_file=True,
        error_messages={"required": "Choose the certificate, or photograph it."},
    )
