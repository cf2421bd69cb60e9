"""Where and how two values differ: numbers, arrays, and tuples, lists and dictionaries of them."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Fault:
    """Where two values differ, and how.

    ``kind`` is "none", "kind", "length", "shape", "not_finite" or "value"; for an argument also "changed"
    or "unchanged". ``place`` leads to the differing part of a nested value, as in ``value[1]["w"]``;
    ``index`` is the first differing element of an array.
    """

    kind: str
    expected: object
    got: object
    place: tuple = ()
    index: tuple | None = None


def difference(exercise, expected, got, place=()):
    """The first Fault of ``got`` against ``expected``, or None when they agree within the tolerances.

    Numbers, arrays, tuples, lists and dictionaries are compared; of other objects only the type.
    """
    if got is None and expected is not None:
        return Fault("none", expected, got, place)
    if isinstance(expected, dict) and isinstance(got, dict) and expected.keys() == got.keys():
        return first_difference(exercise, expected, got, expected.keys(), place)
    if is_sequence(expected) and (is_sequence(got) or is_array(got)) and len(expected) == len(got):
        if all(map(is_number, [*expected, *got])):
            return number_fault(exercise, expected, got, place)
        return first_difference(exercise, expected, got, range(len(expected)), place)
    if is_sequence(expected) and type(expected) is type(got):
        return Fault("length", expected, got, place)
    if is_number(expected) and is_number(got):
        return number_fault(exercise, expected, got, place)
    if is_array(expected) and is_array(got):
        if expected.shape != got.shape:
            return Fault("shape", expected, got, place)
        return number_fault(exercise, expected, got, place)
    if type(expected) is type(got) and not isinstance(expected, tuple | list | dict | np.ndarray):
        return None
    return Fault("kind", expected, got, place)


def first_difference(exercise, expected, got, keys, place):
    """The first Fault among the elements with these keys, or None."""
    faults = (difference(exercise, expected[key], got[key], (*place, key)) for key in keys)
    return next((fault for fault in faults if fault), None)


def number_fault(exercise, expected, got, place):
    """The Fault of a number, or of an array or a list of numbers that has the right shape, or None."""
    numbers, got_numbers = np.asarray(expected), np.asarray(got)
    not_finite = np.isfinite(numbers) & ~np.isfinite(got_numbers)
    if np.any(not_finite):
        return Fault("not_finite", expected, got, place, first_index(not_finite))
    close = np.isclose(got_numbers, numbers, rtol=exercise.rtol, atol=exercise.atol, equal_nan=True)
    return None if np.all(close) else Fault("value", expected, got, place, first_index(~close))


def first_index(mask):
    """The index of the first True, as a tuple of ints."""
    return tuple(np.argwhere(mask)[0].tolist())


def is_number(value):
    """A Python or NumPy number, or an array of no dimensions."""
    return isinstance(value, int | float | complex) or (
        isinstance(value, np.generic | np.ndarray) and value.ndim == 0 and value.dtype.kind in "biufc")


def is_array(value):
    """An array of numbers with at least one dimension."""
    return isinstance(value, np.ndarray) and value.ndim > 0 and value.dtype.kind in "biufc"


def is_sequence(value):
    return isinstance(value, tuple | list)
