"""The year's plan: who attends what, and when."""
