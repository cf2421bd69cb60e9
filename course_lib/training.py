"""The training loop, and what is measured around it."""

from dataclasses import dataclass, field

import numpy as np

from course_lib.data import batches
from course_lib.gradients import clip_by_norm


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


def _progress_bar(epochs, *, shown):
    from tqdm import tqdm  # here, so that importing the library stays light

    return tqdm(total=epochs, disable=not shown, unit="epoch")
