"""Bringing a workbook in: what it says beside what is on record, and what would be recorded."""
