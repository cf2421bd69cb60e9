"""Losses: each returns its value, a float, and its gradient with respect to the first argument."""

import numpy as np


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


def softmax_cross_entropy(logits, labels):
    """Cross-entropy of softmax(z): L = −Σᵢ ln softmax(zᵢ)[yᵢ] / n,   ∂L/∂z = (softmax(z) − one_hot(y)) / n.

    logits z (N, C), labels y (N,) of ints in [0, C); n = N is the number of rows.
    ln softmax(z)ⱼ = z_j − m − ln Σₖ e^(z_k − m) with m = max z: no exponential overflows.
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
    return x if np.issubdtype(x.dtype, np.floating) else x.astype(float)


def _checked_pair(y_pred, y_true):
    y_pred, y_true = _floats(y_pred), _floats(y_true)
    if y_pred.shape != y_true.shape:
        raise ValueError(f"y_pred and y_true must have one shape, got {y_pred.shape} and {y_true.shape}")
    if y_pred.size == 0:
        raise ValueError(f"the loss of no elements is not defined, got shape {y_pred.shape}")
    return y_pred, y_true


def _checked_labels(labels, n_classes):
    labels = np.asarray(labels)
    if labels.ndim != 1 or not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(f"labels must be ints of shape (N,), got {labels.dtype} of shape {labels.shape}")
    if labels.size and (labels.min() < 0 or labels.max() >= n_classes):
        raise ValueError(f"labels must lie in [0, {n_classes}), got {labels.min()} to {labels.max()}")
    return labels
