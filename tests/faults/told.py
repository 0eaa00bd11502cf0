"""The log of a process that is going to be killed: what it says there has been acknowledged."""

import json
import os
from pathlib import Path
from typing import Any


class Told:
    """Lines of JSON, each on the disk before the next thing is done."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def say(self, **what: Any) -> None:
        """One line."""
        line = (json.dumps(what) + "\n").encode()
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(file, line)
        os.fsync(file)
        os.close(file)

    def lines(self) -> list[dict[str, Any]]:
        """What was said; the last line may have been cut off by the kill."""
        if not self.path.exists():
            return []
        whole, _, _ = self.path.read_text("utf-8").rpartition("\n")
        return [json.loads(line) for line in whole.splitlines()]
