"""Every exercise of every chapter: the reference passes, each known mistake is caught in its own words."""

import copy
import inspect
import math
import subprocess
import sys
from itertools import combinations

import numpy as np
import pytest

from course_lib.exercises import Checker, checker
from course_lib.exercises.comparison import difference, is_array, is_number
from course_lib.exercises.diagnosis import alike, argument_names, diagnose, trial
from course_lib.exercises.exercise import Answer, Exercise
from course_lib.exercises.messages import say

LANGUAGES = ("uk", "ru")
CHAPTERS = checker.chapters()
DECLARED = list(checker.declared())
FUNCTIONS = [exercise for exercise in DECLARED if isinstance(exercise, Exercise)]
NUMBERS = [exercise for exercise in DECLARED if isinstance(exercise, Answer)]


def ids(exercises):
    return [f"{exercise.chapter}-{exercise.name}" for exercise in exercises]


def mistakes(exercises):
    """One parameter for each known mistake: the exercise and the mistake."""
    return [pytest.param(exercise, mistake, id=f"{exercise.chapter}-{exercise.name}-{number}")
            for exercise in exercises for number, mistake in enumerate(exercise.mistakes, 1)]


each_exercise = pytest.mark.parametrize("exercise", DECLARED, ids=ids(DECLARED))
each_function = pytest.mark.parametrize("exercise", FUNCTIONS, ids=ids(FUNCTIONS))
each_number = pytest.mark.parametrize("exercise", NUMBERS, ids=ids(NUMBERS))
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def fresh_kernel(monkeypatch):
    monkeypatch.setattr(checker, "checked_chapters", set())
    monkeypatch.setattr(checker, "solved_names", set())


def renamed(answer, name):
    """The answer as the reader would hand it in: under the exercise's name."""
    if inspect.isclass(answer):
        return type(name, (answer,), {})

    def reader(*arguments, **keywords):
        return answer(*arguments, **keywords)

    reader.__name__ = name
    return reader


# All chapters

def test_there_are_chapters_with_at_least_six_exercises_each():
    assert CHAPTERS
    for chapter in CHAPTERS:
        assert len(checker.exercises_of(chapter)) >= 6, chapter


def test_names_are_unique_in_the_whole_course():
    names = [exercise.name for exercise in DECLARED]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_exercises_say_the_chapter_they_stand_in(chapter):
    assert {exercise.chapter for exercise in checker.exercises_of(chapter)} == {chapter}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapters_exercises_need_no_other_chapter_and_nothing_heavy(chapter):
    code = (f"import sys, course_lib.exercises.chapter_{chapter}\n"
            "print(*[name for name in sys.modules if name.startswith('course_lib.exercises.chapter_')\n"
            "        or name in ('matplotlib', 'torch', 'torchvision', 'sklearn')])")
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == [f"course_lib.exercises.chapter_{chapter}"]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_checking_a_chapter_loads_no_later_one(chapter):
    first = checker.exercises_of(chapter)[0].name
    code = (f"import sys; from course_lib.exercises import checker; checker.find({first!r})\n"
            "print(*[name[-2:] for name in sys.modules if name.startswith('course_lib.exercises.chapter_')])")
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert max(loaded.stdout.split()) == chapter


@each_exercise
def test_known_mistakes_are_explained_in_both_languages(exercise):
    assert exercise.mistakes, "no known mistake"
    for mistake in exercise.mistakes:
        assert mistake.uk.strip() and mistake.ru.strip() and mistake.uk != mistake.ru
    pairs = {(mistake.uk, mistake.ru) for mistake in exercise.mistakes}
    assert len(pairs) == len({uk for uk, _ in pairs}) == len({ru for _, ru in pairs}), \
        "explanations shared in one language only"


# Functions and classes

@each_function
@each_language
def test_reference_passes(exercise, language, capsys):
    Checker(language)(renamed(exercise.reference, exercise.name))
    assert capsys.readouterr().out == say(language, "solved", name=exercise.name) + "\n"


@each_function
def test_reference_raises_nowhere_and_gives_what_can_be_compared(exercise):
    def comparable(value):
        if isinstance(value, dict):
            return all(map(comparable, value.values()))
        if isinstance(value, tuple | list):
            return all(map(comparable, value))
        return is_number(value) or is_array(value)

    for case in exercise.cases:
        outcome = trial(exercise, exercise.reference, case)
        assert outcome.error is None
        assert exercise.in_place or comparable(outcome.result)


@each_function
def test_reference_changes_its_arguments_only_where_it_should(exercise):
    after = [trial(exercise, exercise.reference, case).arguments for case in exercise.cases]
    assert (difference(exercise, exercise.cases, after) is not None) == exercise.in_place


@each_function
def test_reference_gives_the_same_twice(exercise):
    for case in exercise.cases:
        assert alike(exercise, *(trial(exercise, exercise.reference, case) for _ in range(2)))


@each_function
def test_each_argument_has_a_name_to_show(exercise):
    for case in exercise.cases:
        names = argument_names(exercise, case)
        assert len(names) == len(set(names)) == len(case)
        assert all(name.isidentifier() for name in names)


@each_function
def test_more_than_one_case(exercise):
    assert len(exercise.cases) >= 2


@pytest.mark.parametrize("exercise, mistake", mistakes(FUNCTIONS))
@each_language
def test_known_mistake_gets_its_own_message(exercise, mistake, language, capsys):
    Checker(language)(renamed(mistake.wrong, exercise.name))
    message = say(language, "mistake", name=exercise.name, explanation=getattr(mistake, language))
    assert capsys.readouterr().out.startswith(message + "\n")


@each_function
def test_no_two_known_mistakes_behave_alike(exercise):
    outcomes = [[trial(exercise, mistake.wrong, case) for case in exercise.cases]
                for mistake in exercise.mistakes]
    for (i, one), (j, other) in combinations(enumerate(outcomes, 1), 2):
        assert not all(map(alike, [exercise] * len(one), one, other)), f"mistakes {i} and {j}"


@each_function
def test_cases_are_left_as_they_are(exercise):
    before = copy.deepcopy(exercise.cases)
    for answer in (exercise.reference, *(mistake.wrong for mistake in exercise.mistakes)):
        diagnose(exercise, answer)
    assert difference(exercise, before, exercise.cases) is None


# Numbers worked out on paper

@each_number
@each_language
def test_right_number_passes(exercise, language, capsys):
    Checker(language).answer(exercise.name, exercise.value)
    assert capsys.readouterr().out == say(language, "solved", name=exercise.name) + "\n"


@pytest.mark.parametrize("exercise, mistake", mistakes(NUMBERS))
@each_language
def test_known_wrong_number_gets_its_own_message(exercise, mistake, language, capsys):
    Checker(language).answer(exercise.name, mistake.wrong)
    message = say(language, "mistake", name=exercise.name, explanation=getattr(mistake, language))
    assert capsys.readouterr().out == message + "\n"


@each_number
def test_numbers_are_finite_and_known_mistakes_apart(exercise):
    numbers = [exercise.value, *(mistake.wrong for mistake in exercise.mistakes)]
    assert all(map(math.isfinite, numbers))
    for one, other in combinations(numbers, 2):
        assert not np.isclose(one, other, rtol=exercise.rtol, atol=exercise.atol)
