"""Dovecot on this machine, where it is installed, with one mailbox in a folder of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

USER, PASSWORD = "answers", "opensesame"
BINARIES = os.environ.get("DOVECOT", "/usr")
"""Where sbin/dovecot and lib/dovecot are."""
_CAME = datetime(2026, 11, 22, 18, tzinfo=UTC).timestamp()
_SETTINGS = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
libexec_dir = {binaries}/lib/dovecot
mail_plugin_dir = {binaries}/lib/dovecot/modules
listen = 127.0.0.1
protocols = imap
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
first_valid_uid = 1
mail_location = maildir:{folder}/mail
import_environment = LD_LIBRARY_PATH
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service config {{
  executable = {binaries}/lib/dovecot/config -c {folder}/dovecot.conf
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail
}}
"""


@dataclass(frozen=True)
class Mailbox:
    """A mailbox that is served: its port, and the folder into which messages are put."""

    port: int
    folder: Path

    def put(self, content: bytes) -> None:
        """A message comes in, on the cast's today."""
        name = f"{time.time_ns()}.test"
        fresh = self.folder / "tmp" / name
        fresh.write_bytes(content.replace(b"\r\n", b"\n"))
        shutil.chown(fresh, *_who())
        os.utime(fresh, (_CAME, _CAME))  # what IMAP calls its internal date
        fresh.rename(self.folder / "new" / name)


def is_installed() -> bool:
    """Whether Dovecot is there."""
    return Path(BINARIES, "sbin/dovecot").exists()


@contextmanager
def imap_server(folder: Path) -> Iterator[Mailbox]:
    """The mailbox, served meanwhile."""
    user, group = _who()
    for name in ("run", "state", "mail", "mail/cur", "mail/new", "mail/tmp"):
        (folder / name).mkdir()
        shutil.chown(folder / name, user, group)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = folder / "dovecot.conf"
    given = {"folder": folder, "binaries": BINARIES, "port": port, "password": PASSWORD}
    settings.write_text(_SETTINGS.format(user=user, group=group, **given), "utf-8")
    # as dovecot does itself, but for the place of doveconf, which is fixed in it
    reading = [f"{BINARIES}/bin/doveconf", "-f", "service=master", "-c", str(settings)]
    command = [*reading, "-m", "master", "-e", f"{BINARIES}/sbin/dovecot", "-F"]
    libraries = {"LD_LIBRARY_PATH": f"{BINARIES}/lib/dovecot"}
    with subprocess.Popen(command, env={**os.environ, **libraries}) as process:
        try:
            _await(port, folder)
            yield Mailbox(port, folder / "mail")
        finally:
            process.terminate()


def _await(port: int, folder: Path) -> None:
    for _ in range(100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    log = folder / "log"
    raise AssertionError(log.read_text("utf-8") if log.exists() else "It did not begin.")


def _who() -> tuple[str, str]:
    """Dovecot gives no mail to root."""
    if os.geteuid():
        mine = pwd.getpwuid(os.geteuid())
        return mine.pw_name, str(mine.pw_gid)
    return "nobody", "nogroup"
