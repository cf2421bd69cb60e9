"""Pictures for the chapters. Each function takes what it draws and an optional ax, and returns the Axes.

Words come from the caller, in the reader's language. Values are blue, gradients orange, throughout the book.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import FancyBboxPatch

VALUE, GRADIENT, INK, PALE = "#0072B2", "#C04A00", "#222222", "#BDBDBD"  # told apart by colour-blind readers too


# Chapter 01: the chain rule


def tangent(f, x, slope, width, *, ax=None):
    """The curve of f around x, from x − width to x + width, and the line with that slope through (x, f(x))."""
    ax = ax or plt.subplots(figsize=(6, 3.5), layout="constrained")[1]
    xs = np.linspace(x - width, x + width, 101)
    ax.plot(xs, f(xs), color=VALUE, linewidth=3)
    ax.plot(xs, f(x) + slope * (xs - x), color=GRADIENT, linewidth=2, linestyle="--")
    ax.plot(x, f(x), "o", color=INK, markersize=7)
    ax.grid(alpha=0.3)
    return ax


def number_lines(names, starts, ends, *, ax=None):
    """Parallel number lines, top to bottom: on each the step from start to end, between them how it stretches."""
    ax = ax or plt.subplots(figsize=(6, 3.5), layout="constrained")[1]
    left, right = min(starts) - 0.5, max(ends) + 0.5
    steps = list(zip(starts, ends))
    for k, (name, (start, end)) in enumerate(zip(names, steps)):
        ax.annotate("", (right, -k), (left, -k), arrowprops={"arrowstyle": "->", "color": PALE, "lw": 1.5})
        ax.plot([start, end], [-k, -k], color=VALUE, linewidth=10, solid_capstyle="butt", zorder=3)
        ax.text(left - 0.1, -k, name, ha="right", va="center", fontsize=15)
        ax.text(start, 0.16 - k, f"{start:g} → {end:g}", ha="left", fontsize=12)
        ax.text(end + 0.08, -0.26 - k, f"+{end - start:.3g}", ha="left", fontsize=13, color=VALUE)
    for k, (above, below) in enumerate(zip(steps, steps[1:])):
        for here, there in zip(above, below):
            ax.plot([here, there], [-k, -k - 1], color=INK, linewidth=1, linestyle=":")
        rate = (below[1] - below[0]) / (above[1] - above[0])
        middle = np.mean([*above, *below])
        ax.text(middle - 0.35, -0.62 - k, f"×{rate:.3g}", ha="right", fontsize=13, color=GRADIENT)
    ax.set_xlim(left - 0.4, right)
    ax.set_ylim(0.55 - len(names), 0.5)
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

    places: {name: (column, row)}; edges: {(from, to): local derivative}, written on the way back;
    values, gradients: {name: number}, one above the other in each box.
    """
    columns, rows = zip(*places.values())
    ax = ax or plt.subplots(figsize=(6.4, 1.7 + 1.3 * (max(rows) - min(rows))), layout="constrained")[1]
    for (start, end), rate in edges.items():
        (x0, y0), (x1, y1) = places[start], places[end]
        x0, x1 = x0 + 0.29, x1 - 0.29
        for a, b, color, shift in (((x0, y0), (x1, y1), VALUE, 0.05), ((x1, y1), (x0, y0), GRADIENT, -0.24)):
            ax.annotate("", (b[0], b[1] + shift), (a[0], a[1] + shift),
                        arrowprops={"arrowstyle": "-|>", "color": color, "lw": 1.5, "shrinkA": 0, "shrinkB": 0})
        ax.text((x0 + x1) / 2, (y0 + y1) / 2 - 0.24, f"×{_signed(rate)}", ha="center", va="center", fontsize=11,
                bbox={"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"})
    for name, (x, y) in places.items():
        ax.add_patch(FancyBboxPatch((x - 0.24, y - 0.36), 0.48, 0.72, boxstyle="round,pad=0.04",
                                    facecolor="#EAF3FA", edgecolor=INK, zorder=2))
        lines = ((name, 0.26, INK, "bold"), (_signed(values[name]), 0.02, VALUE, "normal"),
                 (_signed(gradients[name]), -0.24, GRADIENT, "normal"))
        for text, shift, color, weight in lines:
            ax.text(x, y + shift, text, ha="center", va="center", fontsize=12, color=color, weight=weight, zorder=3)
    ax.set_xlim(min(columns) - 0.35, max(columns) + 0.35)
    ax.set_ylim(min(rows) - 0.5, max(rows) + 0.5)
    ax.set_axis_off()
    return ax


def contours(f, x_range, y_range, *, levels=12, ax=None):
    """Level lines of f(x, y), a function that accepts arrays."""
    ax = ax or plt.subplots(figsize=(6, 4), layout="constrained")[1]
    x, y = np.meshgrid(np.linspace(*x_range, 121), np.linspace(*y_range, 121))
    ax.contour(x, y, f(x, y), levels=levels, colors=VALUE, linewidths=1, alpha=0.6)
    ax.set_aspect("equal")
    return ax


def arrows(points, vectors, *, scale=1.0, color=GRADIENT, ax=None):
    """An arrow from each point, scale times the vector long."""
    ax = ax or plt.gca()
    for (x, y), (dx, dy) in zip(points, vectors):
        ax.annotate("", (x + scale * dx, y + scale * dy), (x, y), arrowprops={"arrowstyle": "-|>", "color": color, "lw": 2})
        ax.plot(x, y, "o", color=INK, markersize=4)
    return ax


def path(points, *, label="", color=GRADIENT, marker="o", ax=None):
    """The way through the points (steps, 2), the first one larger."""
    ax = ax or plt.gca()
    points = np.asarray(points)
    ax.plot(*points.T, color=color, marker=marker, markersize=5, linewidth=1.5, label=label)
    ax.plot(*points[0], marker=marker, color=color, markersize=10)
    return ax


def surface(f, x_range, y_range, *, point=(0, 0), title="", ax):
    """The surface z = f(x, y) on a 3-D ax, with a dot above the point."""
    x, y = np.meshgrid(np.linspace(*x_range, 41), np.linspace(*y_range, 41))
    ax.computed_zorder = False  # so that the dot is never hidden
    ax.plot_surface(x, y, f(x, y), cmap="cividis", alpha=0.8, linewidth=0, zorder=1)
    ax.scatter(*point, f(*point), color=GRADIENT, edgecolor="white", s=90, depthshade=False, zorder=2)
    ax.set_box_aspect((1, 1, 0.7), zoom=1.25)
    ax.set_title(title, fontsize=13)
    ax.set_axis_off()
    return ax


def _signed(number):
    """The number in four digits, with a real minus."""
    return f"{number:.4g}".replace("-", "−")


# Chapter 07: MNIST


def image_grid(images, *, columns, titles=None, colors=None, cmap="gray_r", limits=(0, 1), ax=None):
    """Square images (N, side²), row by row, with room for a title above each; colors: one for each title.

    limits: the values drawn in the first and in the last colour of cmap.
    """
    side = int(np.sqrt(images.shape[1]))
    gap_x, gap_y = 2, 2 if titles is None else 9
    rows = -(-len(images) // columns)
    if ax is None:
        ax = plt.subplots(figsize=(5.5, 5.5 * rows * (side + gap_y) / (columns * (side + gap_x))), layout="constrained")[1]
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
    """A small patch of an image, (rows, columns) of values from 0 to 1, with each value written in its cell."""
    ax = ax or plt.subplots(figsize=(5, 5), layout="constrained")[1]
    ax.imshow(pixels, cmap="gray_r", vmin=0, vmax=1)
    for (row, column), value in np.ndenumerate(pixels):
        ax.text(column, row, f"{value:.2f}", ha="center", va="center", fontsize=9, color="white" if value > 0.5 else INK)
    ax.set_xticks(np.arange(pixels.shape[1] + 1) - 0.5, minor=True)
    ax.set_yticks(np.arange(pixels.shape[0] + 1) - 0.5, minor=True)
    ax.grid(which="minor", color=PALE, linewidth=0.6)
    ax.tick_params(which="both", length=0, labelbottom=False, labelleft=False)
    return ax


def layer_chain(names, sizes, forward, backward, *, ax=None):
    """Layers of values as bars: names and sizes under them, forward steps on the upper arrows, backward below."""
    ax = ax or plt.subplots(figsize=(6, 3.2), layout="constrained")[1]
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
    ax = ax or plt.subplots(figsize=(5.5, 3.6), layout="constrained")[1]
    styles = [(VALUE, "-", "o"), (GRADIENT, "--", "s"), (INK, ":", "^"), ("#007A5A", "-.", "D")]
    for (label, values), (color, dash, marker) in zip(series.items(), styles):
        ax.plot(range(1, len(values) + 1), values, color=color, linestyle=dash, marker=marker, markersize=4.5, label=label)
    ax.set_xlabel(xlabel, fontsize=12)
    ax.set_ylabel(ylabel, fontsize=12)
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.grid(alpha=0.3)
    ax.legend(fontsize=11, framealpha=0.9)
    return ax


def confusion(matrix, *, xlabel, ylabel, ax=None):
    """Confusion matrix of counts: right answers on the diagonal in plain numbers, mistakes the darker the more."""
    ax = ax or plt.subplots(figsize=(5.5, 5.5), layout="constrained")[1]
    mistakes = matrix - np.diag(np.diag(matrix))
    ax.imshow(mistakes, cmap="Oranges", vmin=0, vmax=1.4 * max(mistakes.max(), 1))
    for (row, column), count in np.ndenumerate(matrix):
        if count:
            ax.text(column, row, count, ha="center", va="center", fontsize=10, color=VALUE if row == column else INK)
    classes = range(len(matrix))
    ax.set_xticks(classes)
    ax.set_yticks(classes)
    ax.set_xlabel(xlabel, fontsize=12)
    ax.set_ylabel(ylabel, fontsize=12)
    return ax


def shares_with_errors(shares, errors, *, xlabel, ax=None):
    """Shares {name: p} in percent, one under another, with two standard errors {name: s} to each side."""
    ax = ax or plt.subplots(figsize=(5.5, 0.9 + 0.6 * len(shares)), layout="constrained")[1]
    rows = range(len(shares) - 1, -1, -1)
    for row, (name, share) in zip(rows, shares.items()):
        ax.errorbar(100 * share, row, xerr=200 * errors[name], fmt="o", color=VALUE, markersize=7, capsize=4)
        ax.text(100 * share, row + 0.18, f"{name}: {100 * share:.2f}", ha="center", va="bottom", fontsize=11)
    ax.set_yticks([])
    ax.set_ylim(-0.5, len(shares) - 0.2)
    ax.margins(x=0.25)
    ax.set_xlabel(xlabel, fontsize=12)
    ax.grid(axis="x", alpha=0.3)
    return ax
