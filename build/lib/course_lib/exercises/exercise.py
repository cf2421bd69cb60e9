"""What an exercise is: a reference, the cases it is tried on, and the mistakes we know.

A chapter's exercises stand together in ``chapter_NN.py`` as one tuple ``EXERCISES``.
"""

from collections.abc import Callable
from dataclasses import dataclass


def call_with_arguments(answer, *arguments):
    """Run one case of a function exercise: call the answer with the case's arguments."""
    return answer(*arguments)


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that readers are known to give, and what to tell them, in each language."""

    wrong: Callable | float  # a wrong version of the function or class; for an Answer, the wrong number
    uk: str
    ru: str


@dataclass(frozen=True)
class Exercise:
    """A function or a class to write; the reader's answer is found by its name.

    ``cases`` holds one tuple of arguments for each trial, edge cases included. ``run(answer, *arguments)``
    turns a case into the result that is compared; a class exercise gives its own ``run``, which builds an
    object and uses it. A result is a number, an array, or a tuple, list or dictionary of these.
    Where the reader is meant to change the arguments in place, ``in_place=True``: then the arguments
    after the call are the result.
    """

    name: str
    chapter: str  # "01"
    reference: Callable
    cases: tuple[tuple, ...]
    mistakes: tuple[Mistake, ...] = ()
    run: Callable = call_with_arguments
    rtol: float = 1e-6
    atol: float = 1e-9
    in_place: bool = False


@dataclass(frozen=True)
class Answer:
    """A number to work out on paper."""

    name: str
    chapter: str
    value: float
    mistakes: tuple[Mistake, ...] = ()
    rtol: float = 1e-3
    atol: float = 1e-9
