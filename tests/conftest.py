"""What holds for all tests."""

from hypothesis import settings

settings.register_profile("house", deadline=None)  # a slow machine is no mistake
settings.load_profile("house")
