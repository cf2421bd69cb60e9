"""A verdict in words: what happened, on which input, what should have come and what came."""

import numpy as np

from course_lib.exercises.comparison import is_array, is_number
from course_lib.exercises.messages import say


def report(name, verdict, language):
    """The text of a Verdict on the exercise of this name."""
    explanation = getattr(verdict.mistake, language) if verdict.mistake else ""
    headline = say(language, verdict.kind, name=name, argument=verdict.argument, explanation=explanation)
    if verdict.kind == "signature":
        rows = list(zip(labels(language, "expected", "got"), verdict.signatures))
    elif verdict.error:
        rows = error_rows(verdict, language)
    elif verdict.fault and verdict.kind != "mistake":
        rows = fault_rows(verdict, language)
    else:
        rows = []
    text = "\n".join([headline, *aligned(rows), *hints(verdict, language)])
    return "\n".join(line.rstrip() for line in text.split("\n"))


def labels(language, *keys):
    return [say(language, key) for key in keys]


def error_rows(verdict, language):
    """The reader's line, the exception and, if it is no known mistake, the input."""
    rows = []
    if verdict.line:
        rows.append((say(language, "line", number=verdict.line.lineno), verdict.line.line))
    first_line = str(verdict.error).partition("\n")[0]
    rows.append((say(language, "error"), f"{type(verdict.error).__name__}: {first_line}".removesuffix(": ")))
    if verdict.kind != "mistake":
        rows.append((say(language, "input"), shown_arguments(verdict.arguments)))
    return rows


def fault_rows(verdict, language):
    """The input, the part of the answer that is wrong, what it should be and what it is."""
    fault = verdict.fault
    rows = [(say(language, "input"), shown_arguments(verdict.arguments))]
    if verdict.argument or fault.place:
        rows.append((say(language, "where"), whereabouts(verdict, language)))
    if fault.kind in ("kind", "length", "shape"):
        values = described(fault.expected, language), described(fault.got, language)
    else:
        values = shown_pair(fault.expected, fault.got)
    return rows + list(zip(labels(language, "expected", "got"), values))


def whereabouts(verdict, language):
    """Which part of the answer, or of an argument, is wrong."""
    place = verdict.fault.place
    if not verdict.argument and isinstance(place[0], str):
        return place[0] + indices(place[1:])
    if not verdict.argument:
        return say(language, "part_of_result", place=indices(place))
    return say(language, "part_of_argument", argument=verdict.argument, place=indices(place))


def indices(place):
    return "".join(f"[{key!r}]" for key in place)


def hints(verdict, language):
    """What else may help: usually nothing."""
    fault = verdict.fault
    if verdict.error:
        return [say(language, "none_hint")] if "NoneType" in str(verdict.error) else []
    if fault is None or verdict.kind == "mistake":
        return []
    if fault.kind == "shape" and fault.got.shape == fault.expected.shape[::-1]:
        return [say(language, "transpose_hint")]
    if fault.kind == "kind" and callable(fault.got):
        return [say(language, "call_hint")]
    if fault.kind == "kind" and is_array(fault.expected) and isinstance(fault.got, tuple | list):
        return [say(language, "array_hint")]
    if fault.kind == "kind" and is_number(fault.expected) and is_array(fault.got):
        return [say(language, "number_hint")]
    if fault.index and np.size(fault.expected) > 12:
        elements = (np.asarray(values)[fault.index] for values in (fault.expected, fault.got))
        expected, got = shown_pair(*elements)
        return [say(language, "first_difference", index=list(fault.index), expected=expected, got=got)]
    return []


def aligned(rows):
    """Lines "  label:  text", the texts one under the other, with all their lines."""
    width = max((len(label) for label, _ in rows), default=0) + 3
    return [f"  {label + ':':{width}}" + text.replace("\n", "\n  " + " " * width) for label, text in rows]


def shown_arguments(arguments):
    """``x = 1, y = 2``; one argument a line when they do not fit into one."""
    texts = []
    for name, value in arguments.items():
        start = f"{name} = "
        texts.append(start + shown(value).replace("\n", "\n" + " " * len(start)))
    line = ", ".join(texts)
    return line if len(line) <= 80 and "\n" not in line else "\n".join(texts)


def shown_pair(expected, got):
    """Both values with as many digits as it takes to see them differ."""
    for digits in (4, 8, 16):
        texts = shown(expected, digits), shown(got, digits)
        if texts[0] != texts[1]:
            return texts
    return shown(expected), shown(got)


def shown(value, digits=4):
    """A value, compact: rounded, long arrays and lists shortened."""
    if isinstance(value, np.ndarray):
        return np.array2string(value, precision=digits, separator=", ", threshold=36, max_line_width=80)
    if isinstance(value, float | np.floating):
        text = f"{value:.{digits + 2}g}"
        return text if set(text) & set(".en") else text + ".0"
    if isinstance(value, np.generic):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {shown(item, digits)}" for key, item in value.items()) + "}"
    if isinstance(value, tuple | list):
        start, end = "()" if isinstance(value, tuple) else "[]"
        items = [shown(item, digits) for item in value[:12]] + ["..."] * (len(value) > 12)
        return start + (",\n " if any("\n" in item for item in items) else ", ").join(
            item.replace("\n", "\n ") for item in items) + end
    if isinstance(value, int | complex | str) or value is None:
        return repr(value)
    return getattr(value, "__name__", type(value).__name__)


def described(value, language):
    """What kind of value it is, with its shape or length."""
    if value is None or isinstance(value, bool | np.bool_):
        return str(value)
    if is_number(value):
        return say(language, "a_number")
    if is_array(value):
        return say(language, "an_array", shape=value.shape)
    if isinstance(value, np.ndarray):
        return say(language, "an_array_of_objects")
    if isinstance(value, tuple | list):
        return say(language, "a_tuple" if isinstance(value, tuple) else "a_list", length=len(value))
    if isinstance(value, dict):
        return say(language, "a_dict", keys=", ".join(map(repr, value)))
    if isinstance(value, str):
        return say(language, "a_text", text=repr(value))
    if callable(value):
        return say(language, "a_function", function=shown(value))
    return say(language, "an_object", type=type(value).__name__)
