"""Data sets, batches, the bundled digits, and where MNIST is looked for."""

import os

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course_lib.data import Dataset, batches, load_digits, load_images, load_mnist, spirals, two_moons

DATA = Dataset(np.arange(20.0).reshape(10, 2), np.arange(10))


def test_batches_give_every_row_once_and_keep_rows_together():
    parts = list(batches(DATA, 4, rng=0))
    assert [len(x) for x, _ in parts] == [4, 4, 2]
    y = np.concatenate([y for _, y in parts])
    assert sorted(y) == list(range(10)) and list(y) != list(range(10))
    for x, y in parts:
        np.testing.assert_array_equal(x, DATA.x[y])


@given(n=integers(1, 60), batch_size=integers(1, 70), seed=integers(0, 1000))
def test_an_epoch_is_a_permutation_in_batches_of_the_asked_size(n, batch_size, seed):
    parts = [y for _, y in batches(Dataset(np.zeros((n, 1)), np.arange(n)), batch_size, seed)]
    assert sorted(np.concatenate(parts)) == list(range(n))
    assert all(len(y) == batch_size for y in parts[:-1]) and 1 <= len(parts[-1]) <= batch_size


def test_the_generator_gives_another_order_every_epoch():
    rng = np.random.default_rng(0)
    first, second = ([y.tolist() for _, y in batches(DATA, 10, rng)] for _ in range(2))
    assert first != second


def test_digits_are_real_and_whole():
    digits = load_digits()
    assert digits.name == "digits" and (len(digits.train), len(digits.test)) == (1437, 360)
    for part in (digits.train, digits.test):
        assert part.x.shape[1] == 784 and part.x.dtype == np.float32 and part.y.dtype == np.int64
        assert part.x.min() == 0 and part.x.max() == 1
        assert set(part.y) == set(range(10))


def test_digits_keep_their_brightness_when_enlarged():
    corners = load_digits().train.x[0].reshape(28, 28)[::27, ::27]
    small = np.load(os.path.join(os.path.dirname(load_digits.__code__.co_filename), "digits.npz"))["images"][0]
    np.testing.assert_allclose(corners, small[::7, ::7] / 16, atol=1e-6)


def test_mnist_has_its_documented_form():
    images = load_images()
    if images.name != "MNIST":
        pytest.skip("MNIST is neither in COURSE_DATA nor to be downloaded here")
    assert images.train.x.shape == (60_000, 784) and images.test.x.shape == (10_000, 784)
    assert images.train.x.dtype == np.float32 and images.train.y.dtype == np.int64
    assert images.train.x.min() == 0 and images.train.x.max() == 1
    np.testing.assert_array_equal(images.train.y[:5], [5, 0, 4, 1, 9])
    assert np.bincount(images.test.y).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def test_course_data_without_mnist_is_an_error_and_nothing_is_downloaded(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    for load in (load_mnist, load_images):
        with pytest.raises(RuntimeError, match="no MNIST in"):
            load()
    assert list(tmp_path.rglob("*.gz")) == []


def test_without_course_data_and_without_mnist_the_digits_come(monkeypatch):
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setattr("torchvision.datasets.MNIST", _refuse)
    assert load_images().name == "digits"


def test_without_torchvision_the_digits_come(monkeypatch):
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setitem(__import__("sys").modules, "torchvision.datasets", None)
    assert load_images().name == "digits"


def test_two_moons_without_noise_lie_on_their_half_circles():
    moons = two_moons(50, noise=0, rng=0)
    upper, lower = moons.x[moons.y == 0], moons.x[moons.y == 1]
    assert moons.x.shape == (50, 2) and len(upper) == len(lower) == 25
    np.testing.assert_allclose(np.hypot(*upper.T), 1)
    np.testing.assert_allclose(np.hypot(*(lower - [1, 0.5]).T), 1)
    assert upper[:, 1].min() >= 0 and lower[:, 1].max() <= 0.5


def test_spirals_without_noise_turn_with_the_radius():
    data = spirals(60, classes=4, noise=0, rng=0)
    radius, angle = np.hypot(*data.x.T), np.arctan2(data.x[:, 1], data.x[:, 0])
    turned = (angle - 2 * np.pi * (radius + data.y / 4)) / (2 * np.pi)
    np.testing.assert_allclose(turned, np.round(turned), atol=1e-9)
    assert radius.max() <= 1 and np.bincount(data.y).tolist() == [15] * 4


@pytest.mark.parametrize("make", [two_moons, spirals])
def test_noise_and_seed_decide_the_points(make):
    first, again = make(30, noise=0.1, rng=3), make(30, noise=0.1, rng=np.random.default_rng(3))
    np.testing.assert_array_equal(first.x, again.x)
    assert not np.array_equal(first.x, make(30, noise=0.1, rng=4).x)
    assert not np.array_equal(first.x, make(30, noise=0.2, rng=3).x)


def _refuse(*args, **kwargs):
    raise RuntimeError("Error downloading")


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: Dataset([], []), "at least one row"),
        (lambda: Dataset(1.0, 2.0), "at least one row"),
        (lambda: Dataset(np.ones((3, 2)), np.ones(2)), "got 3 and 2"),
        (lambda: Dataset([[1.0, np.nan]], [0]), "x holds NaN"),
        (lambda: Dataset([[1.0]], [np.inf]), "y holds NaN or infinite"),
        (lambda: two_moons(1, noise=0.1, rng=0), "n .* at least 2, got 1"),
        (lambda: two_moons(9.5, noise=0.1, rng=0), "got 9.5"),
        (lambda: two_moons(9, noise=-0.1, rng=0), "noise .* got -0.1"),
        (lambda: spirals(2, noise=0.1, rng=0), "n .* at least 3, got 2"),
        (lambda: spirals(9, noise=np.nan, rng=0), "noise .* got nan"),
        (lambda: spirals(9, classes=0, noise=0.1, rng=0), "classes .* got 0"),
        (lambda: batches(DATA, 0, 0), "batch_size .* got 0"),
        (lambda: batches(DATA, 2.5, 0), "got 2.5"),
    ],
)
def test_bad_input_is_refused(act, says):
    with pytest.raises(ValueError, match=says):
        act()
