"""What is wrong with an answer: run it and the reference on the same cases, compare, name the difference."""

import copy
import inspect
import warnings
from dataclasses import dataclass, replace
from traceback import FrameSummary, extract_tb

import numpy as np

from course_lib.exercises.exercise import Exercise, Mistake, call_with_arguments


@dataclass(frozen=True)
class Outcome:
    """What came of one trial: a result or an exception, and the arguments as they are after it."""

    arguments: tuple
    result: object = None
    error: Exception | None = None


@dataclass(frozen=True)
class Fault:
    """Where two values differ, and how.

    ``kind`` is "none", "kind", "shape", "not_finite" or "value"; for an argument also "changed" or
    "unchanged". ``place`` leads to the differing element of a nested value, as in ``value[1]["w"]``.
    """

    kind: str
    expected: object
    got: object
    place: tuple = ()


@dataclass(frozen=True)
class Verdict:
    """The diagnosis of an answer.

    ``kind`` is "solved", "stub", "signature", "crash", "mistake" or the kind of ``fault``.
    ``arguments`` is the case that shows it, by parameter name; ``argument`` the one the fault is in;
    ``line`` the reader's line that raised ``error``; ``signatures`` the expected one and the one that came.
    """

    kind: str
    arguments: dict | None = None
    argument: str | None = None
    fault: Fault | None = None
    error: Exception | None = None
    line: FrameSummary | None = None
    signatures: tuple[str, str] | None = None
    mistake: Mistake | None = None


def diagnose(exercise, answer):
    """The Verdict on an answer. The first case that fails decides, unless the answer is a known mistake."""
    outcomes, first = [], None
    for case in exercise.cases:
        expected, got = trial(exercise, exercise.reference, case), trial(exercise, answer, case)
        if expected.error:
            raise expected.error
        first = first or verdict_on_case(exercise, answer, case, expected, got)
        if first and first.kind == "stub":
            return first
        outcomes.append(got)
    if first is None:
        return Verdict("solved")
    mistake = known_mistake(exercise, outcomes)
    return replace(first, kind="mistake", mistake=mistake) if mistake else first


def trial(exercise, answer, case):
    """The Outcome of one case, run on a deep copy of its arguments and without NumPy's warnings."""
    arguments = copy.deepcopy(case)
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return Outcome(arguments, result=exercise.run(answer, *arguments))
        except Exception as error:
            return Outcome(arguments, error=error)


def known_mistake(exercise, outcomes):
    """The known mistake that gives these very outcomes, case by case, or None."""
    for mistake in exercise.mistakes:
        if all(alike(exercise, trial(exercise, mistake.wrong, case), outcome)
               for case, outcome in zip(exercise.cases, outcomes)):
            return mistake
    return None


def alike(exercise, one, other):
    """Whether two outcomes are the same: result, or type of exception, and arguments after the call."""
    same_result = exercise.in_place or not difference(exercise, one.result, other.result)
    return (type(one.error) is type(other.error) and same_result
            and not difference(exercise, one.arguments, other.arguments))


def verdict_on_case(exercise, answer, case, expected, got):
    """The Verdict on an answer's outcome in one case, or None where it is right."""
    names = argument_names(exercise, case)
    arguments = dict(zip(names, case))
    if got.error:
        return verdict_on_error(exercise, answer, case, arguments, got.error)
    fault = None if exercise.in_place else difference(exercise, expected.result, got.result)
    if fault and fault.kind != "value":
        return Verdict(fault.kind, arguments, fault=fault)
    for name, before, right, after in zip(names, case, expected.arguments, got.arguments):
        changed = argument_fault(exercise, before, right, after)
        if changed:
            return Verdict(changed.kind, arguments, argument=name, fault=changed)
    return Verdict(fault.kind, arguments, fault=fault) if fault else None


def verdict_on_error(exercise, answer, case, arguments, error):
    """The Verdict on an answer that raised an exception."""
    if isinstance(error, NotImplementedError):
        return Verdict("stub")
    line = readers_line(answer, error)
    if isinstance(error, TypeError) and line is None:
        signatures = signature_mismatch(exercise, answer, case)
        if signatures:
            return Verdict("signature", signatures=signatures)
    return Verdict("crash", arguments, error=error, line=line)


def argument_fault(exercise, before, right, after):
    """The Fault of an argument after the call, given it before the call and as the reference leaves it."""
    fault = difference(exercise, right, after)
    if not fault:
        return None
    if not difference(exercise, before, right):
        return replace(fault, kind="changed")
    if not difference(exercise, before, after):
        return replace(fault, kind="unchanged")
    return fault


def difference(exercise, expected, got, place=()):
    """The first Fault of ``got`` against ``expected``, or None when they agree within the tolerances.

    Numbers, arrays, tuples, lists and dictionaries are compared; of other objects only the type.
    """
    def fault(kind):
        return Fault(kind, expected, got, place)

    if got is None and expected is not None:
        return fault("none")
    if isinstance(expected, dict):
        if not isinstance(got, dict) or expected.keys() != got.keys():
            return fault("kind")
        return first_difference(exercise, expected, got, expected.keys(), place)
    if isinstance(expected, tuple | list):
        if not isinstance(got, tuple | list | np.ndarray) or np.ndim(got) == 0 or len(got) != len(expected):
            return fault("kind")
        return first_difference(exercise, expected, got, range(len(expected)), place)
    if is_number(expected):
        return number_fault(exercise, expected, got, fault) if is_number(got) else fault("kind")
    if is_array(expected):
        if not is_array(got):
            return fault("kind")
        return number_fault(exercise, expected, got, fault) if got.shape == expected.shape else fault("shape")
    return None if type(got) is type(expected) else fault("kind")


def first_difference(exercise, expected, got, keys, place):
    """The first Fault among the elements with these keys, or None."""
    faults = (difference(exercise, expected[key], got[key], (*place, key)) for key in keys)
    return next((fault for fault in faults if fault), None)


def number_fault(exercise, expected, got, fault):
    """The Fault of a number, or an array of the right shape, or None."""
    if np.any(np.isfinite(expected) & ~np.isfinite(got)):
        return fault("not_finite")
    close = np.isclose(got, expected, rtol=exercise.rtol, atol=exercise.atol, equal_nan=True)
    return None if np.all(close) else fault("value")


def is_number(value):
    """A Python or NumPy number, or an array of no dimensions."""
    return isinstance(value, int | float | complex) or (
        isinstance(value, np.generic | np.ndarray) and value.ndim == 0 and value.dtype.kind in "biufc")


def is_array(value):
    """An array of numbers with at least one dimension."""
    return isinstance(value, np.ndarray) and value.ndim > 0 and value.dtype.kind in "biufc"


def argument_names(exercise, case):
    """The parameters' names of a case, as the reader knows them."""
    if exercise.run is call_with_arguments:
        names = list(inspect.signature(exercise.reference).parameters)
    else:
        names = list(inspect.signature(exercise.run).parameters)[1:]
    return names[:len(case)] + [f"[{i}]" for i in range(len(names), len(case))]


def readers_line(answer, error):
    """The innermost line of the answer's own file that led to the exception, or None."""
    members = vars(answer).values() if inspect.isclass(answer) else [answer]
    codes = [getattr(inspect.unwrap(member), "__code__", None) for member in members]
    files = {code.co_filename for code in codes if code}
    lines = [line for line in extract_tb(error.__traceback__) if line.filename in files]
    return lines[-1] if lines else None


def signature_mismatch(exercise, answer, case):
    """(expected, given) signatures of the first function the answer has with other parameters, or None."""
    if exercise.run is call_with_arguments:
        return mismatch(exercise.name, exercise.reference, answer, case)
    pairs = [(exercise.name, exercise.reference, answer)]
    if inspect.isclass(answer):
        pairs += [(f"{exercise.name}.{name}", method, vars(answer)[name])
                  for name, method in vars(exercise.reference).items()
                  if inspect.isfunction(method) and inspect.isfunction(vars(answer).get(name))]
    found = (mismatch(name, right, given, required(right)) for name, right, given in pairs)
    return next((signatures for signatures in found if signatures), None)


def required(function):
    """The names of the parameters that must be given by position."""
    return [p.name for p in inspect.signature(function).parameters.values()
            if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]


def mismatch(name, right, given, arguments):
    """(expected, given) signatures when ``given`` cannot take the arguments, else None."""
    signature = inspect.signature(given)
    try:
        signature.bind(*arguments)
    except TypeError:
        return f"{name}{inspect.signature(right)}", f"{name}{signature}"
    return None
