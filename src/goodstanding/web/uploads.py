"""Requests that are too large are not taken in at all; the rest of their form still arrives."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from goodstanding.services.imports import MOST_BYTES

MARGIN = 100_000
"""What a form adds to its file."""
MANY = {"certificate_add": 200_000_000}
"""Pages that take many files at once, and how many bytes of them."""


def too_large(request: HttpRequest) -> int | None:
    """The size that a request announces, when it is larger than what its page takes."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    size = int(announced) if announced.isdecimal() else 0
    name = request.resolver_match.view_name if request.resolver_match else ""
    return size if size > MANY.get(name, MOST_BYTES) + MARGIN else None


class Bounded(FileUploadHandler):
    """Passes over the files of a request that is larger than its page takes."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Pass over a file, or leave it to the next handler."""
        super().new_file(*args, **kwargs)
        if self.request is not None and too_large(self.request):
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's
        """Leave the data to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":  # noqa: ARG002 - Django's
        """Leave the file to the next handler."""
        return None
