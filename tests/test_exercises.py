"""The exercise engine, on small exercises of its own."""

import linecache
import string
import textwrap
import re

import numpy as np
import pytest

from course_lib.exercises import Checker, checker
from course_lib.exercises.comparison import difference
from course_lib.exercises.exercise import Answer, Exercise, Mistake
from course_lib.exercises.messages import SENTENCES, say

LANGUAGES = ("uk", "ru")


def both(text):
    """An explanation for a made-up mistake, told apart by language."""
    return {"uk": f"{text} (uk)", "ru": f"{text} (ru)"}


def mean(values):
    return np.mean(values)


def divides_in_place(values):
    values /= len(values)
    return values.sum()


MEAN = Exercise(
    name="mean",
    chapter="01",
    reference=mean,
    cases=((np.array([1.0, 2.0, 3.0]),), (np.array([4.0]),), (np.array([-1.0, 5.0]),)),
    mistakes=(
        Mistake(lambda values: values.sum(), **both("not divided")),
        Mistake(lambda values: values / len(values), **both("not summed: wrong shape")),
        Mistake(lambda values: np.log(values), **both("logarithms: wrong shape and nan")),
        Mistake(lambda values: values.mean, **both("not called")),
        Mistake(lambda values: values.average(), **both("no such method: an exception")),
        Mistake(lambda values: print(end=""), **both("printed, not returned")),
        Mistake(divides_in_place, **both("right, but the argument is changed")),
    ),
)


def apply_twice(f, x):
    return f(f(x))


APPLY_TWICE = Exercise(
    name="apply_twice", chapter="01", reference=apply_twice,
    cases=((np.sin, 1.0), (lambda x: np.full((4, 4), x), 2.0)))


def halve(params, steps):
    for param in params:
        param /= 2**steps


HALVE = Exercise(
    name="halve", chapter="02", reference=halve, in_place=True,
    cases=(([np.array([2.0, 4.0]), np.array([8.0])], 1), ([np.array([1.0, 3.0])], 2)))


class Scale:
    def __init__(self, factor):
        self.factor = factor

    def forward(self, x):
        return self.factor * x

    def backward(self, grad):
        return self.factor * grad


class ForgetfulScale(Scale):
    def __init__(self, factor):
        pass


def use_scale(answer, factor, x):
    layer = answer(factor)
    return {"forward": layer.forward(x), "backward": layer.backward(np.ones_like(x))}


SCALE = Exercise(
    name="Scale", chapter="02", reference=Scale, run=use_scale,
    cases=((2.0, np.array([1.0, 2.0])), (-1.0, np.array([[0.0, 3.0]]))),
    mistakes=(Mistake(ForgetfulScale, **both("factor forgotten: an exception")),))

def limits(values):
    return values.min(), values


LIMITS = Exercise(name="limits", chapter="01", reference=limits, cases=((np.array([1.0, 2.0]),),))

SLOPE = Answer(name="slope", chapter="01", value=-6.0, mistakes=(Mistake(6.5, **both("half too much")),))
ZERO = Answer(name="zero_slope", chapter="01", value=0.0)

SAMPLES = {"01": (MEAN, APPLY_TWICE, SLOPE, ZERO, LIMITS), "02": (HALVE, SCALE)}


@pytest.fixture(autouse=True)
def samples(monkeypatch):
    """The sample exercises in place of the course's, and a kernel that has seen nothing."""
    monkeypatch.setattr(checker, "chapters", lambda: list(SAMPLES))
    monkeypatch.setattr(checker, "exercises_of", SAMPLES.__getitem__)
    monkeypatch.setattr(checker, "checked_chapters", set())
    monkeypatch.setattr(checker, "solved_names", set())


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def check(language):
    return Checker(language)


def written(source, name="mean"):
    """The function or class a reader wrote in a notebook's cell."""
    source = textwrap.dedent(source)
    linecache.cache["<cell>"] = (len(source), None, source.splitlines(keepends=True), "<cell>")
    namespace = {"np": np}
    exec(compile(source, "<cell>", "exec"), namespace)
    return namespace[name]


@pytest.fixture
def said(check, capsys):
    """said(source, name): what the checker prints on a reader's code; it returns None."""
    def said(source, name="mean"):
        assert check(written(source, name)) is None
        return capsys.readouterr().out.rstrip("\n")
    return said


@pytest.fixture
def answered(check, capsys):
    """answered(name, value): what the checker prints on a number."""
    def answered(*arguments):
        assert check.answer(*arguments) is None
        return capsys.readouterr().out.rstrip("\n")
    return answered


def rows(text):
    """The lines "  label:  text" of a report, as a dictionary."""
    return dict(re.findall(r"^  (\S.*?): +(.*(?:\n {8,}.*)*)$", text, re.MULTILINE))


# Functions

def test_right_answer_is_praised(said, language):
    assert said("def mean(values): return sum(values) / len(values)") == say(language, "solved", name="mean")


def test_stub_is_not_solved_yet_and_nothing_else(said, language):
    assert said("def mean(values): raise NotImplementedError") == say(language, "stub", name="mean")


def test_stub_stays_a_stub_whatever_mistakes_are_known(said, language):
    assert said(LAYER.replace("return self.factor * x", "raise NotImplementedError"), "Scale") == say(
        language, "stub", name="Scale")


def test_half_a_stub_is_judged_by_the_first_case_that_fails(said, language):
    branch = "def mean(values):\n    if len(values) == {}: return {}\n    raise NotImplementedError"
    assert said(branch.format(3, "2.0")) == say(language, "stub", name="mean")
    assert said(branch.format(3, "7.0")).startswith(say(language, "value", name="mean"))


def test_none_asks_for_return(said, language):
    text = said("def mean(values):\n    if len(values) == 3: return 2.0")
    assert text.startswith(say(language, "none", name="mean"))
    assert rows(text)[say(language, "input")] == "values = [4.]"


def test_crash_shows_the_readers_line_the_exception_and_the_input(said, language):
    text = said("""
        def mean(values):
            total = 0
            return total / (len(values) - 3)  # three is not always there
    """)
    assert text.startswith(say(language, "crash", name="mean"))
    assert rows(text) == {
        say(language, "line", number=4): "return total / (len(values) - 3)  # three is not always there",
        say(language, "error"): "ZeroDivisionError: division by zero",
        say(language, "input"): "values = [1., 2., 3.]",
    }


def test_crash_inside_a_library_points_at_the_readers_line(said, language):
    text = said("def mean(values):\n    return np.linalg.inv(values)")
    assert rows(text)[say(language, "line", number=2)] == "return np.linalg.inv(values)"


def test_crash_on_none_asks_for_return(said, language):
    text = said("def mean(values):\n    return print() + 1")
    assert text.endswith(say(language, "none_hint"))


def test_wrong_kinds_of_answer_are_named(said, language):
    text = said("def mean(values): return [2.0]")
    assert text.startswith(say(language, "kind", name="mean"))
    assert rows(text)[say(language, "expected")] == say(language, "a_number")
    assert rows(text)[say(language, "got")] == say(language, "a_list", length=1)
    assert say(language, "a_text", text="'2'") in said("def mean(values): return '2'")
    assert said("def mean(values): return np.mean").endswith(say(language, "call_hint"))
    assert said("def mean(values): return values").endswith(say(language, "number_hint"))
    assert say(language, "an_object", type="set") in said("def mean(values): return {2.0}")


def test_list_for_an_array_is_told_how_to_become_one(check, capsys, language):
    check(written("def apply_twice(f, x): return f(f(x)) if f is np.sin else [2.0]", "apply_twice"))
    assert capsys.readouterr().out.rstrip().endswith(say(language, "array_hint"))


@pytest.mark.parametrize("kind, described", [(list, "a_list"), (tuple, "a_tuple")])
def test_wrong_length_shows_both_lengths(language, check, capsys, monkeypatch, kind, described):
    doubled = Exercise("doubled", "01", lambda x: kind([2 * x, 4 * x]), cases=((1,),))
    monkeypatch.setitem(SAMPLES, "01", (doubled,))
    check(written(f"def doubled(x): return {kind([2, 4, 6])}", "doubled"))
    text = capsys.readouterr().out
    assert text.startswith(say(language, "length", name="doubled"))
    assert rows(text)[say(language, "expected")] == say(language, described, length=2)
    assert rows(text)[say(language, "got")] == say(language, described, length=3)


def test_wrong_shape_shows_both_shapes(language, check, capsys, monkeypatch):
    transpose = Exercise("transpose", "01", lambda x: x.T, cases=((np.ones((2, 3)),),))
    monkeypatch.setitem(SAMPLES, "01", (transpose,))
    check(written("def transpose(x): return x", "transpose"))
    text = capsys.readouterr().out.rstrip("\n")
    assert text.startswith(say(language, "shape", name="transpose"))
    assert rows(text)[say(language, "expected")] == say(language, "an_array", shape=(3, 2))
    assert rows(text)[say(language, "got")] == say(language, "an_array", shape=(2, 3))
    assert text.endswith(say(language, "transpose_hint"))
    check(written("def transpose(x): return x.ravel()", "transpose"))
    assert say(language, "transpose_hint") not in capsys.readouterr().out


@pytest.mark.parametrize("bad", ["nan", "inf"])
def test_nan_and_inf_have_their_own_sentence(said, language, bad):
    text = said(f"def mean(values): return float('{bad}')")
    assert text.startswith(say(language, "not_finite", name="mean"))
    assert rows(text)[say(language, "got")] == bad


def test_nan_where_nan_is_right_is_right():
    assert difference(MEAN, np.array([1.0, np.nan, np.inf]), np.array([1.0, np.nan, np.inf])) is None


def test_changed_argument_is_named(said, language):
    text = said("def mean(values):\n    right = np.mean(values)\n    values[0] = 9.0\n    return right")
    assert text.startswith(say(language, "changed", name="mean", argument="values"))
    assert rows(text)[say(language, "expected")] == "[1., 2., 3.]"
    assert rows(text)[say(language, "got")] == "[9., 2., 3.]"


def test_changed_argument_comes_before_the_wrong_value_it_may_have_caused(said, language):
    text = said("def mean(values):\n    values += 1\n    return np.mean(values)")
    assert text.startswith(say(language, "changed", name="mean", argument="values"))


def test_wrong_shape_comes_before_a_changed_argument(said, language):
    text = said("def mean(values):\n    values += 1\n    return values")
    assert text.startswith(say(language, "kind", name="mean"))


def test_wrong_value_shows_input_expected_and_got_of_the_first_case_that_fails(said, language):
    text = said("def mean(values): return abs(np.mean(values)) if len(values) != 1 else 8.0")
    assert text.startswith(say(language, "value", name="mean"))
    assert rows(text) == {
        say(language, "input"): "values = [4.]",
        say(language, "expected"): "4.0",
        say(language, "got"): "8.0",
    }


def test_small_differences_are_shown_with_enough_digits(said, language):
    text = rows(said("def mean(values): return np.mean(values) + 1e-5"))
    assert text[say(language, "expected")] != text[say(language, "got")]


def test_a_difference_in_a_long_array_is_located(said, language):
    text = said("""
        def apply_twice(f, x):
            y = f(f(x))
            if np.ndim(y):
                y[2, 1] = 7.0
            return y
    """, "apply_twice")
    assert text.endswith(say(language, "first_difference", index=[2, 1], expected="2.0", got="7.0"))


@pytest.mark.parametrize("parameters", ["", "values, n", "*, values"])
def test_wrong_parameters_are_set_against_the_expected_ones(said, language, parameters):
    text = said(f"def mean({parameters}): return 2.0")
    assert text.startswith(say(language, "signature", name="mean"))
    assert rows(text)[say(language, "expected")] == "mean(values)"


def test_type_error_inside_the_readers_code_is_a_crash_not_a_signature(said, language):
    assert said("def mean(values):\n    return len()").startswith(say(language, "crash", name="mean"))


def test_functions_are_allowed_as_arguments_and_shown_by_name(said, language):
    assert said("def apply_twice(f, x): return f(f(x))", "apply_twice").startswith("✓")
    text = said("def apply_twice(f, x): return f(x)", "apply_twice")
    assert rows(text)[say(language, "input")] == "f = sin, x = 1.0"


def test_readers_printing_passes_through_and_warnings_do_not(check, capsys, recwarn):
    check(written("def mean(values):\n    print('here')\n    return np.log(0 * values).sum() + np.mean([])"))
    out, err = capsys.readouterr()
    assert out.count("here") == len(MEAN.cases)
    assert err == ""
    assert not recwarn.list


def test_cases_survive_any_answer(said):
    said("def mean(values):\n    values[:] = 0\n    return values.resize(9)")
    np.testing.assert_array_equal(MEAN.cases[0][0], [1.0, 2.0, 3.0])


def test_keyboard_interrupt_is_the_readers(check):
    with pytest.raises(KeyboardInterrupt):
        check(written("def mean(values): raise KeyboardInterrupt"))


# Known mistakes

@pytest.mark.parametrize("source, explanation", [
    ("return sum(values)", "not divided"),
    ("return values / values.size", "not summed: wrong shape"),
    ("return np.log(values)", "logarithms: wrong shape and nan"),
    ("return values.mean", "not called"),
    ("return values.middle()", "no such method: an exception"),
    ("print('2')", "printed, not returned"),
    ("values /= values.size; return np.sum(values)", "right, but the argument is changed"),
])
def test_known_mistake_gets_its_own_words_before_any_general_sentence(said, language, source, explanation):
    text = said(f"def mean(values): {source}").removeprefix("2\n2\n2\n")
    assert text.startswith(say(language, "mistake", name="mean", explanation=both(explanation)[language]))


def test_known_mistake_that_raises_shows_the_exception_too(said, language):
    text = rows(said("def mean(values): return values.middle()"))
    assert "has no attribute 'middle'" in text[say(language, "error")]


def test_known_mistake_must_agree_in_every_case(said, language):
    text = said("def mean(values): return values.sum() if values[0] > 0 else 0.0")
    assert text.startswith(say(language, "value", name="mean"))


# Arguments changed in place, classes

def test_in_place_answer_is_judged_by_its_arguments(said):
    source = "def halve(params, steps):\n    for p in params: p *= 0.5**steps\n    return 5"
    assert said(source, "halve").startswith("✓")


def test_in_place_argument_left_alone_is_told_so(said, language):
    text = said("def halve(params, steps): return [p / 2**steps for p in params]", "halve")
    assert text.startswith(say(language, "unchanged", name="halve", argument="params"))
    text = said("def halve(params, steps):\n    for p in params:\n        p = p / 2**steps", "halve")
    assert text.startswith(say(language, "unchanged", name="halve", argument="params"))


def test_in_place_wrong_value_names_argument_and_place(said, language):
    text = said("def halve(params, steps):\n    for p in params: p /= 2", "halve")
    assert text.startswith(say(language, "value", name="halve"))
    place = say(language, "part_of_argument", argument="params", place="[0]")
    assert rows(text)[say(language, "where")] == place
    assert rows(text)[say(language, "input")] == "params = [[1., 3.]], steps = 2"


LAYER = """
class Scale:
    def __init__(self, factor):
        self.factor = factor
    def forward(self, x):
        return self.factor * x
    def backward(self, grad):
        return self.factor * grad
"""


def test_right_class_is_praised(said, language):
    assert said(LAYER, "Scale") == say(language, "solved", name="Scale")


def test_class_with_one_method_unwritten_is_a_stub(said, language):
    text = said(LAYER.replace("return self.factor * grad", "raise NotImplementedError"), "Scale")
    assert text == say(language, "stub", name="Scale")


def test_wrong_method_names_the_part_of_the_answer(said, language):
    text = said(LAYER.replace("* grad", "* grad * 2"), "Scale")
    assert text.startswith(say(language, "value", name="Scale"))
    assert rows(text)[say(language, "where")] == "backward"


def test_part_of_a_tuple_is_named_by_its_index(said, language):
    text = said("def limits(values): return (values.min(), -values)", "limits")
    assert rows(text)[say(language, "where")] == say(language, "part_of_result", place="[1]")
    assert rows(text)[say(language, "expected")] == "[1., 2.]"


def test_method_without_self_is_a_matter_of_parameters(said, language):
    text = said(LAYER.replace("backward(self, grad)", "backward(grad)"), "Scale")
    assert text.startswith(say(language, "signature", name="Scale"))
    assert rows(text)[say(language, "expected")] == "Scale.backward(self, grad)"
    assert rows(text)[say(language, "got")] == "Scale.backward(grad)"


def test_constructor_with_other_parameters_is_a_matter_of_parameters(said, language):
    text = said(LAYER.replace("(self, factor)", "(self)"), "Scale")
    assert rows(text)[say(language, "expected")] == "Scale(factor)"


def test_missing_method_is_no_crash_of_the_readers_line(said, language):
    text = said(LAYER.replace("def backward", "def backwards"), "Scale")
    assert text.startswith(say(language, "unusable", name="Scale"))
    assert "no attribute 'backward'" in rows(text)[say(language, "error")]


def test_crash_in_a_method_shows_the_readers_line(said, language):
    text = said(LAYER.replace("self.factor * grad", "grad / 0 ** grad.any() + 1 // 0"), "Scale")
    assert text.startswith(say(language, "crash", name="Scale"))
    assert say(language, "line", number=8) in rows(text)


def test_known_mistake_of_a_class(said, language):
    text = said(LAYER.replace("self.factor = factor", "pass"), "Scale")
    explanation = both("factor forgotten: an exception")[language]
    assert text.startswith(say(language, "mistake", name="Scale", explanation=explanation))


# Numbers worked out on paper

@pytest.mark.parametrize("value", [-6, -6.0, -6.001, np.float32(-6), np.int64(-6), np.array(-6.0)])
def test_right_number_of_any_kind_is_praised(answered, language, value):
    assert answered("slope", value) == say(language, "solved", name="slope")


def test_ellipsis_is_no_answer_yet(answered, language):
    assert answered("slope", ...) == say(language, "answer_stub", name="slope")
    assert answered("slope") == say(language, "answer_stub", name="slope")


@pytest.mark.parametrize("value, got", [
    ("-6", lambda language: say(language, "a_text", text="'-6'")),
    (np.array([-6.0]), lambda language: say(language, "an_array", shape=(1,))),
    ([-6], lambda language: say(language, "a_list", length=1)),
    (None, lambda language: "None"),
    (True, lambda language: "True"),
    (float("nan"), lambda language: "nan"),
    (np.mean, lambda language: say(language, "a_function", function="mean")),
])
def test_what_is_no_number_is_named(answered, language, value, got):
    assert answered("slope", value) == say(language, "not_a_number", name="slope", got=got(language))


def test_decimal_comma_is_recognised(answered, language):
    assert answered("slope", -6, 5) == say(language, "decimal_comma", name="slope")


def test_known_wrong_number_is_explained(answered, language):
    assert answered("slope", 6.5) == say(
        language, "mistake", name="slope", explanation=both("half too much")[language])


@pytest.mark.parametrize("name, value, key", [
    ("slope", 6.0, "sign_only"),
    ("slope", -6.05, "nearly"),
    ("slope", 1.0, "other_sign"),
    ("slope", -7.0, "larger"),
    ("slope", -5.0, "smaller"),
    ("slope", 0.0, "smaller"),
    ("zero_slope", 0.5, "smaller"),
    ("zero_slope", -0.5, "larger"),
])
def test_other_wrong_numbers_get_a_direction(answered, language, name, value, key):
    assert answered(name, value) == say(language, key, name=name, value=f"{value:g}")


def test_a_number_ten_times_off_is_told_so(answered, language):
    near, far = say(language, "larger", name="slope", value="-70"), say(language, "far")
    assert answered("slope", -70) == f"{near}\n{far}"


def test_wrong_number_does_not_give_the_right_one_away(answered):
    for value in (6, 1, -5.95, -7, -70, 0, "x"):
        assert "-6" not in answered("slope", value).replace(str(value), "")


# Finding the exercise

def test_unknown_name_lists_near_ones(said, answered, language):
    assert said("def meen(values): return 1", "meen") == "\n".join([
        say(language, "unknown", name="meen"), say(language, "near_names", names="mean")])
    assert answered("the_slope", 1) == "\n".join([
        say(language, "unknown", name="the_slope"), say(language, "near_names", names="zero_slope, slope")])
    assert said("def qqq(): return 1", "qqq") == say(language, "unknown", name="qqq")


def test_number_for_a_function_and_function_for_a_number(said, answered, language):
    assert answered("mean", 3) == say(language, "use_check", name="mean")
    assert said("def slope(): return -6", "slope") == say(language, "use_answer", name="slope")


def test_later_chapters_are_not_opened(said, monkeypatch):
    opened = []
    monkeypatch.setattr(checker, "exercises_of", lambda chapter: opened.append(chapter) or SAMPLES[chapter])
    said("def mean(values): return np.mean(values)")
    assert set(opened) == {"01"}


@pytest.mark.parametrize("thing", [3.0, "mean", None, np.zeros(2)])
def test_what_is_no_function_is_refused(check, thing):
    with pytest.raises(ValueError, match=r"check\("):
        check(thing)


def test_answer_without_a_name_is_refused(check):
    with pytest.raises(ValueError, match=r"check\.answer\("):
        check.answer(mean, 3.0)


@pytest.mark.parametrize("language", ["en", "UK", None, []])
def test_other_languages_are_refused(language):
    with pytest.raises(ValueError, match="uk.*ru.*got"):
        Checker(language)


# Progress

def test_progress_starts_empty(check, capsys, language):
    check.progress()
    assert capsys.readouterr().out.rstrip() == say(language, "no_progress")


def test_progress_lists_the_chapters_checked_so_far(said, answered, check, capsys, language):
    said("def mean(values): return np.mean(values)")
    answered("slope", ...)
    check.progress()
    assert capsys.readouterr().out.splitlines() == [
        say(language, "progress", chapter=1, solved=1, total=5),
        "  ✓ mean", "  … apply_twice", "  … slope", "  … zero_slope", "  … limits"]


def test_progress_outlives_the_checker_and_a_later_wrong_try(said, capsys, language):
    said("def mean(values): return np.mean(values)")
    said("def mean(values): return 0.0")
    Checker(language).progress()
    assert "  ✓ mean" in capsys.readouterr().out


def test_the_last_exercise_of_a_chapter_is_celebrated_once(said, language):
    done = say(language, "chapter_done", chapter=2)
    assert done not in said("def halve(params, steps):\n    for p in params: p /= 2**steps", "halve")
    assert said(LAYER, "Scale").endswith(done)
    assert done not in said(LAYER, "Scale")


# The sentences

def fields(sentence):
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field}


@pytest.mark.parametrize("key", SENTENCES)
def test_sentence_says_the_same_in_both_languages(key):
    uk, ru = SENTENCES[key]["uk"], SENTENCES[key]["ru"]
    assert fields(uk) == fields(ru)
    assert uk[0] == ru[0] or uk[0] not in "✓✗…", "the same sign at the start"
    assert uk.count("\n") == ru.count("\n")
