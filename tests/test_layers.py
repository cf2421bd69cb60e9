"""Layers against finite differences and PyTorch."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis.strategies import floats, integers

from course_lib.gradients import check_layer
from course_lib.layers import GELU, Layer, LeakyReLU, Linear, ReLU, Sequential, Sigmoid, Softmax, Tanh, he, xavier

ACTIVATIONS = {  # ours: PyTorch's
    ReLU: torch.relu,
    LeakyReLU: torch.nn.functional.leaky_relu,
    Sigmoid: torch.sigmoid,
    Tanh: torch.tanh,
    GELU: torch.nn.functional.gelu,
    Softmax: lambda x: torch.softmax(x, dim=1),
}
X = np.random.default_rng(1).standard_normal((5, 4))
G = np.random.default_rng(2).standard_normal((5, 4))
EXTREME = np.array([[-1e4, -50.0, 0.0, 50.0, 1e4], [-3.0, -2.0, -1.0, 1.0, 2.0]])


def network():
    return Sequential(Linear(4, 6, rng=0), ReLU(), Linear(6, 5, rng=1), Tanh(), Linear(5, 3, rng=2), Sigmoid())


LAYERS = [Linear(4, 3, rng=0), LeakyReLU(0.3), *(activation() for activation in ACTIVATIONS), network()]


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: type(layer).__name__)
def test_layer_agrees_with_finite_differences(layer):
    check_layer(layer, X)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("x", [X, EXTREME], ids=["random", "extreme"])
def test_activation_agrees_with_pytorch(activation, x):
    layer, g = activation(), np.linspace(-1, 2, x.size).reshape(x.shape)
    tensor = torch.tensor(x, requires_grad=True)
    expected = ACTIVATIONS[activation](tensor)
    expected.backward(torch.tensor(g))
    np.testing.assert_allclose(layer.forward(x), expected.detach(), rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(layer.backward(g), tensor.grad, rtol=1e-10, atol=1e-12)


def test_softmax_of_a_single_class_is_certain():
    np.testing.assert_array_equal(Softmax().forward([[3.0], [-5.0]]), [[1.0], [1.0]])


def test_leaky_relu_takes_another_slope():
    layer = LeakyReLU(0.3)
    np.testing.assert_allclose(layer.forward([[-2.0, 0.0, 5.0]]), [[-0.6, 0.0, 5.0]])
    np.testing.assert_allclose(layer.backward(np.ones((1, 3))), [[0.3, 0.3, 1.0]])


def test_softmax_jacobian_is_diag_y_minus_y_y_transposed():
    layer = Softmax()
    y = layer.forward(X[:1])[0]
    jacobian = np.array([layer.backward(unit[None])[0] for unit in np.eye(4)])
    np.testing.assert_allclose(jacobian, np.diag(y) - np.outer(y, y), atol=1e-15)


@given(seed=integers(0, 10**6), a=floats(-5, 5), b=floats(-5, 5))
def test_backward_is_linear_in_the_gradient_that_arrives(seed, a, b):
    rng = np.random.default_rng(seed)
    g, h = rng.standard_normal((2, 5, 4))
    for layer in LAYERS[1:-1]:
        layer.forward(X)
        both = layer.backward(a * g + b * h)
        np.testing.assert_allclose(both, a * layer.backward(g) + b * layer.backward(h), rtol=1e-9, atol=1e-9)


def test_linear_agrees_with_pytorch():
    layer, g = Linear(4, 3, rng=0), G[:, :3]
    x, w, b = (torch.tensor(a, requires_grad=True) for a in (X, layer.w, layer.b))
    (x @ w + b).backward(torch.tensor(g))
    grad_x = (layer.forward(X), layer.backward(g))[1]
    for ours, theirs in [(grad_x, x.grad), (layer.grad_w, w.grad), (layer.grad_b, b.grad)]:
        np.testing.assert_allclose(ours, theirs, rtol=1e-12)


def test_sequential_agrees_with_pytorch():
    model = network()
    params = [torch.tensor(p, requires_grad=True) for p in model.parameters()]
    w1, b1, w2, b2, w3, b3 = params
    x = torch.tensor(X, requires_grad=True)
    y = torch.sigmoid(torch.tanh(torch.relu(x @ w1 + b1) @ w2 + b2) @ w3 + b3)
    y.backward(torch.tensor(G[:, :3]))
    np.testing.assert_allclose(model(X), y.detach(), rtol=1e-12)
    np.testing.assert_allclose(model.backward(G[:, :3]), x.grad, rtol=1e-10)
    for ours, theirs in zip(model.gradients(), params, strict=True):
        np.testing.assert_allclose(ours, theirs.grad, rtol=1e-10, atol=1e-14)


def test_without_input_gradient_the_parameters_get_theirs_all_the_same():
    with_input, without = network(), network()
    for model in (with_input, without):
        model.forward(X)
    assert with_input.backward(G[:, :3]) is not None
    assert without.backward(G[:, :3], input_grad=False) is None
    for a, b in zip(with_input.gradients(), without.gradients(), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_activation_without_input_gradient_gives_none(activation):
    layer = activation()
    layer.forward(X)
    assert layer.backward(G, input_grad=False) is None


def test_backward_overwrites_the_gradients_of_the_call_before():
    layer = Linear(4, 4, rng=0)
    layer.forward(X)
    layer.backward(G)
    first = layer.grad_w.copy()
    kept = layer.gradients()
    layer.backward(G)
    np.testing.assert_array_equal(layer.grad_w, first)
    layer.backward(2 * G)  # into the same arrays
    assert all(now is before for now, before in zip(layer.gradients(), kept, strict=True))


def test_float32_stays_float32():
    layer = Linear(4, 4, rng=0, dtype=np.float32)
    model = Sequential(layer, *(activation() for activation in ACTIVATIONS))
    y = model.forward(X)
    assert y.dtype == layer.w.dtype == layer.b.dtype == np.float32
    assert model.backward(G.astype(np.float32)).dtype == layer.grad_w.dtype == layer.grad_b.dtype == np.float32


@pytest.mark.parametrize(("init", "variance"), [(he, 2 / 300), (xavier, 2 / 500)])
def test_initial_weights_have_the_documented_variance(init, variance):
    w = init(300, 200, np.random.default_rng(0))
    assert w.shape == (300, 200)
    assert w.mean() == pytest.approx(0, abs=1e-3)
    assert w.var() == pytest.approx(variance, rel=0.02)


def test_one_input_and_one_output_are_enough():
    layer = Linear(1, 1, rng=0)
    np.testing.assert_allclose(layer.forward([[2.0]]), 2 * layer.w)


def test_the_seed_decides_the_weights():
    np.testing.assert_array_equal(Linear(4, 3, rng=7).w, Linear(4, 3, rng=np.random.default_rng(7)).w)
    assert not np.array_equal(Linear(4, 3, rng=7).w, Linear(4, 3, rng=8).w)


def test_linear_keeps_a_copy_of_the_initial_weights():
    given = np.ones((4, 3))
    Linear(4, 3, init=lambda *_: given).w[0, 0] = 5
    assert given[0, 0] == 1


def test_whole_numbers_become_floats():
    assert ReLU().forward([[1, -2]]).dtype == np.float64


@pytest.mark.parametrize(
    ("act", "error", "says"),
    [
        (lambda: Linear(0, 3), ValueError, "at least 1, got 0 and 3"),
        (lambda: Linear(2, 3, init=lambda *_: np.zeros((3, 2))), ValueError, r"\(2, 3\), got \(3, 2\)"),
        (lambda: Linear(4, 3)(np.ones((5, 3))), ValueError, r"\(N, 4\), got \(5, 3\)"),
        (lambda: Linear(4, 3)(np.ones(4)), ValueError, r"got \(4,\)"),
        (lambda: Linear(4, 3).backward(G), RuntimeError, "^Linear: backward needs a forward pass first"),
        (lambda: ReLU().backward(G), RuntimeError, "^ReLU: backward needs a forward pass first"),
        (lambda: Linear(4, 3).gradients(), RuntimeError, "^Linear: gradients exist only after a backward"),
        (lambda: Softmax().backward(G), RuntimeError, "^Softmax: backward needs a forward pass first"),
        (lambda: Softmax().forward(np.ones(3)), ValueError, r"\(N, C\).*got \(3,\)"),
        (lambda: LeakyReLU(float("nan")), ValueError, "slope must be finite, got nan"),
        (lambda: Sequential(), ValueError, "^Sequential needs at least one layer, got none"),
        (lambda: Sequential(np.tanh), TypeError, "tanh"),
        (lambda: Layer().forward(X), NotImplementedError, r"^Layer must define forward\(x\)"),
        (lambda: Layer().backward(G), NotImplementedError, r"^Layer must define backward\(grad\)"),
    ],
)
def test_bad_input_is_refused(act, error, says):
    with pytest.raises(error, match=says):
        act()


@pytest.mark.parametrize("layer", [Linear(4, 3, rng=0), Tanh(), Softmax()], ids=["Linear", "Tanh", "Softmax"])
def test_backward_refuses_a_gradient_of_another_shape(layer):
    y = layer.forward(X)
    with pytest.raises(ValueError, match=rf"^{type(layer).__name__}: .* shape of the output.*got \(1,"):
        layer.backward(np.ones((1, y.shape[1])))


def test_a_refused_call_leaves_the_kept_input_and_the_gradients_as_they_were():
    layer = Linear(4, 3, rng=0)
    layer.forward(X)
    layer.backward(np.ones((len(X), 3)))
    x, grad_w, grad_b = layer.x, layer.grad_w.copy(), layer.grad_b.copy()
    for act in (lambda: layer.forward(np.ones((2, 5))), lambda: layer.backward(np.ones((len(X), 4)))):
        with pytest.raises(ValueError, match="shape"):
            act()
        assert layer.x is x
        np.testing.assert_array_equal(layer.grad_w, grad_w)
        np.testing.assert_array_equal(layer.grad_b, grad_b)


def test_sequential_inside_sequential_is_the_same_as_one():
    a, b, c = Linear(4, 3, rng=0), Tanh(), Linear(3, 2, rng=1)
    flat, nested = Sequential(a, b, c), Sequential(Sequential(a, b), c)
    np.testing.assert_array_equal(nested(X), flat(X))
    g = np.ones((len(X), 2))
    np.testing.assert_array_equal(nested.backward(g), flat.backward(g))
    assert [p.shape for p in nested.parameters()] == [(4, 3), (3,), (3, 2), (2,)]


def test_sequential_refuses_the_same_layer_twice_even_when_nested():
    shared = Linear(4, 4)
    with pytest.raises(ValueError, match="^Sequential got the same layer object twice"):
        Sequential(shared, Sequential(ReLU(), shared))
