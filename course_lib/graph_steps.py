"""The computation of a graph replayed step by step and told in words: values forward, then gradients back."""

from html import escape
from itertools import count
from typing import Any, NamedTuple

WORDS = {
    "uk": {
        "graph": "Граф обчислень",
        "stepper": "Граф обчислень крок за кроком",
        "value": "значення",
        "gradient": "градієнт",
        "local": "локальна похідна",
        "step": "Крок",
        "happens": "Що відбувається",
        "table": "Усі кроки текстом",
        "buttons": ("Початок", "Назад", "Далі", "Кінець"),
        "empty": "Порожній граф: ні значень, ні градієнтів ще немає.",
        "input": "{formula}\u00a0— вхід.",
        "operation": "{formula}.",
        "start": "{formula}: від результату вирушаємо назад.",
        "edge": "{formula}. Градієнт вузла {child}, помножений на локальну похідну, "
                "додано до накопиченого: {sum}.",
        "done": "Готово: пораховано всі значення й усі градієнти.",
    },
    "ru": {
        "graph": "Граф вычислений",
        "stepper": "Граф вычислений шаг за шагом",
        "value": "значение",
        "gradient": "градиент",
        "local": "локальная производная",
        "step": "Шаг",
        "happens": "Что происходит",
        "table": "Все шаги текстом",
        "buttons": ("Начало", "Назад", "Далее", "Конец"),
        "empty": "Пустой граф: ни значений, ни градиентов ещё нет.",
        "input": "{formula}\u00a0— вход.",
        "operation": "{formula}.",
        "start": "{formula}: от результата отправляемся назад.",
        "edge": "{formula}. Градиент узла {child}, умноженный на локальную производную, "
                "прибавлен к\u00a0накопленному: {sum}.",
        "done": "Готово: посчитаны все значения и\u00a0все градиенты.",
    },
}
SUPERSCRIPT = str.maketrans("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")
SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
INFIX = {"+": "+", "−": "−", "×": "·", "/": "/"}


class Step(NamedTuple):
    """One step: a node gets its value, or a gradient grows by what comes back along one edge.

    kind   "value", "start" (the result's own gradient, 1) or "edge"
    node   the node whose number changes
    edge   (child, k): the gradient comes from ``child`` to its k-th parent; None for the other kinds
    before the node's gradient before the step; 0 for the other kinds
    after  the node's value or gradient after the step
    """

    kind: str
    node: Any
    edge: tuple | None
    before: float
    after: float


def replay(order):
    """All steps of the forward pass and of ``Value.backward``; order: Values, parents before children."""
    root = order[-1]
    gradient = dict.fromkeys(order, 0.0)
    gradient[root] = 1.0
    steps = [Step("value", node, None, 0.0, node.data) for node in order]
    steps.append(Step("start", root, None, 0.0, 1.0))
    for child in reversed(order):
        for k, (parent, local_derivative) in enumerate(child.parents):
            before = gradient[parent]
            gradient[parent] += local_derivative * gradient[child]
            steps.append(Step("edge", parent, (child, k), before, gradient[parent]))
    return steps


def tell(order, steps, lang):
    """One line of HTML for each step, the formula in bold; before them the empty graph, after them the end.

    The nodes hold the gradients that ``backward`` gave them.
    """
    words, names = WORDS[lang], names_of(order)
    return [words["empty"], *(_line(step, order[-1], names, words) for step in steps), words["done"]]


def _line(step, root, names, words):
    derivative = f"∂{names[root]}/∂{names[step.node]}"
    if step.kind == "value":
        formula = equation(step.node, names)
        return words["operation" if step.node.parents else "input"].format(formula=_bold(formula))
    if step.kind == "start":
        return words["start"].format(formula=_bold(f"{derivative} = 1"))
    child, k = step.edge
    _, local_derivative = child.parents[k]
    formula = f"{derivative} += {number(child.grad)} · {bracketed(number(local_derivative))}"
    product = bracketed(number(child.grad * local_derivative))
    addition = f"{number(step.before)} + {product} = {number(step.after)}".replace(" ", "\u00a0")
    return words["edge"].format(formula=_bold(formula), child=escape(names[child]), sum=addition)


def _bold(text):
    return f"<b>{escape(text)}</b>"


def describe(order, lang):
    """The finished graph in one sentence, for those who do not see the picture."""
    words, names = WORDS[lang], names_of(order)
    gradients = (f'{words["gradient"]} {number(node.grad)}' for node in order)
    nodes = (f"{equation(node, names, numbers=False)}, {gradient}" for node, gradient in zip(order, gradients))
    return f'{words["graph"]}. {"; ".join(nodes)}.'


def names_of(order):
    """{node: its label}; nodes without one are called v₁, v₂, …"""
    labels = {node.label for node in order}
    spare = (name for k in count(1) if (name := f"v{k}".translate(SUBSCRIPT)) not in labels)
    return {node: node.label or next(spare) for node in order}


def equation(node, names, numbers=True):
    """``a = x + y = 1 + 2 = 3``; without numbers ``a = x + y = 3``; of an input ``x = 1``."""
    parents = [parent for parent, _ in node.parents]
    sides = [names[node]]
    if parents:
        sides.append(expression(node.operation, [names[parent] for parent in parents]))
    if parents and numbers:
        sides.append(expression(node.operation, [number(parent.data) for parent in parents]))
    return " = ".join([*sides, number(node.data)])


def expression(operation, arguments):
    """The operation applied to arguments that are written out: ``x + y``, ``x²``, ``max(y, z)``."""
    if operation in INFIX and len(arguments) == 2:
        first, second = arguments
        return f"{first} {INFIX[operation]} {bracketed(second)}"
    if operation == "−":
        return f"−{bracketed(arguments[0])}"
    if operation.startswith("^"):
        return bracketed(arguments[0]) + power_sign(operation)
    return f'{operation}({", ".join(arguments)})'


def power_sign(operation):
    """``^2`` as ², ``^-1`` as ⁻¹; ``^0.5`` stays: there is no superscript point."""
    exponent = operation[1:]
    return operation.replace("-", "−") if "." in exponent else exponent.translate(SUPERSCRIPT)


def bracketed(text):
    """In brackets where the text could not follow a sign: −3, 10⁵."""
    return f"({text})" if text.startswith("−") or "10" in text and text[-1] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else text


def number(x):
    """Four digits, or all those before the point; a real minus, no minus zero: −0.125, 65536, 1.23·10⁻⁷."""
    x += 0.0  # −0 becomes 0
    if abs(x) < 1e6 and (float(x).is_integer() or abs(x) >= 1e4):
        return f"{x:.0f}".replace("-", "−")
    text = f"{x:.4g}".replace("inf", "∞")
    if "e" in text:
        mantissa, exponent = f"{x:.2e}".split("e")
        power = "10" + str(int(exponent)).translate(SUPERSCRIPT)
        text = f"{float(mantissa):g}·{power}"
        text = text.removeprefix("1·").replace("-1·", "-")
    return text.replace("-", "−")
