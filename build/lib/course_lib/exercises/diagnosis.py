"""What is wrong with an answer: run it and the reference on the same cases, compare, name the difference."""

import copy
import inspect
import warnings
from dataclasses import dataclass, replace
from traceback import FrameSummary, extract_tb, walk_tb

import numpy as np

from course_lib.exercises.comparison import Fault, difference
from course_lib.exercises.exercise import Mistake, call_with_arguments


@dataclass(frozen=True)
class Outcome:
    """What came of one trial: a result or an exception, and the arguments as they are after it."""

    arguments: tuple
    result: object = None
    error: Exception | None = None


@dataclass(frozen=True)
class Verdict:
    """The diagnosis of an answer.

    ``kind`` is "solved", "stub", "signature", "crash", "unusable" (an exception, but not in the reader's own
    lines), "mistake" or the kind of ``fault``.
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
    outcomes = [trial(exercise, answer, case) for case in exercise.cases]
    verdicts = [verdict_on_case(exercise, answer, *pair) for pair in zip(exercise.cases, outcomes)]
    first = next(filter(None, verdicts), None)
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
    """Whether two outcomes are the same: result, or exception, and arguments after the call."""
    same_result = exercise.in_place or not difference(exercise, one.result, other.result)
    return (same_result and kind_of_error(exercise, one) == kind_of_error(exercise, other)
            and not difference(exercise, one.arguments, other.arguments))


def kind_of_error(exercise, outcome):
    """The type of the exception, and whether it rose in ``run`` itself: a missing method, say."""
    if outcome.error is None:
        return None
    *_, (frame, _) = walk_tb(outcome.error.__traceback__)
    return type(outcome.error), frame.f_code is exercise.run.__code__


def verdict_on_case(exercise, answer, case, got):
    """The Verdict on an answer's outcome in one case, or None where it is right."""
    expected = trial(exercise, exercise.reference, case)
    if expected.error:
        raise expected.error
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
    return Verdict("crash" if line else "unusable", arguments, error=error, line=line)


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
    try:
        inspect.signature(given).bind(*arguments)
    except TypeError:
        return name + positional_signature(right), name + positional_signature(given)
    return None


def positional_signature(function):
    """The signature without keyword-only parameters: a reference may have some for its own use."""
    signature = inspect.signature(function)
    return str(signature.replace(parameters=[
        p for p in signature.parameters.values() if p.kind is not p.KEYWORD_ONLY]))
