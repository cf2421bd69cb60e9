"""Checks of the reader's solutions: ``check = Checker("uk")``, then ``check(function)``.

A chapter's exercises are declared in ``chapter_NN.py`` (see ``exercise.py``), ``diagnosis.py`` finds out
what is wrong with an answer, and ``checker.py`` says it in the reader's language with the sentences of
``messages.py``.
"""

from course_lib.exercises.checker import Checker

__all__ = ["Checker"]
