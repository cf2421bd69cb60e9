"""Losses: each returns its value, a float, and its gradient with respect to the first argument."""

import numpy as np

SMALLEST_DENOMINATOR = float(np.float32(1e-12))  # PyTorch keeps it in float32


def one_hot(labels, n_classes):
    """Rows of zeros with a 1 at the label: labels (N,) of ints in [0, n_classes) → float64 (N, n_classes).

    Raises ValueError for labels of another shape or kind, or out of range.
    """
    labels = _checked_labels(labels, n_classes)
    return np.eye(n_classes)[labels]


def mse(y_pred, y_true):
    """Mean squared error: L = Σ(ŷ − y)²/n,   ∂L/∂ŷ = 2(ŷ − y)/n.

    y_pred, y_true: one shape, any number of axes; n is the number of all elements.
    Returns (float, array of that shape). Raises ValueError for different shapes or no elements.
    """
    y_pred, y_true = _checked_pair(y_pred, y_true)
    n = y_pred.size
    error = y_pred - y_true
    return float(np.sum(error**2) / n), 2 * error / n


def mae(y_pred, y_true):
    """Mean absolute error: L = Σ|ŷ − y|/n,   ∂L/∂ŷ = sign(ŷ − y)/n (0 where ŷ = y, as PyTorch).

    y_pred, y_true: one shape; n is the number of all elements. Returns and raises as mse.
    """
    y_pred, y_true = _checked_pair(y_pred, y_true)
    n = y_pred.size
    error = y_pred - y_true
    return float(np.sum(np.abs(error)) / n), np.sign(error) / n


def huber(y_pred, y_true, *, delta=1.0):
    """Huber loss: L = Σ h(ŷ − y)/n,   ∂L/∂ŷ = clip(ŷ − y, −δ, δ)/n     (Huber, 1964; δ = delta)

    h(e) = ½e² where |e| ≤ δ, else δ(|e| − ½δ): a parabola that goes on as its tangents.
    y_pred, y_true: one shape; n is the number of all elements. Returns and raises as mse; ValueError too
    unless delta is positive and finite.
    """
    if not (np.isfinite(delta) and delta > 0):
        raise ValueError(f"delta must be positive and finite, got {delta}")
    y_pred, y_true = _checked_pair(y_pred, y_true)
    n = y_pred.size
    error = y_pred - y_true
    size = np.abs(error)
    h = np.where(size <= delta, error**2 / 2, delta * (size - delta / 2))
    return float(np.sum(h) / n), np.clip(error, -delta, delta) / n


def binary_cross_entropy(y_pred, y_true):
    """L = −Σ(y·ln ŷ + (1 − y)·ln(1 − ŷ))/n,   ∂L/∂ŷ = (ŷ − y)/(ŷ(1 − ŷ))/n.

    y_pred: probabilities, y_true: targets, both in [0, 1] and of one shape; n is the number of all elements.
    As in PyTorch, logarithms are not allowed below −100, nor the gradient's denominators ŷ(1 − ŷ) below 10⁻¹².
    Returns (float, array of that shape). Raises ValueError for different shapes, no elements, values outside [0, 1].
    """
    y_pred, y_true = _checked_pair(y_pred, y_true)
    _require_probabilities("y_pred", y_pred)
    _require_probabilities("y_true", y_true)
    n = y_pred.size
    loss = -np.sum(y_true * _clamped_log(y_pred) + (1 - y_true) * _clamped_log(1 - y_pred)) / n
    return float(loss), (y_pred - y_true) / np.maximum(y_pred * (1 - y_pred), SMALLEST_DENOMINATOR) / n


def binary_cross_entropy_with_logits(logits, y_true):
    """Binary cross-entropy of ŷ = σ(z): L = Σ(max(z, 0) − z·y + ln(1 + e^(−|z|)))/n,   ∂L/∂z = (σ(z) − y)/n.

    logits z: any numbers, y_true: targets in [0, 1], both of one shape; n is the number of all elements.
    This form overflows for no z. Returns and raises as binary_cross_entropy.
    """
    z, y_true = _checked_pair(logits, y_true)
    _require_probabilities("y_true", y_true)
    n = z.size
    e = np.exp(-np.abs(z))  # at most 1
    loss = np.sum(np.maximum(z, 0) - z * y_true + np.log1p(e)) / n
    sigmoid = np.where(z >= 0, 1, e) / (1 + e)
    return float(loss), (sigmoid - y_true) / n


def cross_entropy(probabilities, one_hot):
    """L = −Σᵢ Σⱼ yᵢⱼ·ln ŷᵢⱼ/n,   ∂L/∂ŷ = −y/ŷ/n.

    probabilities ŷ and one_hot y (N, C), in [0, 1]; n = N is the number of rows. Logarithms and denominators are
    kept off 0 as in binary_cross_entropy. Returns (float, array (N, C)). Raises ValueError for different or
    other shapes, no elements, values outside [0, 1].
    """
    y_pred, y_true = _checked_pair(probabilities, one_hot)
    if y_pred.ndim != 2:
        raise ValueError(f"probabilities must have shape (N, C), got {y_pred.shape}")
    _require_probabilities("probabilities", y_pred)
    _require_probabilities("one_hot", y_true)
    n = len(y_pred)
    loss = -np.sum(y_true * _clamped_log(y_pred)) / n
    return float(loss), -y_true / np.maximum(y_pred, SMALLEST_DENOMINATOR) / n


def softmax_cross_entropy(logits, labels):
    """Cross-entropy of softmax(z): L = −Σᵢ ln softmax(zᵢ)[yᵢ] / n,   ∂L/∂z = (softmax(z) − one_hot(y)) / n.

    logits z (N, C), labels y (N,) of ints in [0, C); n = N is the number of rows.
    ln softmax(z)ⱼ = zⱼ − m − ln Σₖ e^(zₖ − m) with m = max z: no exponential overflows.
    Returns (float, array (N, C) in the logits' float type). Raises ValueError for wrong shapes, no rows,
    labels that are not ints or out of range.
    """
    logits = _floats(logits)
    if logits.ndim != 2 or logits.size == 0:
        raise ValueError(f"logits must have shape (N, C) with N, C ≥ 1, got {logits.shape}")
    n, n_classes = logits.shape
    labels = _checked_labels(labels, n_classes)
    if len(labels) != n:
        raise ValueError(f"expected one label for each of the {n} rows of logits, got {len(labels)}")
    rows = np.arange(n)
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_probabilities[rows, labels].sum() / n
    gradient = np.exp(log_probabilities)
    gradient[rows, labels] -= 1
    return float(loss), gradient / n


def _floats(x):
    x = np.asarray(x)
    return x if x.dtype.kind == "f" else x.astype(float)


def _checked_pair(y_pred, y_true):
    y_pred, y_true = _floats(y_pred), _floats(y_true)
    if y_pred.shape != y_true.shape:
        raise ValueError(f"y_pred and y_true must have one shape, got {y_pred.shape} and {y_true.shape}")
    if y_pred.size == 0:
        raise ValueError(f"the loss of no elements is not defined, got shape {y_pred.shape}")
    return y_pred, y_true


def _require_probabilities(name, values):
    if not np.all((values >= 0) & (values <= 1)):  # NaN fails too
        raise ValueError(f"{name} must lie in [0, 1], got {values.min()} to {values.max()}")


def _clamped_log(x):
    with np.errstate(divide="ignore"):
        return np.maximum(np.log(x), -100)


def _checked_labels(labels, n_classes):
    labels = np.asarray(labels)
    if labels.ndim != 1 or not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(f"labels must be ints of shape (N,), got {labels.dtype} of shape {labels.shape}")
    if labels.size and (labels.min() < 0 or labels.max() >= n_classes):
        raise ValueError(f"labels must lie in [0, {n_classes}), got {labels.min()} to {labels.max()}")
    return labels
