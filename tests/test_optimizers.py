"""Optimizers against torch.optim and against the written-out formula, over steps with different gradients."""

import numpy as np
import pytest
import torch

from course_lib.layers import Linear
from course_lib.losses import mse
from course_lib.optimizers import SGD, AdaGrad, Adam, AdamW, Momentum, Nesterov, RMSprop
from course_lib.schedules import cosine_annealing, warmup

SHAPES = [(3, 2), (2,), (1, 4)]
TABLE = {  # name: (ours, PyTorch's)
    "SGD": (lambda lr=0.1: SGD(lr), lambda p, lr=0.1: torch.optim.SGD(p, lr)),
    "Momentum": (lambda lr=0.1: Momentum(lr), lambda p, lr=0.1: torch.optim.SGD(p, lr, momentum=0.9)),
    "Momentum, β = 0.5": (
        lambda lr=0.1: Momentum(lr, momentum=0.5),
        lambda p, lr=0.1: torch.optim.SGD(p, lr, momentum=0.5),
    ),
    "Nesterov": (
        lambda lr=0.1: Nesterov(lr, momentum=0.8),
        lambda p, lr=0.1: torch.optim.SGD(p, lr, momentum=0.8, nesterov=True),
    ),
    "AdaGrad": (lambda lr=0.1: AdaGrad(lr), lambda p, lr=0.1: torch.optim.Adagrad(p, lr)),
    "AdaGrad, large ε": (lambda lr=0.1: AdaGrad(lr, eps=0.1), lambda p, lr=0.1: torch.optim.Adagrad(p, lr, eps=0.1)),
    "RMSprop": (lambda lr=1e-3: RMSprop(lr), lambda p, lr=1e-3: torch.optim.RMSprop(p, lr, alpha=0.9)),
    "RMSprop, other settings": (
        lambda lr=0.1: RMSprop(lr, beta=0.5, eps=1e-2),
        lambda p, lr=0.1: torch.optim.RMSprop(p, lr, alpha=0.5, eps=1e-2),
    ),
    "Adam": (lambda lr=1e-3: Adam(lr), lambda p, lr=1e-3: torch.optim.Adam(p, lr)),
    "Adam, other settings": (
        lambda lr=0.1: Adam(lr, beta1=0.5, beta2=0.7, eps=1e-2),
        lambda p, lr=0.1: torch.optim.Adam(p, lr, betas=(0.5, 0.7), eps=1e-2),
    ),
    "AdamW": (lambda lr=1e-3: AdamW(lr), lambda p, lr=1e-3: torch.optim.AdamW(p, lr)),
    "AdamW, strong decay": (
        lambda lr=0.1: AdamW(lr, beta1=0.5, beta2=0.7, eps=1e-2, weight_decay=0.5),
        lambda p, lr=0.1: torch.optim.AdamW(p, lr, betas=(0.5, 0.7), eps=1e-2, weight_decay=0.5),
    ),
}


def gradients(step):
    rng = np.random.default_rng(step)
    return [rng.standard_normal(shape) * 10.0 ** (step % 3 - 1) for shape in SHAPES]


def run_both(name, steps, schedule=None):
    ours, theirs = TABLE[name]
    params = [np.random.default_rng(9).standard_normal(shape) for shape in SHAPES]
    tensors = [torch.tensor(p, requires_grad=True) for p in params]
    optimizer = ours(schedule) if schedule else ours()
    referee = theirs(tensors, lr=schedule(0)) if schedule else theirs(tensors)
    for step in range(steps):
        grads = gradients(step)
        optimizer.update(params, grads)
        for tensor, g in zip(tensors, grads):
            tensor.grad = torch.tensor(g)
        if schedule:
            referee.param_groups[0]["lr"] = schedule(step)
        referee.step()
        yield params, [t.detach().numpy() for t in tensors]


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("steps", [3, 100])
def test_agrees_with_pytorch_after_every_step(name, steps):
    for ours, theirs in run_both(name, steps):
        for a, b in zip(ours, theirs, strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("name", TABLE)
def test_agrees_with_pytorch_under_a_schedule(name):
    schedule = warmup(cosine_annealing(0.3, t_max=12), t_warmup=4)
    for ours, theirs in run_both(name, 20, schedule):
        for a, b in zip(ours, theirs, strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-10, atol=1e-12)


def parabola(theta):
    return np.sum(theta**2) / 2, theta.copy()


def rosenbrock(theta):
    x, y = theta
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2, np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)])


RATES = {  # for the descent: (parabola, Rosenbrock)
    "SGD": (0.1, 1e-3),
    "Momentum": (0.1, 1e-4),
    "Nesterov": (0.1, 1e-4),
    "AdaGrad": (0.5, 0.5),
    "RMSprop": (1e-2, 1e-3),
    "Adam": (0.1, 1e-2),
    "AdamW": (0.1, 1e-2),
}


@pytest.mark.parametrize("name", RATES)
@pytest.mark.parametrize(("k", "problem", "start", "goal"), [(0, parabola, [2.0, -1.0], 2e-2), (1, rosenbrock, [-1.0, 1.0], 0.15)])
def test_goes_down_to_the_minimum(name, k, problem, start, goal):
    optimizer, theta = TABLE[name][0](RATES[name][k]), np.array(start)
    for _ in range((500, 20_000)[k]):
        optimizer.update([theta], [problem(theta)[1]])
    assert problem(theta)[0] < goal**2


def three_steps(optimizer):
    theta = np.array([1.0])
    for g in (2.0, -1.0, 0.5):
        optimizer.update([theta], [np.array([g])])
    return theta[0]


def test_sgd_by_hand():
    assert three_steps(SGD(0.1)) == pytest.approx(1 - 0.1 * (2 - 1 + 0.5))


def test_momentum_by_hand():
    v1 = 2.0
    v2 = 0.9 * v1 - 1.0
    v3 = 0.9 * v2 + 0.5
    assert three_steps(Momentum(0.1)) == pytest.approx(1 - 0.1 * (v1 + v2 + v3))


def test_adam_by_hand():
    theta, m, v = 1.0, 0.0, 0.0
    for t, g in enumerate((2.0, -1.0, 0.5), start=1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        theta -= 1e-3 * (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)) ** 0.5 + 1e-8)
    assert three_steps(Adam()) == pytest.approx(theta, rel=1e-12)


@pytest.mark.parametrize("make", [RMSprop, Adam, AdamW])
def test_the_usual_learning_rate_is_a_thousandth(make):
    assert make().schedule(0) == 1e-3


def test_settings_may_be_zero():
    theta, g = np.ones(2), np.ones(2)
    for optimizer in (Momentum(0.1, momentum=0), AdamW(0.1, beta1=0, beta2=0, eps=0, weight_decay=0)):
        before = theta.copy()
        optimizer.update([theta], [g])
        np.testing.assert_allclose(theta, before - 0.1)


def test_the_schedule_is_asked_with_the_number_of_updates_made_so_far():
    asked = []
    optimizer = SGD(lambda t: asked.append(t) or 0.1)
    for _ in range(3):
        optimizer.update([np.ones(2)], [np.ones(2)])
    assert asked == [0, 1, 2] and optimizer.t == 3


def test_parameters_change_in_place_and_gradients_stay():
    for make, _ in TABLE.values():
        theta, g = np.ones(3, dtype=np.float32), np.full(3, 2.0, dtype=np.float32)
        make().update([theta], [g])
        assert (theta < 1).all() and theta.dtype == np.float32
        np.testing.assert_array_equal(g, 2.0)


@pytest.mark.parametrize("name", TABLE)
def test_a_large_or_a_transposed_parameter_moves_like_small_ones(name):
    make, rng = TABLE[name][0], np.random.default_rng(0)
    theta, g = rng.standard_normal((2, 300, 250))
    large, transposed = theta.copy(), theta.T.copy().T
    for params, grads in [([large], [g]), ([transposed], [g]), (list(theta), list(g))]:
        optimizer = make()
        for _ in range(3):
            optimizer.update(params, grads)
    np.testing.assert_allclose(large, theta, rtol=1e-14)
    np.testing.assert_allclose(transposed, theta, rtol=1e-14)


def test_moments_without_gradients_do_not_sink_into_denormal_numbers():
    theta, g = np.ones(3, dtype=np.float32), np.ones(3, dtype=np.float32)
    for optimizer in (Momentum(0.1, momentum=0.5), Nesterov(0.1, momentum=0.5), Adam(beta1=0.5)):
        optimizer.update([theta], [g])
        for _ in range(300):
            optimizer.update([theta], [0 * g])
        first_moment = optimizer.state[0][0]
        assert (first_moment >= np.finfo(np.float32).smallest_normal).all() and (first_moment < 1e-29).all()


def test_step_moves_a_models_parameters():
    model, x, y = Linear(2, 1, rng=0), np.eye(2), np.ones((2, 1))
    w, b = model.w.copy(), model.b.copy()
    model.backward(mse(model(x), y)[1])
    SGD(0.5).step(model)
    np.testing.assert_allclose(model.w, w - 0.5 * model.grad_w)
    np.testing.assert_allclose(model.b, b - 0.5 * model.grad_b)


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: SGD(float("nan")), "^lr must be finite and not negative, got nan"),
        (lambda: SGD(-0.1), "got -0.1"),
        (lambda: Adam(float("inf")), "got inf"),
        (lambda: Momentum(0.1, momentum=1.0), r"momentum must lie in \[0, 1\), got 1.0"),
        (lambda: Adam(beta1=-0.1), "^beta1 .* got -0.1"),
        (lambda: Adam(beta2=1.5), "^beta2 .* got 1.5"),
        (lambda: Adam(eps=-1e-8), "^eps .* got -1e-08"),
        (lambda: Nesterov(0.1, momentum=-0.1), "^momentum .* got -0.1"),
        (lambda: AdaGrad(0.1, eps=float("nan")), "eps must be finite and not negative, got nan"),
        (lambda: RMSprop(beta=1), "^beta .* got 1"),
        (lambda: RMSprop(eps=-1), "^eps .* got -1"),
        (lambda: AdamW(weight_decay=-0.1), "^weight_decay .* got -0.1"),
    ],
)
def test_bad_settings_are_refused(act, says):
    with pytest.raises(ValueError, match=says):
        act()


@pytest.mark.parametrize("make", [SGD, Momentum, Nesterov, AdaGrad, RMSprop, Adam, AdamW])
@pytest.mark.parametrize(
    ("params", "grads", "lr", "says"),
    [
        ([np.ones(2)], [np.ones(3)], 0.1, r"\[\(2,\)\] need .* got \[\(3,\)\]"),
        ([np.ones(2), np.ones(2)], [np.ones(2)], 0.1, "same shapes"),
        ([np.ones(2)], [np.ones(2)], lambda t: float("nan"), "got nan at t = 0"),
        ([np.ones(2)], [np.ones(2)], lambda t: -1.0, "got -1.0 at t = 0"),
        ([np.ones(2, dtype=int)], [np.ones(2)], 0.1, "float arrays"),
        ([[1.0, 1.0]], [np.ones(2)], 0.1, "float arrays"),
    ],
)
def test_bad_input_is_refused_and_nothing_changes(make, params, grads, lr, says):
    optimizer = make(lr)
    with pytest.raises(ValueError, match=says):
        optimizer.update(params, grads)
    assert all(np.all(np.asarray(p) == 1) for p in params)
    assert optimizer.t == 0 and optimizer.state is None


def test_an_optimizer_refuses_the_parameters_of_another_model():
    optimizer = Momentum(0.1)
    optimizer.update([np.ones(2)], [np.ones(2)])
    with pytest.raises(ValueError, match=r"state for parameters of shapes \[\(2,\)\], got \[\(3,\)\]"):
        optimizer.update([np.ones(3)], [np.ones(3)])
