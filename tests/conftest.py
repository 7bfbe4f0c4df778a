"""What holds for all tests."""

from hypothesis import settings

# How fast something is, is measured in bench/; here a busy machine must not fail a test.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
