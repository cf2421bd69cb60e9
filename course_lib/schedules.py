"""Schedules: plain functions that return a function t → learning rate, t = 0, 1, 2, … updates made so far.

They have no state of their own, so they plot in one line. Past its end a schedule keeps its last value.
Every learning rate must be finite and not negative, every length a whole number, else ValueError.
"""

from math import cos, isfinite, pi


def constant(lr):
    """η(t) = η"""
    _require_rate("lr", lr)
    return lambda t: lr


def step_decay(lr, *, gamma, step_size):
    """η(t) = η·γ^⌊t/s⌋, s = step_size: every s updates the rate is multiplied by γ."""
    _require_rate("lr", lr)
    _require_share("gamma", gamma)
    _require_length("step_size", step_size)
    return lambda t: lr * gamma ** (t // step_size)


def exponential_decay(lr, *, gamma):
    """η(t) = η·γᵗ"""
    _require_rate("lr", lr)
    _require_share("gamma", gamma)
    return lambda t: lr * gamma**t


def cosine_annealing(lr, *, t_max, lr_min=0.0):
    """η(t) = η_min + ½(η − η_min)(1 + cos(πt/T)) for t ≤ T = t_max, then η_min (Loshchilov and Hutter, 2017)."""
    _require_rate("lr", lr)
    _require_rate("lr_min", lr_min)
    _require_length("t_max", t_max)
    return lambda t: _cosine(lr, lr_min, min(t, t_max) / t_max)


def linear_warmup(lr, *, t_warmup):
    """η(t) = t/T·η for t < T = t_warmup, then η"""
    return warmup(constant(lr), t_warmup=t_warmup)


def warmup(schedule, *, t_warmup):
    """η(t) = t/T·schedule(0) for t < T = t_warmup, then schedule(t − T).

    Raises TypeError if schedule is not a function.
    """
    if not callable(schedule):
        raise TypeError(f"schedule must be a function t → learning rate, got {schedule!r}")
    _require_length("t_warmup", t_warmup)
    return lambda t: t / t_warmup * schedule(0) if t < t_warmup else schedule(t - t_warmup)


def cosine_restarts(lr, *, t_0, t_mult=1, lr_min=0.0):
    """Cosine annealing from η to η_min again and again     (SGDR; Loshchilov and Hutter, 2017)

    The first cycle lasts t_0 updates, each later one t_mult times as long as the one before; it never ends.
    """
    _require_rate("lr", lr)
    _require_rate("lr_min", lr_min)
    _require_length("t_0", t_0)
    _require_length("t_mult", t_mult)

    def rate(t):
        length = t_0
        while t >= length:
            t -= length
            length *= t_mult
        return _cosine(lr, lr_min, t / length)

    return rate


def one_cycle(lr_max, *, t_total, pct_start=0.3, div_factor=25.0, final_div_factor=1e4):
    """Up to η_max and down again, both as half a cosine     (after Smith and Topin, 2018; PyTorch's form)

    From η_max/div_factor at t = 0 to η_max at t = pct_start·t_total − 1, then to
    η_max/(div_factor·final_div_factor) at t = t_total − 1.
    Raises ValueError too unless pct_start lies between 1/t_total and 1 and the factors are positive.
    """
    _require_rate("lr_max", lr_max)
    _require_length("t_total", t_total)
    if not 1 / t_total < pct_start < 1:
        raise ValueError(f"pct_start must lie between 1/t_total = {1 / t_total:g} and 1, got {pct_start}")
    for name, factor in (("div_factor", div_factor), ("final_div_factor", final_div_factor)):
        if not (isfinite(factor) and factor > 0):
            raise ValueError(f"{name} must be positive and finite, got {factor}")
    t_peak, t_end = pct_start * t_total - 1, t_total - 1
    lr_start = lr_max / div_factor
    lr_end = lr_start / final_div_factor

    def rate(t):
        if t <= t_peak:
            return _cosine(lr_start, lr_max, t / t_peak)
        return _cosine(lr_max, lr_end, (min(t, t_end) - t_peak) / (t_end - t_peak))

    return rate


def warmup_stable_decay(lr, *, t_warmup, t_stable, t_decay, lr_min=0.0):
    """Linear rise to η during t_warmup updates, η during t_stable, linear fall to η_min during t_decay, then η_min."""
    _require_rate("lr", lr)
    _require_rate("lr_min", lr_min)
    for name, steps in (("t_warmup", t_warmup), ("t_stable", t_stable), ("t_decay", t_decay)):
        _require_length(name, steps)
    t_fall = t_warmup + t_stable
    t_end = t_fall + t_decay

    def rate(t):
        if t < t_warmup:
            return t / t_warmup * lr
        if t < t_fall:
            return lr
        return lr_min + (lr - lr_min) * (t_end - min(t, t_end)) / t_decay

    return rate


def _cosine(start, end, progress):
    """From start to end along half a cosine, progress from 0 to 1."""
    return end + (start - end) * (1 + cos(pi * progress)) / 2


def _require_share(name, value):
    if not 0 < value <= 1:
        raise ValueError(f"{name} must lie in (0, 1], got {value}")


def _require_rate(name, value):
    if not (isfinite(value) and value >= 0):
        raise ValueError(f"{name} must be finite and not negative, got {value}")


def _require_length(name, steps):
    if not steps >= 1 or steps % 1 != 0:
        raise ValueError(f"{name} must be a whole number of updates, at least 1, got {steps}")
