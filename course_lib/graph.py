"""A scalar computational graph that finds its own gradients (reverse-mode differentiation).

Every operation makes a new node and notes, for each of its inputs, the local derivative: how fast the
result changes with that input. ``backward`` then walks from the result to the inputs and applies the
chain rule, edge by edge.
"""

import math
from numbers import Real

from course_lib.graph_picture import GraphPicture


class Value:
    """A number that remembers how it was computed.

    data      the number (float)
    grad      ∂(result)/∂(this node), filled in by ``result.backward()``
    label     the name shown in pictures
    parents   pairs (parent node, local derivative ∂self/∂parent)
    operation the sign or name of the operation, "" for an input
    """

    __slots__ = ("data", "grad", "label", "operation", "_inputs", "_local_derivatives")
    __array_ufunc__ = None  # NumPy numbers leave number * Value to us

    def __init__(self, data, *, label=""):
        """Raises TypeError if ``data`` is not a real number."""
        try:
            self.data = float(data)
        except (TypeError, ValueError):
            raise TypeError(f"Value holds one real number, got {data!r}") from None
        self.grad = 0.0
        self.label = label
        self.operation = ""
        self._inputs = self._local_derivatives = ()  # two flat tuples are faster than a tuple of pairs

    def __repr__(self):
        name = f", label={self.label!r}" if self.label else ""
        return f"Value({self.data:g}, grad={self.grad:g}{name})"

    @property
    def parents(self):
        return tuple(zip(self._inputs, self._local_derivatives))

    # Arithmetic: make the result, note the local derivatives, return.

    def __add__(self, other):
        """z = a + b:  ∂z/∂a = 1, ∂z/∂b = 1"""
        other = _as_value(other)
        return make_node(self.data + other.data, "+", (self, other), (1.0, 1.0))

    def __sub__(self, other):
        """z = a − b:  ∂z/∂a = 1, ∂z/∂b = −1"""
        other = _as_value(other)
        return make_node(self.data - other.data, "−", (self, other), (1.0, -1.0))

    def __mul__(self, other):
        """z = a·b:  ∂z/∂a = b, ∂z/∂b = a"""
        other = _as_value(other)
        return make_node(self.data * other.data, "×", (self, other), (other.data, self.data))

    def __truediv__(self, other):
        """z = a/b:  ∂z/∂a = 1/b, ∂z/∂b = −a/b²"""
        other = _as_value(other)
        z = self.data / other.data
        return make_node(z, "/", (self, other), (1.0 / other.data, -z / other.data))

    def __pow__(self, exponent):
        """z = aᵏ, k a number:  ∂z/∂a = k·aᵏ⁻¹.

        Raises TypeError if k is not a number, ValueError where aᵏ or its derivative is not a real number.
        """
        if not isinstance(exponent, Real):
            raise TypeError(f"the exponent of ** must be a number, got {exponent!r}")
        a, k = self.data, float(exponent)
        if (a < 0 and not k.is_integer()) or (a == 0 and k < 1 and k != 0):
            raise ValueError(f"a ** {k:g} has no real value or no finite derivative at a = {a:g}")
        return make_node(a**k, f"^{k:g}", (self,), (k * a ** (k - 1) if k else 0.0,))

    def __neg__(self):
        """z = −a:  ∂z/∂a = −1"""
        return make_node(-self.data, "−", (self,), (-1.0,))

    def __radd__(self, other):
        return _as_value(other) + self

    def __rsub__(self, other):
        return _as_value(other) - self

    def __rmul__(self, other):
        return _as_value(other) * self

    def __rtruediv__(self, other):
        return _as_value(other) / self

    # Functions

    def exp(self):
        """z = eᵃ:  ∂z/∂a = z"""
        z = math.exp(self.data)
        return make_node(z, "exp", (self,), (z,))

    def log(self):
        """z = ln a:  ∂z/∂a = 1/a.  Raises ValueError if a ≤ 0."""
        if self.data <= 0:
            raise ValueError(f"the logarithm needs a positive number, got {self.data:g}")
        return make_node(math.log(self.data), "ln", (self,), (1.0 / self.data,))

    def relu(self):
        """z = max(a, 0):  ∂z/∂a = 1 if a > 0 else 0"""
        return make_node(max(self.data, 0.0), "relu", (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        """z = tanh a:  ∂z/∂a = 1 − z²"""
        z = math.tanh(self.data)
        return make_node(z, "tanh", (self,), (1.0 - z * z,))

    def sigmoid(self):
        """z = σ(a) = 1/(1 + e⁻ᵃ):  ∂z/∂a = z(1 − z)"""
        e = math.exp(-abs(self.data))  # never overflows
        z = (1.0 if self.data >= 0 else e) / (1.0 + e)
        return make_node(z, "σ", (self,), (z * (1.0 - z),))

    def backward(self):
        """Fill ``.grad`` of every node this one was computed from with ∂self/∂node.

        Gradients are computed afresh at each call. A node used twice gets the sum over its paths.
        """
        order = topological_order(self)
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for parent, local_derivative in zip(node._inputs, node._local_derivatives):
                parent.grad += local_derivative * node.grad


def maximum(a, b):
    """z = max(a, b):  1 for the larger argument, 0 for the smaller; at a tie ½ for each, as PyTorch."""
    a, b = _as_value(a), _as_value(b)
    share_a = 0.5 if a.data == b.data else float(a.data > b.data)
    return make_node(max(a.data, b.data), "max", (a, b), (share_a, 1.0 - share_a))


def topological_order(root):
    """List of all nodes ``root`` was computed from, parents before children, ``root`` last.

    Depth-first with a stack of our own, so a graph may be as deep as memory allows. A node goes on the stack
    again, under a None, below its parents: when the None comes up, all of them stand in the list.
    """
    order, seen, stack = [], set(), [root]
    while stack:
        node = stack.pop()
        if node is None:
            order.append(stack.pop())
        elif node not in seen:
            seen.add(node)
            stack += (node, None)
            for parent in node._inputs:
                if parent not in seen:
                    stack.append(parent)
    return order


def make_node(data, operation, inputs, local_derivatives):
    """The result of an operation: every operation above ends here, and one of your own may.

    data: the result, a float; operation: its sign in pictures; inputs: tuple of Values;
    local_derivatives: tuple of floats, ∂(result)/∂(input) for each of them.
    """
    node = Value.__new__(Value)  # data is a float already, nothing to check
    node.data = data
    node.grad = 0.0
    node.label = ""
    node.operation = operation
    node._inputs = inputs
    node._local_derivatives = local_derivatives
    return node


def show_graph(value, *, lang):
    """The gradient microscope: a picture of the graph behind ``value``, when this is a cell's last line.

    Every node with its value and its gradient, every edge with its local derivative, and buttons that replay
    the computation: values forward, node by node, then gradients back, edge by edge. ``lang`` ("uk" or "ru")
    is the language of its words. Calls ``value.backward()``, so the nodes hold the gradients shown.
    Raises TypeError if ``value`` is not a Value, ValueError for an unknown language.
    """
    if not isinstance(value, Value):
        raise TypeError(f"show_graph draws a Value, got {value!r}")
    value.backward()
    return GraphPicture(topological_order(value), lang)


def _as_value(x):
    return x if isinstance(x, Value) else Value(x)
