"""Certificates of completion on their way to credits: brought in, read, matched, confirmed."""
