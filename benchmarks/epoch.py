"""One epoch of 784-300-100-10, batch 128, float32, 60,000 rows: course_lib against its own matrix products,
PyTorch and scikit-learn, on one thread and on two.

    python benchmarks/epoch.py [rounds]
"""

import sys
import warnings

import numpy as np
from timing import in_fresh_process, medians, print_table, threads

SIZES, ROWS, BATCH, LR = (784, 300, 100, 10), 60_000, 128, 0.03


def random_data():
    rng = np.random.default_rng(0)
    return rng.random((ROWS, SIZES[0]), dtype=np.float32), rng.integers(0, SIZES[-1], ROWS)


def course_lib_epoch(x, y):
    from course_lib.data import Dataset
    from course_lib.layers import Linear, ReLU, Sequential
    from course_lib.losses import softmax_cross_entropy
    from course_lib.optimizers import SGD
    from course_lib.training import fit

    a, b, c = (Linear(m, n, rng=0, dtype=np.float32) for m, n in zip(SIZES, SIZES[1:]))
    model, data = Sequential(a, ReLU(), b, ReLU(), c), Dataset(x, y)
    return lambda: fit(
        model, softmax_cross_entropy, SGD(LR), data, epochs=1, batch_size=BATCH, rng=0, progress=False
    )


def matrix_products(x, y):
    """The eight products of every step, outputs preallocated: what no implementation can do without."""
    rng = np.random.default_rng(0)
    a = [rng.random((BATCH, n), dtype=np.float32) for n in SIZES]  # inputs of the layers, and their gradients
    w = [rng.random((m, n), dtype=np.float32) for m, n in zip(SIZES, SIZES[1:])]
    out_a = [np.empty_like(v) for v in a]
    out_w = [np.empty_like(v) for v in w]

    def run():
        for _ in range(-(-ROWS // BATCH)):
            for k in (0, 1, 2):
                np.matmul(a[k], w[k], out=out_a[k + 1])
            for k in (2, 1, 0):
                np.matmul(a[k].T, a[k + 1], out=out_w[k])
                if k:
                    np.matmul(a[k + 1], w[k].T, out=out_a[k])

    return run


def torch_parts(x, y):
    import torch

    torch.set_num_threads(threads())
    layers = [torch.nn.Linear(m, n) for m, n in zip(SIZES, SIZES[1:])]
    model = torch.nn.Sequential(layers[0], torch.nn.ReLU(), layers[1], torch.nn.ReLU(), layers[2])
    optimizer = torch.optim.SGD(model.parameters(), lr=LR)
    x, y = torch.from_numpy(x), torch.from_numpy(y)

    def step(x, y):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()

    return torch, x, y, step


def torch_indexed_epoch(x, y):
    torch, x, y, step = torch_parts(x, y)

    def run():
        for rows in torch.randperm(ROWS).split(BATCH):
            step(x[rows], y[rows])

    return run


def torch_dataloader_epoch(x, y):
    torch, x, y, step = torch_parts(x, y)
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=BATCH, shuffle=True)

    def run():
        for x_batch, y_batch in loader:
            step(x_batch, y_batch)

    return run


def sklearn_epoch(x, y):
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        SIZES[1:-1], solver="sgd", learning_rate_init=LR, momentum=0, alpha=0, batch_size=BATCH, max_iter=1
    )

    def run():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it complains of not having converged in one epoch
            model.fit(x, y)

    return run


def main(rounds):
    x, y = random_data()
    contestants = {
        "matrix products alone": matrix_products(x, y),
        "course_lib": course_lib_epoch(x, y),
        "PyTorch, indexed tensors": torch_indexed_epoch(x, y),
        "PyTorch, Dataset and DataLoader": torch_dataloader_epoch(x, y),
        "scikit-learn MLPClassifier": sklearn_epoch(x, y),
    }
    title = f"One epoch, {threads()} thread(s), median of {rounds} rounds"
    print_table(title, medians(contestants, rounds), "matrix products alone")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        main(int(sys.argv[1]))
    else:
        for count in (1, 2):
            in_fresh_process(__file__, count, *(sys.argv[1:] or ["5"]), "child")
