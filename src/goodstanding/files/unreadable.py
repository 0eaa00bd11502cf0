"""The one way in which a file is refused as a whole."""


class Unreadable(Exception):  # noqa: N818 (it is a finding about a file, not a bug)
    """A file that cannot be read; `sentence` says why and what to do, for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
