"""The exercises as they stand in the chapters: the stub is "not solved yet", the printed solution passes."""

import sys

import matplotlib
import pytest
from notebooks import (
    LANGUAGES,
    SETUP,
    cell_by_id,
    chapter_number,
    chapters,
    dropdowns,
    label,
    language,
    python_fences,
    read,
    tokens,
)

from course_lib.exercises import checker
from course_lib.exercises.exercise import Answer
from course_lib.exercises.messages import say

PREFIX = "exercise-"
TITLES = {"uk": ("Підказка", "Розв’язок"), "ru": ("Подсказка", "Решение")}
HEADING = {"uk": "Вправа {number}.", "ru": "Упражнение {number}."}
NOTEBOOKS = {path: read(path) for path in chapters()}


def exercise_cells(notebook):
    """Positions of the exercises' code cells."""
    return [i for i, cell in enumerate(notebook.cells)
            if cell.cell_type == "code" and cell.id.startswith(PREFIX)]


def spelled(name):
    """A name as it stands in a cell's id: train_epoch -> train-epoch, MeanLayer -> meanlayer."""
    return name.lower().replace("_", "-")


def exercise_of(path, cell):
    """The declared exercise of a code cell."""
    declared = {spelled(exercise.name): exercise for exercise in checker.exercises_of(chapter_number(path))}
    return declared[cell.id.removeprefix(PREFIX)]


def solution_of(notebook, position):
    """The text of the solution's dropdown in the cell after the exercise."""
    return dropdowns(notebook.cells[position + 1].source)[1].body


each_chapter = pytest.mark.parametrize("path", NOTEBOOKS, ids=label)
each_exercise = pytest.mark.parametrize("path, position", [
    pytest.param(path, position, id=f"{label(path)}-{notebook.cells[position].id.removeprefix(PREFIX)}")
    for path, notebook in NOTEBOOKS.items() for position in exercise_cells(notebook)])


@pytest.fixture(scope="module")
def after_setup():
    """after_setup(path): a copy of the names that the chapter's setup cell defines; the cell runs once."""
    matplotlib.use("Agg")
    namespaces = {}

    def names(path):
        if path not in namespaces:
            namespaces[path] = {"__name__": "__main__"}
            exec(cell_by_id(NOTEBOOKS[path], SETUP).source, namespaces[path])
        return dict(namespaces[path])

    return names


@pytest.fixture(autouse=True)
def fresh_kernel(monkeypatch):
    """Nothing solved yet, and no chapter's exercises imported."""
    monkeypatch.setattr(checker, "checked_chapters", set())
    monkeypatch.setattr(checker, "solved_names", set())
    for module in imported_chapters():
        monkeypatch.delitem(sys.modules, module)


def imported_chapters():
    return [name for name in sys.modules if name.startswith("course_lib.exercises.chapter_")]


def test_every_chapter_with_exercises_has_a_notebook_in_both_languages():
    assert checker.chapters()
    for name in LANGUAGES:
        assert set(checker.chapters()) <= {chapter_number(path) for path in chapters(name)}


@each_chapter
def test_chapter_has_six_exercises_or_more_and_they_are_the_declared_ones(path):
    cells = [NOTEBOOKS[path].cells[i].id.removeprefix(PREFIX) for i in exercise_cells(NOTEBOOKS[path])]
    assert len(cells) >= 6
    assert cells == [spelled(exercise.name) for exercise in checker.exercises_of(chapter_number(path))]


@each_chapter
def test_exercises_are_numbered_in_order(path):
    notebook = NOTEBOOKS[path]
    for number, position in enumerate(exercise_cells(notebook), 1):
        heading, title, *_ = tokens(notebook.cells[position - 1].source)
        assert heading.tag == "h3"
        assert title.content.startswith(HEADING[language(path)].format(number=number) + " ")


@each_exercise
def test_hint_and_solution_follow_the_stub(path, position):
    cell = NOTEBOOKS[path].cells[position + 1]
    assert cell.cell_type == "markdown"
    assert tuple(dropdown.argument for dropdown in dropdowns(cell.source)) == TITLES[language(path)]
    assert python_fences(solution_of(NOTEBOOKS[path], position)), "no python code in the solution"


@each_exercise
def test_stub_says_not_solved_yet_and_nothing_else(path, position, after_setup, capsys):
    cell = NOTEBOOKS[path].cells[position]
    exercise = exercise_of(path, cell)
    names = after_setup(path)
    capsys.readouterr()
    exec(cell.source, names)
    key = "answer_stub" if isinstance(exercise, Answer) else "stub"
    assert capsys.readouterr().out == say(language(path), key, name=exercise.name) + "\n"


@each_exercise
def test_printed_solution_passes_with_nothing_but_the_setup_cell(path, position, after_setup, capsys):
    exercise = exercise_of(path, NOTEBOOKS[path].cells[position])
    names = after_setup(path)
    capsys.readouterr()
    for code in python_fences(solution_of(NOTEBOOKS[path], position)):
        exec(code, names)
    if not isinstance(exercise, Answer):
        names["check"](names[exercise.name])
    lines = capsys.readouterr().out.splitlines()
    assert lines and lines[-1] == say(language(path), "solved", name=exercise.name)


@each_exercise
def test_no_exercise_of_a_later_chapter_is_needed(path, position, after_setup):
    names = after_setup(path)
    exec(NOTEBOOKS[path].cells[position].source, names)
    for code in python_fences(solution_of(NOTEBOOKS[path], position)):
        exec(code, names)
    assert max(module[-2:] for module in imported_chapters()) == chapter_number(path)
