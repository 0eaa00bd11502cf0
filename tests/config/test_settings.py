"""Settings from the environment, each case a process of its own: what is read, what refused."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SHOW = (
    "import json; from goodstanding.config import settings as s; "
    "print(json.dumps({name: getattr(s, name, None) for name in {names!r}}, default=str))"
)
SAFE = {"PRODUCTION": "yes", "ALLOWED_HOSTS": "standing.cascade.example"}


def read(home: Path, *names: str, **environment: str) -> dict[str, object]:
    done = run(home, SHOW.replace("{names!r}", repr(names)), **environment)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def refused(home: Path, **environment: str) -> str:
    """What the command line says about settings that cannot be used."""
    done = run(home, "from goodstanding.cli.main import main; main(['health'])", **environment)
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False)
    return done.stderr


def run(home: Path, code: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    settings = {"PATH", "HOME", "LANG"}
    clean = {name: value for name, value in os.environ.items() if name in settings}
    surroundings = {**clean, "GOODSTANDING_HOME": str(home), "PYTHONUTF8": "1", **environment}
    return subprocess.run(
        [sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=False
    )


def test_without_any_setting_it_works_for_this_machine(tmp_path: Path) -> None:
    names = ("PRODUCTION", "DEBUG", "ALLOWED_HOSTS", "PORT", "TIME_ZONE", "EMAIL_BACKEND")
    assert read(tmp_path / "new", *names) == {
        "PRODUCTION": False,
        "DEBUG": False,
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
        "PORT": 8000,
        "TIME_ZONE": "UTC",
        "EMAIL_BACKEND": "goodstanding.config.mail_files.Files",
    }
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_a_secret_key_is_made_once_and_kept_for_the_owner_alone(tmp_path: Path) -> None:
    first, second = read(tmp_path, "SECRET_KEY"), read(tmp_path, "SECRET_KEY")
    assert first == second
    assert len(str(first["SECRET_KEY"])) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_production_sends_everything_encrypted(tmp_path: Path) -> None:
    wanted = {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "DEBUG": False,
        "ALLOWED_HOSTS": ["standing.cascade.example"],
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    }
    assert read(tmp_path, *wanted, **SAFE) == wanted


def test_production_names_everything_that_is_not_safe(tmp_path: Path) -> None:
    said = refused(
        tmp_path,
        PRODUCTION="1",
        SECRET_KEY="short",  # noqa: S106 - the point
        ALLOWED_HOSTS="",
        EMAIL_URL="smtp://sender:opensesame@mail.cascade.example",
    )
    assert [line[:20] for line in said.splitlines()] == [
        "Error: PRODUCTION is",
        "- SECRET_KEY has 5 c",
        "- ALLOWED_HOSTS is e",
        "- EMAIL_URL would se",
    ]
    assert "opensesame" not in said


def test_production_refuses_every_name_and_a_key_without_variety(tmp_path: Path) -> None:
    said = refused(tmp_path, PRODUCTION="1", SECRET_KEY="ab" * 40, ALLOWED_HOSTS="*")
    assert ("permits every name" in said, "SECRET_KEY has 80" in said) == (True, True)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "http", "PORT is “http”; write a whole number from 1 to 65535."),
        ("PORT", "0", "PORT is “0”; write a whole number from 1 to 65535."),
        ("PRODUCTION", "perhaps", "PRODUCTION is “perhaps”; write yes or no."),
        ("TIME_ZONE", "Denver", "TIME_ZONE is “Denver”, which is no time zone;"),
        ("TIME_ZONE", "../etc", "TIME_ZONE is “../etc”, which is no time zone;"),
        ("EMAIL_URL", "mail.example", "EMAIL_URL is no address of a mail server:"),
        ("EMAIL_URL", "smtp://host:port", "EMAIL_URL is no address of a mail server:"),
        ("SECRET_KEY_FILE", "/nowhere", "SECRET_KEY_FILE names /nowhere, which cannot be read"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_with_a_sentence(
    name: str, value: str, sentence: str, tmp_path: Path
) -> None:
    assert sentence in refused(tmp_path, **{name: value})


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "mail"
    secret.write_text("smtp+tls://sender%40cascade.example:open%2Fsesame@mail.example\n", "utf-8")
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS")
    found = read(tmp_path, *names, EMAIL_URL_FILE=str(secret))
    assert list(found.values()) == [
        "mail.example",
        587,
        "sender@cascade.example",
        "open/sesame",
        True,
    ]


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("x" * 60, "utf-8")
    said = refused(tmp_path, SECRET_KEY="y" * 60, SECRET_KEY_FILE=str(tmp_path / "key"))
    assert "Both SECRET_KEY and SECRET_KEY_FILE are set: remove one of the two." in said


def test_a_data_folder_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    said = refused(tmp_path / "file" / "home")
    assert "The data folder cannot be used" in said
