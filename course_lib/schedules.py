"""Schedules: plain functions that return a function t → learning rate, t = 0, 1, 2, … updates made so far.

They have no state of their own, so they plot in one line. Past its end a schedule keeps its last value.
Every learning rate must be finite and not negative, every length a whole number, else ValueError.
"""

from math import cos, isfinite, pi


def constant(lr):
    """η(t) = η"""
    _require_rate("lr", lr)
    return lambda t: lr


def cosine_annealing(lr, *, t_max, lr_min=0.0):
    """η(t) = η_min + ½(η − η_min)(1 + cos(πt/T)) for t ≤ T = t_max, then η_min (Loshchilov and Hutter, 2017)."""
    _require_rate("lr", lr)
    _require_rate("lr_min", lr_min)
    _require_length("t_max", t_max)
    return lambda t: lr_min + (lr - lr_min) * (1 + cos(pi * min(t, t_max) / t_max)) / 2


def warmup(schedule, *, t_warmup):
    """η(t) = t/T·schedule(0) for t < T = t_warmup, then schedule(t − T).

    Raises TypeError if schedule is not a function.
    """
    if not callable(schedule):
        raise TypeError(f"schedule must be a function t → learning rate, got {schedule!r}")
    _require_length("t_warmup", t_warmup)
    return lambda t: t / t_warmup * schedule(0) if t < t_warmup else schedule(t - t_warmup)


def _require_rate(name, value):
    if not (isfinite(value) and value >= 0):
        raise ValueError(f"{name} must be finite and not negative, got {value}")


def _require_length(name, steps):
    if steps != int(steps) or steps < 1:
        raise ValueError(f"{name} must be a whole number of updates, at least 1, got {steps}")
