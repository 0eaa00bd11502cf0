"""The folder that holds all data of this installation."""

import os
import sys
from pathlib import Path

from goodstanding.config import env


def home() -> Path:
    """`GOODSTANDING_HOME`, else `var/` of a checkout, else the platform's folder for data."""
    given = env.text("GOODSTANDING_HOME")
    if given:
        return Path(given).expanduser().resolve()
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").is_file() and (checkout / "Makefile").is_file():
        return checkout / "var"
    return _platform() / "goodstanding"


def _platform() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local/share"))
