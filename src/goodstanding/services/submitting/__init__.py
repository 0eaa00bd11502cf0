"""Submission to the body: letters about earned credits, how they travel, what came back."""
