"""Gradients measured instead of derived, compared with derived ones, and kept within bounds."""

import numpy as np


class GradientError(AssertionError):
    """A gradient that does not agree with finite differences."""


def numerical_gradient(f, x, *, h=1e-5):
    """Gradient of the scalar function f at x by central differences, an array of x's shape.

    ∂f/∂xᵢ ≈ (f(x + h·eᵢ) − f(x − h·eᵢ)) / 2h,   error O(h²)

    f is called as f(x) and x itself is nudged, entry by entry, so x may be a parameter that f uses from
    elsewhere; it comes back unchanged, even if f raises.
    Raises TypeError unless x is a float64 array, ValueError unless h is positive and finite and f gives one number.
    """
    _require_float64("x", x)
    if not (np.isfinite(h) and h > 0):
        raise ValueError(f"the step h must be positive and finite, got {h}")
    gradient = np.empty_like(x)
    for i in np.ndindex(x.shape):
        kept = x[i]
        try:
            x[i] = kept + h
            above = _number(f(x))
            x[i] = kept - h
            below = _number(f(x))
        finally:
            x[i] = kept
        gradient[i] = (above - below) / (2 * h)
    return gradient


def relative_error(a, b):
    """max |a − b| / max(|a|, |b|, 10⁻¹²) over all entries, a float; nan if either holds nan.

    Raises ValueError unless a and b have the same shape and at least one entry.
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape or a.size == 0:
        raise ValueError(f"expected two non-empty arrays of one shape, got shapes {a.shape} and {b.shape}")
    scale = np.maximum(np.maximum(np.abs(a), np.abs(b)), 1e-12)
    return float(np.max(np.abs(a - b) / scale))


def check_gradient(f, gradient, x, *, rtol=1e-6, atol=1e-8):
    """Compare a derived gradient with finite differences of f at x; silence means agreement.

    Entry i agrees when |gradientᵢ − numericalᵢ| ≤ atol + rtol·max(|gradientᵢ|, |numericalᵢ|).
    Raises GradientError naming the worst entry; ValueError for a wrong shape; else as numerical_gradient.
    """
    _require_float64("x", x)
    gradient = np.asarray(gradient, dtype=float)
    if gradient.shape != x.shape:
        raise ValueError(f"the gradient must have the shape of x, {x.shape}, got {gradient.shape}")
    numerical = numerical_gradient(f, x)
    scale = np.maximum(np.abs(gradient), np.abs(numerical))
    with np.errstate(invalid="ignore"):  # infinity minus infinity is no agreement either
        excess = np.abs(gradient - numerical) - (atol + rtol * scale)
    excess = np.where(np.isnan(excess), np.inf, excess)
    if x.size and np.max(excess) > 0:
        worst = np.unravel_index(np.argmax(excess), x.shape)
        place = ", ".join(map(str, worst))
        raise GradientError(
            f"entry [{place}]: the gradient is {gradient[worst]:.6g}, "
            f"finite differences give {numerical[worst]:.6g}"
        )


def check_layer(layer, x):
    """Compare a layer's gradients, for its input and for every parameter, with finite differences.

    x: float64 (N, features), away from kinks. The loss is Σ y·c with fixed random c, so that every entry
    of the Jacobian counts. Raises GradientError naming what disagrees, TypeError for float32.
    """
    _require_float64("x", x)
    for k, parameter in enumerate(layer.parameters()):
        _require_float64(f"parameter {k}", parameter)
    x = x.copy()
    c = np.random.default_rng(0).standard_normal(layer.forward(x).shape)

    def loss(_):
        return np.sum(layer.forward(x) * c)

    layer.forward(x)
    grad_x = layer.backward(c)
    checks = [("input", grad_x, x)]
    pairs = zip(layer.gradients(), layer.parameters(), strict=True)
    checks += [(f"parameter {k}", np.array(gradient), parameter) for k, (gradient, parameter) in enumerate(pairs)]
    for name, gradient, at in checks:
        try:
            check_gradient(loss, gradient, at)
        except GradientError as error:
            raise GradientError(f"{type(layer).__name__}, {name}: {error}") from None


def global_norm(grads):
    """Euclidean norm of all entries of all arrays together: √(Σ g²), a float."""
    return float(np.sqrt(sum(np.vdot(g, g) for g in grads)))


def clip_by_norm(grads, max_norm):
    """Scale all arrays together, in place, so that their global norm is at most max_norm.

    g ← g·max_norm/‖g‖ if ‖g‖ > max_norm; the direction stays. Returns the norm before.
    Raises ValueError unless max_norm is positive and finite, TypeError for what is not a float array.
    """
    _require_positive("max_norm", max_norm)
    _require_float_arrays(grads)
    norm = global_norm(grads)
    if norm > max_norm:
        for g in grads:
            g *= max_norm / norm
    return norm


def clip_by_value(grads, limit):
    """Cut every entry to the range from −limit to limit, in place; the direction may change.

    Raises ValueError unless limit is positive and finite, TypeError for what is not a float array.
    """
    _require_positive("limit", limit)
    _require_float_arrays(grads)
    for g in grads:
        np.clip(g, -limit, limit, out=g)


def _require_positive(name, value):
    if not (np.isfinite(value) and value > 0):
        raise ValueError(f"{name} must be positive and finite, got {value}")


def _require_float_arrays(grads):
    for g in grads:
        if not isinstance(g, np.ndarray) or not np.issubdtype(g.dtype, np.floating):
            raise TypeError(f"gradients must be float arrays, changed in place, got {g!r}")


def _require_float64(name, x):
    if not isinstance(x, np.ndarray) or x.dtype != np.float64:
        kind = f"{x.dtype} array" if isinstance(x, np.ndarray) else type(x).__name__
        raise TypeError(f"{name} must be a float64 array (finite differences need its precision), got {kind}")


def _number(value):
    if np.size(value) != 1:
        raise ValueError(f"f must return one number, got shape {np.shape(value)}")
    return float(np.asarray(value).reshape(()))
