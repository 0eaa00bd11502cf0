"""Why a backup or a key cannot be used."""


class Unusable(Exception):
    """A backup or a key that cannot be used: one sentence with its name and what to do."""
