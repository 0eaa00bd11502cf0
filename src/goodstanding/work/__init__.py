"""What runs in the background: `python -m goodstanding.work` is the worker."""
