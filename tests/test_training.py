"""The training loop against a loop written out by hand, and what it measures."""

import numpy as np
import pytest

from course_lib.data import Dataset, batches, load_digits
from course_lib.layers import Linear, ReLU, Sequential
from course_lib.losses import mse, softmax_cross_entropy
from course_lib.optimizers import SGD, Adam, Momentum
from course_lib.schedules import cosine_annealing
from course_lib.training import accuracy, confusion_matrix, fit, lr_range_test, suggest_lr

RNG = np.random.default_rng(4)
DATA = Dataset(RNG.standard_normal((10, 3)), RNG.integers(0, 4, 10))


def network(seed=0):
    return Sequential(Linear(3, 5, rng=seed), ReLU(), Linear(5, 4, rng=seed + 1))


def train(model, **changes):
    settings = dict(epochs=3, batch_size=4, rng=0, progress=False) | changes
    optimizer = settings.pop("optimizer", None) or SGD(0.1)
    return fit(model, softmax_cross_entropy, optimizer, settings.pop("data", DATA), **settings)


def test_fit_does_what_the_loop_by_hand_does():
    ours, by_hand = network(), network()
    history = train(ours, optimizer=Momentum(0.1))
    rng, optimizer, losses = np.random.default_rng(0), Momentum(0.1), []
    for _ in range(3):
        total = 0.0
        for x, y in batches(DATA, 4, rng):
            loss, grad = softmax_cross_entropy(by_hand(x), y)
            by_hand.backward(grad)
            optimizer.step(by_hand)
            total += loss * len(x)
        losses.append(total / 10)
    assert history.train_loss == pytest.approx(losses)
    for a, b in zip(ours.parameters(), by_hand.parameters(), strict=True):
        np.testing.assert_allclose(a, b)


def test_fit_learns_real_digits():
    digits = load_digits()
    model = Sequential(Linear(784, 32, rng=0, dtype=np.float32), ReLU(), Linear(32, 10, rng=1, dtype=np.float32))
    history = train(model, data=digits.train, valid=digits.test, optimizer=Adam(3e-3), epochs=8, batch_size=64)
    assert history.valid_accuracy[-1] == accuracy(model, digits.test) > 0.88
    assert history.valid_loss[-1] < history.valid_loss[0]


def test_history_has_an_entry_for_every_epoch():
    history = train(network(), valid=DATA, optimizer=SGD(cosine_annealing(0.4, t_max=8)))
    assert [len(h) for h in (history.train_loss, history.valid_loss, history.valid_accuracy, history.lr)] == [3] * 4
    assert history.lr == [cosine_annealing(0.4, t_max=8)(t) for t in (2, 5, 8)]
    assert not history.interrupted


def test_a_regression_has_no_accuracy():
    data = Dataset(DATA.x, DATA.x @ np.ones((3, 2)))
    history = fit(Linear(3, 2, rng=0), mse, SGD(0.1), data, epochs=200, batch_size=5, valid=data, rng=0, progress=False)
    assert history.valid_accuracy == [] and history.valid_loss[-1] < 1e-3


def test_max_norm_bounds_every_update():
    model = network()
    before = [p.copy() for p in model.parameters()]
    train(model, epochs=1, batch_size=10, optimizer=SGD(1.0), max_norm=1e-3)
    moved = np.sqrt(sum(np.sum((p - q) ** 2) for p, q in zip(model.parameters(), before, strict=True)))
    assert moved == pytest.approx(1e-3)


def test_ctrl_c_ends_the_training_and_keeps_what_there_is():
    calls = []

    def interrupted_in_the_second_epoch(logits, labels):
        calls.append(1)
        if len(calls) == 5:  # three batches an epoch
            raise KeyboardInterrupt
        return softmax_cross_entropy(logits, labels)

    history = fit(network(), interrupted_in_the_second_epoch, SGD(0.1), DATA, epochs=3, batch_size=4, progress=False)
    assert history.interrupted and len(history.train_loss) == 1


def test_progress_goes_to_stderr_and_nothing_is_printed(capsys):
    train(network(), progress=True)
    out, err = capsys.readouterr()
    assert out == "" and "3/3" in err and "loss=" in err
    train(network(), progress=False)
    assert capsys.readouterr() == ("", "")


def test_the_seed_decides_the_training():
    first, second = (train(network(), rng=5) for _ in range(2))
    assert first == second


def test_range_test_is_sgd_with_a_geometrically_growing_rate():
    model, by_hand, rng = network(), network(), np.random.default_rng(0)
    lrs, losses = lr_range_test(model, softmax_cross_entropy, DATA, lr_min=1e-3, lr_max=1e-1, steps=5, batch_size=4, rng=0)
    np.testing.assert_allclose(lrs, 1e-3 * 10 ** np.array([0, 0.5, 1, 1.5, 2]))
    seen = []
    for lr, (x, y) in zip(lrs, [*batches(DATA, 4, rng), *batches(DATA, 4, rng)]):
        loss, grad = softmax_cross_entropy(by_hand(x), y)
        seen.append(loss)
        by_hand.backward(grad)
        SGD(lr).step(by_hand)
    np.testing.assert_allclose(losses, seen)


def unchanged(model):
    return all(np.array_equal(a, b) for a, b in zip(model.parameters(), network().parameters(), strict=True))


def test_range_test_stops_when_the_loss_explodes_and_gives_the_model_back():
    model = network()
    lrs, losses = lr_range_test(model, softmax_cross_entropy, DATA, lr_max=1e6, steps=60, batch_size=5, rng=0)
    assert len(lrs) == len(losses) < 60
    assert losses[-1] > 4 * losses.min() and (losses[:-1] <= 4 * np.minimum.accumulate(losses[:-1])).all()
    assert unchanged(model)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_range_test_keeps_no_loss_that_is_not_finite(bad):
    values = iter([1.0, 2.0, bad])
    model = network()
    _, losses = lr_range_test(model, lambda y, t: (next(values), y), DATA, steps=10, batch_size=5, rng=0)
    assert losses.tolist() == [1.0, 2.0] and unchanged(model)


def test_range_test_gives_the_model_back_even_after_an_error():
    values = iter([1.0, 1.0])
    model = network()
    with pytest.raises(StopIteration):
        lr_range_test(model, lambda y, t: (next(values), y), DATA, steps=10, batch_size=5, rng=0)
    assert unchanged(model)


def test_suggested_rate_is_where_the_loss_falls_fastest():
    lrs = np.geomspace(1e-5, 10, 61)
    losses = 2 - np.tanh(2 * np.log10(lrs / 1e-2))
    assert suggest_lr(lrs, losses) == pytest.approx(1e-2)


def test_suggested_rate_does_not_fall_for_one_noisy_batch():
    lrs = np.geomspace(1e-5, 10, 61)
    losses = 2 - np.tanh(2 * np.log10(lrs / 1e-2))
    losses[8] += 0.3
    assert suggest_lr(lrs, losses) == pytest.approx(1e-2, rel=0.3)


def test_suggested_rate_lies_before_the_bottom_and_not_on_the_fall_from_a_jump_after_it():
    lrs = np.geomspace(1e-5, 10, 61)
    losses = 2 - np.tanh(2 * np.log10(lrs / 1e-2))
    losses[45:] += 1  # the bottom is at 44
    losses[50:54] += 4  # a jump past it, whose fall is steeper than the slope
    assert suggest_lr(lrs, losses) == pytest.approx(1e-2)


def test_suggested_rate_of_a_loss_that_only_rises_is_the_first_smoothed():
    lrs = np.geomspace(1e-3, 1, 9)
    assert suggest_lr(lrs, np.arange(9.0)) == pytest.approx(lrs[2])


def test_confusion_matrix_has_true_classes_in_rows():
    matrix = confusion_matrix([0, 1, 1, 2], [0, 2, 2, 2], 3)
    np.testing.assert_array_equal(matrix, [[1, 0, 0], [0, 0, 2], [0, 0, 1]])
    assert matrix.dtype == int


def test_accuracy_counts_the_largest_output():
    model = Linear(2, 2, init=lambda *_: np.eye(2))
    assert accuracy(model, Dataset(np.array([[1.0, 0], [0, 1], [1, 0], [3, 2]]), np.array([0, 1, 1, 0]))) == 0.75


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"epochs": 0}, "epochs .* got 0"),
        ({"epochs": 1.5}, "epochs .* got 1.5"),
        ({"batch_size": 0}, "batch_size .* got 0"),
        ({"max_norm": -1}, "max_norm .* got -1"),
    ],
)
def test_bad_settings_are_refused_and_nothing_changes(changes, says):
    model = network()
    with pytest.raises(ValueError, match=says):
        train(model, **changes)
    for a, b in zip(model.parameters(), network().parameters(), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: lr_range_test(network(), mse, DATA, lr_min=0), "0 < lr_min < lr_max .* got 0 and 10.0"),
        (lambda: lr_range_test(network(), mse, DATA, lr_min=1, lr_max=0.1), "got 1 and 0.1"),
        (lambda: lr_range_test(network(), mse, DATA, lr_max=np.nan), "got 1e-06 and nan"),
        (lambda: lr_range_test(network(), mse, DATA, steps=1), "steps .* got 1"),
        (lambda: lr_range_test(network(), mse, DATA, batch_size=0), "batch_size .* got 0"),
        (lambda: suggest_lr(np.ones(6), np.ones(6)), "at least 7"),
        (lambda: suggest_lr(np.ones(8), np.ones(7)), r"\(8,\) and \(7,\)"),
        (lambda: suggest_lr(np.arange(8), np.ones(8)), "positive"),
        (lambda: suggest_lr(np.ones(8), np.full(8, np.nan)), "finite"),
        (lambda: accuracy(network(), Dataset(DATA.x, DATA.x)), r"class labels.*float64 \(10, 3\)"),
        (lambda: confusion_matrix([0, 1], [0], 2), r"\(2,\) and int64 \(1,\)"),
        (lambda: confusion_matrix([0, 2], [0, 1], 2), r"\[0, 2\), got 0 to 2"),
        (lambda: confusion_matrix([0, 1], [0, -1], 2), "got -1 to 0"),
        (lambda: confusion_matrix([0.0], [1.0], 2), "ints of one shape"),
    ],
)
def test_bad_input_is_refused(act, says):
    with pytest.raises(ValueError, match=says):
        act()
