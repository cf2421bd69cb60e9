"""The gradient checker must agree with the right and refuse the wrong; clipping must keep its bounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays as any_array
from hypothesis.strategies import floats

from course_lib.gradients import (
    GradientError,
    check_gradient,
    check_layer,
    clip_by_norm,
    clip_by_value,
    global_norm,
    numerical_gradient,
    relative_error,
)
from course_lib.layers import Linear, Tanh

POINT = np.array([[0.3, -1.2], [2.0, 0.7]])


def f(x):
    return np.sum(np.sin(x) * x)


def gradient_of_f(x):
    return np.cos(x) * x + np.sin(x)


def test_numerical_gradient_of_a_known_function():
    np.testing.assert_allclose(numerical_gradient(f, POINT.copy()), gradient_of_f(POINT), rtol=1e-8)


def test_the_error_falls_with_the_square_of_h():
    x = np.array([1.0])
    errors = [abs(numerical_gradient(lambda x: np.exp(x[0]), x, h=h)[0] - np.e) for h in (1e-2, 1e-3)]
    assert errors[0] / errors[1] == pytest.approx(100, rel=0.01)


def test_a_layers_own_parameter_can_be_nudged():
    layer, x = Linear(2, 1, rng=0), np.array([[3.0, 4.0]])
    np.testing.assert_allclose(numerical_gradient(lambda _: layer.forward(x).sum(), layer.w), x.T, rtol=1e-8)


def test_x_comes_back_even_if_f_raises():
    x = np.array([1.0, 2.0])

    def breaks_below_two(x):
        if x[1] < 2:
            raise ZeroDivisionError
        return 0.0

    with pytest.raises(ZeroDivisionError):
        numerical_gradient(breaks_below_two, x)
    np.testing.assert_array_equal(x, [1.0, 2.0])


def test_a_single_number_in_an_array_without_axes():
    np.testing.assert_allclose(numerical_gradient(lambda x: x**2, np.array(3.0)), 6.0)
    check_gradient(lambda x: x**2, 6.0, np.array(3.0))
    with pytest.raises(GradientError, match="the gradient is 5, finite differences give 6"):
        check_gradient(lambda x: x**2, 5.0, np.array(3.0))


def test_check_gradient_agrees_with_the_right_gradient():
    check_gradient(f, gradient_of_f(POINT), POINT.copy())


def test_check_gradient_allows_a_small_relative_error_of_a_large_gradient():
    x = np.array([1e3])
    check_gradient(lambda x: x[0] ** 2, [2e3 * (1 + 5e-7)], x)
    with pytest.raises(GradientError):
        check_gradient(lambda x: x[0] ** 2, [2e3 * (1 + 5e-6)], x)


@pytest.mark.parametrize("wrong", [1e-5, -0.5, np.nan, np.inf])
def test_check_gradient_names_the_worst_entry(wrong):
    gradient = gradient_of_f(POINT)
    gradient[0, 0] += 1e-5
    gradient[1, 0] += 10 * wrong
    with pytest.raises(GradientError, match=r"entry \[1, 0\]"):
        check_gradient(f, gradient, POINT.copy())


class WrongTanh(Tanh):
    def derivative(self, x, y):
        return 1 - y


class LinearThatForgetsToSum(Linear):
    def backward(self, grad, *, input_grad=True):
        grad_x = super().backward(grad, input_grad=input_grad)
        self.grad_b = grad[0]
        return grad_x


@pytest.mark.parametrize(
    ("layer", "says"),
    [(WrongTanh(), "WrongTanh, input: entry"), (LinearThatForgetsToSum(2, 3, rng=0), "parameter 1: entry")],
)
def test_check_layer_refuses_a_wrong_layer_and_says_where(layer, says):
    with pytest.raises(GradientError, match=says):
        check_layer(layer, POINT)


class LinearWithOneGradient(Linear):
    def gradients(self):
        return [self.grad_w]


def test_check_layer_wants_a_gradient_for_every_parameter():
    with pytest.raises(ValueError, match="argument 2 is longer"):
        check_layer(LinearWithOneGradient(2, 3, rng=0), POINT)


def test_check_layer_leaves_x_and_parameters_as_they_were():
    layer, x = Linear(2, 3, rng=0), POINT.copy()
    w = layer.w.copy()
    check_layer(layer, x)
    np.testing.assert_array_equal(x, POINT)
    np.testing.assert_array_equal(layer.w, w)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [([1.0, 2.0], [1.0, 2.0], 0.0), ([1.0, 2.0], [1.0, 1.0], 0.5), ([0.0], [0.0], 0.0), ([-1.0], [1.0], 2.0)],
)
def test_relative_error(a, b, expected):
    assert relative_error(a, b) == expected


def test_relative_error_of_small_whole_numbers_does_not_wrap_around():
    one, two = np.array([1], dtype=np.uint8), np.array([2], dtype=np.uint8)
    assert relative_error(one, two) == relative_error(two, one) == 0.5


def test_relative_error_of_nan_is_nan():
    assert np.isnan(relative_error([np.nan, 1.0], [1.0, 1.0]))


def arrays():
    return [np.array([3.0, 0.0]), np.array([[0.0], [-4.0]])]


def test_global_norm_is_taken_over_all_arrays_together():
    assert global_norm(arrays()) == 5.0 and global_norm([]) == 0.0


def test_clip_by_norm_scales_all_arrays_together_and_returns_the_norm_before():
    grads = arrays()
    assert clip_by_norm(grads, 1.0) == 5.0
    assert global_norm(grads) == pytest.approx(1.0)
    np.testing.assert_allclose(grads[0], [0.6, 0.0])
    np.testing.assert_allclose(grads[1], [[0.0], [-0.8]])


@given(g=any_array(float, (2, 3), elements=floats(-1e6, 1e6)), max_norm=floats(1e-3, 1e3))
def test_clip_by_norm_never_raises_the_norm_and_keeps_the_direction(g, max_norm):
    grads = [g[0].copy(), g[1].copy()]
    before = clip_by_norm(grads, max_norm)
    after = global_norm(grads)
    assert after <= min(before, max_norm) * (1 + 1e-9)
    np.testing.assert_allclose(np.array(grads) * before, g * after, rtol=1e-9, atol=1e-9)


def test_clip_by_norm_leaves_a_short_gradient_alone():
    grads = arrays()
    assert clip_by_norm(grads, 5.0) == 5.0
    for now, before in zip(grads, arrays(), strict=True):
        np.testing.assert_array_equal(now, before)


def test_clip_by_value_cuts_every_entry():
    grads = arrays()
    clip_by_value(grads, 3.5)
    np.testing.assert_array_equal(grads[0], [3.0, 0.0])
    np.testing.assert_array_equal(grads[1], [[0.0], [-3.5]])
    clip_by_value(grads, 2)
    np.testing.assert_array_equal(grads[0], [2.0, 0.0])


@pytest.mark.parametrize("clip", [clip_by_norm, clip_by_value])
@pytest.mark.parametrize("bad", [np.array([9, 9]), [9.0], 9.0], ids=["ints", "list", "number"])
def test_clipping_refuses_what_cannot_change_in_place_and_changes_nothing(clip, bad):
    good = np.array([30.0, 40.0])
    with pytest.raises(TypeError, match="float arrays.*got .*9"):
        clip([good, bad], 1.0)
    np.testing.assert_array_equal(good, [30.0, 40.0])


@pytest.mark.parametrize(
    ("act", "error", "says"),
    [
        (lambda: numerical_gradient(f, [1.0, 2.0]), TypeError, "^x must be a float64 array.*got list"),
        (lambda: numerical_gradient(f, np.ones(2, dtype=np.float32)), TypeError, "got float32"),
        (lambda: numerical_gradient(f, np.ones(2), h=0), ValueError, "positive and finite, got 0"),
        (lambda: numerical_gradient(f, np.ones(2), h=np.nan), ValueError, "got nan"),
        (lambda: numerical_gradient(np.sin, np.ones(2)), ValueError, r"one number, got shape \(2,\)"),
        (lambda: check_gradient(f, [1.0, 1.0], [1.0, 1.0]), TypeError, "^x must be a float64"),
        (lambda: check_gradient(f, np.ones(3), np.ones(2)), ValueError, r"\(2,\), got \(3,\)"),
        (lambda: check_layer(Tanh(), np.ones((2, 2), dtype=np.float32)), TypeError, "x must be a float64"),
        (lambda: check_layer(Linear(2, 2, dtype=np.float32), np.ones((2, 2))), TypeError, "parameter 0 must be"),
        (lambda: relative_error([1.0], [1.0, 2.0]), ValueError, r"\(1,\) and \(2,\)"),
        (lambda: relative_error([], []), ValueError, "non-empty"),
        (lambda: clip_by_norm(arrays(), 0), ValueError, "max_norm must be positive and finite, got 0"),
        (lambda: clip_by_norm(arrays(), np.nan), ValueError, "got nan"),
        (lambda: clip_by_value(arrays(), -1), ValueError, "limit must be positive and finite, got -1"),
    ],
)
def test_bad_input_is_refused(act, error, says):
    with pytest.raises(error, match=says):
        act()
