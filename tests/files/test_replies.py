"""What comes back is read, whatever is wrong with it."""

import pytest

from goodstanding.files.replies import read

BOUNCE = b"""From: MAILER-DAEMON@mx.example
Subject: Undelivered
Message-ID: <b1@mx.example>
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: text/plain

It could not be delivered.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; renewals@body.example
Action: failed
Status: 5.1.1

--x
Content-Type: text/rfc822-headers

From: credits@cascade.example
Message-ID: <letter@cascade.example>

--x--
"""


def test_a_reply_names_the_letter_and_says_something() -> None:
    content = (
        b"From: Clerk <clerk@body.example>\r\nSubject: =?utf-8?q?Re=3A_M=C3=BCller?=\r\n"
        b"Message-ID: <a@body.example>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n"
        b"In-Reply-To: <one@cascade.example>\r\nReferences: <zero@x.example>\r\n"
        b" <one@cascade.example>\r\n\r\nPosted.\r\n"
    )
    found = read(content)
    assert (found.message_id, found.refers_to) == (
        "<a@body.example>",
        ("<one@cascade.example>", "<zero@x.example>"),
    )
    assert (found.sender, found.subject, found.text, found.bounced) == (
        "clerk@body.example",
        "Re: Müller",
        "Posted.",
        False,
    )


def test_a_bounce_names_what_it_returns() -> None:
    found = read(BOUNCE)
    assert (found.bounced, found.refers_to) == (True, ("<letter@cascade.example>",))
    assert not read(BOUNCE.replace(b"failed", b"delayed")).bounced


def test_a_letter_that_is_returned_whole_is_named() -> None:
    content = BOUNCE.replace(b"text/rfc822-headers", b"message/rfc822")
    assert read(content).refers_to == ("<letter@cascade.example>",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: =?nothing?q?=FF?=\n\nx",
        b"Date: never\nFrom: <<<>>\nIn-Reply-To: <a b>\n\n",
        b"Content-Type: multipart/mixed; boundary=\n\n--\n",
        b"Content-Type: text/plain; charset=no-such\n\n\xff",
        b"Content-Type: text/html\n\n<b>Posted</b><script>x</script>",
        b"Message-ID: <" + b"a" * 5000 + b"@x>\n\n",
    ],
)
def test_nothing_that_comes_in_stops_the_reader(content: bytes) -> None:
    assert read(content).refers_to == ()
