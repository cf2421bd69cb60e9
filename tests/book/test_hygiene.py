"""Every notebook, page and sentence of the book keeps to the rules of hygiene.py and typography.py."""

import copy
import importlib
import pkgutil
import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import course_lib.exercises
import hygiene
import myst
from course_lib.exercises.messages import SENTENCES
from course_lib import graph_steps, player
from notebooks import BOOK, LANGUAGES, chapters, label, language, read
from typography import NBSP, RULES, faults

MODULES = [module.name for module in pkgutil.iter_modules(course_lib.exercises.__path__)
           if module.name.startswith("chapter_")]
PAGES = [path for name in LANGUAGES for path in sorted((BOOK / name).glob("*.md"))]


def report(problems):
    problems = list(problems)
    assert not problems, "\n" + "\n".join(problems)


# ---------------------------------------------------------------------------------------------- the book

def test_both_languages_have_chapters_and_pages():
    assert all(chapters(name) for name in LANGUAGES) and PAGES


@pytest.mark.parametrize("check", hygiene.CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("path", chapters(), ids=label)
def test_chapter(path, check):
    report(f"{label(path)}, {fault}" for fault in check(read(path), language(path)))


@pytest.mark.parametrize("path", PAGES, ids=label)
def test_page(path):
    report(f"{label(path)}: {fault}" for text in myst.prose(path.read_text("utf-8"))
           for fault in faults(text, language(path)))


@pytest.mark.parametrize("name", LANGUAGES)
def test_sentences_of_the_checker(name):
    report(f"messages.py, {key}: {fault}" for key, sentence in SENTENCES.items()
           for fault in faults(sentence[name], name, "string"))


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("module", [graph_steps, player], ids=["graph", "player"])
def test_words_around_a_picture(module, name):
    texts = {key: re.sub(r"{\w+}", myst.GAP, str(words)) for key, words in module.WORDS[name].items()
             if key != "buttons"}
    report(f"{module.__name__}, {key}: {fault}" for key, text in texts.items()
           for fault in faults(text, name))


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("module", MODULES)
def test_explanations_of_known_mistakes(module, name):
    exercises = importlib.import_module(f"course_lib.exercises.{module}").EXERCISES
    report(f"{module}.py, {exercise.name}: {fault}" for exercise in exercises for mistake in exercise.mistakes
           for fault in faults(getattr(mistake, name), name, "string"))


# ------------------------------------------------------------------------------------- the rules of language

def broken_rules(markdown, name, place):
    return [fault.rule for text in myst.prose(markdown) for fault in faults(text, name, place)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.wrong)
def test_a_rule_finds_its_own_example_and_not_its_cure(rule):
    for name in rule.languages:
        for place in rule.places:
            assert rule in broken_rules(rule.wrong, name, place)
            assert rule not in broken_rules(rule.right.split(" (")[0], name, place)


@pytest.mark.parametrize("name, text", [
    ("uk", f"У{NBSP}зворотній послідовності; зворотні зв’язки; обґрунтування й{NBSP}ґрунт; проєкція."),
    ("uk", f"Точність{NBSP}— 97{NBSP}% на 10{NBSP}000 зразків, тобто 0,97; кроки 10–20, зсув −3."),
    ("uk", "Потрібен Python 3.11 або новіший, розділ 6.5 книги; мережа 784-300-10; 2, 3 і 4."),
    ("uk", "Ви бачите: як ви вже знаєте, вам досить ваших даних, і з’являється відповідь."),
    ("ru", f"Все ошибки; счета; определение и{NBSP}приведение; темно; неприемлемо; чем больше, тем лучше."),
    ("ru", f"Сеть{NBSP}— это функция; «перекрёстная „энтропия“»; учётная запись; чернила; легко; примем."),
])
def test_correct_writing_is_left_alone(name, text):
    assert [str(fault) for fault in faults(text, name)] == []


def test_formulas_and_code_are_no_prose():
    text = myst.prose('Число `0.5 - "x"` і $-3.5$, далі {eq}`uk-eq-1.5`.')
    assert [fault for passage in text for fault in faults(passage, "uk")] == []


def test_prose_inside_dropdowns_is_read():
    text = "````{dropdown} Розв’язок\n:::{note}\nпогрішність\n:::\n````"
    assert "погрішність" in myst.prose(text)


def excerpts(code):
    return [fault.excerpt for text, place in hygiene.code_texts(code) for fault in faults(text, "uk", place)]


def test_code_may_use_points_and_hyphens_but_not_foreign_letters():
    source = "x = 0.5 - y  # крок 0.5 - вперед\nprint('значення: -3.5', f'етап {x:.2f}')"
    assert excerpts(source) == []
    assert excerpts("print('шаг ещё')  # ещё") == ["шаг ещё", "# ещё"]


# ------------------------------------------------------------------------------------ the rules of notebooks

TITLE = "(uk-ch-slope)=\n# Нахил\n\n"


def exercise(number):
    """The three cells of an exercise."""
    return [
        new_markdown_cell(f"### Вправа {number}. Нахил\n\nЗнайдіть нахил.", id=f"task-{number}"),
        new_code_cell(f'def slope_{number}(x):\n    raise NotImplementedError\n\ncheck(slope_{number})',
                      id=f"exercise-slope-{number}"),
        new_markdown_cell("```{dropdown} Підказка\nПодумайте.\n```\n\n```{dropdown} Розв’язок\nОсь.\n```",
                          id=f"solution-{number}"),
    ]


def good_chapter():
    """A small chapter that keeps to every rule."""
    cells = [
        new_markdown_cell(f"{TITLE}Про нахил.", id="title"),
        new_code_cell('import numpy as np\n\ncheck = Checker("uk")', id="setup"),
        new_code_cell("plt.show()", id="plot-slope", metadata={"mystnb": {
            "figure": {"name": "uk-fig-slope", "caption": "Нахил"}, "image": {"alt": "Пряма вгору"}}},
            outputs=[new_output("display_data", {"image/png": "iVBORw0KGgo="})]),
        *[cell for number in range(1, 7) for cell in exercise(number)],
    ]
    for count, cell in enumerate([cell for cell in cells if cell.cell_type == "code"], start=1):
        cell.execution_count = count
    return new_notebook(cells=cells, metadata={
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"}})


def problems(notebook):
    return [fault for check in hygiene.CHECKS for fault in check(notebook, "uk")]


def test_a_good_chapter_has_no_faults():
    nbformat.validate(good_chapter())
    assert problems(good_chapter()) == []


def spoil_cell(cell_id, **changes):
    def spoil(notebook):
        next(cell for cell in notebook.cells if cell.id == cell_id).update(copy.deepcopy(changes))
    return spoil


def output(kind="stream", **content):
    return [new_output(kind, **content)]


def add_metadata(**metadata):
    return lambda notebook: notebook.metadata.update(metadata)


ADDRESS = "0x" + "7f3a5c2e9d10"
PATH = "/" + "home/teacher/course"
HOST = "py" + "pi.org"

SPOILED = [
    ("an id is a few words", spoil_cell("plot-slope", id="3f9c2ab1")),
    ("an id is a few words", spoil_cell("plot-slope", id="cell-12")),
    ("an id is a few words", spoil_cell("plot-slope", id="Plot_Slope")),
    ("is there twice", spoil_cell("plot-slope", id="task-1")),
    ("language_info must be", add_metadata(language_info={"name": "python", "version": "3.11.7"})),
    ("the kernel must be python3", add_metadata(kernelspec={"name": "course", "display_name": "course"})),
    ("widgets does not belong", add_metadata(widgets={})),
    ("execution does not belong", spoil_cell("setup", metadata={"execution": {"iopub.status.busy": "2026"}})),
    ("no cell is hidden", spoil_cell("setup", metadata={"tags": ["hide-input"]})),
    ("a machine's path in its output", spoil_cell("setup", outputs=output(name="stdout", text=PATH))),
    ("a machine's path in its source", spoil_cell("task-1", source=f"### Вправа 1. Нахил\n\n`{PATH}`")),
    ("a registry host", spoil_cell("title", source=f"{TITLE}`{HOST}`")),
    ("an object's address", spoil_cell("setup", outputs=output(name="stdout", text=ADDRESS))),
    ("run as number None", spoil_cell("exercise-slope-2", execution_count=None)),
    ("run as number 7, stands as code cell 3", spoil_cell("exercise-slope-1", execution_count=7)),
    ("holds an error", spoil_cell("setup", outputs=output(
        "error", ename="ValueError", evalue="x", traceback=[]))),
    ("stores stderr", spoil_cell("setup", outputs=output(name="stderr", text="100%"))),
    ("stores a widget", spoil_cell("setup", outputs=output(
        "display_data", data={"application/vnd.jupyter.widget-view+json": {"model_id": "a"}}))),
    ("its output is ignored", spoil_cell("setup", metadata={"tags": ["nbval-ignore-output"]},
                                         outputs=output(name="stdout", text="1"))),
    ("figure needs a name", spoil_cell("plot-slope", metadata={"mystnb": {
        "figure": {"name": "ru-fig-slope", "caption": "Нахил"}, "image": {"alt": "Пряма"}}})),
    ("figure needs a caption", spoil_cell("plot-slope", metadata={"mystnb": {
        "figure": {"name": "uk-fig-slope", "caption": "slope"}, "image": {"alt": "Пряма"}}})),
    ("figure needs an alternative text", spoil_cell("plot-slope", metadata={"mystnb": {
        "figure": {"name": "uk-fig-slope", "caption": "Нахил"}}})),
    ("the first code cell must be 'setup'", spoil_cell("setup", id="imports")),
    ("must hold check = Checker", spoil_cell("setup", source='check = Checker("ru")')),
    ("imports math", spoil_cell("plot-slope", source="import math\nimport torch.nn as nn\nplt.show()")),
    ("must begin with (uk-ch-…)=", spoil_cell("title", source="# Нахил")),
    ("this one has 2", spoil_cell("task-1", source="# Назва\n\n### Вправа 1. Нахил")),
    ("directive grid is not", spoil_cell("title", source=TITLE + "```{grid}\n```")),
    ("role {kbd}", spoil_cell("title", source=TITLE + "{kbd}`Enter`")),
    ("HTML: <b>", spoil_cell("title", source=f"{TITLE}це <b>нахил</b>")),
    ("label eq-slope must begin", spoil_cell("title", source=f"{TITLE}$$\na\n$$ (eq-slope)")),
    ("this one has 5", lambda notebook: notebook.cells.__delitem__(slice(-3, None))),
    ("heading ### Вправа 2.", spoil_cell("task-2", source="### Вправа 3. Нахил")),
    ("must end in check(…)", spoil_cell("exercise-slope-1", source="check(slope_1)\nx = 1")),
    ("checks incline", spoil_cell("exercise-slope-1", source="check(incline)")),
    ("must hold the dropdowns", spoil_cell("solution-1", source="```{dropdown} Розв’язок\nОсь.\n```")),
    ("its id must begin with exercise-", spoil_cell("plot-slope", source="check.answer('slope', 3)")),
    ("(prose): …погрішність", spoil_cell("task-1", source="### Вправа 1. Нахил\n\nпогрішність")),
    ("(prose): …Потери", spoil_cell("plot-slope", metadata={"mystnb": {
        "figure": {"name": "uk-fig-slope", "caption": "Потери сетэй"}, "image": {"alt": "Пряма"}}})),
    ("(comment): …# ещё", spoil_cell("plot-slope", source="plt.show()  # ещё")),
    ("(string): …погрішність", spoil_cell(
        "solution-1", source="```{dropdown} Підказка\n```\n\n```{dropdown} Розв’язок\n"
                             "~~~python\nprint('погрішність')\n~~~\n```")),
]


@pytest.mark.parametrize("expected, spoil", SPOILED, ids=[expected for expected, _ in SPOILED])
def test_a_spoiled_chapter_is_found_out(expected, spoil):
    notebook = good_chapter()
    spoil(notebook)
    assert any(expected in problem for problem in problems(notebook)), problems(notebook)


@pytest.mark.parametrize("source, name", [
    ("check(slope)", "slope"),
    ("check.answer('slope', ...)", "slope"),
    ("check.progress()", None),
    ("slope = check", None),
    ("", None),
])
def test_the_checked_name_stands_in_the_last_line(source, name):
    assert hygiene.checked_name(source) == name
