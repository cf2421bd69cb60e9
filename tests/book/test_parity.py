"""The two languages of the book say the same; the comparison sees what it must and forgives only words."""

from dataclasses import replace

import pytest

from notebooks import BOOK
from parity import Cell, Page, compare_books, compare_pages, numbers, read_page

UK_LESSON = """\
(uk-sec-slope)=
## Нахил

Нехай $y = wx$, тоді за 3 кроки, тобто за 0,5 с, дістанемо {eq}`uk-eq-slope`
(див. {ref}`нахил <uk-sec-slope>`).

:::{admonition} Типова помилка
:class: warning
Знак «мінус» губиться за 2 кроки.

```{dropdown} Підказка
$$
\\frac{\\partial L}{\\partial w} = -(y - \\hat y) \\text{ за умови $x > 0$}
$$ (uk-eq-slope)
```
:::

1. Запишіть $a$.
2. Запишіть $b$.

```python
slope = 2 * x  # нахил
print("нахил", slope)
```

Докладніше: [сторінка](https://example.org/slope), ![схема мережі](net.png).
"""

RU_LESSON = """\
(ru-sec-slope)=
## Наклон

Пусть $y = wx$, тогда за 3 шага, то есть за 0,5 с, получим {eq}`ru-eq-slope`
(см. {ref}`наклон <ru-sec-slope>`).

:::{admonition} Типичная ошибка
:class: warning
Минус теряется за 2 шага.

```{dropdown} Подсказка
$$
\\frac{\\partial L}{\\partial w} = -(y - \\hat y) \\text{ при условии $x > 0$}
$$ (ru-eq-slope)
```
:::

1. Запишите $a$.
2. Запишите $b$.

```python
slope = 2 * x  # наклон
print("наклон прямой", slope)
```

Подробнее: [страница](https://example.org/slope), ![изображение сети](net.png).
"""

UK_CODE = """\
# ширина мережі
check = Checker("uk")
for step in range(3):
    loss = w ** 2 - 1
    print(f"крок {step}: втрати {loss:.3f}")
plt.plot(x, label="функція $y$, 2 точки")
np.zeros(3, dtype="float32")
%matplotlib inline
"""

RU_CODE = """\
check = Checker("ru")   # проверка
for step in range(3):
    # потери
    loss = w ** 2 - 1
    print(f"потери {loss:.3f} на шаге {step}")
plt.plot(x, label="2 точки, $y$")
np.zeros(3, dtype="float32")
%matplotlib inline
"""

def figure(name, caption, alt):
    return {"figure": {"name": name, "caption": caption}, "image": {"alt": alt}}


UK_FIGURE = figure("uk-fig-slope", "Нахил за $x = 1$, крок 2", "Пряма вгору")
RU_FIGURE = figure("ru-fig-slope", "Наклон при $x = 1$, шаг 2", "Прямая")


def page(language, *cells):
    return Page("lesson.ipynb", language, cells)


def lesson(language, text, code, figure):
    return page(language, Cell("markdown", "slope", text),
                Cell("code", "plot-slope", code, ("nbval-ignore-output",), figure))


UK = lesson("uk", UK_LESSON, UK_CODE, UK_FIGURE)
RU = lesson("ru", RU_LESSON, RU_CODE, RU_FIGURE)


def differences(uk, ru):
    return [str(difference) for difference in compare_pages(uk, ru)]


def with_cell(number, **changes):
    """The Russian lesson with one cell changed."""
    cells = list(RU.cells)
    cells[number] = replace(cells[number], **changes)
    return replace(RU, cells=tuple(cells))


def test_the_book_says_the_same_in_both_languages():
    found = [str(difference) for difference in compare_books(BOOK)]
    assert not found, "\n\n" + "\n\n".join(found)


def test_words_comments_strings_titles_and_alternative_texts_are_free():
    # an f-string keeps the order of its braces, whatever the order of words around them
    ru = replace(RU, cells=(RU.cells[0], replace(RU.cells[1], source=RU_CODE.replace(
        'f"потери {loss:.3f} на шаге {step}"', 'f"на шаге {step} потери: {loss:.3f}"'))))
    assert differences(UK, ru) == []


@pytest.mark.parametrize("right, wrong, named", [
    ("= -(y", "= (y", "displayed formula"),
    ("$y = wx$", "$y = -wx$", "formula"),
    ("$x > 0$", "$x < 0$", "displayed formula"),
    ("1. Запишите $a$.\n2. Запишите $b$.", "1. Запишите $b$.\n2. Запишите $a$.", "formula"),
    ("за 3 шага", "за 4 шага", "number"),
    ("0,5 с", "0,05 с", "number"),
    ("за 2 шага", "за два шага", "number"),
    (":::{admonition} Типичная ошибка\n:class: warning\n", "", "directive"),
    (":class: warning", ":class: tip", "option"),
    (":class: warning\n", "", "blocks"),
    ("{dropdown}", "{note}", "directive"),
    ("{dropdown}", "{dropdown", "blocks"),
    ("## Наклон", "### Наклон", "heading"),
    ("(ru-sec-slope)=", "(ru-sec-incline)=", "label"),
    ("(ru-sec-slope)=", "(uk-sec-slope)=", "label"),
    ("$$ (ru-eq-slope)", "$$ (ru-eq-line)", "label"),
    ("{eq}`ru-eq-slope`", "{eq}`ru-eq-line`", "reference"),
    ("<ru-sec-slope>", "<ru-sec-line>", "reference"),
    ("2. Запишите $b$.\n", "", "blocks"),
    ("slope = 2 * x", "slope = 3 * x", "code"),
    ("```python", "```text", "code language"),
    ("https://example.org/slope", "https://example.org/line", "link"),
    ("net.png", "graph.png", "image"),
])
def test_a_change_in_a_text_is_named(right, wrong, named):
    assert right in RU_LESSON
    found = differences(UK, with_cell(0, source=RU_LESSON.replace(right, wrong)))
    first_line = found[0].splitlines()[0]
    assert first_line.startswith("lesson.ipynb, cell 1 (slope): ") and named in first_line


@pytest.mark.parametrize("right, wrong", [
    ("loss = w ** 2 - 1", "loss = w ** 2 + 1"),
    ("    loss = w ** 2 - 1\n", ""),
    ("{step}", "{step + 1}"),
    ("{loss:.3f}", "{loss:.2f}"),
    ("range(3)", "range(4)"),
    ('"float32"', '"float64"'),
    ('Checker("ru")', 'Checker("uk")'),
    ("$y$", "$x$"),
    ("2 точки", "3 точки"),
    ("%matplotlib inline", "%matplotlib widget"),
])
def test_a_change_in_code_is_named(right, wrong):
    assert right in RU_CODE
    uk = with_cell(1, source=RU_CODE.replace('Checker("ru")', 'Checker("uk")'), figure=UK_FIGURE)
    uk = replace(uk, language="uk", cells=(UK.cells[0], uk.cells[1]))
    assert differences(uk, RU) == []
    found = differences(uk, with_cell(1, source=RU_CODE.replace(right, wrong)))
    assert found[0].startswith("lesson.ipynb, cell 2 (plot-slope): code")


@pytest.mark.parametrize("change, named", [
    ({"tags": ()}, "cell tags"),
    ({"figure": None}, "figure's name"),
    ({"figure": figure("ru-fig-line", "Наклон при $x = 1$, шаг 2", "Прямая")}, "figure's name"),
    ({"figure": figure("ru-fig-slope", "При $x = 2$, шаг 2", "Прямая")}, "caption: formula"),
    ({"figure": figure("ru-fig-slope", "При $x = 1$, шаг 3", "Прямая")}, "caption: number"),
])
def test_a_change_in_a_cells_metadata_is_named(change, named):
    ru = with_cell(1, source=UK_CODE.replace('"uk"', '"ru"'), **change)
    assert named in differences(UK, ru)[0]


def test_a_missing_cell_is_named_and_ends_the_comparison():
    found = differences(UK, replace(RU, cells=RU.cells[1:]))
    assert len(found) == 1
    assert found[0] == ("lesson.ipynb, cell 1: the cells do not pair up from here on\n"
                        "    uk: markdown cell 'slope'\n"
                        "    ru: code cell 'plot-slope'")


def test_another_cell_id_is_named():
    assert "markdown cell 'line'" in differences(UK, with_cell(0, id="line"))[0]


def test_a_message_shows_both_sides():
    uk, ru = (page(language, Cell("markdown", "sum", text)) for language, text in
              [("uk", "Маємо $a + b$."), ("ru", "Имеем $a - b$.")])
    assert differences(uk, ru) == ["lesson.ipynb, cell 1 (sum): formula\n    uk: a + b\n    ru: a - b"]


def test_every_cell_that_differs_is_named_once():
    ru = page("ru", Cell("markdown", "one", "1 и 2"), Cell("markdown", "two", "3"))
    uk = page("uk", Cell("markdown", "one", "8 і 9"), Cell("markdown", "two", "4"))
    assert len(differences(uk, ru)) == 2


@pytest.mark.parametrize("text, expected", [
    ("60\u00a0000 зображень, 97\u00a0%", ["60\u00a0000", "97"]),
    ("від −3,5 до 10–20", ["−3,5", "10", "20"]),
    ("x1 і Adam2 — не числа, 28x28 теж", []),
    ("мережа 784-300-10, 7-й шар, 1, 2 і 3.", ["784", "300", "10", "7", "1", "2", "3"]),
])
def test_numbers_in_prose(text, expected):
    assert numbers(text) == expected


def test_markdown_pages_and_the_set_of_files_are_compared(tmp_path):
    for language in ("uk", "ru"):
        (tmp_path / language).mkdir()
    (tmp_path / "uk" / "index.md").write_text("# Курс\n\n10 розділів", "utf-8")
    (tmp_path / "ru" / "index.md").write_text("# Курс\n\n11 глав", "utf-8")
    (tmp_path / "uk" / "notation.md").write_text("# Позначення", "utf-8")
    assert read_page(tmp_path / "uk" / "index.md").language == "uk"
    assert [str(difference) for difference in compare_books(tmp_path)] == [
        "notation.md: page missing\n    uk: notation.md\n    ru: (nothing)",
        "index.md, cell 1 (page): number\n    uk: 10\n    ru: 11"]
