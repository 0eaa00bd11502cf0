"""The canonical workbook: its form, reading, writing, an empty one, and what it says of a team.

One table (`schema.FORMS`) names every sheet and column; reading, writing, the template and the
page `docs/workbook.md` follow from it.
"""
