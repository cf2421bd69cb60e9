"""Optimizers, in order of increasing complexity: each is a rule that moves θ by what the gradient g tells."""

import math

import numpy as np

from course_lib.schedules import constant

BLOCK = 2**15  # elements updated at a time: what a rule writes on the way stays in the processor's cache
TINY = 1e-30  # keeps a moment without gradients from decaying into denormal numbers, which are slow


class Optimizer:
    """What all rules share: the learning rate, the number of updates, one set of state arrays per parameter.

    lr: a number or a schedule, a function of the number of updates made so far.
    A subclass names its state arrays in ``state_names`` and writes its formula in ``rule``.
    """

    state_names = ()

    def __init__(self, lr):
        self.schedule = lr if callable(lr) else constant(lr)
        self.t = 0  # updates made so far
        self.state = None  # for each parameter a list of arrays of its shape, zeros at first

    def rule(self, theta, g, lr, *state):
        """Change theta and its state arrays in place, element by element; self.t already counts this update."""
        raise NotImplementedError(f"{type(self).__name__} must define rule(theta, g, lr, ...)")

    def update(self, params, grads):
        """One update of the arrays in params, in place, by their gradients.

        Raises ValueError, before anything is changed, if the lists differ in length or shapes, the parameters
        are not those of the first update, or the learning rate is negative or not finite.
        """
        grads = [np.asarray(g) for g in grads]
        self._check(params, grads)
        lr = float(self.schedule(self.t))
        if not (math.isfinite(lr) and lr >= 0):
            raise ValueError(f"the learning rate must be finite and not negative, got {lr} at t = {self.t}")
        if self.state is None:
            self.state = [[np.zeros_like(p) for _ in self.state_names] for p in params]
            self.shapes = [p.shape for p in params]
        self.t += 1
        for theta, g, state in zip(params, grads, self.state):
            for theta_block, g_block, *state_blocks in _blocks(theta, g, *state):
                self.rule(theta_block, g_block, lr, *state_blocks)

    def step(self, model):
        """One update of a model's parameters by the gradients its backward pass has left."""
        self.update(model.parameters(), model.gradients())

    def _check(self, params, grads):
        for p in params:
            if not isinstance(p, np.ndarray) or p.dtype.kind != "f":
                raise ValueError(f"parameters must be float arrays, changed in place, got {p!r}")
        shapes, grad_shapes = [p.shape for p in params], [g.shape for g in grads]
        if shapes != grad_shapes:
            raise ValueError(f"parameters of shapes {shapes} need gradients of the same shapes, got {grad_shapes}")
        if self.state is not None and shapes != self.shapes:
            raise ValueError(f"this optimizer keeps state for parameters of shapes {self.shapes}, got {shapes}")


class SGD(Optimizer):
    """θ ← θ − ηg"""

    def rule(self, theta, g, lr):
        theta -= lr * g


class Momentum(Optimizer):
    """v ← βv + g;   θ ← θ − ηv     (η = lr, β = momentum; the form of torch.optim.SGD)"""

    state_names = ("v",)

    def __init__(self, lr, momentum=0.9):
        super().__init__(lr)
        self.momentum = _fraction("momentum", momentum)

    def rule(self, theta, g, lr, v):
        v *= self.momentum
        v += g
        v += TINY
        theta -= lr * v


class Nesterov(Momentum):
    """v ← βv + g;   θ ← θ − η(g + βv)     (the form of torch.optim.SGD with nesterov=True)"""

    def rule(self, theta, g, lr, v):
        v *= self.momentum
        v += g
        v += TINY
        theta -= lr * (g + self.momentum * v)


class AdaGrad(Optimizer):
    """s ← s + g²;   θ ← θ − ηg/(√s + ε)     (Duchi, Hazan and Singer, 2011)"""

    state_names = ("s",)

    def __init__(self, lr, eps=1e-10):
        super().__init__(lr)
        self.eps = _not_negative("eps", eps)

    def rule(self, theta, g, lr, s):
        s += g**2
        theta -= lr * g / (np.sqrt(s) + self.eps)


class RMSprop(Optimizer):
    """s ← βs + (1 − β)g²;   θ ← θ − ηg/(√s + ε)     (Tieleman and Hinton, 2012; ε outside the root, as PyTorch)"""

    state_names = ("s",)

    def __init__(self, lr=1e-3, beta=0.9, eps=1e-8):
        super().__init__(lr)
        self.beta = _fraction("beta", beta)
        self.eps = _not_negative("eps", eps)

    def rule(self, theta, g, lr, s):
        s *= self.beta
        s += (1 - self.beta) * g**2
        theta -= lr * g / (np.sqrt(s) + self.eps)


class Adam(Optimizer):
    """Adam (Kingma and Ba, 2015), ε outside the root as in torch.optim.Adam; t = 1, 2, … counts this update.

    m ← β₁m + (1 − β₁)g,   m̂ = m/(1 − β₁ᵗ)
    v ← β₂v + (1 − β₂)g²,  v̂ = v/(1 − β₂ᵗ)
    θ ← θ − η·m̂/(√v̂ + ε)
    """

    state_names = ("m", "v")

    def __init__(self, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr)
        self.beta1 = _fraction("beta1", beta1)
        self.beta2 = _fraction("beta2", beta2)
        self.eps = _not_negative("eps", eps)

    def rule(self, theta, g, lr, m, v):
        m *= self.beta1
        m += (1 - self.beta1) * g
        m += TINY
        v *= self.beta2
        v += (1 - self.beta2) * g**2
        root = np.sqrt(v)
        root /= (1 - self.beta2**self.t) ** 0.5  # √v̂
        root += self.eps
        step = m / root
        step *= lr / (1 - self.beta1**self.t)  # η·m̂/(√v̂ + ε)
        theta -= step


class AdamW(Adam):
    """Adam with decoupled weight decay: first θ ← θ − ηλθ, then Adam's step     (Loshchilov and Hutter, 2019)

    λ = weight_decay. The decay does not pass through m and v, which is what sets it apart from an L2 penalty.
    """

    def __init__(self, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
        super().__init__(lr, beta1, beta2, eps)
        self.weight_decay = _not_negative("weight_decay", weight_decay)

    def rule(self, theta, g, lr, m, v):
        theta -= lr * self.weight_decay * theta
        super().rule(theta, g, lr, m, v)


def _blocks(*arrays):
    """Views of the same stretch of every array, BLOCK elements at a time; arrays small or without a flat view, whole."""
    if arrays[0].size <= BLOCK or not all(a.flags.c_contiguous for a in arrays):
        yield arrays
        return
    flat = [a.reshape(-1) for a in arrays]
    for start in range(0, arrays[0].size, BLOCK):
        yield [a[start : start + BLOCK] for a in flat]


def _fraction(name, value):
    if not 0 <= value < 1:
        raise ValueError(f"{name} must lie in [0, 1), got {value}")
    return value


def _not_negative(name, value):
    if not (np.isfinite(value) and value >= 0):
        raise ValueError(f"{name} must be finite and not negative, got {value}")
    return value
