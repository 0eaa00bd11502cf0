"""Mail without a mail server: each message becomes an .eml file, which any mail program opens."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Files(BaseEmailBackend):
    """Writes messages into the folder EMAIL_FILE_PATH, readable for the owner alone."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message; their number."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
            file = folder / f"{stamp}-{token_hex(3)}.eml"
            file.touch(mode=0o600)
            file.write_bytes(message.message().as_bytes())
        return len(email_messages)
