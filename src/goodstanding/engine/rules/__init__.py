"""Rules as data: what bodies award, how each certification stays current, and how we know."""
