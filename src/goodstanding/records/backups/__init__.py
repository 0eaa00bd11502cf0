"""The rows of all tables, out of one database and into another of whatever sort."""
