"""Losses against finite differences and PyTorch."""

import numpy as np
import pytest
import torch
from torch.nn import functional

from course_lib.gradients import check_gradient
from course_lib.losses import mse, one_hot, softmax_cross_entropy

RNG = np.random.default_rng(3)
Y_PRED, Y_TRUE = RNG.standard_normal((2, 6, 3))
LOGITS, LABELS = RNG.standard_normal((6, 4)), np.array([0, 3, 1, 1, 2, 0])


def test_mse_agrees_with_finite_differences():
    check_gradient(lambda y: mse(y, Y_TRUE)[0], mse(Y_PRED, Y_TRUE)[1], Y_PRED.copy())


def test_softmax_cross_entropy_agrees_with_finite_differences():
    check_gradient(lambda z: softmax_cross_entropy(z, LABELS)[0], softmax_cross_entropy(LOGITS, LABELS)[1], LOGITS.copy())


@pytest.mark.parametrize("shape", [(6, 3), (18,), (2, 3, 3)])
def test_mse_agrees_with_pytorch_whatever_the_shape(shape):
    y_pred, y_true = Y_PRED.reshape(shape), Y_TRUE.reshape(shape)
    tensor = torch.tensor(y_pred, requires_grad=True)
    expected = functional.mse_loss(tensor, torch.tensor(y_true))
    expected.backward()
    loss, gradient = mse(y_pred, y_true)
    assert loss == pytest.approx(expected.item(), rel=1e-12)
    np.testing.assert_allclose(gradient, tensor.grad, rtol=1e-12)


@pytest.mark.parametrize("scale", [1.0, 1e-3, 30.0, 1e4])
def test_softmax_cross_entropy_agrees_with_pytorch(scale):
    tensor = torch.tensor(LOGITS * scale, requires_grad=True)
    expected = functional.cross_entropy(tensor, torch.tensor(LABELS))
    expected.backward()
    loss, gradient = softmax_cross_entropy(LOGITS * scale, LABELS)
    assert np.isfinite(loss)
    assert loss == pytest.approx(expected.item(), rel=1e-10, abs=1e-12)
    np.testing.assert_allclose(gradient, tensor.grad, rtol=1e-10, atol=1e-12)


def test_equal_logits_cost_the_logarithm_of_the_number_of_classes():
    assert softmax_cross_entropy(np.zeros((5, 10)), np.arange(5))[0] == pytest.approx(np.log(10))


@pytest.mark.parametrize("loss", [lambda x: mse(x, x + 1), lambda x: softmax_cross_entropy(x, np.array([0, 1]))])
def test_result_is_a_float_and_the_gradient_keeps_float32(loss):
    value, gradient = loss(np.ones((2, 3), dtype=np.float32))
    assert type(value) is float and gradient.dtype == np.float32


def test_the_arguments_are_left_as_they_were():
    y_pred, logits = Y_PRED.copy(), LOGITS.copy()
    mse(y_pred, Y_TRUE)
    softmax_cross_entropy(logits, LABELS)
    np.testing.assert_array_equal(y_pred, Y_PRED)
    np.testing.assert_array_equal(logits, LOGITS)


def test_one_hot():
    np.testing.assert_array_equal(one_hot([2, 0], 3), [[0, 0, 1], [1, 0, 0]])
    assert one_hot(np.array([], dtype=int), 3).shape == (0, 3)


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: mse(np.ones((3, 1)), np.ones(3)), r"\(3, 1\) and \(3,\)"),
        (lambda: mse([], []), "no elements"),
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
