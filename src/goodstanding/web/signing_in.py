"""How allauth is bent to this house: nobody signs up by himself, and nobody learns who is known."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goodstanding.services import mailing

_log = logging.getLogger(__name__)
_post = ThreadPoolExecutor(max_workers=2, thread_name_prefix="post")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts are made by `goodstanding user add` and by members who give others access."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": "This is not the code. Look at the newest message and try again.",
        "too_many_login_attempts": "That was tried too often. Wait a few minutes, then try again.",
        "rate_limited": "That was tried too often. Wait a few minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a message while the page is already answered.

        The page takes no longer, and fails no more often, for an address that is known.
        """
        context = {"request": self.request, "email": email, **context}
        _post.submit(_send, self.render_mail(template_prefix, email, context))

    def respond_user_inactive(
        self,
        request: HttpRequest,  # noqa: ARG002 - allauth's signature
        user: AbstractBaseUser,  # noqa: ARG002 - allauth's signature
    ) -> HttpResponse:
        """Somebody whose access ended while he signed in begins again, in vain."""
        return redirect("account_login")


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError as error:  # what smtplib raises is one, too
        _log.error("A sign-in code could not be sent: %s", mailing.reason(error))
        mailing.failed(settings.HOME, error)
    else:
        mailing.went(settings.HOME)
