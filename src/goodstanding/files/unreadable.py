"""The one way in which a file is refused as a whole."""


class Unreadable(Exception):
    """A file that cannot be read; `sentence` says why and what to do, for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
