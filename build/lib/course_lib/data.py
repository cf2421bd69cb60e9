"""Data sets: in memory, in batches, and where the digits come from.

x has a row for each observation; labels y are ints (N,).
"""

import os
import socket
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Dataset:
    """Inputs x (N, features) and targets y (N, …), row by row.

    Raises ValueError if they are empty, differ in length, or hold NaN or infinity.
    """

    x: np.ndarray
    y: np.ndarray

    def __post_init__(self):
        for name in ("x", "y"):
            values = np.asarray(getattr(self, name))
            if values.ndim == 0 or len(values) == 0:
                raise ValueError(f"a data set needs at least one row, got {name} of shape {values.shape}")
            if not np.isfinite(values).all():
                raise ValueError(f"{name} holds NaN or infinite values")
            object.__setattr__(self, name, values)
        if len(self.x) != len(self.y):
            raise ValueError(f"x and y must have as many rows, got {len(self.x)} and {len(self.y)}")

    def __len__(self):
        return len(self.x)


@dataclass(frozen=True)
class Split:
    """Training and test data and the name of where they come from."""

    train: Dataset
    test: Dataset
    name: str


def batches(data, batch_size, rng):
    """Iterate over (x, y) of batch_size rows each in a random order; the last batch may be shorter.

    Every row comes exactly once. rng: Generator, seed or None. Raises ValueError for batch_size below 1.
    """
    if batch_size != int(batch_size) or batch_size < 1:
        raise ValueError(f"batch_size must be a whole number, at least 1, got {batch_size}")
    order = np.random.default_rng(rng).permutation(len(data))
    return ((data.x[rows], data.y[rows]) for rows in _slices(order, batch_size))


def load_mnist(root=None, *, download=True):
    """MNIST through torchvision: Split with 60,000 and 10,000 rows, x float32 (N, 784) in [0, 1], y int64 (N,).

    root: torchvision's data folder; else the environment variable COURSE_DATA, else a cache folder in the home
    directory. Files that are missing are downloaded, but never into COURSE_DATA.
    Raises ImportError without torchvision, RuntimeError or OSError where the files cannot be had.
    """
    from torchvision.datasets import MNIST

    given = os.environ.get("COURSE_DATA")
    if root is None and given:
        root, download = given, False
    root = Path(root) if root is not None else Path.home() / ".cache" / "course_lib"
    try:
        with _patience(seconds=10):
            parts = [MNIST(root, train=train, download=download) for train in (True, False)]
    except RuntimeError as error:
        raise RuntimeError(f"no MNIST in {root} (expected files in {root / 'MNIST' / 'raw'}): {error}") from None
    train, test = (Dataset(_as_rows(part.data.numpy() / np.float32(255)), part.targets.numpy()) for part in parts)
    return Split(train, test, "MNIST")


def load_digits():
    """1,797 real handwritten digits, shipped with the library: Split, x float32 (N, 784) in [0, 1], y int64 (N,).

    Source: "Optical Recognition of Handwritten Digits", E. Alpaydin and C. Kaynak, UCI Machine Learning
    Repository, 1998, licence CC BY 4.0; the part of it that scikit-learn ships. The 8×8 pictures are brought to
    28×28 by linear interpolation. The first 1,437 are the training data.
    """
    with np.load(Path(__file__).with_name("digits.npz")) as file:
        small, labels = file["images"] / np.float32(16), file["labels"].astype(np.int64)
    enlarge = _interpolation(28, 8)  # (28, 8)
    x = _as_rows(enlarge @ small @ enlarge.T)
    return Split(Dataset(x[:1437], labels[:1437]), Dataset(x[1437:], labels[1437:]), "digits")


def load_images():
    """MNIST where it can be had, else the bundled digits; the Split's ``name`` tells which.

    If COURSE_DATA is set and holds no MNIST, that is an error, not a reason for the digits.
    """
    try:
        return load_mnist()
    except (ImportError, OSError, RuntimeError):
        if os.environ.get("COURSE_DATA"):
            raise
        return load_digits()


def two_moons(n, *, noise, rng):
    """Two interleaved half circles of radius 1: Dataset, x (n, 2), y (n,) of 0 and 1 in turn.

    noise: standard deviation of the normal noise added to x. Raises ValueError for n below 2 or bad noise.
    """
    rng = _checked_generator(n, 2, noise, rng)
    y = np.arange(n) % 2
    angle = rng.uniform(0, np.pi, n)
    x = np.column_stack([np.cos(angle), np.sin(angle)])
    x[y == 1] = [1, 0.5] - x[y == 1]
    return Dataset(x + rng.normal(0, noise, x.shape), y)


def spirals(n, *, classes=3, noise, rng):
    """One turn of a spiral for each class, from the centre to radius 1: Dataset, x (n, 2), y (n,) in [0, classes).

    noise: standard deviation of the angle, in radians. Raises ValueError for n below classes, classes below 1,
    or bad noise.
    """
    if classes != int(classes) or classes < 1:
        raise ValueError(f"classes must be a whole number, at least 1, got {classes}")
    rng = _checked_generator(n, classes, noise, rng)
    y = np.arange(n) % classes
    radius = rng.uniform(0, 1, n)
    angle = 2 * np.pi * (radius + y / classes) + rng.normal(0, noise, n)
    return Dataset(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), y)


def _checked_generator(n, least, noise, rng):
    if n != int(n) or n < least:
        raise ValueError(f"n must be a whole number, at least {least}, got {n}")
    if not (np.isfinite(noise) and noise >= 0):
        raise ValueError(f"noise must be finite and not negative, got {noise}")
    return np.random.default_rng(rng)


def _slices(order, size):
    return (order[start : start + size] for start in range(0, len(order), size))


def _as_rows(images):
    return images.reshape(len(images), -1)


def _interpolation(n, m):
    """Matrix (n, m) that stretches m samples to n linearly, the first and last pixel's centres kept in place."""
    places = np.linspace(0, m - 1, n)
    return np.array([np.interp(places, np.arange(m), unit) for unit in np.eye(m)], dtype=np.float32).T


@contextmanager
def _patience(*, seconds):
    """Let a server that does not answer fail after some seconds instead of hanging for minutes."""
    kept = socket.getdefaulttimeout()
    socket.setdefaulttimeout(seconds)
    try:
        yield
    finally:
        socket.setdefaulttimeout(kept)
