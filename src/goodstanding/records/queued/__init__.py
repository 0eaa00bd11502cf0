"""Django's SQLite with a queue for those who write, so that nobody waits for ever."""
