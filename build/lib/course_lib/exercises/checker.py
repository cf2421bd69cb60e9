"""What the reader calls: ``check(function)``, ``check.answer("name", number)``, ``check.progress()``."""

from difflib import get_close_matches
from importlib import import_module
from math import isfinite
from numbers import Real
from pathlib import Path

import numpy as np

from course_lib.exercises.diagnosis import diagnose
from course_lib.exercises.exercise import Answer
from course_lib.exercises.messages import say
from course_lib.exercises.report import described, report

LANGUAGES = ("uk", "ru")

checked_chapters = set()  # of this kernel, shared by all Checkers: a new Checker forgets nothing
solved_names = set()


class Checker:
    """Checks the reader's answers and says in their language, in print, what it found."""

    def __init__(self, language):
        if language not in LANGUAGES:
            raise ValueError(f'language must be "uk" or "ru", got {language!r}')
        self.language = language

    def __call__(self, answer):
        """Check a function or a class; its name says which exercise it solves."""
        if not callable(answer) or not hasattr(answer, "__name__"):
            raise ValueError(say(self.language, "not_a_function", got=described(answer, self.language)))
        exercise = find(answer.__name__)
        if exercise is None:
            self._say_unknown(answer.__name__)
        elif isinstance(exercise, Answer):
            self._say("use_answer", name=exercise.name)
        else:
            verdict = diagnose(exercise, answer)
            self._conclude(exercise, report(exercise.name, verdict, self.language), verdict.kind == "solved")

    def answer(self, name, value=..., *more):
        """Check a number worked out on paper; ``...`` is no answer yet."""
        if not isinstance(name, str):
            raise ValueError(say(self.language, "not_a_name", got=described(name, self.language)))
        exercise = find(name)
        if exercise is None:
            self._say_unknown(name)
        elif not isinstance(exercise, Answer):
            self._say("use_check", name=name)
        elif more:
            self._conclude(exercise, say(self.language, "decimal_comma", name=name), False)
        else:
            self._conclude(exercise, *judge(exercise, value, self.language))

    def progress(self):
        """Print what is solved and what is open in the chapters checked so far."""
        if not checked_chapters:
            self._say("no_progress")
        for chapter in sorted(checked_chapters):
            names = [exercise.name for exercise in exercises_of(chapter)]
            solved = solved_names & set(names)
            self._say("progress", chapter=int(chapter), total=len(names), solved=len(solved))
            for name in names:
                self._say("progress_solved" if name in solved else "progress_open", name=name)

    def _conclude(self, exercise, text, solved):
        """Print the text, remember whether the exercise is solved; once solved, it stays so."""
        checked_chapters.add(exercise.chapter)
        print(text)
        if solved and exercise.name not in solved_names:
            solved_names.add(exercise.name)
            if all(other.name in solved_names for other in exercises_of(exercise.chapter)):
                self._say("chapter_done", chapter=int(exercise.chapter))

    def _say(self, key, **values):
        print(say(self.language, key, **values))

    def _say_unknown(self, name):
        self._say("unknown", name=name)
        near = get_close_matches(name, [exercise.name for exercise in declared()])
        if near:
            self._say("near_names", names=", ".join(near))


def chapters():
    """The chapters that have exercises: "01", "02", …"""
    return [path.stem.removeprefix("chapter_") for path in sorted(Path(__file__).parent.glob("chapter_*.py"))]


def exercises_of(chapter):
    """The exercises of a chapter, in order."""
    return import_module(f"{__package__}.chapter_{chapter}").EXERCISES


def declared():
    """All exercises, chapter by chapter; a chapter is imported only when its turn comes."""
    for chapter in chapters():
        yield from exercises_of(chapter)


def find(name):
    """The exercise of this name, or None. Chapters after its own are not imported."""
    return next((exercise for exercise in declared() if exercise.name == name), None)


def judge(exercise, value, language):
    """(what to say about a number worked out on paper, whether it is right)."""
    name = exercise.name
    if value is ...:
        return say(language, "answer_stub", name=name), False
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if not isinstance(value, Real) or isinstance(value, bool):
        return say(language, "not_a_number", name=name, got=described(value, language)), False
    value = float(value)
    if not isfinite(value):
        return say(language, "not_a_number", name=name, got=f"{value:g}"), False
    if equal(exercise, value, exercise.value):
        return say(language, "solved", name=name), True
    for mistake in exercise.mistakes:
        if equal(exercise, value, mistake.wrong):
            return say(language, "mistake", name=name, explanation=getattr(mistake, language)), False
    return direction(exercise, value, language), False


def equal(exercise, value, other):
    return np.isclose(value, other, rtol=exercise.rtol, atol=exercise.atol)


def direction(exercise, value, language):
    """Where to look for the right number, without giving it away."""
    right, shown = exercise.value, f"{value:g}"
    if equal(exercise, -value, right):
        return say(language, "sign_only", name=exercise.name, value=shown)
    if abs(value - right) <= 0.02 * abs(right):
        return say(language, "nearly", name=exercise.name, value=shown)
    if value * right < 0:
        return say(language, "other_sign", name=exercise.name, value=shown)
    text = say(language, "smaller" if right < value else "larger", name=exercise.name, value=shown)
    small, large = sorted((abs(value), abs(right)))
    return f"{text}\n{say(language, 'far')}" if 0 < 10 * small < large else text
