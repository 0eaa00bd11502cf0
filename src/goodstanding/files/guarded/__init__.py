"""Reading of files that may be broken or hostile, in a process of its own.

The parent (`files.tables`) opens the file and hands it over as standard input; the child
limits itself, finds out what the file is, counts what it would unpack to, reads it and
writes what it found as JSON lines:

    {"flaws": [[sheet, row, column, what], ...]}   formulas without a result, error values
    {"sheet": name}                                a sheet begins
    [[cell, ...], ...]                             its next rows; days are texts that begin with DAY
    {"refused": sentence}                          the file cannot be read, and why
    {"done": true}                                 everything was read

Only the standard library and calamine are imported here, so that the child starts fast.
"""
