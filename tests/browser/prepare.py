"""Lays out the demonstration company in an empty data folder; prints what the browser needs."""

import json
import sys
from datetime import date


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from goodstanding.records.models import Fact, Membership, User
    from goodstanding.services import demo

    owner = User.objects.create(email="dana@cascade.example", name="Dana Reyes")
    company = demo.lay_out(user=owner, on=date.fromisoformat(sys.argv[1]))
    facts = Fact.objects.of(company).filter(superseded_seq=None).order_by("place")
    keys: dict[str, str] = {}
    for fact in facts:
        keys.setdefault(fact.kind, str(fact.key))
    members = Membership.objects.filter(organisation=company).select_related("user")
    sessions = {member.role: session(member.user) for member in members}
    person = facts.filter(kind="credential")[0].person_id
    print(json.dumps({"sessions": sessions, "person": person, "facts": keys}))  # noqa: T201


def session(user: object) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


if __name__ == "__main__":
    main()
