"""The player of ways over level lines: the picture, its steps, the values told, the page it makes."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest
from bs4 import BeautifulSoup

from course_lib import path_picture, plots
from course_lib.graph_steps import number
from course_lib.path_picture import thin, ticks
from course_lib.player import WORDS, play_paths

LANGUAGES = "uk", "ru"
FOREIGN = {"uk": "[ыэъёЫЭЪЁ]", "ru": "[іїєґІЇЄҐ]"}
SVG = "{http://www.w3.org/2000/svg}"
RANGES = (-4, 4), (-3, 3)


def valley(x, y):
    return x**2 + 4 * y**2


def way(rate, steps, start=(-3, 2)):
    """Gradient descent in the valley."""
    points = np.array([start], dtype=float)
    for _ in range(steps):
        points = np.vstack([points, points[-1] - rate * points[-1] * [2, 8]])
    return points


def example(lang="uk", **settings):
    return play_paths({"SGD": way(0.1, 10), "ω & <b>": way(0.05, 10)}, valley, *RANGES, lang=lang, **settings)


def bumpy(lang="uk"):
    """A surface of many minima, four ways of a hundred steps: as large as chapters need."""
    ways = {f"{rate:g}": way(rate, 100) for rate in (0.01, 0.02, 0.05, 0.1)}
    return play_paths(ways, lambda x, y: valley(x, y) + 3 * np.sin(5 * x) * np.sin(5 * y), *RANGES, lang=lang)


def page(picture):
    return BeautifulSoup(picture._repr_html_(), "html.parser")


def rows(picture):
    """The cells of the table, row by row."""
    return [[cell.get_text() for cell in row.find_all(["th", "td"])]
            for row in page(picture).select("tbody tr")]


def decoded(picture):
    """The picture in the page's <img>, parsed."""
    kind, _, svg = page(picture).img["src"].partition(",")
    assert kind == "data:image/svg+xml;charset=utf-8"
    return ElementTree.fromstring(unquote(svg))


def drawn(picture):
    """Each way as the script takes it apart: (pieces of the line, marks, place of the large mark)."""
    found = []
    for group in decoded(picture).iter(f"{SVG}g"):
        line, marks, here = group
        place = re.fullmatch(r"translate\((.*),(.*)\)", here.get("transform")).groups()
        found.append((re.findall("[ML][^ML]*", line.get("d")), re.findall("M[^M]*", marks.get("d")), place))
    return found


def points_of(pieces):
    """All points of a line's pieces, in pixels of the plane."""
    return np.array([[float(x) for x in point.split(",")] for piece in pieces for point in piece[1:].split()])


def plane(picture):
    """The part of the picture that shows the plane: (width, height, pixels of a point)."""
    inner = decoded(picture).find(f"{SVG}svg")
    width, height = float(inner.get("width")), float(inner.get("height"))
    (left, right), (bottom, top) = RANGES

    def pixels(x, y):
        return (x - left) / (right - left) * width, (top - y) / (top - bottom) * height

    return width, height, pixels


# ---------------------------------------------------------------------------------------------- the picture

def test_each_step_adds_its_piece_of_the_line_and_a_mark():
    picture = example()
    _, _, pixels = plane(picture)
    for points, (pieces, marks, place) in zip([way(0.1, 10), way(0.05, 10)], drawn(picture)):
        expected = np.array([pixels(*point) for point in points])
        assert len(pieces) == len(marks) == 11
        assert pieces[0][0] == "M" and {piece[0] for piece in pieces[1:]} == {"L"}
        assert points_of(pieces) == pytest.approx(expected, abs=0.06)
        assert points_of([mark.split("m")[0] for mark in marks]) == pytest.approx(expected, abs=0.06)
        assert [float(x) for x in place] == pytest.approx(expected[-1], abs=0.06)


def test_both_axes_have_one_scale():
    width, height, _ = plane(example())
    assert width / 8 == pytest.approx(height / 6, rel=1e-3)


def test_a_tall_plane_stays_within_bounds():
    picture = play_paths({"SGD": way(0.1, 5)}, valley, (-1, 1), (-9, 9), lang="uk")
    width, height, _ = plane(picture)
    assert height == path_picture.TALLEST and width / 2 == pytest.approx(height / 18, abs=0.03)


def test_level_lines_are_where_f_has_its_level():
    picture = example(levels=[2, 10])
    width, height, _ = plane(picture)
    lines = decoded(picture).find(f"{SVG}svg").findall(f"{SVG}path")
    assert len(lines) == 2
    for level, line in zip([2, 10], lines):
        points = absolute(line.get("d")) / [width, -height] * [8, 6] + [-4, 3]
        assert valley(*points.T) == pytest.approx(level, abs=0.15)
    assert lines[0].get("stroke") < lines[1].get("stroke"), "the lower the darker"


def absolute(d):
    """Points of one closed line told by SVG's relative moves."""
    start, moves = d[1:].split("l")
    pairs = [np.array(re.findall(r"-?[\d.]+", part), dtype=float).reshape(-1, 2) for part in (start, moves)]
    return np.cumsum(np.vstack(pairs), axis=0)


def test_between_level_lines_lie_equal_shares_of_the_picture():
    grid = np.stack(np.meshgrid(np.linspace(-4, 4, 121), np.linspace(-3, 3, 121)))
    frame = path_picture.Frame(*RANGES)
    thirds = np.quantile(valley(*grid), [1 / 6, 1 / 2, 5 / 6])
    lines, expected = (list(path_picture.level_lines(valley, frame, levels)) for levels in (3, thirds))
    assert lines == expected


@pytest.mark.parametrize("f", [lambda x, y: 0 * x + 1, lambda x, y: np.full_like(x, np.nan)])
def test_a_function_without_levels_has_no_lines(f):
    picture = play_paths({"SGD": way(0.1, 3)}, f, *RANGES, lang="uk")
    assert decoded(picture).find(f"{SVG}svg").findall(f"{SVG}path") == []


def test_f_need_not_be_defined_everywhere():
    picture = play_paths({"SGD": way(0.1, 3)}, lambda x, y: np.log(x), *RANGES, lang="uk")
    assert len(decoded(picture).find(f"{SVG}svg").findall(f"{SVG}path")) == 12
    assert rows(picture)[0] == ["0", "nan"]


def test_minima_are_marked_with_crosses():
    picture = example(minima=[(0, 0), (4, 3)], levels=[])
    _, _, pixels = plane(picture)
    crosses = decoded(picture).find(f"{SVG}svg").findall(f"{SVG}path")
    places = [[float(x) for x in cross.get("d")[1:].split("m")[0].split(" ")] for cross in crosses]
    assert np.array(places) == pytest.approx(np.array([pixels(0, 0), pixels(4, 3)]), abs=0.06)


def test_every_shows_some_steps_and_draws_the_whole_way():
    ways = {"SGD": np.column_stack([np.linspace(-3, 3, 24), np.tile([2, -2], 12)])}
    picture = play_paths(ways, valley, *RANGES, lang="uk", every=5)
    (pieces, marks, place), = drawn(picture)
    assert [row[0] for row in rows(picture)] == ["0", "5", "10", "15", "20"]
    assert [float(row[1]) for row in rows(picture)] == pytest.approx(valley(*ways["SGD"][:21:5].T), rel=1e-3)
    assert [len(points_of([piece])) for piece in pieces] == [1, 5, 5, 5, 5]
    assert len(marks) == 5
    assert pieces[-1].split(" ")[-1] == ",".join(place)


def test_long_ways_have_a_mark_only_at_the_start():
    assert [len(marks) for _, marks, _ in drawn(play_paths(
        {"SGD": way(0.01, path_picture.MOST_MARKED + 1)}, valley, *RANGES, lang="uk"))] == [1]


def test_a_shorter_way_waits_at_its_end():
    picture = play_paths({"long": way(0.1, 6), "short": way(0.05, 2)}, valley, *RANGES, lang="uk")
    (_, (pieces, _, _)) = drawn(picture)
    assert len(pieces) == 7 and len(set(pieces[2:])) == 1
    assert len({row[2] for row in rows(picture)[2:]}) == 1


def test_a_diverging_way_is_told_and_drawn_to_its_last_finite_point():
    points = np.array([[-3, 2], [1, 1], [1e308, -1e308], [np.inf, 0], [np.nan, np.nan]])
    picture = play_paths({"SGD": points}, valley, *RANGES, lang="uk")
    assert [row[1] for row in rows(picture)] == ["25", "5", "∞", "∞", "nan"]
    (pieces, _, _), = drawn(picture)
    assert np.abs(points_of(pieces)).max() == path_picture.FAR
    assert len(set(pieces[2:])) == 1
    assert "∞" not in unquote(page(picture).img["src"])


def test_the_legend_names_every_way_in_its_own_style():
    labels = ["SGD", "ω", "'a' & <b>", "Adam, β = 0.9 and more"]
    picture = play_paths({label: way(0.1, 5) for label in labels}, valley, *RANGES, lang="uk")
    texts = [text.text for text in decoded(picture).iter(f"{SVG}text")]
    assert texts[-4:] == labels
    styles = {(group.get("data-color"), group[0].get("stroke-dasharray"), group[2].get("d"))
              for group in decoded(picture).iter(f"{SVG}g")}
    assert len(styles) == 4 and {color for color, _, _ in styles} == {color for color, _, _ in plots.STYLES}


def test_axes_carry_round_numbers_and_their_names():
    texts = [text.text for text in decoded(example(xlabel="w & b", ylabel="b")).iter(f"{SVG}text")]
    assert texts == ["−4", "−2", "0", "2", "4", "−2", "0", "2", "w & b", "b", "SGD", "ω & <b>"]


@pytest.mark.parametrize(("low", "high", "expected"), [
    (-5, 5, [-4, -2, 0, 2, 4]), (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    (-0.3, 0.2, [-0.3, -0.2, -0.1, 0, 0.1, 0.2]),
])
def test_ticks(low, high, expected):
    assert ticks(low, high).tolist() == expected


def test_a_thinned_line_stays_close_and_keeps_its_ends():
    angles = np.linspace(0, 2 * np.pi, 401)
    circle = 50 * np.column_stack([np.cos(angles), np.sin(angles)])
    few = thin(circle, 0.3)
    assert len(few) < 60 and (few[[0, -1]] == circle[[0, -1]]).all()
    middles = (few[:-1] + few[1:]) / 2
    assert np.hypot(*middles.T).min() > 49.4


def test_a_thinned_line_keeps_its_turns_back():
    there_and_back = np.array([(0, 0), (5, 0), (10, 0), (7, 0.1), (4, 0)])
    assert thin(there_and_back, 0.3).tolist() == [[0, 0], [10, 0], [4, 0]]


# ---------------------------------------------------------------------------------------------- the words

@pytest.mark.parametrize("lang", LANGUAGES)
def test_table_tells_the_values_of_f_step_by_step(lang):
    picture = example(lang)
    expected = zip(valley(*way(0.1, 10).T), valley(*way(0.05, 10).T))
    assert rows(picture) == [[str(k), number(a), number(b)] for k, (a, b) in enumerate(expected)]
    head = [cell.get_text() for cell in page(picture).select("thead th")]
    assert head == [WORDS[lang]["step"], "SGD", "ω & <b>"]


def test_alternative_text_tells_where_each_way_leads():
    ways = {"SGD": [(-3, 2), (1, 0.5)], "Adam": [(0, 0), (0, 1)]}
    picture = play_paths(ways, valley, *RANGES, lang="uk", name="L")
    assert page(picture).img["alt"] == repr(picture) == (
        "Лінії рівня функції та шляхи поверх них; кроків: 1. SGD: від (−3; 2), де L = 25, до (1; 0.5), де L = 2. "
        "Adam: від (0; 0), де L = 0, до (0; 1), де L = 4.")
    picture = play_paths({"SGD": [(-3, 2), (1, 0.5)]}, valley, *RANGES, lang="ru")
    assert repr(picture) == (
        "Линии уровня функции и пути по ним; шагов: 1. SGD: от (−3; 2), где f = 25, до (1; 0.5), где f = 2.")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_picture_speaks_the_readers_language(lang):
    soup = page(example(lang, name="L"))
    assert soup.div["lang"] == lang and soup.div["data-name"] == "L"
    for element in soup.select("script, style"):
        element.decompose()
    assert not re.search(FOREIGN[lang], str(soup) + unquote(soup.img["src"]))
    assert soup.summary.get_text() == {"uk": "Значення L за кроками", "ru": "Значения L по шагам"}[lang]
    assert soup.div["data-words"] == {"uk": "Шляхи крок за кроком|Пуск|Пауза|Назад|Далі",
                                      "ru": "Пути шаг за шагом|Пуск|Пауза|Назад|Далее"}[lang]


@pytest.mark.parametrize(("change", "said"), [
    ({"lang": "en"}, "lang must be one of 'uk', 'ru', got 'en'"),
    ({"ways": {}}, "one to 4 ways, got 0"),
    ({"ways": {str(k): way(0.1, 3) for k in range(5)}}, "one to 4 ways, got 5"),
    ({"ways": {"SGD": way(0.1, 3).T}}, r"of 'SGD' must have the shape \(steps \+ 1, 2\), got \(2, 4\)"),
    ({"ways": {"SGD": [(1, 2)]}}, r"got \(1, 2\)"),
    ({"ways": {"SGD": [1, 2]}}, r"got \(2,\)"),
    ({"x_range": (1, 1)}, r"low < high, got \(1, 1\) and \(-3, 3\)"),
    ({"y_range": (0, np.inf)}, "low < high"),
    ({"every": 0}, "every must be from 1 to the number of steps, 3, got 0"),
    ({"every": 4}, "every must be from 1 to the number of steps, 3, got 4"),
    ({"f": lambda x, y: 1.0}, r"f must give an array of the shape of x and y, \(4,\), got \(\)"),
])
def test_what_cannot_be_drawn_is_refused(change, said):
    arguments = dict(ways={"SGD": way(0.1, 3)}, f=valley, x_range=(-4, 4), y_range=(-3, 3), lang="uk")
    with pytest.raises(ValueError, match=said):
        play_paths(**{**arguments, **change})


def test_the_ways_given_are_not_changed():
    points = way(0.1, 5)
    points[-1] = np.nan
    kept = points.copy()
    play_paths({"SGD": points}, valley, *RANGES, lang="uk", every=2)
    assert np.array_equal(points, kept, equal_nan=True)


# ---------------------------------------------------------------------------------------------- the page

def test_without_style_and_script_the_finished_picture_and_the_table_stay():
    sanitised = page(example())
    for element in sanitised.select("style, script"):
        element.decompose()
    allowed = {"div", "img", "details", "summary", "table", "thead", "tbody", "tr", "th", "td"}
    assert {element.name for element in sanitised.find_all(True)} == allowed
    assert not sanitised.select("[hidden], [style]")
    assert sanitised.img["src"] and sanitised.img["alt"]


def test_nothing_has_an_id_and_nothing_is_asked_of_another_host():
    html = example()._repr_html_()
    assert not page(example()).select("[id]")
    assert not any(element.get("id") for element in decoded(example()).iter())
    assert set(re.findall(r"https?://[^'\" ]+", html)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"url\(|@import|\beval\b|\bFunction\(|innerHTML|fetch|require", html)


def test_labels_are_shown_as_they_are():
    label = "a<b & \"c\" 'd' 100% #1 </script><script>alert(1)</script>"
    soup = page(play_paths({label: way(0.1, 3)}, valley, *RANGES, lang="uk", name=label))
    assert label in soup.img["alt"] and soup.select("th")[1].get_text() == soup.div["data-name"] == label
    assert len(soup.select("script")) == 1 and len(soup.select("img")) == 1


def test_same_bytes_in_two_processes():
    script = ("import sys; sys.path.insert(0, 'tests'); from test_play_paths import bumpy;"
              "sys.stdout.buffer.write(bumpy()._repr_html_().encode())")
    root = Path(__file__).parents[1]
    outputs = [subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=root,
                              env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")]
    assert outputs[0] == outputs[1] == bumpy()._repr_html_().encode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_many_minima_and_four_hundred_steps_fit_into_90_kilobytes(lang):
    assert len(bumpy(lang)._repr_html_().encode()) < 90_000
