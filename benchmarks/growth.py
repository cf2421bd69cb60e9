"""How the cost of an epoch grows with the width of the hidden layers and with the batch size.

    python benchmarks/growth.py          measures, writes growth.csv, draws the pictures of the reference pages
    python benchmarks/growth.py draw     draws them from growth.csv

Network 784-w-w-10, float32, one thread; seconds for 60,000 rows, from epochs of 12,800.
"""

import csv
import sys
from pathlib import Path

import numpy as np
from timing import in_fresh_process, medians

HERE = Path(__file__).parent
TABLE = HERE / "growth.csv"
ROWS, WIDTHS, BATCH_SIZES = 12_800, (50, 100, 200, 400, 800), (8, 32, 128, 512, 2048)
WORDS = {
    "uk": ("ширина w (пакет 128)", "розмір пакета (w = 200)", "секунд на епоху"),
    "ru": ("ширина w (пакет 128)", "размер пакета (w = 200)", "секунд на эпоху"),
}


def epoch(width, batch_size):
    """A function that trains for one epoch."""
    from course_lib.data import Dataset
    from course_lib.layers import Linear, ReLU, Sequential
    from course_lib.losses import softmax_cross_entropy
    from course_lib.optimizers import SGD
    from course_lib.training import fit

    rng = np.random.default_rng(0)
    data = Dataset(rng.random((ROWS, 784), dtype=np.float32), rng.integers(0, 10, ROWS))
    a, b, c = (Linear(m, n, rng=rng, dtype=np.float32) for m, n in ((784, width), (width, width), (width, 10)))
    model = Sequential(a, ReLU(), b, ReLU(), c)
    return lambda: fit(
        model, softmax_cross_entropy, SGD(0.01), data, epochs=1, batch_size=batch_size, rng=0, progress=False
    )


def measure():
    """Write the table: width, batch size, seconds an epoch of 60,000 rows would take."""
    settings = [(width, 128) for width in WIDTHS] + [(200, size) for size in BATCH_SIZES if size != 128]
    seconds = medians({setting: epoch(*setting) for setting in settings}, rounds=5)
    with TABLE.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["width", "batch_size", "seconds"])
        for (width, batch_size), value in sorted(seconds.items()):
            writer.writerow([width, batch_size, f"{value * 60_000 / ROWS:.3f}"])


def draw():
    """Draw the table for each language, book/<language>/growth.png."""
    import matplotlib.pyplot as plt

    from course_lib.plots import VALUE

    with TABLE.open() as file:
        table = [(int(r["width"]), int(r["batch_size"]), float(r["seconds"])) for r in csv.DictReader(file)]
    by_width = [(width, seconds) for width, size, seconds in table if size == 128]
    by_batch = [(size, seconds) for width, size, seconds in table if width == 200]
    for language, (width_label, batch_label, seconds_label) in WORDS.items():
        fig, axes = plt.subplots(1, 2, figsize=(6.5, 3), sharey=True, layout="constrained")
        for ax, points, label in zip(axes, (by_width, by_batch), (width_label, batch_label)):
            ax.loglog(*zip(*points), "o-", color=VALUE, linewidth=2)
            ax.set_xticks([x for x, _ in points], [str(x) for x, _ in points])
            ax.minorticks_off()
            ax.set_yticks([0.2, 0.5, 1, 2, 5], ["0.2", "0.5", "1", "2", "5"])
            ax.set_xlabel(label, fontsize=11)
            ax.grid(alpha=0.3)
        axes[0].set_ylabel(seconds_label, fontsize=11)
        fig.savefig(HERE.parent / "book" / language / "growth.png", dpi=100, metadata={"Software": None})


if __name__ == "__main__":
    if sys.argv[1:] == ["child"]:
        measure()
    elif sys.argv[1:] == []:
        in_fresh_process(__file__, 1, "child")
    if sys.argv[1:] in ([], ["draw"]):
        draw()
