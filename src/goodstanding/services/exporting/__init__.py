"""A company's record as the rows of the canonical workbook."""
