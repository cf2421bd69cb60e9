"""Pictures for the chapters. Each function takes what it draws and an optional ax, and returns the Axes.

Words come from the caller, in the reader's language. Values are blue, gradients orange, throughout the book.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import FancyBboxPatch
from matplotlib.ticker import LogLocator, NullLocator, StrMethodFormatter

VALUE, GRADIENT, INK, PALE = "#0072B2", "#C04A00", "#222222", "#BDBDBD"  # for colour-blind readers too
POSITIVE, NEGATIVE = "#007A5A", "#A0348C"  # weights
STYLES = ((VALUE, "-", "o"), (GRADIENT, "--", "s"), (INK, ":", "^"), (POSITIVE, "-.", "D"))  # colour, dash, marker


# Chapter 01: the chain rule


def tangent(f, x, slope, width, *, ax=None):
    """The curve of f from x − width to x + width, and the line with that slope through (x, f(x))."""
    ax = ax or plt.subplots(figsize=(6, 3.5), layout="constrained")[1]
    xs = np.linspace(x - width, x + width, 101)
    ax.plot(xs, f(xs), color=VALUE, linewidth=3)
    ax.plot(xs, f(x) + slope * (xs - x), color=GRADIENT, linewidth=2, linestyle="--")
    ax.plot(x, f(x), "o", color=INK, markersize=7)
    ax.grid(alpha=0.3)
    return ax


def number_lines(names, starts, ends, *, ax=None):
    """Number lines, one under another: on each the step from start to end, between them how it stretches."""
    ax = ax or plt.subplots(figsize=(5.2, 3.3), layout="constrained")[1]
    left, right = min(starts) - 0.6, max(ends) + 0.4
    steps = list(zip(starts, ends))
    height = 0.12
    for k, (name, (start, end)) in enumerate(zip(names, steps)):
        ax.annotate("", (right, -k), (left, -k), arrowprops={"arrowstyle": "->", "color": PALE, "lw": 1.5})
        ax.barh(-k, end - start, height, left=start, color=VALUE, zorder=3)
        ax.text(left - 0.15, 0.1 - k, name, ha="right", va="center", fontsize=15)
        ax.text(left - 0.15, -0.15 - k, f"{start:g} → {end:g}", ha="right", va="center", fontsize=11)
        ax.text(start + 0.05, -0.27 - k, f"+{end - start:.3g}", ha="right", fontsize=13, color=VALUE)
    for k, (above, below) in enumerate(zip(steps, steps[1:])):
        for here, there in zip(above, below):
            edges = -k - height / 2, -k - 1 + height / 2
            ax.plot([here, there], edges, color=INK, linewidth=1, linestyle=":")
        rate = (below[1] - below[0]) / (above[1] - above[0])
        x = np.mean([*above, *below]) - 0.35
        ax.text(x, -0.7 - k, f"×{rate:.3g}", ha="right", fontsize=13, color=GRADIENT)
    ax.set_xlim(left - 1.2, right)
    ax.set_ylim(0.6 - len(names), 0.4)
    ax.set_axis_off()
    return ax


def growing_square(side, step, *, ax=None):
    """A square whose side grows by a step: two equal strips and a small corner are what its area gains."""
    ax = ax or plt.subplots(figsize=(4.5, 3.8), layout="constrained")[1]
    parts = [
        ((0, 0), side, side, "#DCEBF5", "$x^2$"),
        ((side, 0), step, side, "#F6C6A0", r"$x\,\Delta x$"),
        ((0, side), side, step, "#F6C6A0", r"$x\,\Delta x$"),
        ((side, side), step, step, PALE, r"$(\Delta x)^2$"),
    ]
    for (x, y), width, height, color, name in parts:
        ax.add_patch(plt.Rectangle((x, y), width, height, facecolor=color, edgecolor=INK))
        ax.text(x + width / 2, y + height / 2, name, ha="center", va="center", fontsize=13)
    ax.set_xlim(-0.05 * side, 1.05 * (side + step))
    ax.set_ylim(-0.05 * side, 1.05 * (side + step))
    ax.set_aspect("equal")
    ax.set_axis_off()
    return ax


def boxes(places, edges, values, gradients, *, ax=None):
    """A graph of named boxes: values travel along the blue arrows, gradients return along the orange ones.

    places: {name: (column, row)}; edges: {(from, to): local derivative}, written below the way back;
    values, gradients: {name: number}, one above the other in each box.
    """
    columns, rows = zip(*places.values())
    ax = ax or plt.subplots(figsize=(6.2, 1.6 + 1.3 * (max(rows) - min(rows))), layout="constrained")[1]
    for (start, end), rate in edges.items():
        (x0, y0), (x1, y1) = places[start], places[end]
        lean = 0.15 * np.sign(y1 - y0)  # edges from above arrive above, from below below
        there, back = np.array([x0 + 0.33, y0 - 0.1 + lean]), np.array([x1 - 0.33, y1 - 0.1 - lean])
        aside = np.array([0, 0.12])
        ways = (there + aside, back + aside, VALUE), (back - aside, there - aside, GRADIENT)
        for tail, head, color in ways:
            style = {"arrowstyle": "-|>", "color": color, "lw": 1.5, "shrinkA": 0, "shrinkB": 0}
            ax.annotate("", head, tail, arrowprops=style)
        factor = f"×{_signed(rate)}" if rate >= 0 else f"×({_signed(rate)})"
        side, share = {0: ("center", 0.55), 1: ("left", 0.5), -1: ("right", 0.5)}[np.sign(y1 - y0)]
        ax.text(*(share * there + (1 - share) * back - 1.4 * aside), factor, ha=side, va="top", fontsize=11)
    for name, (x, y) in places.items():
        ax.add_patch(FancyBboxPatch((x - 0.28, y - 0.36), 0.56, 0.72, boxstyle="round,pad=0.04",
                                    facecolor="#EAF3FA", edgecolor=INK, zorder=2))
        lines = ((name, 0.26, INK, "bold"), (_signed(values[name]), 0.02, VALUE, "normal"),
                 (_signed(gradients[name]), -0.24, GRADIENT, "normal"))
        for text, shift, color, weight in lines:
            ax.text(x, y + shift, text, ha="center", va="center", fontsize=12, color=color, weight=weight,
                    zorder=3)
    ax.set_xlim(min(columns) - 0.36, max(columns) + 0.36)
    ax.set_ylim(min(rows) - 0.5, max(rows) + 0.5)
    ax.set_axis_off()
    return ax


def curves(x, series, *, xlabel, ylabel, log="", ax=None):
    """Curves over x from {label: values}, at most four, told apart by colour and dash; log: "x", "y" or "xy"."""
    ax = ax or plt.subplots(figsize=(5.5, 3.2), layout="constrained")[1]
    for (label, values), (color, dash, _) in zip(series.items(), STYLES):
        ax.plot(x, values, color=color, linestyle=dash, linewidth=2.5, label=label)
    if "x" in log:
        ax.set_xscale("log")
    if "y" in log:
        ax.set_yscale("log")
    _name_axes(ax, xlabel, ylabel)
    ax.legend(fontsize=11, framealpha=0.9)
    return ax


def contours(f, x_range, y_range, *, xlabel, ylabel, ax=None):
    """Level lines of f(x, y), a function that accepts arrays."""
    ax = ax or plt.subplots(figsize=(5.5, 3.8), layout="constrained")[1]
    x, y = np.meshgrid(np.linspace(*x_range, 121), np.linspace(*y_range, 121))
    ax.contour(x, y, f(x, y), levels=12, colors=VALUE, linewidths=1, alpha=0.6)
    ax.set_aspect("equal")
    ax.set_xlabel(xlabel, fontsize=13)
    ax.set_ylabel(ylabel, fontsize=13)
    return ax


def arrows(points, vectors, *, scale=1.0, ax):
    """An arrow from each point, scale times the vector long."""
    for (x, y), (dx, dy) in zip(points, vectors):
        ax.annotate("", (x + scale * dx, y + scale * dy), (x, y),
                    arrowprops={"arrowstyle": "-|>", "color": GRADIENT, "lw": 2})
        ax.plot(x, y, "o", color=INK, markersize=4)
    return ax


def paths(ways, *, ax):
    """Ways from {label: points (steps, 2)}, the first point of each larger."""
    for (label, points), (color, marker) in zip(ways.items(), ((GRADIENT, "o"), (INK, "s"))):
        ax.plot(*points.T, color=color, marker=marker, markersize=5, linewidth=1.5, label=label)
        ax.plot(*points[0], color=color, marker=marker, markersize=10)
    ax.legend(fontsize=11, loc="lower right")
    return ax


def surfaces(functions, x_range, y_range, *, point=(0, 0)):
    """Surfaces z = f(x, y) from {name: f}, two in a row, each with a dot above the point."""
    rows = (len(functions) + 1) // 2
    axes = plt.subplots(rows, 2, figsize=(5.5, 2.4 * rows), layout="constrained",
                        subplot_kw={"projection": "3d"})[1]
    x, y = np.meshgrid(np.linspace(*x_range, 41), np.linspace(*y_range, 41))
    for ax, (name, f) in zip(axes.flat, functions.items()):
        ax.computed_zorder = False  # so that the dot is never hidden
        ax.plot_surface(x, y, f(x, y), cmap="cividis", alpha=0.8, linewidth=0, zorder=1)
        ax.scatter(*point, f(*point), color=GRADIENT, edgecolor="white", s=90, depthshade=False, zorder=2)
        ax.set_box_aspect((1, 1, 0.7), zoom=1.25)
        ax.set_title(name, fontsize=13)
        ax.set_axis_off()
    return axes


def _signed(number, digits=".4g"):
    """The number in four digits (or as digits says), with a real minus."""
    return f"{number:{digits}}".replace("-", "−")


def _mark_powers_of_two(axis):
    """Marks of a logarithmic axis that spans too little for powers of ten: …, 0.5, 1, 2, 4, …"""
    axis.set(major_locator=LogLocator(2), major_formatter=StrMethodFormatter("{x:g}"), minor_locator=NullLocator())


def _name_axes(ax, xlabel, ylabel):
    """What the axes are called, over a pale grid."""
    ax.set_xlabel(xlabel, fontsize=12)
    ax.set_ylabel(ylabel, fontsize=12)
    ax.grid(alpha=0.3)


def _frame_rows(ax, rows, xlabel):
    """What lies across rows that bear their names themselves; room for the name above the first."""
    ax.set_yticks([])
    ax.set_ylim(-0.5, rows - 0.2)
    ax.set_xlabel(xlabel, fontsize=12)
    ax.grid(axis="x", alpha=0.3)


# Chapters 02 to 06: losses, networks, optimizers, schedules


def fits(x, y, lines, *, xlabel, ylabel, ax=None):
    """Points (x, y) and lines through them from {label: (xs, ys)}, at most four."""
    ax = ax or plt.subplots(figsize=(5.5, 3.5), layout="constrained")[1]
    ax.plot(x, y, "o", color=INK, markersize=6, alpha=0.7)
    for (label, (xs, ys)), (color, dash, _) in zip(lines.items(), STYLES):
        ax.plot(xs, ys, color=color, linestyle=dash, linewidth=2.5, label=label)
    _name_axes(ax, xlabel, ylabel)
    ax.legend(fontsize=11, framealpha=0.9)
    return ax


def network(weights, names, *, ax=None):
    """Neurons in columns, joined by their weights: green above zero, purple below, the thicker the larger.

    weights: a matrix (n_in, n_out) for each pair of neighbouring layers; names: a list of names for each layer.
    """
    tallest = max(len(layer) for layer in names)
    ax = ax or plt.subplots(figsize=(1 + 1.8 * len(weights), 0.6 + 0.9 * tallest), layout="constrained")[1]
    largest = max(np.abs(w).max() for w in weights) or 1
    height = [[(len(layer) - 1) / 2 - k for k in range(len(layer))] for layer in names]
    for column, w in enumerate(weights):
        for (i, j), weight in np.ndenumerate(w):
            start = np.array([1.6 * column, height[column][i]])
            end = np.array([1.6 * (column + 1), height[column + 1][j]])
            color = POSITIVE if weight >= 0 else NEGATIVE
            ax.plot(*zip(start, end), color=color, linewidth=0.8 + 4 * abs(weight) / largest, alpha=0.8, zorder=1)
            share = 0.3 + 0.4 * i / max(len(w) - 1, 1)  # where the number stands on its line
            ax.text(*(start + share * (end - start)), _signed(round(weight, 2)), fontsize=11, color=color, zorder=2,
                    ha="center", va="center", bbox={"boxstyle": "round,pad=0.1", "fc": "white", "ec": "none"})
    for column, layer in enumerate(names):
        for y, name in zip(height[column], layer):
            ax.add_patch(plt.Circle((1.6 * column, y), 0.22, facecolor="#EAF3FA", edgecolor=INK, zorder=3))
            ax.text(1.6 * column, y, name, ha="center", va="center", fontsize=12, zorder=4)
    ax.set_xlim(-0.3, 1.6 * len(weights) + 0.3)
    ax.set_ylim(-tallest / 2, tallest / 2)
    ax.set_aspect("equal")
    ax.set_axis_off()
    return ax


def decision_regions(predict, data, *, ax=None):
    """The plane coloured by class, and the points of data on it; predict takes points (N, 2), gives ints (N,)."""
    ax = ax or plt.subplots(figsize=(4.6, 4), layout="constrained")[1]
    low, high = data.x.min(axis=0), data.x.max(axis=0)
    margin = 0.1 * (high - low)
    x, y = np.meshgrid(*np.linspace(low - margin, high + margin, 201).T)
    classes = predict(np.column_stack([x.ravel(), y.ravel()])).reshape(x.shape)
    n_classes = max(classes.max(), data.y.max()) + 1
    colors = plt.colormaps["cividis"](np.linspace(0, 1, n_classes))
    ax.contourf(x, y, classes, levels=np.arange(n_classes + 1) - 0.5, colors=colors, alpha=0.35)
    for label, color, (_, _, marker) in zip(range(n_classes), colors, STYLES * n_classes):
        rows = data.y == label
        ax.plot(*data.x[rows].T, marker, color=color, markeredgecolor="white", markersize=6)
    ax.set_aspect("equal")
    return ax


def range_test(lrs, losses, *, chosen, xlabel, ylabel, other=None, ax=None):
    """The losses of a learning-rate range test, both scales logarithmic.

    The chosen rate is marked by a dot and an upright line; other: one more rate, marked by a hollow square.
    """
    ax = ax or plt.subplots(figsize=(5.5, 3.2), layout="constrained")[1]
    ax.loglog(lrs, losses, color=VALUE, linewidth=2.5)
    _mark_powers_of_two(ax.yaxis)
    ax.axvline(chosen, color=GRADIENT, linestyle="--", linewidth=1.5)
    if other is not None:
        ax.plot(other, np.interp(other, lrs, losses), "s", color=INK, markerfacecolor="none", markersize=10)
    ax.plot(chosen, np.interp(chosen, lrs, losses), "o", color=GRADIENT, markersize=9)
    _name_axes(ax, xlabel, ylabel)
    return ax


# Chapter 02: losses


def noise_bells(x, y_pred, y_true, density, *, xlabel, ylabel, ax=None):
    """A line through (x, y_pred); at each x the density of y around it, lying on its side, and the y measured.

    density: a function of y − ŷ that accepts arrays; its values are widths, drawn to the right of x.
    """
    ax = ax or plt.subplots(figsize=(5.5, 3.5), layout="constrained")[1]
    offsets = np.linspace(-3, 3, 121)
    ax.plot(x, y_pred, color=VALUE, linewidth=2.5)
    for x_i, centre in zip(x, y_pred):
        ax.fill_betweenx(centre + offsets, x_i, x_i + density(offsets), color=PALE, alpha=0.6, linewidth=0)
    ax.vlines(x, y_pred, y_true, color=GRADIENT, linewidth=2)
    ax.plot(x, y_true, "o", color=INK, markersize=6)
    _name_axes(ax, xlabel, ylabel)
    return ax


def signed_matrix(matrix, rows, columns, *, ax=None):
    """A matrix of numbers, each written in its cell: orange above zero, purple below, the darker the larger."""
    size = 1.2 + 0.9 * len(columns), 0.6 + 0.7 * len(rows)
    ax = ax or plt.subplots(figsize=size, layout="constrained")[1]
    largest = 2 * np.abs(matrix).max()  # pale enough for dark numbers
    ax.imshow(matrix, cmap="PuOr_r", vmin=-largest, vmax=largest, aspect="auto")
    for (row, column), value in np.ndenumerate(matrix):
        ax.text(column, row, _signed(value, ".3f"), ha="center", va="center", fontsize=12, color=INK)
    ax.set_xticks(range(len(columns)), columns, fontsize=13)
    ax.set_yticks(range(len(rows)), rows, fontsize=13)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    return ax


def gaps(y_pred, y_true, names, *, prediction, target, ax=None):
    """Bars of predictions, targets as thick marks, the gap ŷ − y between them as an arrow with its number."""
    ax = ax or plt.subplots(figsize=(5, 3.4), layout="constrained")[1]
    places = np.arange(len(names))
    ax.bar(places, y_pred, width=0.5, color=VALUE, alpha=0.55, label=prediction)
    ax.hlines(y_true, places - 0.32, places + 0.32, color=INK, linewidth=3.5, label=target)
    for place, start, end in zip(places, y_true, y_pred):
        ax.annotate("", (place + 0.4, end), (place + 0.4, start),
                    arrowprops={"arrowstyle": "-|>", "color": GRADIENT, "lw": 2, "shrinkA": 0, "shrinkB": 0})
        gap = _signed(end - start, "+.3f")
        ax.text(place + 0.44, (start + end) / 2, gap, ha="left", va="center", fontsize=12, color=GRADIENT)
    ax.set_xticks(places, names, fontsize=13)
    ax.set_xlim(-0.5, len(names) + 0.1)
    ax.set_ylim(0, 1.35)
    ax.grid(axis="y", alpha=0.3)
    ax.legend(fontsize=11, framealpha=0.9, loc="upper center", ncols=2)
    return ax


# Chapter 03: backpropagation


def there_and_back(levels, steps, *, ax=None):
    """Two lanes: values go down the left one, gradients up the right one; dashed, what the way back needs.

    levels: (name, value, gradient) from the input to the loss, a box of each lane for each;
    steps: (forward, kept, backward) between neighbouring levels: what is done to the value, what is kept for
    the way back ("" for nothing), what is done to the gradient. All are texts.
    """
    ax = ax or plt.subplots(figsize=(5, len(levels)), layout="constrained")[1]
    left, right, gap, tall = 0.0, 4.2, 1.3, 0.5
    for k, (name, value, gradient) in enumerate(levels):
        for x, text, color in ((left, value, VALUE), (right, gradient, GRADIENT)):
            ax.add_patch(FancyBboxPatch((x - 1.15, -gap * k - tall / 2), 2.3, tall, boxstyle="round,pad=0.03",
                                        facecolor="#EAF3FA" if x == left else "#FBEDE3", edgecolor=INK, zorder=2))
            ax.text(x, -gap * k, text, ha="center", va="center", fontsize=12, color=color, zorder=3)
        ax.text((left + right) / 2, -gap * k, name, ha="center", va="center", fontsize=14, color=INK)
    for k, (forward, kept, backward) in enumerate(steps):
        top, bottom = -gap * k - tall / 2 - 0.05, -gap * (k + 1) + tall / 2 + 0.05
        middle = (top + bottom) / 2
        arrow = {"arrowstyle": "-|>", "lw": 2, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", (left - 0.8, bottom), (left - 0.8, top), arrowprops={**arrow, "color": VALUE})
        ax.annotate("", (right + 0.8, top), (right + 0.8, bottom), arrowprops={**arrow, "color": GRADIENT})
        ax.text(left - 0.65, middle, forward, ha="left", va="center", fontsize=12, color=VALUE)
        ax.text(right + 0.65, middle, backward, ha="right", va="center", fontsize=12, color=GRADIENT)
        if kept:
            ax.annotate("", (right - 1.15, middle), (left + 1.2, middle),
                        arrowprops={**arrow, "lw": 1.2, "color": INK, "linestyle": "--"})
            ax.text((left + right) / 2, middle + 0.06, kept, ha="center", va="bottom", fontsize=12, color=INK)
    ax.set_xlim(left - 1.25, right + 1.25)
    ax.set_ylim(-gap * (len(levels) - 1) - 0.35, 0.35)
    ax.set_axis_off()
    return ax


# Chapter 05: optimizers


def heights(x, y, z, *, levels, xlabel, ylabel, ax=None):
    """Level lines of heights z (len(y), len(x)) known on a grid, each with its level, the lower the darker."""
    ax = ax or plt.subplots(figsize=(5.5, 5), layout="constrained")[1]
    shades = plt.colormaps["Blues_r"](np.linspace(0, 0.6, len(levels)))
    lines = ax.contour(x, y, z, levels=levels, colors=shades, linewidths=1.2)
    for label in ax.clabel(lines, fmt="%g", fontsize=10, colors=INK):
        label.set_rotation(0)  # along the line, 0.6 may stand on its head
    ax.set_aspect("equal")
    ax.set_xlabel(xlabel, fontsize=12)
    ax.set_ylabel(ylabel, fontsize=12)
    return ax


# Chapter 06: schedules


def rate_curves(schedules, steps, *, xlabel, ylabel, end=None, ax=None):
    """Learning rates of {label: schedule} at t = 0, …, steps − 1, at most four; grey from t = end on."""
    t = np.arange(steps)
    series = {label: [schedule(k) for k in t.tolist()] for label, schedule in schedules.items()}
    ax = curves(t, series, xlabel=xlabel, ylabel=ylabel, ax=ax)
    if end is not None:
        ax.axvspan(end, steps - 1, color=PALE, alpha=0.35, linewidth=0)
    return ax


def seed_curves(x, runs, *, xlabel, ylabel, ax=None):
    """Means over runs from {label: values (len(x), runs)}, both scales logarithmic, a small mark for every run."""
    ax = curves(x, {label: np.mean(values, axis=1) for label, values in runs.items()},
                xlabel=xlabel, ylabel=ylabel, log="xy", ax=ax)
    for values, (color, _, marker) in zip(runs.values(), STYLES):
        ax.plot(x, values, marker, color=color, markersize=5, alpha=0.5)
    ax.set_xticks(x, [f"{value:g}" for value in x])
    ax.minorticks_off()
    _mark_powers_of_two(ax.yaxis)
    return ax


def seed_spread(results, *, xlabel, ax=None):
    """Results {name: values}, one row for each name: a dot for every value, an upright mark at their mean."""
    ax = ax or plt.subplots(figsize=(5, 0.9 + 0.6 * len(results)), layout="constrained")[1]
    for row, (name, values) in zip(range(len(results) - 1, -1, -1), results.items()):
        ax.plot(values, np.full(len(values), row), "o", color=VALUE, markersize=6, alpha=0.6)
        ax.plot(np.mean(values), row, "|", color=GRADIENT, markersize=20, markeredgewidth=3)
        ax.text(0.01, row + 0.18, name, transform=ax.get_yaxis_transform(), ha="left", va="bottom", fontsize=11)
    _frame_rows(ax, len(results), xlabel)
    return ax


# Chapter 07: MNIST


def image_grid(images, *, columns, titles=None, colors=None, cmap="gray_r", limits=(0, 1), ax=None):
    """Square images (N, side²), row by row, with room for a title above each; colors: one for each title.

    limits: the values drawn in the first and in the last colour of cmap.
    """
    side = int(np.sqrt(images.shape[1]))
    gap_x, gap_y = 2, 2 if titles is None else 9
    rows = -(-len(images) // columns)
    height = 5.5 * rows * (side + gap_y) / (columns * (side + gap_x))
    ax = ax or plt.subplots(figsize=(5.5, height), layout="constrained")[1]
    for k, image in enumerate(images):
        left, top = (k % columns) * (side + gap_x), (k // columns) * (side + gap_y)
        ax.imshow(image.reshape(side, side), cmap=cmap, vmin=limits[0], vmax=limits[1],
                  extent=(left, left + side, top + side, top))
        ax.add_patch(plt.Rectangle((left, top), side, side, fill=False, edgecolor=PALE, linewidth=0.8))
        if titles is not None:
            ax.text(left + side / 2, top - 1, titles[k], ha="center", va="bottom", fontsize=11,
                    color=colors[k] if colors is not None else INK)
    ax.set_xlim(-1, columns * (side + gap_x) - 1)
    ax.set_ylim(rows * (side + gap_y) - gap_y + 1, -gap_y)
    ax.set_axis_off()
    return ax


def pixel_values(pixels, *, ax=None):
    """A patch of an image, (rows, columns) of values from 0 to 1, each value written in its cell."""
    ax = ax or plt.subplots(figsize=(4.2, 4.2), layout="constrained")[1]
    ax.imshow(pixels, cmap="gray_r", vmin=0, vmax=1)
    for (row, column), value in np.ndenumerate(pixels):
        color = "white" if value > 0.5 else INK
        ax.text(column, row, f"{value:.2f}", ha="center", va="center", fontsize=11, color=color)
    ax.set_xticks(np.arange(pixels.shape[1] + 1) - 0.5, minor=True)
    ax.set_yticks(np.arange(pixels.shape[0] + 1) - 0.5, minor=True)
    ax.grid(which="minor", color=PALE, linewidth=0.6)
    ax.tick_params(which="both", length=0, labelbottom=False, labelleft=False)
    return ax


def layer_chain(names, sizes, forward, backward, *, ax=None):
    """Layers as bars, names and sizes under them; forward steps on the upper arrows, backward ones below."""
    ax = ax or plt.subplots(figsize=(4.8, 3), layout="constrained")[1]
    heights = np.sqrt(np.asarray(sizes, dtype=float))
    heights = 0.35 + 1.3 * heights / heights.max()
    for k, (name, size, height) in enumerate(zip(names, sizes, heights)):
        ax.add_patch(plt.Rectangle((k - 0.09, -height / 2), 0.18, height, facecolor="#DCEBF5", edgecolor=INK))
        ax.text(k, -height / 2 - 0.08, f"{name}\n{size}", ha="center", va="top", fontsize=12, color=INK)
    for k, (above, below) in enumerate(zip(forward, backward)):
        for y, start, end, color, text, side in ((0.1, k + 0.14, k + 0.86, VALUE, above, 1),
                                                 (-0.1, k + 0.86, k + 0.14, GRADIENT, below, -1)):
            ax.annotate("", (end, y), (start, y), arrowprops={"arrowstyle": "-|>", "color": color, "lw": 2})
            ax.text(k + 0.5, y + 0.08 * side, text, ha="center", va="bottom" if side > 0 else "top",
                    fontsize=12, color=color)
    ax.set_xlim(-0.35, len(names) - 0.65)
    ax.set_ylim(-1.3, 0.95)
    ax.set_axis_off()
    return ax


def epoch_curves(series, *, xlabel, ylabel, ax=None):
    """Curves over the epochs 1, 2, 3, … from {label: values}, told apart by colour, dash and marker."""
    ax = ax or plt.subplots(figsize=(5, 3.6), layout="constrained")[1]
    for (label, values), (color, dash, marker) in zip(series.items(), STYLES):
        epochs = range(1, len(values) + 1)
        ax.plot(epochs, values, color=color, linestyle=dash, marker=marker, markersize=4.5, label=label)
    _name_axes(ax, xlabel, ylabel)
    ax.xaxis.get_major_locator().set_params(integer=True)
    if len(series) > 1:
        ax.legend(fontsize=11, framealpha=0.9)
    return ax


def confusion(matrix, *, xlabel, ylabel, ax=None):
    """Confusion matrix of counts: plain numbers on the diagonal; mistakes the darker, the more there are."""
    ax = ax or plt.subplots(figsize=(5, 5), layout="constrained")[1]
    mistakes = matrix - np.diag(np.diag(matrix))
    ax.imshow(mistakes, cmap="Oranges", vmin=0, vmax=1.4 * max(mistakes.max(), 1))
    for (row, column), count in np.ndenumerate(matrix):
        if count:
            color = VALUE if row == column else INK
            ax.text(column, row, count, ha="center", va="center", fontsize=10, color=color)
    classes = range(len(matrix))
    ax.set_xticks(classes)
    ax.set_yticks(classes)
    ax.set_xlabel(xlabel, fontsize=12)
    ax.set_ylabel(ylabel, fontsize=12)
    return ax


def shares_with_errors(shares, errors, *, xlabel, ax=None):
    """Shares {name: p} in percent, one under another, with two standard errors {name: s} to each side."""
    ax = ax or plt.subplots(figsize=(5, 0.9 + 0.6 * len(shares)), layout="constrained")[1]
    rows = range(len(shares) - 1, -1, -1)
    for row, (name, share) in zip(rows, shares.items()):
        ax.errorbar(100 * share, row, xerr=200 * errors[name], fmt="o", color=VALUE, markersize=7, capsize=4)
        ax.text(100 * share, row + 0.18, f"{name}: {100 * share:.2f}", ha="center", va="bottom", fontsize=11)
    ax.margins(x=0.4)
    _frame_rows(ax, len(shares), xlabel)
    return ax
