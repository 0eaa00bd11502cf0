"""Certificates of completion as they come: what a file is, and what it says."""
