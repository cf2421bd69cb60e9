"""Losses against finite differences and PyTorch."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis.strategies import floats
from torch.nn import functional

from course_lib.gradients import check_gradient
from course_lib.losses import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    cross_entropy,
    huber,
    mae,
    mse,
    one_hot,
    softmax_cross_entropy,
)

RNG = np.random.default_rng(3)
ANY, OTHER = 2 * RNG.standard_normal((2, 6, 4))
SHARES, TARGETS = RNG.uniform(0.05, 0.95, (6, 4)), RNG.uniform(0, 1, (6, 4))
LABELS = np.array([0, 3, 1, 1, 2, 0])
CLASSES = one_hot(LABELS, 4)
EDGES, EDGE_TARGETS = np.array([[0.0, 0.0, 0.0, 1.0, 1.0, 1.0]]), np.array([[0.0, 1.0, 0.3, 0.0, 1.0, 0.3]])
HUGE = np.array([[-1e4, 1e4, -800.0, 800.0, 0.0, 30.0]])


def torch_cross_entropy(y_pred, y_true):
    return -(y_true * torch.log(y_pred)).sum() / len(y_pred)


TABLE = {  # name: (ours, PyTorch's, prediction, target)
    "mse": (mse, functional.mse_loss, ANY, OTHER),
    "mse, three axes": (mse, functional.mse_loss, ANY.reshape(2, 3, 4), OTHER.reshape(2, 3, 4)),
    "mse, one axis": (mse, functional.mse_loss, ANY[0], OTHER[0]),
    "mae": (mae, functional.l1_loss, ANY, OTHER),
    "huber": (huber, functional.huber_loss, ANY, OTHER),
    "huber, δ = 0.3": (
        lambda y, t: huber(y, t, delta=0.3),
        lambda y, t: functional.huber_loss(y, t, delta=0.3),
        ANY,
        OTHER,
    ),
    "binary cross-entropy": (binary_cross_entropy, functional.binary_cross_entropy, SHARES, TARGETS),
    "binary cross-entropy with logits": (
        binary_cross_entropy_with_logits,
        functional.binary_cross_entropy_with_logits,
        ANY,
        TARGETS,
    ),
    "cross-entropy": (cross_entropy, torch_cross_entropy, SHARES, CLASSES),
    "softmax cross-entropy": (softmax_cross_entropy, functional.cross_entropy, ANY, LABELS),
}
EDGE_CASES = {
    "mae, ties": (mae, functional.l1_loss, ANY, np.where(ANY > 0, ANY, OTHER)),
    "huber at |e| = δ": (huber, functional.huber_loss, np.array([-1.0, 1.0, 0.0, 3.0]), np.zeros(4)),
    "probabilities 0 and 1": (binary_cross_entropy, functional.binary_cross_entropy, EDGES, EDGE_TARGETS),
    "binary logits of ±10⁴": (
        binary_cross_entropy_with_logits,
        functional.binary_cross_entropy_with_logits,
        HUGE,
        EDGE_TARGETS,
    ),
    "softmax logits of ±10⁴": (softmax_cross_entropy, functional.cross_entropy, HUGE, np.array([0])),
    "softmax, rows of very different size": (
        softmax_cross_entropy,
        functional.cross_entropy,
        np.array([[1e4, 0.0], [1.0, 2.0]]),
        np.array([0, 0]),
    ),
    "softmax, tiny logits": (softmax_cross_entropy, functional.cross_entropy, 1e-9 * ANY, LABELS),
    "softmax, one class": (softmax_cross_entropy, functional.cross_entropy, ANY[:, :1], 0 * LABELS),
}


@pytest.mark.parametrize("name", TABLE)
def test_gradient_agrees_with_finite_differences(name):
    loss, _, y_pred, y_true = TABLE[name]
    check_gradient(lambda y: loss(y, y_true)[0], loss(y_pred, y_true)[1], y_pred.copy())


@pytest.mark.parametrize("name", TABLE | EDGE_CASES)
def test_value_and_gradient_agree_with_pytorch(name):
    ours, theirs, y_pred, y_true = (TABLE | EDGE_CASES)[name]
    tensor = torch.tensor(y_pred, requires_grad=True)
    expected = theirs(tensor, torch.tensor(y_true))
    expected.backward()
    loss, gradient = ours(y_pred, y_true)
    assert type(loss) is float and np.isfinite(loss)
    assert loss == pytest.approx(expected.item(), rel=1e-10, abs=1e-12)
    np.testing.assert_allclose(gradient, tensor.grad, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("name", TABLE)
def test_the_gradient_keeps_float32(name):
    loss, _, y_pred, y_true = TABLE[name]
    y_true = y_true if name.startswith("softmax") else y_true.astype(np.float32)
    assert loss(y_pred.astype(np.float32), y_true)[1].dtype == np.float32


@pytest.mark.parametrize("name", TABLE)
def test_the_arguments_are_left_as_they_were(name):
    loss, _, y_pred, y_true = TABLE[name]
    before = y_pred.copy(), y_true.copy()
    loss(y_pred, y_true)
    np.testing.assert_array_equal(y_pred, before[0])
    np.testing.assert_array_equal(y_true, before[1])


def test_whole_numbers_are_welcome():
    loss, gradient = mse([1, 4], [0, 0])
    assert loss == 8.5
    np.testing.assert_allclose(gradient, [1, 4])
    assert gradient.dtype == np.float64


def test_cross_entropy_with_a_zero_at_the_right_class_is_large_and_finite():
    loss, gradient = cross_entropy([[0.0, 1.0]], [[1.0, 0.0]])
    assert loss == 100
    np.testing.assert_allclose(gradient, [[-1e12, 0.0]])


def test_equal_logits_cost_the_logarithm_of_the_number_of_classes():
    assert softmax_cross_entropy(np.zeros((5, 10)), np.arange(5))[0] == pytest.approx(np.log(10))


@given(shift=floats(-1e3, 1e3))
def test_softmax_cross_entropy_does_not_feel_a_shift_of_all_logits(shift):
    loss, gradient = softmax_cross_entropy(ANY, LABELS)
    shifted_loss, shifted_gradient = softmax_cross_entropy(ANY + shift, LABELS)
    assert shifted_loss == pytest.approx(loss, rel=1e-9)
    np.testing.assert_allclose(shifted_gradient, gradient, rtol=1e-9, atol=1e-12)


def test_one_hot():
    np.testing.assert_array_equal(one_hot([2, 0], 3), [[0, 0, 1], [1, 0, 0]])
    assert one_hot(np.array([], dtype=int), 3).shape == (0, 3)


PAIRWISE = [mse, mae, huber, binary_cross_entropy, binary_cross_entropy_with_logits, cross_entropy]


@pytest.mark.parametrize("loss", PAIRWISE)
def test_pairs_of_other_shapes_are_refused_before_they_broadcast(loss):
    with pytest.raises(ValueError, match=r"\(3, 1\) and \(3,\)"):
        loss(np.ones((3, 1)), np.ones(3))
    with pytest.raises(ValueError, match="no elements"):
        loss(np.ones((0, 2)), np.ones((0, 2)))


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: huber([1.0], [1.0], delta=0), "delta must be positive and finite, got 0"),
        (lambda: huber([1.0], [1.0], delta=np.nan), "got nan"),
        (lambda: binary_cross_entropy([1.1], [1.0]), r"y_pred must lie in \[0, 1\], got 1.1"),
        (lambda: binary_cross_entropy([-0.1], [1.0]), "got -0.1"),
        (lambda: binary_cross_entropy([np.nan], [1.0]), "got nan"),
        (lambda: binary_cross_entropy([0.5], [2.0]), "y_true must lie"),
        (lambda: binary_cross_entropy_with_logits([0.5], [-1.0]), "y_true must lie"),
        (lambda: cross_entropy([[1.5]], [[1.0]]), "probabilities must lie"),
        (lambda: cross_entropy([[0.5]], [[3.0]]), "one_hot must lie"),
        (lambda: cross_entropy([0.5], [1.0]), r"\(N, C\), got \(1,\)"),
        (lambda: softmax_cross_entropy(np.ones(3), [0, 1, 2]), r"\(N, C\).*got \(3,\)"),
        (lambda: softmax_cross_entropy(np.ones((0, 3)), np.array([], dtype=int)), r"got \(0, 3\)"),
        (lambda: softmax_cross_entropy(np.ones((3, 2)), [0, 1]), "3 rows of logits, got 2"),
        (lambda: softmax_cross_entropy(np.ones((2, 2)), [0, 2]), r"\[0, 2\), got 0 to 2"),
        (lambda: softmax_cross_entropy(np.ones((2, 2)), [-1, 1]), "got -1 to 1"),
        (lambda: softmax_cross_entropy(np.ones((2, 2)), [0.0, 1.0]), "ints.*float64"),
        (lambda: softmax_cross_entropy(np.ones((2, 2)), [[0], [1]]), r"shape \(2, 1\)"),
        (lambda: one_hot([0, 3], 3), r"\[0, 3\), got 0 to 3"),
        (lambda: one_hot(2, 3), r"shape \(\)"),
    ],
)
def test_bad_input_is_refused(act, says):
    with pytest.raises(ValueError, match=says):
        act()
