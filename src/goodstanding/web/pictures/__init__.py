"""Pictures as SVG, made of numbers only; every one says in words what it shows."""
