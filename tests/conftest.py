"""Settings for all tests: hypothesis must not fail a test for being slow, on a busy machine any test may be."""

from hypothesis import settings

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
