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


def test_where_it_came_to_and_whom_it_failed_to_reach_are_read() -> None:
    found = read(b"Delivered-To: In+7-a@Cascade.example\nTo: <in+7-a@cascade.example>\n" + BOUNCE)
    assert found.came_to == ("In+7-a@Cascade.example", "in+7-a@cascade.example")
    assert found.failed == ("renewals@body.example",)


QMAIL = b"""Return-Path: <>
From: MAILER-DAEMON@mx.example
To: in+7-a@cascade.example
Subject: failure notice

Hi. This is the qmail-send program at mx.example.
<renewals@body.example>:
user does not exist
"""
EXIM = b"""From: Mail Delivery System <Mailer-Daemon@mx.example>
To: in+7-a@cascade.example
Subject: Mail delivery failed: returning message to sender
X-Failed-Recipients: renewals@body.example
Auto-Submitted: auto-replied

A message that you sent could not be delivered.
"""
EXCHANGE = b"""From: postmaster@mx.example
To: in+7-a@cascade.example
Subject: Undeliverable: CEC submission
Content-Type: text/html

<p>Your message couldn't be delivered.</p>
"""
LATE = b"""From: Mailer-Daemon@mx.example
To: in+7-a@cascade.example
Subject: Warning: message delayed 24 hours

It is still being retried.
"""
AWAY = b"""From: clerk@body.example
To: in+7-a@cascade.example
Subject: Automatic reply: out of office
Auto-Submitted: auto-replied

I am away.
"""


@pytest.mark.parametrize(
    ("content", "bounced", "failed"),
    [
        (QMAIL, True, ()),
        (EXIM, True, ("renewals@body.example",)),
        (EXCHANGE, True, ()),
        (LATE, False, ()),
        (AWAY, False, ()),
    ],
    ids=["qmail", "Exim", "Exchange", "late", "away"],
)
def test_what_servers_send_back_without_a_report(
    content: bytes, bounced: bool, failed: tuple[str, ...]
) -> None:
    found = read(content)
    assert (found.bounced, found.failed, found.refers_to) == (bounced, failed, ())
    assert found.came_to == ("in+7-a@cascade.example",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"To: =?x?q?=FF?= <a@b>\nDelivered-To: \xff\nX-Failed-Recipients: @@\n\n",
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
