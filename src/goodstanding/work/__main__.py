"""The worker: a cluster of django-q2 with our schedule. It ends when it is asked to (SIGTERM)."""

import os


def main() -> None:
    """Work until SIGTERM; the process that started it looks after the rest."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstanding.config.settings")
    import django

    django.setup()
    from django.utils import timezone
    from django_q.cluster import Cluster

    from goodstanding.services import health
    from goodstanding.work import schedule

    schedule.write(timezone.now())
    health.beat()
    cluster = Cluster()
    cluster.start()
    if cluster.sentinel is not None:
        cluster.sentinel.join()


if __name__ == "__main__":
    main()
