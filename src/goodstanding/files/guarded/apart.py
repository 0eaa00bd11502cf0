"""A process of its own that reads one file: how it is started, and how it limits itself."""

import json
import sys

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[2]); "
    "from importlib import import_module; import_module(sys.argv[1]).main(sys.argv[3:])"
)


def command(module: str, *arguments: str) -> list[str]:
    """What starts a child that runs `main(arguments)` of a module of ours.

    The child begins without site packages' start files and without the user's settings, and finds
    modules where the parent does.
    """
    search = [place for place in sys.path if place]
    return [sys.executable, "-I", "-S", "-c", _BOOT, module, json.dumps(search), *arguments]


def limit_itself(seconds: int, addresses: int, memory: int | None = None) -> None:
    """Bound this process for good; called by the child before it touches the file.

    `addresses` bounds the address space beyond what is mapped at the start, `memory` what is
    really its own (heap and buffers, without files that it only maps); both in bytes. No file can
    be written and no core is left. Where the operating system has no such limits, the parent's
    clock remains.
    """
    if sys.platform == "win32":
        return
    import resource

    space = addresses + _mapped()
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    # the parent watches the clock; this is for when there is no parent any more
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 5, seconds + 6))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _mapped() -> int:
    """Address space in use at the start: mapped files (locales), which take no memory."""
    try:
        with open("/proc/self/statm", encoding="ascii") as numbers:  # noqa: PTH123 (starts faster)
            return int(numbers.read().split()[0]) * 4096
    except OSError:
        return 0
