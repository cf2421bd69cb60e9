"""The scalar graph against finite differences, PyTorch, and deep or tangled shapes."""

import numpy as np
import pytest
import torch

from course_lib.gradients import check_gradient
from course_lib.graph import Value, make_node, maximum, show_graph, topological_order

OPERATIONS = {  # name: (function of Values, its twin in PyTorch, inputs)
    "add": (lambda a, b: a + b, lambda a, b: a + b, (2.0, -3.0)),
    "subtract": (lambda a, b: a - b, lambda a, b: a - b, (2.0, -3.0)),
    "multiply": (lambda a, b: a * b, lambda a, b: a * b, (2.0, -3.0)),
    "divide": (lambda a, b: a / b, lambda a, b: a / b, (2.0, -3.0)),
    "number on the left": (lambda a: 5 - 3 / (2 * (1 + a)), lambda a: 5 - 3 / (2 * (1 + a)), (0.7,)),
    "number on the right": (lambda a: ((a + 1) * 2 - 3) / 4, lambda a: ((a + 1) * 2 - 3) / 4, (0.7,)),
    "power": (lambda a: a**3 + a**-2 + a**0.5, lambda a: a**3 + a**-2 + a**0.5, (1.7,)),
    "root of a number below one": (lambda a: a**0.5, lambda a: a**0.5, (0.3,)),
    "power of a negative number": (lambda a: a**3 + a**-2, lambda a: a**3 + a**-2, (-1.7,)),
    "power zero at zero": (lambda a: a**0 + a**1, lambda a: a**0 + a**1, (0.0,)),
    "negative": (lambda a: -a, lambda a: -a, (1.3,)),
    "exp": (lambda a: a.exp(), torch.exp, (1.3,)),
    "log": (lambda a: a.log(), torch.log, (1.3,)),
    "relu above zero": (lambda a: a.relu(), torch.relu, (1.3,)),
    "relu between zero and one": (lambda a: a.relu(), torch.relu, (0.5,)),
    "relu below zero": (lambda a: a.relu(), torch.relu, (-1.3,)),
    "relu at zero": (lambda a: a.relu(), torch.relu, (0.0,)),
    "tanh": (lambda a: a.tanh(), torch.tanh, (0.8,)),
    "sigmoid": (lambda a: a.sigmoid(), torch.sigmoid, (0.8,)),
    "sigmoid far left": (lambda a: a.sigmoid(), torch.sigmoid, (-800.0,)),
    "sigmoid far right": (lambda a: a.sigmoid(), torch.sigmoid, (800.0,)),
    "maximum, first": (maximum, torch.maximum, (2.0, 1.0)),
    "maximum, second": (maximum, torch.maximum, (1.0, 2.0)),
    "maximum, tie": (maximum, torch.maximum, (2.0, 2.0)),
    "used twice": (lambda a, b: (a + b) * maximum(a, b), lambda a, b: (a + b) * torch.maximum(a, b), (2.0, 0.0)),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_operation_agrees_with_pytorch(name):
    ours, theirs, inputs = OPERATIONS[name]
    values = [Value(x) for x in inputs]
    tensors = [torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in inputs]
    result, expected = ours(*values), theirs(*tensors)
    result.backward()
    expected.backward()
    assert result.data == pytest.approx(expected.item(), rel=1e-14, abs=1e-300)
    assert [v.grad for v in values] == pytest.approx([t.grad.item() for t in tensors], rel=1e-13, abs=1e-300)


def test_whole_neuron_agrees_with_finite_differences():
    def loss(p):
        w, b = Value(p[0]), Value(p[1])
        result = ((w * 2.0 + b).tanh() - 0.3) ** 2 + (w * b).sigmoid().log()
        result.backward()
        return result.data, np.array([w.grad, b.grad])

    point = np.array([0.4, -0.9])
    check_gradient(lambda p: loss(p)[0], loss(point)[1], point)


def test_shared_nodes_add_their_gradients():
    a = Value(3.0)
    b = a + a
    c = b + b
    c.backward()
    assert (c.data, b.grad, a.grad) == (12.0, 2.0, 4.0)


def test_backward_twice_gives_the_same_gradients():
    x = Value(2.0)
    y = x * x * x
    y.backward()
    first = x.grad
    y.backward()
    assert x.grad == first == 12.0


def test_backward_from_another_result_starts_afresh():
    x = Value(2.0)
    square, cube = x * x, x * x * x
    cube.backward()
    square.backward()
    assert x.grad == 4.0


def test_chain_of_100_000_nodes():
    x = Value(1.0)
    y = x
    for _ in range(100_000):
        y = y + 1e-5
    y.backward()
    assert y.data == pytest.approx(2.0)
    assert x.grad == 1.0


def test_topological_order_puts_parents_before_children_once():
    a, b = Value(1.0), Value(2.0)
    c = a * b
    d = c + a
    e = d * c
    order = topological_order(e)
    assert len(order) == len(set(order)) == 5
    for node in order:
        assert all(order.index(parent) < order.index(node) for parent, _ in node.parents)


def test_an_operation_of_ones_own_takes_part_in_the_chain_rule():
    def cube(a):
        return make_node(a.data**3, "cube", (a,), (3 * a.data**2,))

    x = Value(2.0)
    y = cube(x) * 5 + x
    y.backward()
    assert (y.data, x.grad) == (42.0, 61.0)


def test_a_new_value_has_no_gradient_no_label_and_no_past():
    x = Value(3)
    assert (x.data, x.grad, x.label, x.parents, x.operation) == (3.0, 0.0, "", (), "")


@pytest.mark.parametrize(("exponent", "slope"), [(1, 1.0), (1.5, 0.0), (0, 0.0)])
def test_power_of_zero_where_it_has_a_derivative(exponent, slope):
    x = Value(0.0)
    y = x**exponent
    y.backward()
    assert (y.data, x.grad) == (0.0**exponent, slope)


def test_a_result_has_no_gradient_and_no_label_before_backward():
    y = Value(3) * 2
    assert (y.data, y.grad, y.label) == (6.0, 0.0, "")


def test_repr_shows_data_gradient_and_label():
    assert repr(Value(2.5)) == "Value(2.5, grad=0)"
    assert repr(Value(2.5, label="w")) == "Value(2.5, grad=0, label='w')"


def test_every_operation_goes_by_its_usual_sign():
    a, b = Value(0.3), Value(0.7)
    signs = [
        (a + b, "+"), (a - b, "−"), (a * b, "×"), (a / b, "/"), (a**3, "^3"), (-a, "−"), (a.exp(), "exp"),
        (a.log(), "ln"), (a.relu(), "relu"), (a.tanh(), "tanh"), (a.sigmoid(), "σ"), (maximum(a, b), "max"),
    ]  # fmt: skip
    assert [node.operation for node, _ in signs] == [sign for _, sign in signs]


def test_numpy_numbers_work_on_both_sides():
    x = Value(3.0)
    for result in (np.float64(2) * x, x * np.float64(2), np.float32(2) * x):
        assert isinstance(result, Value) and result.data == 6.0


@pytest.mark.parametrize(
    ("act", "error", "says"),
    [
        (lambda: Value("seven"), TypeError, "got 'seven'"),
        (lambda: Value([1, 2]), TypeError, "one real number"),
        (lambda: Value(0.0).log(), ValueError, "positive number, got 0"),
        (lambda: Value(-1.0).log(), ValueError, "got -1"),
        (lambda: Value(2.0) ** Value(2.0), TypeError, "exponent"),
        (lambda: Value(-2.0) ** 0.5, ValueError, "a = -2"),
        (lambda: Value(0.0) ** -1, ValueError, "a = 0"),
        (lambda: Value(0.0) ** 0.5, ValueError, "derivative"),
        (lambda: Value(1.0) / 0, ZeroDivisionError, "zero"),
        (lambda: show_graph(3.0, lang="uk"), TypeError, "got 3.0"),
        (lambda: show_graph(Value(3.0), lang="en"), ValueError, "got 'en'"),
    ],
)
def test_bad_input_is_refused(act, error, says):
    with pytest.raises(error, match=says):
        act()


def test_show_graph_fills_the_gradients():
    x = Value(3.0)
    show_graph(x * x, lang="uk")
    assert x.grad == 6.0
