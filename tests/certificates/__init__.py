"""Certificates of completion that do not exist, with the truth about each: for measuring reading.

People, schools, courses and numbers are made up. Nothing here knows how certificates are read, and
the reading does not know this.
"""
