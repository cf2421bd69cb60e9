"""The pages of reference: every name the library offers is there, and the examples run."""

import ast
import csv
import inspect
import pkgutil
import re
from importlib import import_module

import matplotlib
import matplotlib.pyplot as plt
import pytest

import course_lib
import myst
from notebooks import BOOK, LANGUAGES

INNER = {"graph_picture", "graph_steps", "path_picture", "svg"}  # the drawing behind the players
MODULES = [module.name for module in pkgutil.iter_modules(course_lib.__path__) if module.name not in INNER]


def offered(name):
    """The public functions and classes of a module, {name: object}."""
    module = import_module(f"course_lib.{name}")
    things = {key: getattr(module, key) for key in getattr(module, "__all__", vars(module)) if key[0] != "_"}
    return {key: thing for key, thing in things.items()
            if (inspect.isfunction(thing) or inspect.isclass(thing))
            and f"{thing.__module__}.".startswith(f"{module.__name__}.")}


OFFERED = [pytest.param(module, name, id=f"{module}.{name}")
           for module in MODULES for name in offered(module)]


def expected_parameters(thing):
    """Pairs (name, default); a dataclass's list is shown as []."""
    if inspect.isclass(thing) and issubclass(thing, Exception):
        return []
    parameters = inspect.signature(thing).parameters.values()
    return [(parameter.name, [] if repr(parameter.default) == "<factory>" else parameter.default)
            for parameter in parameters]


def shown_parameters(entry, module):
    """The same, read off the page; a default is evaluated where the module could."""
    texts = [element.get_text() for element in entry.select(".sig-param")]
    pairs = [text.lstrip("*").partition("=") for text in texts if text != "*"]
    values = vars(import_module(f"course_lib.{module}"))
    return [(name, eval(default, dict(values)) if sign else inspect.Parameter.empty)
            for name, sign, default in pairs]


def without_spaces(text):
    return "".join(text.split())


# -------------------------------------------------------------------------------- the built pages

@pytest.fixture(scope="module", params=LANGUAGES)
def page(request, pages):
    return pages[f"book/{request.param}/reference.html"]


@pytest.mark.parametrize("module, name", OFFERED)
def test_every_function_and_class_is_shown_with_its_signature(page, module, name):
    (entry,) = page.find_all(id=f"course_lib.{module}.{name}")
    assert entry.select_one(".sig-name").get_text() == name
    assert shown_parameters(entry, module) == expected_parameters(offered(module)[name])


@pytest.mark.parametrize("module, name", OFFERED)
def test_docstrings_are_shown_to_the_last_sign_and_marked_as_english(page, module, name):
    shown = page.find(id=f"course_lib.{module}.{name}").find_next_sibling("dd").select_one(".docstring")
    docstring = inspect.getdoc(offered(module)[name]).replace("``", "")
    assert without_spaces(shown.get_text()) == without_spaces(docstring)
    assert shown["lang"] == "en"


def test_formulas_of_adam_stand_under_each_other(page):
    docstring = page.find(id="course_lib.optimizers.Adam").find_next_sibling("dd")
    lines = [line.get_text() for line in docstring.select(".line")]
    assert [line[0] for line in lines if "←" in line] == ["m", "v", "θ"]


def test_nothing_private_is_shown(page):
    names = [entry["id"] for entry in page.select("dt.sig")]
    assert names and not [name for name in names if re.search(r"\._(?!_)", name)]


def test_modules_come_in_the_order_of_the_course(page):
    names = [heading.code.get_text() for heading in page.select("article h2")]
    assert names == ["graph", "layers", "losses", "optimizers", "schedules", "gradients", "training", "data",
                     "plots", "player", "exercises"]
    assert sorted(names) == sorted(MODULES)


def test_classes_are_called_so_in_the_language_of_the_page(page):
    words = {"uk": {"клас", "виняток"}, "ru": {"класс", "исключение"}}
    assert {word.get_text().strip() for word in page.select("dt .property")} == words[page.html["lang"]]


# -------------------------------------------------------------------------------- the examples

def examples(language):
    """The code of all examples on a page, in order."""
    items = myst.items((BOOK / language / "reference.md").read_text("utf-8"))
    return "".join(item.value for item in items if item.kind == "code")


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_give_the_results_in_their_comments(language, capsys):
    matplotlib.use("agg")
    code, names, compared = examples(language), {}, 0
    for statement in ast.parse(code).body:
        source, comment = re.fullmatch(r"(.*?)(?:  # (.*))?", lines_of(code, statement), re.DOTALL).groups()
        if comment:
            assert repr(eval(source, names)) == comment
            compared += 1
        else:
            exec(source, names)
    plt.close("all")
    assert compared >= 5


def lines_of(code, statement):
    """The lines of a statement, with the comment behind it."""
    return "\n".join(code.splitlines()[statement.lineno - 1:statement.end_lineno])


def test_table_of_growth_shows_what_the_page_says():
    with (BOOK.parent / "benchmarks" / "growth.csv").open() as file:
        seconds = {(int(row["width"]), int(row["batch_size"])): float(row["seconds"]) for row in csv.DictReader(file)}
    widths = [seconds[width, 128] for width in (50, 100, 200, 400, 800)]
    factors = [wide / narrow for narrow, wide in zip(widths, widths[1:])]
    assert factors[0] < 2 < factors[-1]  # nearly proportional at first, then w² wins
    small, middle, large = seconds[200, 8], seconds[200, 128], seconds[200, 2048]
    assert small > 3 * middle  # a small batch is dear
    assert middle / large < 1.5  # and beyond a few hundred rows there is little left to gain
