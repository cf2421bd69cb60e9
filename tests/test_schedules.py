"""Schedules: expected lists, including 0, the boundaries and past the end; PyTorch inside the common range."""

import numpy as np
import pytest
import torch

from course_lib.schedules import constant, cosine_annealing, warmup


def values(schedule, n):
    return [schedule(t) for t in range(n)]


def test_constant():
    assert values(constant(0.3), 3) == [0.3, 0.3, 0.3]


def test_cosine_annealing_starts_at_lr_ends_at_lr_min_and_stays():
    expected = [1.0, 0.1 + 0.9 * (1 + np.sqrt(0.5)) / 2, 0.55, 0.1 + 0.9 * (1 - np.sqrt(0.5)) / 2, 0.1, 0.1, 0.1]
    assert values(cosine_annealing(1.0, t_max=4, lr_min=0.1), 7) == pytest.approx(expected)


def test_cosine_annealing_agrees_with_pytorch():
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.3)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=10, eta_min=0.01)
    theirs = []
    for _ in range(11):
        theirs.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    assert values(cosine_annealing(0.3, t_max=10, lr_min=0.01), 11) == pytest.approx(theirs)


def test_warmup_rises_from_zero_then_the_schedule_runs_from_its_beginning():
    schedule = warmup(cosine_annealing(1.0, t_max=2), t_warmup=4)
    assert values(schedule, 9) == pytest.approx([0, 0.25, 0.5, 0.75, 1, 0.5, 0, 0, 0])


@pytest.mark.parametrize(
    ("act", "error", "says"),
    [
        (lambda: constant(float("nan")), ValueError, "lr must be finite and not negative, got nan"),
        (lambda: constant(-1), ValueError, "got -1"),
        (lambda: cosine_annealing(0.1, t_max=0), ValueError, "t_max .* got 0"),
        (lambda: cosine_annealing(0.1, t_max=2.5), ValueError, "got 2.5"),
        (lambda: cosine_annealing(0.1, t_max=5, lr_min=float("inf")), ValueError, "lr_min .* got inf"),
        (lambda: cosine_annealing(float("nan"), t_max=5), ValueError, "lr .* got nan"),
        (lambda: warmup(constant(0.1), t_warmup=0), ValueError, "t_warmup .* got 0"),
        (lambda: warmup(0.1, t_warmup=5), TypeError, "got 0.1"),
    ],
)
def test_bad_input_is_refused(act, error, says):
    with pytest.raises(error, match=says):
        act()
