"""Layers: forward computes and keeps what backward will need; backward turns ∂L/∂output into ∂L/∂input.

Arrays are (N, features), a row an observation. The gradient that arrives is called G = ∂L/∂y in the
formulas, ``grad`` in the code. Backward overwrites the gradients of the call before, it does not add to them.
"""

import math

import numpy as np

erf = np.vectorize(math.erf, otypes=[float])  # NumPy has none


class Layer:
    """What every layer can do. Layers without parameters inherit the two empty lists."""

    def forward(self, x):
        """Output for the input x; keeps what backward needs."""
        raise NotImplementedError(f"{type(self).__name__} must define forward(x)")

    def backward(self, grad, *, input_grad=True):
        """∂L/∂input from grad = ∂L/∂output; None if input_grad is False."""
        raise NotImplementedError(f"{type(self).__name__} must define backward(grad)")

    def parameters(self):
        """List of the arrays that are learned; optimizers change them in place."""
        return []

    def gradients(self):
        """List of ∂L/∂parameter, in the order of parameters()."""
        return []

    def __call__(self, x):
        return self.forward(x)


def he(n_in, n_out, rng):
    """Weights (n_in, n_out) from N(0, 2/n_in): keeps the mean square of activations under ReLU (He et al., 2015)."""
    return rng.normal(0.0, np.sqrt(2.0 / n_in), (n_in, n_out))


def xavier(n_in, n_out, rng):
    """Weights (n_in, n_out) from N(0, 2/(n_in + n_out)): for tanh and sigmoid (Glorot and Bengio, 2010)."""
    return rng.normal(0.0, np.sqrt(2.0 / (n_in + n_out)), (n_in, n_out))


class Linear(Layer):
    """Y = X·W + b

    X (N, n_in), W (n_in, n_out), b (n_out,), Y (N, n_out). With G = ∂L/∂Y of shape (N, n_out):
    ∂L/∂W = Xᵀ·G (n_in, n_out),   ∂L/∂b = Σ rows of G = 1ᵀ·G (n_out,),   ∂L/∂X = G·Wᵀ (N, n_in).

    x is cast to the layer's dtype. Every backward writes its gradients into the same two arrays: copy what you
    want to keep. Raises ValueError for wrong sizes and shapes, RuntimeError for backward before forward.
    """

    def __init__(self, n_in, n_out, *, init=he, rng=None, dtype=np.float64):
        if n_in < 1 or n_out < 1:
            raise ValueError(f"n_in and n_out must be at least 1, got {n_in} and {n_out}")
        w = np.array(init(n_in, n_out, np.random.default_rng(rng)), dtype=dtype)
        if w.shape != (n_in, n_out):
            raise ValueError(f"init must give weights of shape {(n_in, n_out)}, got {w.shape}")
        self.w = w
        self.b = np.zeros(n_out, dtype=dtype)
        self.grad_w = None
        self.grad_b = None
        self.x = None

    def forward(self, x):
        x = np.asarray(x, dtype=self.w.dtype)
        if x.ndim != 2 or x.shape[1] != self.w.shape[0]:
            raise ValueError(f"Linear expected x of shape (N, {self.w.shape[0]}), got {x.shape}")
        self.x = x
        y = x @ self.w
        y += self.b
        return y

    def backward(self, grad, *, input_grad=True):
        if self.x is None:
            raise RuntimeError("Linear: backward needs a forward pass first")
        _require_shape(self, grad, (len(self.x), self.w.shape[1]))
        self.grad_w = np.matmul(self.x.T, grad, out=self.grad_w)
        self.grad_b = np.matmul(np.ones(len(grad), self.x.dtype), grad, out=self.grad_b)  # 1ᵀ·G adds the rows
        return grad @ self.w.T if input_grad else None

    def parameters(self):
        return [self.w, self.b]

    def gradients(self):
        if self.grad_w is None:
            raise RuntimeError("Linear: gradients exist only after a backward pass")
        return [self.grad_w, self.grad_b]


class Activation(Layer):
    """A function applied to every element: y = f(x), so ∂L/∂x = G·f′(x), element by element.

    A subclass says what f and f′ are. Raises ValueError if the gradient's shape is not the output's,
    RuntimeError for backward before forward.
    """

    def __init__(self):
        self.x = None
        self.y = None

    def function(self, x):
        """y = f(x), an array of x's shape."""
        raise NotImplementedError

    def derivative(self, x, y):
        """f′(x), an array of x's shape; y = f(x) is at hand where it makes the formula shorter."""
        raise NotImplementedError

    def forward(self, x):
        self.x = _as_floats(x)
        self.y = self.function(self.x)
        return self.y

    def backward(self, grad, *, input_grad=True):
        if self.y is None:
            raise RuntimeError(f"{type(self).__name__}: backward needs a forward pass first")
        _require_shape(self, grad, self.y.shape)
        return grad * self.derivative(self.x, self.y) if input_grad else None


class ReLU(Activation):
    """y = max(x, 0);  y′ = 1 where x > 0, else 0 (at the kink relu′(0) = 0, as PyTorch)."""

    def function(self, x):
        return np.maximum(x, 0)

    def derivative(self, x, y):
        return x > 0


class LeakyReLU(Activation):
    """y = x where x > 0, else slope·x;  y′ = 1 where x > 0, else slope (at the kink too, as PyTorch)."""

    def __init__(self, slope=0.01):
        super().__init__()
        if not math.isfinite(slope):
            raise ValueError(f"slope must be finite, got {slope}")
        self.slope = slope

    def function(self, x):
        return np.where(x > 0, x, self.slope * x)

    def derivative(self, x, y):
        return np.where(x > 0, 1, self.slope).astype(x.dtype)


class Sigmoid(Activation):
    """y = σ(x) = 1/(1 + e⁻ˣ);  y′ = y(1 − y)"""

    def function(self, x):
        e = np.exp(-np.abs(x))  # at most 1, so nothing overflows
        return np.where(x >= 0, 1, e) / (1 + e)

    def derivative(self, x, y):
        return y * (1 - y)


class Tanh(Activation):
    """y = tanh x;  y′ = 1 − y²"""

    def function(self, x):
        return np.tanh(x)

    def derivative(self, x, y):
        return 1 - y**2


class GELU(Activation):
    """y = x·Φ(x);  y′ = Φ(x) + x·φ(x)     (exact form; Hendrycks and Gimpel, 2016)

    Φ(x) = ½(1 + erf(x/√2)) and φ(x) = e^(−x²/2)/√(2π) are the normal distribution function and its density.
    """

    def function(self, x):
        return x * self._normal_cdf(x)

    def derivative(self, x, y):
        density = np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
        return self._normal_cdf(x) + x * density

    @staticmethod
    def _normal_cdf(x):
        """Φ(x), in x's float type."""
        return ((1 + erf(x / math.sqrt(2))) / 2).astype(x.dtype)


class Softmax(Layer):
    """Rows of (N, C) to probabilities: yⱼ = e^(xⱼ − m)/Σₖ e^(xₖ − m), m = max x, so no exponential overflows.

    Jacobian of a row: ∂yⱼ/∂xₖ = yⱼ(δⱼₖ − yₖ), hence ∂L/∂xₖ = yₖ·(Gₖ − Σⱼ Gⱼyⱼ).
    Raises ValueError for wrong shapes, RuntimeError for backward before forward.
    """

    def __init__(self):
        self.y = None

    def forward(self, x):
        x = _as_floats(x)
        if x.ndim != 2 or x.shape[1] == 0:
            raise ValueError(f"Softmax expected x of shape (N, C) with C ≥ 1, got {x.shape}")
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        return self.y

    def backward(self, grad, *, input_grad=True):
        if self.y is None:
            raise RuntimeError("Softmax: backward needs a forward pass first")
        _require_shape(self, grad, self.y.shape)
        if not input_grad:
            return None
        return self.y * (grad - (grad * self.y).sum(axis=1, keepdims=True))


class Sequential(Layer):
    """Layers one after another: y = fₖ(… f₂(f₁(x))).

    The gradient a layer receives is the input gradient of the next one. Raises ValueError without layers or
    with the same layer twice (its kept input would be overwritten), TypeError for what is not a Layer.
    """

    def __init__(self, *layers):
        if not layers:
            raise ValueError("Sequential needs at least one layer, got none")
        for layer in layers:
            if not isinstance(layer, Layer):
                raise TypeError(f"Sequential is made of layers, got {layer!r}")
        leaves = [leaf for layer in layers for leaf in _leaves(layer)]
        if len(set(leaves)) < len(leaves):
            raise ValueError("Sequential got the same layer object twice; make two layers instead")
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad, *, input_grad=True):
        first, *others = self.layers
        for layer in reversed(others):
            grad = layer.backward(grad)
        return first.backward(grad, input_grad=input_grad)

    def parameters(self):
        return [parameter for layer in self.layers for parameter in layer.parameters()]

    def gradients(self):
        return [gradient for layer in self.layers for gradient in layer.gradients()]


def _leaves(layer):
    """The layers inside nested Sequentials, in order."""
    if isinstance(layer, Sequential):
        return [leaf for inner in layer.layers for leaf in _leaves(inner)]
    return [layer]


def _as_floats(x):
    x = np.asarray(x)
    return x if x.dtype.kind == "f" else x.astype(float)


def _require_shape(layer, grad, shape):
    if np.shape(grad) != shape:
        raise ValueError(
            f"{type(layer).__name__}: the gradient must have the shape of the output, {shape}, got {np.shape(grad)}"
        )
