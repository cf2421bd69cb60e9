"""The ways of optimizers over the level lines of a function, as a picture that plays step by step.

A notebook shows the HTML of ``PathPlayer``: an ``<img>`` with the finished picture, a table of the values,
and a script (player.js; card and buttons are styled by graph_stepper.css, the rest by player.css) that makes
both a player. Where scripts do not run, the picture and the table stay. Nothing has an id, so any number of
players stand on one page.
"""

from html import escape
from pathlib import Path

import numpy as np

from course_lib.graph_steps import number
from course_lib.path_picture import draw, value_at
from course_lib.plots import STYLES
from course_lib.svg import picture_with_table

__all__ = ["play_paths"]

WORDS = {
    "uk": {
        "player": "Шляхи крок за кроком",
        "step": "Крок",
        "buttons": ("Пуск", "Пауза", "Назад", "Далі"),
        "table": "Значення {name} за кроками",
        "picture": "Лінії рівня функції та шляхи поверх них; кроків: {steps}.",
        "way": "{label}: від ({start}), де {name} = {first}, до ({end}), де {name} = {last}.",
    },
    "ru": {
        "player": "Пути шаг за шагом",
        "step": "Шаг",
        "buttons": ("Пуск", "Пауза", "Назад", "Далее"),
        "table": "Значения {name} по шагам",
        "picture": "Линии уровня функции и пути по ним; шагов: {steps}.",
        "way": "{label}: от ({start}), где {name} = {first}, до ({end}), где {name} = {last}.",
    },
}
XLABEL, YLABEL = "θ₁", "θ₂"
HERE = Path(__file__).parent


def play_paths(ways, f, x_range, y_range, *, lang, name="f", levels=12, minima=(), every=1,
               xlabel=XLABEL, ylabel=YLABEL):
    """A player of the ways that optimizers take over the level lines of f, when this is a cell's last line.

    ways      {label: points}, one to four; points of shape (steps + 1, 2), the start first
    f         a function f(x, y) that accepts arrays; its values at the points are told step by step
    x_range   (low, high), from the left edge to the right one
    y_range   (low, high); one scale on both axes: gradients stand at right angles to level lines
    lang      the language of its words, "uk" or "ru"
    name      what f is called, plain text: "f", "L"
    levels    how many level lines, spread evenly over the picture; or a list of values of f to draw them at
    minima    points to mark with a cross: [(1, 1)]
    every     shows each every-th step only, for ways of thousands of steps; the line is drawn in full
    xlabel    what the axis of x is called, plain text: θ₁, if nothing else is said
    ylabel    the same for y: θ₂

    A shorter way waits at its end. A way may leave the picture, or diverge: its value is told as ∞ or nan.
    Raises ValueError for an unknown language, no ways or more than four, wrong shapes, empty ranges, and an
    ``every`` below 1 or beyond the last step.
    """
    return PathPlayer(ways, f, x_range, y_range, lang, name, levels, minima, every, xlabel, ylabel)


class PathPlayer:
    """What ``play_paths`` returns. Notebooks show it as a player; the same ways give the same bytes.

    svg     the finished picture
    values  {label: the value of f at each point shown}
    """

    def __init__(self, ways, f, x_range, y_range, lang, name, levels, minima, every, xlabel, ylabel):
        if lang not in WORDS:
            raise ValueError(f'lang must be one of {", ".join(map(repr, WORDS))}, got {lang!r}')
        self.lang, self.name, self.every = lang, name, every
        ways = same_length(ways, every)
        shown = {label: points[::every] for label, points in ways.items()}
        with np.errstate(all="ignore"):  # a way may diverge
            self.values = {label: value_at(f, points.T) for label, points in shown.items()}
        self.svg = draw(ways, f, x_range, y_range, levels, minima, every, xlabel, ylabel)
        self.description = self.describe(ways)

    def __repr__(self):
        return self.description

    def describe(self, ways):
        """The finished picture in words, for those who do not see it."""
        words = WORDS[self.lang]
        sentences = [words["picture"].format(steps=len(next(iter(ways.values()))) - 1)]
        for label, points in ways.items():
            start, end = ("; ".join(map(number, point)) for point in points[[0, -1]])
            first, last = map(number, self.values[label][[0, -1]])
            sentences.append(words["way"].format(label=label, name=self.name, start=start, end=end,
                                                 first=first, last=last))
        return " ".join(sentences)

    def _repr_html_(self):
        words = WORDS[self.lang]
        files = "graph_stepper.css", "player.css", "player.js"
        style, own_style, script = (HERE.joinpath(file).read_text("utf-8") for file in files)
        named = "|".join([words["player"], *words["buttons"]])
        rows = "".join(
            f'<tr><th scope="row">{k * self.every}</th>{"".join(f"<td>{number(x)}</td>" for x in row)}</tr>\n'
            for k, row in enumerate(zip(*self.values.values())))
        attributes = (f'class="graph-stepper path-player" lang="{self.lang}" data-words="{named}" '
                      f'data-name="{escape(self.name)}"')
        return picture_with_table(
            attributes, self.svg, self.description, title=words["table"].format(name=self.name),
            columns=(words["step"], *self.values), rows=rows, style=style + own_style, script=script)


def same_length(ways, every):
    """The ways as arrays, up to the last step shown; a shorter way stays where it ended."""
    if not 1 <= len(ways) <= len(STYLES):
        raise ValueError(f"a player shows one to {len(STYLES)} ways, got {len(ways)}")
    ways = {label: np.array(points, dtype=float) for label, points in ways.items()}
    for label, points in ways.items():
        if points.ndim != 2 or points.shape[1] != 2 or len(points) < 2:
            raise ValueError(f"points of {label!r} must have the shape (steps + 1, 2), got {points.shape}")
    steps = max(map(len, ways.values())) - 1
    if not 1 <= every <= steps:
        raise ValueError(f"every must be from 1 to the number of steps, {steps}, got {every}")
    length = steps // every * every + 1
    return {label: np.pad(points, ((0, max(0, length - len(points))), (0, 0)), mode="edge")[:length]
            for label, points in ways.items()}
