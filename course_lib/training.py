"""The training loop, and what is measured around it."""

from dataclasses import dataclass, field

import numpy as np

from course_lib.data import batches
from course_lib.gradients import clip_by_norm
from course_lib.optimizers import SGD


@dataclass
class History:
    """What ``fit`` saw, one entry an epoch.

    train_loss      mean loss over the epoch's observations, each measured just before its update
    valid_loss      loss on the validation data after the epoch (empty without them)
    valid_accuracy  share of right answers on them (empty unless y are class labels)
    lr              learning rate of the epoch's last update
    interrupted     True if Ctrl-C ended the training early
    """

    train_loss: list[float] = field(default_factory=list)
    valid_loss: list[float] = field(default_factory=list)
    valid_accuracy: list[float] = field(default_factory=list)
    lr: list[float] = field(default_factory=list)
    interrupted: bool = False


def fit(model, loss, optimizer, train, *, epochs, batch_size, valid=None, rng=None, max_norm=None, progress=True):
    """Train the model by mini-batch gradient descent; returns a History.

    For every batch: forward, loss, backward, update. loss(y_pred, y) gives (value, gradient), train and valid
    are Datasets, max_norm clips the global gradient norm, progress shows a bar with the loss on stderr.
    Ctrl-C ends the training and returns the epochs completed so far.
    Raises ValueError for epochs or batch_size below 1 before anything is changed.
    """
    if epochs != int(epochs) or epochs < 1:
        raise ValueError(f"epochs must be a whole number, at least 1, got {epochs}")
    rng = np.random.default_rng(rng)
    history = History()
    bar = _progress_bar(epochs, shown=progress)
    try:
        for _ in range(epochs):
            total = 0.0
            for x, y in batches(train, batch_size, rng):
                value, grad = loss(model.forward(x), y)
                model.backward(grad, input_grad=False)
                if max_norm is not None:
                    clip_by_norm(model.gradients(), max_norm)
                lr = float(optimizer.schedule(optimizer.t))
                optimizer.step(model)
                total += value * len(x)
            valid_loss, valid_accuracy = evaluate(model, loss, valid) if valid is not None else (None, None)
            history.train_loss.append(total / len(train))
            history.lr.append(lr)
            if valid_loss is not None:
                history.valid_loss.append(valid_loss)
            if valid_accuracy is not None:
                history.valid_accuracy.append(valid_accuracy)
            bar.set_postfix(loss=f"{history.train_loss[-1]:.4f}", refresh=False)
            bar.update()
    except KeyboardInterrupt:
        history.interrupted = True
    finally:
        bar.close()
    return history


def lr_range_test(model, loss, train, *, lr_min=1e-6, lr_max=10.0, steps=100, batch_size=128, rng=None):
    """Losses while plain SGD trains with a learning rate that grows geometrically from lr_min to lr_max.

    For every batch: keep (rate, loss before the update), update, raise the rate. Ends early when the loss is not
    finite or passes 4 × the best one. The model comes back unchanged, whatever happens.
    Returns (lrs, losses), two float arrays of one length ≤ steps     (after Smith, 2017).
    Raises ValueError unless 0 < lr_min < lr_max < ∞ and steps ≥ 2.
    """
    if not 0 < lr_min < lr_max < np.inf:
        raise ValueError(f"expected 0 < lr_min < lr_max < infinity, got {lr_min} and {lr_max}")
    if steps != int(steps) or steps < 2:
        raise ValueError(f"steps must be a whole number, at least 2, got {steps}")
    rates = np.geomspace(lr_min, lr_max, int(steps))
    kept = [parameter.copy() for parameter in model.parameters()]
    losses = []
    try:
        for rate, (x, y) in zip(rates, _endless_batches(train, batch_size, np.random.default_rng(rng))):
            value, grad = loss(model.forward(x), y)
            if not np.isfinite(value):
                break
            losses.append(value)
            if value > 4 * min(losses):
                break
            model.backward(grad, input_grad=False)
            SGD(rate).step(model)
    finally:
        for parameter, before in zip(model.parameters(), kept):
            parameter[...] = before
    return rates[: len(losses)], np.array(losses)


def suggest_lr(lrs, losses):
    """The learning rate at which the smoothed loss falls fastest on its way to the bottom, over log(rate).

    lrs, losses: what lr_range_test gave. The losses are smoothed by a moving mean of five. What comes after
    the lowest smoothed loss is not looked at: the fall from a jump there is no slope to choose from.
    Raises ValueError for fewer than seven points, different lengths, values that are not finite, rates not positive.
    """
    lrs, losses = np.asarray(lrs, dtype=float), np.asarray(losses, dtype=float)
    if lrs.shape != losses.shape or lrs.ndim != 1 or len(lrs) < 7:
        raise ValueError(f"expected two arrays of one length, at least 7, got shapes {lrs.shape} and {losses.shape}")
    if not (np.isfinite(losses).all() and np.isfinite(lrs).all() and (lrs > 0).all()):
        raise ValueError("losses must be finite, learning rates finite and positive")
    smooth = np.convolve(losses, np.ones(5) / 5, mode="valid")
    slope = np.gradient(smooth, np.log(lrs[2:-2]))
    bottom = np.argmin(smooth)
    return float(lrs[2:-2][np.argmin(slope[: bottom + 1])])


def evaluate(model, loss, data):
    """Loss and accuracy of the model on data: (float, float), the accuracy None unless y are class labels."""
    y_pred = model.forward(data.x)
    value, _ = loss(y_pred, data.y)
    return value, _share_right(y_pred, data.y) if _are_labels(data.y) else None


def accuracy(model, data):
    """Share of observations whose largest output stands at the label, a float in [0, 1].

    data.y: ints (N,). Raises ValueError if they are not class labels.
    """
    if not _are_labels(data.y):
        raise ValueError(f"accuracy needs class labels, ints of shape (N,), got {data.y.dtype} {data.y.shape}")
    return _share_right(model.forward(data.x), data.y)


def confusion_matrix(y_true, y_pred, n_classes):
    """Counts (n_classes, n_classes) of ints: row = true class, column = predicted class.

    y_true, y_pred: ints (N,) in [0, n_classes). Raises ValueError otherwise.
    """
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if y_true.shape != y_pred.shape or not (_are_labels(y_true) and _are_labels(y_pred)):
        raise ValueError(
            "expected two arrays of ints of one shape (N,), "
            f"got {y_true.dtype} {y_true.shape} and {y_pred.dtype} {y_pred.shape}"
        )
    for y in (y_true, y_pred):
        if y.size and (y.min() < 0 or y.max() >= n_classes):
            raise ValueError(f"classes must lie in [0, {n_classes}), got {y.min()} to {y.max()}")
    matrix = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(matrix, (y_true, y_pred), 1)
    return matrix


def _are_labels(y):
    return y.ndim == 1 and np.issubdtype(y.dtype, np.integer)


def _share_right(y_pred, labels):
    return float(np.mean(y_pred.argmax(axis=1) == labels))


def _endless_batches(data, batch_size, rng):
    while True:
        yield from batches(data, batch_size, rng)


def _progress_bar(epochs, *, shown):
    from tqdm import tqdm  # here, so that importing the library stays light

    return tqdm(total=epochs, disable=not shown, unit="epoch")
