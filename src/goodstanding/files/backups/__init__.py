"""Backups as files: what is in one, how it is sealed and locked, and the folder that keeps them.

A backup is a zip archive with one part for each table (a JSON array on each line) and a manifest.
The archive's comment is its seal, the sha256 of everything before it, so that one that was cut
off or in which any byte differs is known at once. With a key the archive is encrypted as a whole,
in the age format, which other programs can open, too.
"""
