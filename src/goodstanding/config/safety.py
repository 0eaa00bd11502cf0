"""What an installation that others can reach must have; it does not start without."""

from goodstanding.config.env import Misconfigured
from goodstanding.config.mail import Server

LEAST_KEY = 50
"""Characters of a secret key that cannot be guessed."""


def insist(secret_key: str, hosts: list[str], mail: Server | None) -> None:
    """Raise Misconfigured with everything that is not safe, each with its remedy."""
    found = []
    if len(secret_key) < LEAST_KEY or len(set(secret_key)) < 10:
        found.append(
            f"SECRET_KEY has {len(secret_key)} characters ({len(set(secret_key))} different): it "
            f"needs at least {LEAST_KEY} and 10; remove it, and one is made and kept in the data "
            "folder."
        )
    if not hosts:
        found.append(
            "ALLOWED_HOSTS is empty: name the addresses under which people reach it, separated "
            "by commas, such as standing.company.example."
        )
    if "*" in hosts:
        found.append("ALLOWED_HOSTS permits every name (*): list the ones that are used.")
    if mail and mail.tells_the_password():
        found.append(
            "EMAIL_URL would send its password unencrypted: begin it with smtp+tls:// or smtps://."
        )
    if found:
        raise Misconfigured("PRODUCTION is on, and this is not safe:\n- " + "\n- ".join(found))
