"""Schedules: expected lists, including 0, the boundaries and past the end; PyTorch inside the common range."""

from math import inf, nan, sqrt

import pytest
import torch
from hypothesis import given
from hypothesis.strategies import floats, integers
from torch.optim import lr_scheduler

from course_lib.schedules import (
    constant,
    cosine_annealing,
    cosine_restarts,
    exponential_decay,
    linear_warmup,
    one_cycle,
    step_decay,
    warmup,
    warmup_stable_decay,
)

HIGH, LOW = (1 + sqrt(0.5)) / 2, (1 - sqrt(0.5)) / 2  # half a cosine at one and at three quarters
EXPECTED = {  # name: (how to make the schedule, its values at t = 0, 1, 2, …, past the end where it has one)
    "constant": (lambda: constant(0.3), [0.3, 0.3, 0.3]),
    "step decay": (lambda: step_decay(1.0, gamma=0.5, step_size=3), [1, 1, 1, 0.5, 0.5, 0.5, 0.25]),
    "exponential decay": (lambda: exponential_decay(1.0, gamma=0.5), [1, 0.5, 0.25, 0.125]),
    "cosine annealing": (
        lambda: cosine_annealing(1.0, t_max=4, lr_min=0.1),
        [1, 0.1 + 0.9 * HIGH, 0.55, 0.1 + 0.9 * LOW, 0.1, 0.1, 0.1],
    ),
    "exponential decay that does not decay": (lambda: exponential_decay(0.3, gamma=1), [0.3, 0.3]),
    "linear warm-up": (lambda: linear_warmup(0.4, t_warmup=4), [0, 0.1, 0.2, 0.3, 0.4, 0.4, 0.4]),
    "warm-up, then cosine": (
        lambda: warmup(cosine_annealing(0.4, t_max=2), t_warmup=4),
        [0, 0.1, 0.2, 0.3, 0.4, 0.2, 0, 0, 0],
    ),
    "cosine with restarts": (lambda: cosine_restarts(1.0, t_0=2, lr_min=0.2), [1, 0.6, 1, 0.6, 1]),
    "cosine with longer and longer cycles": (
        lambda: cosine_restarts(1.0, t_0=2, t_mult=2),
        [1, 0.5, 1, HIGH, 0.5, LOW, 1],
    ),
    "one cycle": (
        lambda: one_cycle(1.0, t_total=9, pct_start=1 / 3, div_factor=5, final_div_factor=2),
        [0.2, 0.6, 1.0, *(0.1 + 0.9 * (1 + c) / 2 for c in (sqrt(3) / 2, 0.5, 0, -0.5, -sqrt(3) / 2)), 0.1, 0.1, 0.1],
    ),
    "one cycle that starts at the top": (
        lambda: one_cycle(0.4, t_total=5, pct_start=0.4, div_factor=1, final_div_factor=1),
        [0.4] * 6,
    ),
    "warm-up, stable, decay to zero": (
        lambda: warmup_stable_decay(0.4, t_warmup=2, t_stable=1, t_decay=2),
        [0, 0.2, 0.4, 0.4, 0.2, 0, 0],
    ),
    "warm-up, stable, decay": (
        lambda: warmup_stable_decay(1.0, t_warmup=2, t_stable=2, t_decay=4, lr_min=0.2),
        [0, 0.5, 1, 1, 1, 0.8, 0.6, 0.4, 0.2, 0.2, 0.2],
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_expected_values(name):
    make, expected = EXPECTED[name]
    schedule = make()
    assert [schedule(t) for t in range(len(expected))] == pytest.approx(expected)


PYTORCH = {  # name: (how to make ours, PyTorch's, number of steps both have the same rule for)
    "step decay": (lambda: step_decay(0.3, gamma=0.1, step_size=4), lambda o: lr_scheduler.StepLR(o, 4, gamma=0.1), 30),
    "exponential decay": (lambda: exponential_decay(0.3, gamma=0.9), lambda o: lr_scheduler.ExponentialLR(o, 0.9), 30),
    "cosine annealing": (
        lambda: cosine_annealing(0.3, t_max=10, lr_min=0.01),
        lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=10, eta_min=0.01),
        11,
    ),
    "restarts": (
        lambda: cosine_restarts(0.3, t_0=5, lr_min=0.01),
        lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, T_0=5, eta_min=0.01),
        30,
    ),
    "longer restarts": (
        lambda: cosine_restarts(0.3, t_0=3, t_mult=2),
        lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, T_0=3, T_mult=2),
        50,
    ),
    "one cycle": (
        lambda: one_cycle(0.3, t_total=40),
        lambda o: lr_scheduler.OneCycleLR(o, max_lr=0.3, total_steps=40, cycle_momentum=False),
        40,
    ),
    "one cycle, other settings": (
        lambda: one_cycle(0.3, t_total=25, pct_start=0.5, div_factor=10, final_div_factor=100),
        lambda o: lr_scheduler.OneCycleLR(
            o, max_lr=0.3, total_steps=25, pct_start=0.5, div_factor=10, final_div_factor=100, cycle_momentum=False
        ),
        25,
    ),
}


@pytest.mark.parametrize("name", PYTORCH)
def test_agrees_with_pytorch(name):
    make, theirs, steps = PYTORCH[name]
    ours = make()
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.3)
    scheduler = theirs(optimizer)
    for t in range(steps):
        assert ours(t) == pytest.approx(optimizer.param_groups[0]["lr"], rel=1e-10, abs=1e-15)
        if t < steps - 1:
            optimizer.step()
            scheduler.step()


@given(t=integers(0, 10_000), lr=floats(1e-6, 10), share=floats(0, 1), length=integers(2, 500), gamma=floats(0.01, 1))
def test_schedules_stay_inside_their_bounds(t, lr, share, length, gamma):
    lr_min = share * lr
    bounded = [
        (cosine_annealing(lr, t_max=length, lr_min=lr_min), lr_min),
        (cosine_restarts(lr, t_0=length, t_mult=2, lr_min=lr_min), lr_min),
        (warmup_stable_decay(lr, t_warmup=length, t_stable=length, t_decay=length, lr_min=lr_min), 0),
        (one_cycle(lr, t_total=length, pct_start=0.9), lr / 25e4),
        (linear_warmup(lr, t_warmup=length), 0),
        (step_decay(lr, gamma=gamma, step_size=length), 0),
        (exponential_decay(lr, gamma=gamma), 0),
    ]
    for schedule, least in bounded:
        assert least * (1 - 1e-12) <= schedule(t) <= lr * (1 + 1e-12)


@pytest.mark.parametrize(
    ("act", "error", "says"),
    [
        (lambda: constant(nan), ValueError, "lr must be finite and not negative, got nan"),
        (lambda: constant(-1), ValueError, "got -1"),
        (lambda: step_decay(0.1, gamma=0, step_size=3), ValueError, r"gamma must lie in \(0, 1\], got 0"),
        (lambda: step_decay(0.1, gamma=0.5, step_size=0), ValueError, "step_size .* got 0"),
        (lambda: step_decay(inf, gamma=0.5, step_size=1), ValueError, "lr .* got inf"),
        (lambda: exponential_decay(0.1, gamma=1.5), ValueError, r"^gamma must lie in \(0, 1\], got 1.5"),
        (lambda: exponential_decay(0.1, gamma=nan), ValueError, "got nan"),
        (lambda: exponential_decay(-0.1, gamma=0.5), ValueError, "lr .* got -0.1"),
        (lambda: cosine_annealing(0.1, t_max=0), ValueError, "t_max .* got 0"),
        (lambda: cosine_annealing(0.1, t_max=2.5), ValueError, "got 2.5"),
        (lambda: cosine_annealing(0.1, t_max=nan), ValueError, "got nan"),
        (lambda: cosine_annealing(0.1, t_max=5, lr_min=inf), ValueError, "lr_min .* got inf"),
        (lambda: cosine_annealing(nan, t_max=5), ValueError, "lr .* got nan"),
        (lambda: linear_warmup(0.1, t_warmup=0), ValueError, "t_warmup .* got 0"),
        (lambda: linear_warmup(nan, t_warmup=3), ValueError, "lr .* got nan"),
        (lambda: warmup(constant(0.1), t_warmup=0), ValueError, "t_warmup .* got 0"),
        (lambda: warmup(0.1, t_warmup=5), TypeError, "got 0.1"),
        (lambda: cosine_restarts(0.1, t_0=0), ValueError, "t_0 .* got 0"),
        (lambda: cosine_restarts(0.1, t_0=5, t_mult=0), ValueError, "t_mult .* got 0"),
        (lambda: cosine_restarts(0.1, t_0=5, t_mult=1.5), ValueError, "t_mult .* got 1.5"),
        (lambda: cosine_restarts(0.1, t_0=5, lr_min=-1), ValueError, "lr_min .* got -1"),
        (lambda: cosine_restarts(-0.1, t_0=5), ValueError, "lr .* got -0.1"),
        (lambda: one_cycle(nan, t_total=10), ValueError, "lr_max .* got nan"),
        (lambda: one_cycle(0.1, t_total=0), ValueError, "t_total .* got 0"),
        (lambda: one_cycle(0.1, t_total=10, pct_start=0.1), ValueError, "pct_start .* 1/t_total = 0.1 and 1, got 0.1"),
        (lambda: one_cycle(0.1, t_total=10, pct_start=1.0), ValueError, "pct_start .* got 1.0"),
        (lambda: one_cycle(0.1, t_total=10, div_factor=0), ValueError, "^div_factor .* got 0"),
        (lambda: one_cycle(0.1, t_total=10, final_div_factor=nan), ValueError, "^final_div_factor .* got nan"),
        (lambda: warmup_stable_decay(0.1, t_warmup=0, t_stable=1, t_decay=1), ValueError, "t_warmup .* got 0"),
        (lambda: warmup_stable_decay(0.1, t_warmup=1, t_stable=0, t_decay=1), ValueError, "t_stable .* got 0"),
        (lambda: warmup_stable_decay(0.1, t_warmup=1, t_stable=1, t_decay=0), ValueError, "t_decay .* got 0"),
        (lambda: warmup_stable_decay(nan, t_warmup=1, t_stable=1, t_decay=1), ValueError, "lr .* got nan"),
        (lambda: warmup_stable_decay(1, t_warmup=1, t_stable=1, t_decay=1, lr_min=nan), ValueError, "lr_min .* nan"),
    ],
)
def test_bad_input_is_refused(act, error, says):
    with pytest.raises(error, match=says):
        act()
