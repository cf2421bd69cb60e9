"""The picture of ways over level lines: what ``play_paths`` plays."""

import re
from html import escape

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from course_lib.graph_steps import number
from course_lib.plots import INK, STYLES
from course_lib.svg import tag

WIDTH, LEFT, RIGHT, TOP, TALLEST = 380, 62, 12, 10, 320  # pixels; the picture grows and shrinks with the page
TICKS, AXIS, LEGEND = 22, 22, 24  # heights of the rows under the picture
FONT = 15
FAR = 1e5  # pixels; a way that leaves for infinity is drawn no farther
MOST_MARKED = 60  # steps; in longer ways marks would hide the line
DASHES = {"-": "none", "--": "7 4", ":": "2 3", "-.": "8 3 2 3"}
SHAPES = {  # around (0, 0), for a radius of 1
    "o": "m-1 0c0-.55 .45-1 1-1s1 .45 1 1-.45 1-1 1-1-.45-1-1z",
    "s": "m-.9-.9h1.8v1.8h-1.8z",
    "^": "m0-1.2l1.2 2.1h-2.4z",
    "D": "m0-1.3l1.3 1.3-1.3 1.3-1.3-1.3z",
}


def draw(ways, f, x_range, y_range, levels, minima, every, xlabel, ylabel):
    """The finished picture as SVG: the plane with its axes, and under it what each way is called.

    ways: {label: points (steps + 1, 2)} of one length; the rest as in ``play_paths``.
    """
    frame = Frame(x_range, y_range)
    shapes = [*level_lines(f, frame, levels), *crosses(minima, frame), *drawn_ways(ways, every, frame)]
    top = round(frame.bottom + TICKS + AXIS)
    legend, height = drawn_legend(list(ways), top)
    paper = tag("rect", width="100%", height="100%", rx=8, fill="#ffffff")
    content = "".join([paper, *frame.axes(xlabel, ylabel), frame.window(shapes), *legend])
    return tag("svg", content, xmlns="http://www.w3.org/2000/svg", width=WIDTH, height=top + height,
               viewBox=f"0 0 {WIDTH} {top + height}", role="img", font_family="sans-serif", font_size=FONT,
               text_anchor="middle", fill=INK)


class Frame:
    """Where the plane lies in the picture: pixels of its corners, and how a point becomes pixels."""

    def __init__(self, x_range, y_range):
        self.low, self.high = np.array([x_range, y_range], dtype=float).T
        size = self.high - self.low
        if not (np.isfinite(size).all() and (size > 0).all()):
            raise ValueError(f"ranges must be (low, high) with low < high, got {x_range} and {y_range}")
        room = WIDTH - LEFT - RIGHT
        self.scale = min(room / size[0], TALLEST / size[1])
        self.width, self.height = (float(side) for side in (self.scale * size).round(1))
        self.left, self.bottom = LEFT + (room - self.width) / 2, TOP + self.height

    def pixels(self, points):
        """Points (n, 2) as pixels from the upper left corner of the plane, to a tenth."""
        with np.errstate(over="ignore"):
            x, y = ((np.asarray(points, dtype=float) - self.low) * self.scale).T
        return np.clip(np.column_stack([x, self.height - y]), -FAR, FAR).round(1) + 0.0  # no −0

    def window(self, shapes):
        """The shapes, drawn in pixels of the plane; what lies outside is cut off."""
        return tag("svg", "".join(shapes), x=self.left, y=TOP, width=self.width, height=self.height,
                   overflow="hidden")

    def axes(self, xlabel, ylabel):
        """A border, numbers along it, and the names of the axes."""
        yield tag("rect", x=self.left, y=TOP, width=self.width, height=self.height, fill="none",
                  stroke="#8a8a8a")
        for x in ticks(self.low[0], self.high[0]):
            yield text(number(x), float(self.left + self.pixels([(x, self.low[1])])[0, 0]), self.bottom + 18)
        for y in ticks(self.low[1], self.high[1]):
            yield text(number(y), self.left - 6, float(TOP + self.pixels([(self.low[0], y)])[0, 1] + 5),
                       text_anchor="end")
        middle, side = TOP + self.height / 2, self.left - 52
        yield text(xlabel, self.left + self.width / 2, self.bottom + TICKS + 14)
        yield text(ylabel, side, middle, transform=f"rotate(-90 {side:g} {middle:g})")


def ticks(low, high):
    """A few round numbers from low to high."""
    values = MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high).round(12)
    return values[(low <= values) & (values <= high)]


def value_at(f, xy):
    """f(x, y) for arrays x, y; ValueError if it does not give an array of their shape."""
    z = np.asarray(f(*xy), dtype=float)
    if z.shape != xy[0].shape:
        raise ValueError(f"f must give an array of the shape of x and y, {xy[0].shape}, got {z.shape}")
    return z


def level_lines(f, frame, levels, cells=120):
    """The level lines of f, the lower the darker."""
    x, y = np.meshgrid(*np.linspace(frame.low, frame.high, cells + 1).T)
    with np.errstate(all="ignore"):
        z = value_at(f, np.array([x, y]))
    z = np.where(np.isfinite(z), z, np.nan)
    levels = passed_levels(z, levels)
    if not len(levels):
        return
    lines_of_levels = Figure().subplots().contour(x, y, z, levels=levels).allsegs
    for shade, lines in zip(np.linspace(110, 205, len(levels)).round().astype(int), lines_of_levels):
        d = "".join(relative_path(thin(frame.pixels(line), 0.3)) for line in lines if len(line) > 1)
        yield tag("path", d=d, fill="none", stroke=f"#{shade:02x}{shade:02x}{shade:02x}")


def passed_levels(z, levels):
    """Of the levels those that z passes; a number of them lie so that equal shares of z are between them."""
    known = z[~np.isnan(z)]
    if not len(known):
        return known
    if np.ndim(levels) == 0:
        levels = np.quantile(known, (np.arange(levels) + 0.5) / levels)
    return np.unique([level for level in levels if known.min() < level < known.max()])


def thin(points, tolerance):
    """The points of a line without those that lie within the tolerance of it anyway (Douglas and Peucker)."""
    start, chord = points[0], points[-1] - points[0]
    share = np.clip((points - start) @ chord / max(chord @ chord, 1e-9), 0, 1)
    away = np.hypot(*(points - start - share[:, None] * chord).T)
    k = away.argmax()
    if away[k] <= tolerance:
        return points[[0, -1]]
    return np.vstack([thin(points[:k + 1], tolerance), thin(points[k:], tolerance)[1:]])


def relative_path(points):
    """SVG's path through points in tenths of a pixel, each told by its distance from the one before."""
    tenths = (10 * points).round().astype(int)
    moves = np.diff(tenths, axis=0) / 10
    return f"M{coordinates(tenths[0] / 10)}l" + " ".join(map(coordinates, moves))


def coordinates(point):
    """Two numbers as SVG likes them short: 12.5-3, .5 0."""
    x, y = (f"{float(value):.7g}".replace("0.", ".") if abs(value) < 1 else f"{value:.7g}" for value in point)
    return f"{x}{y}" if y.startswith("-") else f"{x} {y}"


def crosses(points, frame):
    """A small cross at each point."""
    for point in frame.pixels(points) if len(points) else ():
        yield tag("path", d=f"M{coordinates(point)}m-5-5l10 10m0-10l-10 10", stroke=INK, stroke_width=2)


def drawn_ways(ways, every, frame):
    """A group for each way: its line, its marks, and where it is now; the script cuts them to the step."""
    for points, (color, dash, marker) in zip(ways.values(), STYLES):
        pixels = frame.pixels(until_lost(points))
        pieces = [f"M{xy(pixels[0])}"]  # one for each step shown
        for k in range(every, len(pixels), every):
            pieces.append("L" + " ".join(map(xy, thin(pixels[k - every:k + 1], 0.3)[1:])))
        marks = pixels[::every] if len(pieces) <= MOST_MARKED + 1 else pixels[:1]
        yield tag("g", "".join([
            tag("path", d="".join(pieces), fill="none", stroke=color, stroke_width=2,
                stroke_dasharray=DASHES[dash]),
            tag("path", d="".join(f"M{xy(point)}{shape(marker, 2.5)}" for point in marks), fill=color),
            tag("path", d="M0 0" + shape(marker, 5.5), fill=color, stroke="#ffffff",
                transform=f"translate({xy(pixels[-1])})"),
        ]), class_="way", data_color=color)


def until_lost(points):
    """The points of a way; once one is infinite or nan, the way stays at the last that was not."""
    lost = ~np.isfinite(points).all(axis=1)
    k = lost.argmax() if lost.any() else len(points)
    return np.vstack([points[:k], np.repeat(points[[max(k - 1, 0)]], len(points) - k, axis=0)])


def xy(point):
    return f"{point[0]:.7g},{point[1]:.7g}"


def shape(marker, radius):
    """The relative path of a marker."""
    return re.sub(r"[\d.]+", lambda size: f"{float(size[0]) * radius:g}", SHAPES[marker])


def drawn_legend(labels, top):
    """Samples of the ways with their labels, from ``top`` down, in two columns if they fit; and its height."""
    columns = 2 if max(map(len, labels)) <= 15 else 1
    shapes = []
    for k, (label, (color, dash, marker)) in enumerate(zip(labels, STYLES)):
        x, y = 20 + k % columns * (WIDTH - 20) / 2, top + LEGEND * (k // columns) + LEGEND / 2
        shapes += [
            tag("path", d=f"M{x:g} {y:g}h36", stroke=color, stroke_width=2, stroke_dasharray=DASHES[dash]),
            tag("path", d=f"M{x + 18:g} {y:g}{shape(marker, 5)}", fill=color),
            text(label, x + 44, y + 5, text_anchor="start"),
        ]
    return shapes, LEGEND * -(-len(labels) // columns) + 4


def text(words, x, y, **attributes):
    return tag("text", escape(words), x=x, y=y, **attributes)
