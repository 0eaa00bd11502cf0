"""Which mail servers EMAIL_URL can name."""

import pytest

from goodstanding.config.env import Misconfigured
from goodstanding.config.mail import Server, read, read_bounces


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", Server("smtp", "localhost", 25, "", "")),
        ("smtps://a:b@mail.example", Server("smtps", "mail.example", 465, "a", "b")),
        ("smtp+tls://mail.example:2525", Server("smtp+tls", "mail.example", 2525, "", "")),
    ],
)
def test_a_server_is_read(url: str, server: Server) -> None:
    assert read(url) == server


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://h:99999"]
)
def test_what_names_no_server_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(Misconfigured) as refusal:
        read(url.replace("//", "//me:opensesame@"))
    assert "opensesame" not in str(refusal.value)


@pytest.mark.parametrize(
    ("url", "tells"),
    [
        ("smtp://a:b@mail.example", True),
        ("smtp://a:b@127.0.0.1", False),
        ("smtp://mail.example", False),
        ("smtp+tls://a:b@mail.example", False),
    ],
)
def test_a_password_is_not_told_to_the_network(url: str, tells: bool) -> None:
    assert read(url).tells_the_password() is tells


def test_where_letters_come_back_to_has_room_for_a_plus() -> None:
    assert read_bounces("submissions@cascade.example") == "submissions@cascade.example"
    for address in ("Cascade <a@b.example>", "a+b@c.example", "a" * 30 + "@b.example", "a@"):
        with pytest.raises(Misconfigured, match="EMAIL_BOUNCES is"):
            read_bounces(address)
