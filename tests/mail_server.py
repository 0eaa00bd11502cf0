"""A real mail server on this machine, with every fault that real ones have; it keeps a log.

A fault goes by the recipient's local part: "slow-…" greets late, "grey-…" is put off at first, and
so on. The log has a line for each message that the server took to heart, whatever it said then:
its Message-ID, the recipient, and where it is to come back to.
"""

import asyncio
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from functools import partial
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Faulty:
    """Handles what clients say. `log` gets a line for each message that is taken."""

    def __init__(self, log: Path, hang: float) -> None:
        self.log, self.hang, self.greeted = log, hang, 0
        self.seen: Counter[str] = Counter()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _: list[str]
    ) -> str:
        """A recipient is named."""
        fault = fault_of(address)
        self.seen[address] += 1
        if fault == "grey" and self.seen[address] < 3:
            return "451 4.7.1 Greylisted, come again"
        if fault == "refused":
            return f"550 5.1.1 <{address}>: no such mailbox"
        if fault == "later":
            return "452 4.2.2 Mailbox full"
        if fault == "drop-before":
            server.transport.close()
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """The content has come."""
        address = envelope.rcpt_tos[0]
        fault = fault_of(address)
        number = str(message_from_bytes(envelope.content or b"")["Message-ID"])
        assert len(envelope.rcpt_tos) == 1, "one recipient in a transaction"
        if fault == "refused-after":
            return "554 5.6.0 Not like this"
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"{number} {address} {envelope.mail_from}\n")
        if fault == "later-after":
            return "451 4.3.0 Try again later"
        if fault in ("drop-after", "drop-silent"):
            server.transport.close()
            return ""
        if fault == "hang-after":
            await asyncio.sleep(self.hang)
        if fault == "drop-done":
            server.transport.write(b"250 2.0.0 Ok\r\n")
            server.transport.close()
            return ""
        return "250 2.0.0 Ok: queued"


def fault_of(address: str) -> str:
    """The fault that an address asks for."""
    found = re.match(r"([a-z-]+?)[.-]*\d*@", address)
    return found[1] if found else "none"


class _Late(SMTP):
    """Greets so many seconds late."""

    def __init__(self, handler: Faulty, seconds: float, every: int) -> None:
        super().__init__(handler, hostname="here", enable_SMTPUTF8=False)
        handler.greeted += 1
        self._seconds = seconds if handler.greeted % every == 0 else 0.0

    async def _handle_client(self) -> None:
        await asyncio.sleep(self._seconds)
        await super()._handle_client()


@dataclass(frozen=True)
class Server:
    """A server that runs: its port, one that always greets late, one that does so now and then,
    and the log."""

    port: int
    slow: int
    moody: int
    log: Path

    def taken(self) -> list[tuple[str, str]]:
        """(Message-ID, recipient) of every message that it took to heart, in their order."""
        return [(number, to) for number, to, _ in self._lines()]

    def come_back_to(self) -> dict[tuple[str, str], str]:
        """Where each of them is to come back to."""
        return {(number, to): back for number, to, back in self._lines()}

    def _lines(self) -> list[list[str]]:
        return [line.split(" ") for line in self.log.read_text("utf-8").splitlines()]


@contextmanager
def mail_server(log: Path, *, hang: float = 1.0, slow: float = 0.6) -> Iterator[Server]:
    """A server in a process of its own, which ends with what is done meanwhile."""
    log.touch()
    command = [sys.executable, __file__, str(log), str(hang), str(slow)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            ports: list[int] = json.loads(process.stdout.readline())
            yield Server(*ports, log=log)
        finally:
            process.kill()


async def _serve(log: Path, hang: float, slow: float) -> None:
    loop, handler = asyncio.get_running_loop(), Faulty(log, hang)
    ports = []
    for seconds, every in ((0.0, 1), (slow, 1), (slow, 40)):
        greets = partial(_Late, handler, seconds, every)
        server = await loop.create_server(greets, "127.0.0.1", 0)
        ports.append(server.sockets[0].getsockname()[1])
    sys.stdout.write(f"{json.dumps(ports)}\n")
    sys.stdout.flush()
    await asyncio.sleep(3600)


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])))
