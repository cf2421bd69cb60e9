"""What the checker says keeps the same rules of language as the chapters."""

import pytest
from typography import faults

from course_lib.exercises import checker
from course_lib.exercises.messages import SENTENCES

LANGUAGES = ("uk", "ru")

EXPLANATIONS = [
    pytest.param(mistake, id=f"{exercise.chapter}-{exercise.name}-{number}")
    for exercise in checker.declared() for number, mistake in enumerate(exercise.mistakes, 1)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", SENTENCES)
def test_sentence_keeps_the_rules(key, language):
    assert [str(fault) for fault in faults(SENTENCES[key][language], language, place="string")] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mistake", EXPLANATIONS)
def test_explanation_keeps_the_rules(mistake, language):
    assert [str(fault) for fault in faults(getattr(mistake, language), language, place="string")] == []
