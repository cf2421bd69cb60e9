"""Exercises of chapter 04, automatic differentiation: the parts of a graph, gradient checking as a craft."""

import math

import numpy as np

from course_lib.exercises.exercise import Answer, Exercise, Mistake
from course_lib.layers import Layer

# 1. reused_node: b = a·a, c = b + b at a = 5

REUSED_NODE = Answer(
    name="reused_node",
    chapter="04",
    value=20.0,
    mistakes=(
        Mistake(
            10.0,
            uk="Один із двох повторів загублено: або b → c, або a → b. На кожному відрізку по дві стрілки, "
            "і внески додаються.",
            ru="Один из двух повторов потерян: либо b → c, либо a → b. На каждом участке по две стрелки, и "
            "вклады складываются.",
        ),
        Mistake(
            5.0,
            uk="Ви пройшли лише одним шляхом від c до a. Шляхів чотири: дві стрілки від c до b і дві від b "
            "до a.",
            ru="Вы прошли лишь одним путём от c до a. Путей четыре: две стрелки от c к b и две от b к a.",
        ),
        Mistake(
            30.0,
            uk="Так буває, коли b передає свій градієнт до a двічі: спершу 1, а потім уже накопичені 2. "
            "Дочекайтеся, поки ∂c/∂b буде готова, і тоді йдіть далі.",
            ru="Так бывает, когда b передаёт свой градиент в a дважды: сначала 1, а потом уже накопленные "
            "2. Дождитесь, пока ∂c/∂b будет готова, и лишь затем идите дальше.",
        ),
        Mistake(
            50.0,
            uk="Це саме значення c. Питають про похідну: як швидко c змінюється разом з a.",
            ru="Это само значение c. Спрашивают о производной: как быстро c меняется вместе с a.",
        ),
        Mistake(
            25.0,
            uk="25 — це значення b (або добуток двох внесків замість їхньої суми). Похідна a·a дорівнює a "
            "+ a.",
            ru="25 — это значение b (или произведение двух вкладов вместо их суммы). Производная a·a равна "
            "a + a.",
        ),
        Mistake(
            4.0,
            uk="Ви порахували шляхи, їх справді чотири. Але стрілка від b до a множить на локальну "
            "похідну: 5.",
            ru="Вы посчитали пути, их действительно четыре. Но стрелка от b к a умножает на локальную "
            "производную: 5.",
        ),
    ),
)

# 2. local_derivatives


def local_derivatives(a, b, k):
    """∂(a/b)/∂a, ∂(a/b)/∂b, d(aᵏ)/da, d(tanh a)/da, d(ln a)/da."""
    return 1 / b, -a / b**2, k * a ** (k - 1), 1 - math.tanh(a) ** 2, 1 / a


def _derivatives_with(**wrong):
    """local_derivatives with some of the five replaced, each by a function of a, b, k."""
    places = {"quotient_a": 0, "quotient_b": 1, "power": 2, "tanh": 3, "log": 4}

    def answer(a, b, k):
        derivatives = list(local_derivatives(a, b, k))
        for name, formula in wrong.items():
            derivatives[places[name]] = formula(a, b, k)
        return tuple(derivatives)

    return answer


def _lost_sign(a, b, k):
    return a / b**2


def _lost_decrement(a, b, k):
    return k * a**k


def _tanh_of_input(a, b, k):
    return 1 - a**2


LOCAL_DERIVATIVES = Exercise(
    name="local_derivatives",
    chapter="04",
    reference=local_derivatives,
    cases=((2.0, 4.0, 3.0), (0.5, -2.0, 2.0), (1.5, 0.25, -1.0), (0.3, 3.0, 0.5), (0.8, 1.25, 0.0)),
    mistakes=(
        Mistake(
            _derivatives_with(quotient_b=_lost_sign, power=_lost_decrement, tanh=_tanh_of_input),
            uk="Усі три помилки ще на місці. Перевірте другу, третю й четверту похідні: за b, степеня та "
            "тангенса.",
            ru="Все три ошибки ещё на месте. Проверьте вторую, третью и четвёртую производные: по b, "
            "степени и тангенса.",
        ),
        Mistake(
            _derivatives_with(quotient_b=_lost_sign, power=_lost_decrement),
            uk="Тангенс виправлено, лишилися дві помилки: знак похідної a/b за b і показник степеня.",
            ru="Тангенс исправлен, остались две ошибки: знак производной a/b по b и показатель степени.",
        ),
        Mistake(
            _derivatives_with(quotient_b=_lost_sign, tanh=_tanh_of_input),
            uk="Степінь виправлено, лишилися дві помилки: знак похідної a/b за b і похідна тангенса (вхід "
            "чи вихід?).",
            ru="Степень исправлена, остались две ошибки: знак производной a/b по b и производная тангенса "
            "(вход или выход?).",
        ),
        Mistake(
            _derivatives_with(power=_lost_decrement, tanh=_tanh_of_input),
            uk="Дріб виправлено, лишилися дві помилки: показник степеня і похідна тангенса (вхід чи "
            "вихід?).",
            ru="Дробь исправлена, остались две ошибки: показатель степени и производная тангенса (вход "
            "или выход?).",
        ),
        Mistake(
            _derivatives_with(quotient_b=_lost_sign),
            uk="Лишилася одна помилка, знак похідної a/b за b: якщо збільшити додатний знаменник, додатний "
            "дріб зменшиться. Має бути −a/b².",
            ru="Осталась одна ошибка, знак производной a/b по b: если увеличить положительный знаменатель, "
            "положительная дробь уменьшится. Должно быть −a/b².",
        ),
        Mistake(
            _derivatives_with(power=_lost_decrement),
            uk="Лишилася одна помилка, у степені: показник зменшується на одиницю, k·aᵏ⁻¹.",
            ru="Осталась одна ошибка, в степени: показатель уменьшается на единицу, k·aᵏ⁻¹.",
        ),
        Mistake(
            _derivatives_with(tanh=_tanh_of_input),
            uk="Лишилася одна помилка, у тангенса: у формулі 1 − z² стоїть вихід z = tanh a, а не вхід a.",
            ru="Осталась одна ошибка, у тангенса: в формуле 1 − z² стоит выход z = tanh a, а не вход a.",
        ),
        Mistake(
            _derivatives_with(tanh=lambda a, b, k: 1 - math.tanh(a)),
            uk="У похідній тангенса загубився квадрат: 1 − tanh² a.",
            ru="В производной тангенса потерялся квадрат: 1 − tanh² a.",
        ),
        Mistake(
            _derivatives_with(power=lambda a, b, k: k * a**k - 1),
            uk="k * a**k - 1 віднімає одиницю від усього добутку. Показник візьміть у дужки: a ** (k - 1).",
            ru="k * a**k - 1 вычитает единицу из всего произведения. Показатель возьмите в скобки: a ** "
            "(k - 1).",
        ),
    ),
)

# 3. node_order


def parents_first(root, parents_of):
    """All nodes root was computed from, parents before children; parents_of(node) lists a node's parents."""
    order, seen, stack = [], set(), [(root, False)]
    while stack:
        node, parents_stand = stack.pop()
        if parents_stand:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack += [(parent, False) for parent in parents_of(node)]
    return order


def node_order(parents, root):
    return parents_first(root, parents.__getitem__)


def _order_by_recursion(parents, root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent in parents[node]:
                visit(parent)
            order.append(node)

    visit(root)
    return order


def _order_in_waves(parents, root):
    order, seen, queue = [], {root}, [root]
    for node in queue:
        order.append(node)
        for parent in parents[node]:
            if parent not in seen:
                seen.add(parent)
                queue.append(parent)
    return order[::-1]


def _order_of_first_meeting(parents, root):
    order, seen, stack = [], set(), [root]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            order.append(node)
            stack += parents[node]
    return order[::-1]


def _order_of_first_meeting_reversed(parents, root):
    return _order_of_first_meeting([p[::-1] for p in parents], root)


def _order_seen_when_pushed(parents, root):
    order, seen, stack = [], {root}, [(root, False)]
    while stack:
        node, parents_stand = stack.pop()
        if parents_stand:
            order.append(node)
            continue
        stack.append((node, True))
        for parent in parents[node]:
            if parent not in seen:
                seen.add(parent)
                stack.append((parent, False))
    return order


def _order_with_repeats(parents, root):
    order, stack = [], [(root, False)]
    while stack:
        node, parents_stand = stack.pop()
        if parents_stand:
            order.append(node)
        else:
            stack.append((node, True))
            stack += [(parent, False) for parent in parents[node]]
    return order


def _order_by_number(parents, root):
    return sorted(node_order(parents, root))


def _order_of_all_nodes(parents, root):
    above_all = [root, *(node for node in range(len(parents)) if node != root)]  # the last is visited first
    return node_order([*parents, above_all], len(parents))[:-1]


def describe_order(answer, parents, root):
    """What every good order has in common; there may be several."""
    order = answer(parents, root)
    if order is None:
        return None
    place = {node: i for i, node in enumerate(order)}
    return {
        "len(order)": len(order),
        "len(set(order))": len(place),
        "order[-1]": order[-1] if order else -1,
        "i(parent) < i(child)": all(
            place.get(parent, len(order)) < i for node, i in place.items() for parent in parents[node]),
    }


DEEP = 3_000

FIRST_MEETING = {
    "uk": "Вузол записано тоді, коли його вперше зустріли. Записувати можна лише після того, як у списку "
    "стоять усі його батьки: поверніться до вузла вдруге.",
    "ru": "Узел записан тогда, когда встретился впервые. Записывать его можно лишь после того, как в списке "
    "стоят все его родители: вернитесь к узлу второй раз.",
}

NODE_ORDER = Exercise(
    name="node_order",
    chapter="04",
    reference=node_order,
    run=describe_order,
    cases=(
        ([[], [0, 0], [1, 1]], 2),
        ([[1, 2], [2], [3], []], 0),  # 0 ← 1 ← 2 ← 3, and a short way 0 ← 2
        ([[2, 1], [2], [3], []], 0),  # the same, the other way round
        ([[1, 3], [2], [3], []], 0),  # tells waves from other wrong orders
        ([[1, 2], [3], [3], []], 0),  # a diamond
        ([[]], 0),
        ([[3], [0, 4], [0], [], [3, 0]], 1),  # 2 is not needed
        ([[i + 1] for i in range(DEEP)] + [[]], 0),
    ),
    mistakes=(
        Mistake(
            _order_by_recursion,
            uk="На коротких графах правильно, а на довгому ланцюзі Python зупиняється: рекурсія заглибока "
            "(RecursionError). Замініть рекурсію циклом із власним стеком.",
            ru="На коротких графах верно, а на длинной цепочке Python останавливается: рекурсия слишком "
            "глубока (RecursionError). Замените рекурсию циклом с собственным стеком.",
        ),
        Mistake(
            _order_in_waves,
            uk="Це порядок хвилями: спершу всі батьки результату, далі їхні батьки. Якщо до вузла ведуть "
            "короткий і довгий шляхи, він стане не на своє місце. Вузол має чекати на всіх своїх дітей.",
            ru="Это порядок волнами: сначала все родители результата, затем их родители. Если к узлу ведут "
            "короткий и длинный пути, он встанет не на своё место. Узел должен дождаться всех своих детей.",
        ),
        Mistake(_order_of_first_meeting, **FIRST_MEETING),
        Mistake(_order_of_first_meeting_reversed, **FIRST_MEETING),
        Mistake(
            lambda parents, root: node_order(parents, root)[::-1],
            uk="Порядок зворотний: результат стоїть першим. Батьки мають стояти раніше за дітей, результат "
            "— останнім.",
            ru="Порядок обратный: результат стоит первым. Родители должны стоять раньше детей, результат — "
            "последним.",
        ),
        Mistake(
            _order_with_repeats,
            uk="Вузли, до яких ведуть кілька стрілок, повторюються. Запам’ятовуйте, які вузли вже "
            "траплялися, у множині seen.",
            ru="Узлы, к которым ведут несколько стрелок, повторяются. Запоминайте, какие узлы уже "
            "встречались, в множестве seen.",
        ),
        Mistake(
            _order_by_number,
            uk="Вузли впорядковано за номерами, а номери нічого не кажуть про те, хто від кого залежить.",
            ru="Узлы упорядочены по номерам, а номера ничего не говорят о том, кто от кого зависит.",
        ),
        Mistake(
            _order_of_all_nodes,
            uk="У списку є зайві вузли: root від них не залежить. Ідіть від root до батьків, а не "
            "перебирайте весь граф.",
            ru="В списке есть лишние узлы: root от них не зависит. Идите от root к родителям, а не "
            "перебирайте весь граф.",
        ),
        Mistake(
            lambda parents, root: node_order(parents, root)[:-1],
            uk="Бракує самого root: він теж належить до списку й стоїть останнім.",
            ru="Не хватает самого root: он тоже входит в список и стоит последним.",
        ),
        Mistake(
            _order_seen_when_pushed,
            uk="Вузол позначено як бачений уже тоді, коли його покладено в стек, тож коли він знадобиться "
            "раніше, його ніхто не поставить. Додавайте до seen, коли дістаєте вузол зі стеку.",
            ru="Узел отмечен как виденный уже тогда, когда его положили в стек, и когда он понадобится "
            "раньше, никто его не поставит. Добавляйте в seen, когда достаёте узел из стека.",
        ),
    ),
)

# 4. MyValue


class MyValue:
    """A number with +, · and backward. The wrong versions below inherit what is right."""

    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents

    def _other(self, other):
        return other if isinstance(other, MyValue) else type(self)(other)

    def __add__(self, other):
        other = self._other(other)
        return type(self)(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        other = self._other(other)
        return type(self)(self.data * other.data, ((self, other.data), (other, self.data)))

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def order(self):
        return parents_first(self, lambda node: [parent for parent, _ in node.parents])

    def backward(self):
        for node in self.order():
            node.grad = 0.0
        self.grad = 1.0
        self.spread()

    def spread(self):
        """The backward pass itself, once the gradients are 0, …, 0, 1."""
        for node in reversed(self.order()):
            for parent, local_derivative in node.parents:
                parent.grad += local_derivative * node.grad


class _Overwrites(MyValue):
    def spread(self):
        for node in reversed(self.order()):
            for parent, local_derivative in node.parents:
                parent.grad = local_derivative * node.grad


class _NeverResets(MyValue):
    def backward(self):
        self.grad = 1.0
        self.spread()


class _SeedZero(MyValue):
    def backward(self):
        for node in self.order():
            node.grad = 0.0
        self.spread()


class _InWaves(MyValue):
    def order(self):
        order, seen, queue = [], {self}, [self]
        for node in queue:
            order.append(node)
            for parent, _ in node.parents:
                if parent not in seen:
                    seen.add(parent)
                    queue.append(parent)
        return order[::-1]


class _WithoutOrder(MyValue):
    """Goes up every path at once, with whatever gradient a node has gathered so far."""

    def spread(self):
        stack = [iter(self.parents)]
        nodes = [self]
        while stack:
            pair = next(stack[-1], None)
            if pair is None:
                stack.pop()
                nodes.pop()
                continue
            parent, local_derivative = pair
            parent.grad += local_derivative * nodes[-1].grad
            stack.append(iter(parent.parents))
            nodes.append(parent)


class _WithoutOrderByRecursion(_WithoutOrder):
    def spread(self):
        for parent, local_derivative in self.parents:
            parent.grad += local_derivative * self.grad
            parent.spread()


class _SortsByRecursion(MyValue):
    def order(self):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for parent, _ in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        return order


class _SwapsFactors(MyValue):
    def __mul__(self, other):
        other = self._other(other)
        return type(self)(self.data * other.data, ((self, self.data), (other, other.data)))


class _ParentsInASet(MyValue):
    def __init__(self, data, parents=()):
        super().__init__(data, set(parents))


class _NoNumberOnTheLeft(MyValue):
    __radd__ = __rmul__ = None


class _NoSumOnTheLeft(MyValue):
    __radd__ = None


def doubled_twice(a):
    b = a + a
    return b + b


def short_and_long_way(a):
    b = 2 * a
    c = b * 3
    return b + c


def long_and_short_way(a):
    b = a * 2
    c = 3 * b
    return c + b


def product_of_sums(a, b, c):
    return (a + b) * (b + c * 4)


def one_plus(a):
    return 1 + a


def itself(a):
    return a


def ladder(a):
    for _ in range(DEEP):
        a = a + 1
    return a


def use_my_value(answer, expression, numbers):
    """Value of the expression, gradients of its inputs, and the gradients after a second backward()."""
    inputs = [answer(number) for number in numbers]
    result = expression(*inputs)
    result.backward()
    first = [node.grad for node in inputs]
    result.backward()
    return {"data": result.data, "grad": first, "grad (2 × backward)": [node.grad for node in inputs]}


NO_ORDER = {
    "uk": "Вузол віддає градієнт далі, щойно одержав черговий внесок, і старі внески йдуть ще раз: для b = "
    "a + a, c = b + b виходить 6, а не 4. Спершу топологічний порядок, потім кожен вузол рівно один раз.",
    "ru": "Узел отдаёт градиент дальше, как только получил очередной вклад, и старые вклады уходят ещё "
    "раз: для b = a + a, c = b + b получается 6, а не 4. Сначала топологический порядок, затем каждый узел "
    "ровно один раз.",
}

MY_VALUE = Exercise(
    name="MyValue",
    chapter="04",
    reference=MyValue,
    run=use_my_value,
    cases=(
        (doubled_twice, [3.0]),
        (short_and_long_way, [1.0]),
        (long_and_short_way, [1.0]),
        (product_of_sums, [1.0, -2.0, 0.5]),
        (itself, [4.0]),
        (ladder, [0.0]),
        (one_plus, [2.0]),
    ),
    mistakes=(
        Mistake(
            _Overwrites,
            uk="Градієнт батька переписується (=), тож із кількох внесків лишається останній. Внески "
            "додають: +=.",
            ru="Градиент родителя переписывается (=), и из нескольких вкладов остаётся последний. Вклады "
            "складывают: +=.",
        ),
        Mistake(
            _NeverResets,
            uk="Перший виклик backward() правильний, а другий додає до старих градієнтів. Спершу поставте "
            "всім вузлам grad = 0.",
            ru="Первый вызов backward() верен, а второй прибавляет к старым градиентам. Сначала поставьте "
            "всем узлам grad = 0.",
        ),
        Mistake(
            _SeedZero,
            uk="Скрізь нулі: зворотний прохід починається з ∂c/∂c = 1. Поставте результату self.grad = 1.0.",
            ru="Везде нули: обратный проход начинается с ∂c/∂c = 1. Поставьте результату self.grad = 1.0.",
        ),
        Mistake(
            _InWaves,
            uk="Вузли обійдено хвилями від результату. Вузол, до якого ведуть короткий і довгий шляхи, "
            "віддає градієнт, не дочекавшись другого внеску. Потрібен топологічний порядок.",
            ru="Узлы обойдены волнами от результата. Узел, к которому ведут короткий и длинный пути, "
            "отдаёт градиент, не дождавшись второго вклада. Нужен топологический порядок.",
        ),
        Mistake(_WithoutOrder, **NO_ORDER),
        Mistake(_WithoutOrderByRecursion, **NO_ORDER),
        Mistake(
            _SortsByRecursion,
            uk="На ланцюзі з тисяч вузлів рекурсія обривається (RecursionError). Будуйте порядок у циклі, "
            "з власним стеком.",
            ru="На цепочке из тысяч узлов рекурсия обрывается (RecursionError). Стройте порядок в цикле, с "
            "собственным стеком.",
        ),
        Mistake(
            _SwapsFactors,
            uk="Локальні похідні добутку переставлено: ∂(a·b)/∂a = b, а ∂(a·b)/∂b = a.",
            ru="Локальные производные произведения переставлены: ∂(a·b)/∂a = b, а ∂(a·b)/∂b = a.",
        ),
        Mistake(
            _NoNumberOnTheLeft,
            uk="2 * a не працює: ліворуч звичайне число, і Python шукає у вашому класі __rmul__ (а для суми "
            "__radd__). Додайте їх.",
            ru="2 * a не работает: слева обычное число, и Python ищет в вашем классе __rmul__ (а для суммы "
            "__radd__). Добавьте их.",
        ),
        Mistake(
            _NoSumOnTheLeft,
            uk="2 * a працює, а 1 + a ні: для суми з числом ліворуч Python шукає __radd__.",
            ru="2 * a работает, а 1 + a нет: для суммы с числом слева Python ищет __radd__.",
        ),
        Mistake(
            _ParentsInASet,
            uk="Множина (set) або словник зливає дві однакові пари в одну, і в a + a лишається одна "
            "стрілка. Тримайте батьків у кортежі чи списку.",
            ru="Множество (set) или словарь сливает две одинаковые пары в одну, и в a + a остаётся одна "
            "стрелка. Держите родителей в кортеже или списке.",
        ),
    ),
)

# 5. forgotten_zero_grad: L = w², w = 1, lr = 0.1, two steps, gradients accumulated

FORGOTTEN_ZERO_GRAD = Answer(
    name="forgotten_zero_grad",
    chapter="04",
    value=0.44,
    mistakes=(
        Mistake(
            0.64,
            uk="Стільки було б, якби градієнт обнуляли: тоді другий крок 0.8 − 0.16. А в w.grad тепер 2 + "
            "1.6 = 3.6. Якщо 3.6 ви й узяли, то відняли від початкової 1; а вага вже 0.8.",
            ru="Столько было бы, если бы градиент обнуляли: тогда второй шаг 0.8 − 0.16. А в w.grad "
            "теперь 2 + 1.6 = 3.6. Если 3.6 вы и взяли, то вычли из начальной 1; а вес уже 0.8.",
        ),
        Mistake(
            0.4,
            uk="Накопичення враховано, але другий градієнт узято в старій точці: 2 + 2. Вага вже 0.8, тож "
            "додається 2·0.8.",
            ru="Накопление учтено, но второй градиент взят в старой точке: 2 + 2. Вес уже 0.8, поэтому "
            "прибавляется 2·0.8.",
        ),
        Mistake(
            0.6,
            uk="Обидва кроки зроблено з тим самим градієнтом 2. На другому кроці w.grad = 2 + 2·0.8.",
            ru="Оба шага сделаны с одним и тем же градиентом 2. На втором шаге w.grad = 2 + 2·0.8.",
        ),
        Mistake(
            0.8,
            uk="Це вага після першого кроку. Зробіть другий.",
            ru="Это вес после первого шага. Сделайте второй.",
        ),
        Mistake(
            3.6,
            uk="Це накопичене w.grad. Лишилося зробити крок: 0.8 − 0.1·3.6.",
            ru="Это накопленное w.grad. Осталось сделать шаг: 0.8 − 0.1·3.6.",
        ),
        Mistake(
            1.16,
            uk="На другому кроці градієнт додано, а не віднято. Спуск іде проти градієнта.",
            ru="На втором шаге градиент прибавлен, а не вычтен. Спуск идёт против градиента.",
        ),
        Mistake(
            0.71,
            uk="Загубилася двійка: похідна w² дорівнює 2w.",
            ru="Потерялась двойка: производная w² равна 2w.",
        ),
    ),
)

# 6. best_step


def best_step(u, size, m3):
    """The step h with the least m3·h²/6 + u·size/h."""
    return (3 * u * size / m3) ** (1 / 3)


BEST_STEP = Exercise(
    name="best_step",
    chapter="04",
    reference=best_step,
    cases=(
        (1.1e-16, 1.0, 1.0),
        (6e-8, 1.0, 1.0),
        (1.1e-16, 100.0, 5.0),
        (1.1e-16, 2.0, 1e6),
        (6e-8, 0.5, 8.0),
    ),
    atol=0.0,
    mistakes=(
        Mistake(
            lambda u, size, m3: 2 * (u * size / m3) ** 0.5,
            uk="Це найкращий крок для різниці вперед: у неї перший доданок лінійний за h. У центральної "
            "він квадратичний, тому корінь буде кубічний.",
            ru="Это наилучший шаг для разности вперёд: у неё первое слагаемое линейно по h. У центральной "
            "оно квадратично, поэтому корень будет кубический.",
        ),
        Mistake(
            lambda u, size, m3: (6 * u * size / m3) ** (1 / 3),
            uk="Ви прирівняли доданки один до одного. А мінімум суми там, де дорівнює нулю її похідна: "
            "m3·h/3 − u·size/h² = 0.",
            ru="Вы приравняли слагаемые друг к другу. А минимум суммы там, где равна нулю её производная: "
            "m3·h/3 − u·size/h² = 0.",
        ),
        Mistake(
            lambda u, size, m3: (u * size / m3) ** (1 / 3),
            uk="Порядок правильний, але загубилася трійка: похідна m3·h²/6 дорівнює m3·h/3.",
            ru="Порядок верный, но потерялась тройка: производная m3·h²/6 равна m3·h/3.",
        ),
        Mistake(
            lambda u, size, m3: (3 * u * size / m3) ** 0.5,
            uk="Корінь не той: з m3·h/3 = u·size/h² виходить h³, отже, корінь кубічний.",
            ru="Корень не тот: из m3·h/3 = u·size/h² получается h³, значит, корень кубический.",
        ),
        Mistake(
            lambda u, size, m3: 3 * u * size / m3,
            uk="Це h³. Лишилося добути кубічний корінь: степінь 1/3 у дужках, ** (1 / 3).",
            ru="Это h³. Осталось извлечь кубический корень: степень 1/3 в скобках, ** (1 / 3).",
        ),
        Mistake(
            lambda u, size, m3: (m3 / (3 * u * size)) ** (1 / 3),
            uk="Дріб перевернуто: що більша похибка округлення u·size, то більшим має бути крок, а не "
            "навпаки.",
            ru="Дробь перевёрнута: чем больше погрешность округления u·size, тем больше должен быть шаг, а "
            "не наоборот.",
        ),
        Mistake(
            lambda u, size, m3: (3 * u / m3) ** (1 / 3),
            uk="Забуто size: округлення відносне, тож що більше саме значення функції, то більший шум.",
            ru="Забыт size: округление относительное, поэтому чем больше само значение функции, тем больше "
            "шум.",
        ),
        Mistake(
            lambda u, size, m3: m3 * best_step(u, size, m3) ** 2 / 6 + u * size / best_step(u, size, m3),
            uk="Це найменша похибка, а питають про крок h, на якому вона досягається.",
            ru="Это наименьшая погрешность, а спрашивают о шаге h, на котором она достигается.",
        ),
        Mistake(
            lambda u, size, m3: (3 * u * size / m3) ** 1 / 3,
            uk="** 1 / 3 — це перший степінь, поділений на 3: степінь обчислюють раніше за ділення. "
            "Поставте дужки: ** (1 / 3).",
            ru="** 1 / 3 — это первая степень, делённая на 3: степень вычисляют раньше деления. Поставьте "
            "скобки: ** (1 / 3).",
        ),
        Mistake(
            lambda u, size, m3: (3 * u * size) ** (1 / 3),
            uk="Забуто m3: що крутіше вигинається функція, то меншим має бути крок.",
            ru="Забыто m3: чем сильнее изгибается функция, тем меньше должен быть шаг.",
        ),
    ),
)

# 7. near_the_kink: relu at x = 3e-6, central difference with h = 1e-5

NEAR_THE_KINK = Answer(
    name="near_the_kink",
    chapter="04",
    value=0.65,
    mistakes=(
        Mistake(
            1.0,
            uk="Одиниця — справжня похідна в цій точці. А центральна різниця дивиться і ліворуч від зламу: "
            "f(x − h) = max(−7·10⁻⁶, 0) = 0.",
            ru="Единица — настоящая производная в этой точке. А центральная разность смотрит и левее "
            "излома: f(x − h) = max(−7·10⁻⁶, 0) = 0.",
        ),
        Mistake(
            0.5,
            uk="Половина вийшла б точно на зламі, при x = 0. Тут x трохи правіше.",
            ru="Половина получилась бы точно на изломе, при x = 0. Здесь x немного правее.",
        ),
        Mistake(
            1.3,
            uk="Ви поділили на h. Між точками x − h та x + h відстань 2h.",
            ru="Вы поделили на h. Между точками x − h и x + h расстояние 2h.",
        ),
        Mistake(
            0.3,
            uk="Це різниця назад: (f(x) − f(x − h))/h, а центральна бере ще й точку праворуч. Або ж ви "
            "взяли f(x − h) = 7·10⁻⁶, а там нуль.",
            ru="Это разность назад: (f(x) − f(x − h))/h, а центральная берёт ещё и точку справа. Или вы "
            "взяли f(x − h) = 7·10⁻⁶, а там нуль.",
        ),
        Mistake(
            0.0,
            uk="Нуль — нахил ліворуч від зламу. Але x + h лежить праворуч, там f(x + h) = 1.3·10⁻⁵.",
            ru="Нуль — наклон слева от излома. Но x + h лежит справа, там f(x + h) = 1.3·10⁻⁵.",
        ),
        Mistake(
            0.35,
            uk="0.35 — похибка судді, тобто 1 − 0.65. Питають, що він поверне.",
            ru="0.35 — погрешность судьи, то есть 1 − 0.65. Спрашивают, что он вернёт.",
        ),
    ),
)

# 8. entries_agree


def numeric_entries(f, x, h=1e-5):
    """Central differences of f at x (n,), entry by entry."""
    steps = h * np.eye(len(x))
    return np.array([(f(x + step) - f(x - step)) / (2 * h) for step in steps])


def within(gradient, numeric, rtol=1e-6, atol=1e-8):
    return np.abs(gradient - numeric) <= atol + rtol * np.maximum(np.abs(gradient), np.abs(numeric))


def entries_agree(f, gradient, x):
    return within(gradient, numeric_entries(f, x))


def _agree_forward(f, gradient, x):
    steps = 1e-5 * np.eye(len(x))
    return within(gradient, np.array([(f(x + step) - f(x)) / 1e-5 for step in steps]))


def _agree_divided_by_h(f, gradient, x):
    return within(gradient, 2 * numeric_entries(f, x))


def _agree_all_at_once(f, gradient, x):
    numeric = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5
    return within(gradient, np.full(len(x), numeric))


def _agree_relative_only(f, gradient, x):
    numeric = numeric_entries(f, x)
    return np.abs(gradient - numeric) / np.maximum(np.abs(gradient), np.abs(numeric)) <= 1e-6


def _agree_without_abs(f, gradient, x):
    numeric = numeric_entries(f, x)
    return gradient - numeric <= 1e-8 + 1e-6 * np.maximum(np.abs(gradient), np.abs(numeric))


def growth(x):
    return np.sum(np.exp(3 * x))


def growth_gradient(x):
    return 3 * np.exp(3 * x)


def slope(x):
    return x @ np.array([1000.0, -7.0, 0.3])


def bowl(x):
    return 50 * np.sum(x**2)


def mixture(x):
    """Does not depend on its second entry, hardly depends on the third."""
    return np.sin(x[0]) * 2 + 3e-7 * x[2] + 0 * x[1]


def point(*numbers):
    return np.array(numbers, dtype=float)


ABSOLUTE_ONLY = {
    "uk": "Ви порівнюєте лише самі різниці, не зважаючи на величину градієнта. Для градієнта 1000 різниця "
    "10⁻⁶ — чудовий збіг, а для 10⁻⁷ — провал. Додайте відносну частину: 10⁻⁶·max(|g|, |n|).",
    "ru": "Вы сравниваете только сами разности, не глядя на величину градиента. Для градиента 1000 "
    "разность 10⁻⁶ — прекрасное совпадение, а для 10⁻⁷ — провал. Добавьте относительную часть: "
    "10⁻⁶·max(|g|, |n|).",
}

ENTRIES_AGREE = Exercise(
    name="entries_agree",
    chapter="04",
    reference=entries_agree,
    cases=(
        (growth, growth_gradient(point(0.5, -1.0, 2.0)), point(0.5, -1.0, 2.0)),
        (growth, growth_gradient(point(0.5, -1.0, 2.0)) * point(1, 1.001, -1), point(0.5, -1.0, 2.0)),
        (slope, point(1000.0, -7.0, 0.3), point(0.4, 0.7, -1.2)),
        (slope, point(1000.5, -3.5, 0.6), point(0.4, 0.7, -1.2)),  # wrong; half; twice
        (slope, point(1000.0, -7.0, 0.3), point(0.0, 0.0, 0.0)),  # at zero no step is too small
        (bowl, point(100.0, -300.0), point(1.0, -3.0)),
        (mixture, point(2 * math.cos(0.7), 0.0, 3e-7), point(0.7, 1.0, 2.0)),
        (mixture, point(2 * math.cos(0.7), 0.0, 6e-7), point(0.7, 1.0, 2.0)),
    ),
    mistakes=(
        Mistake(
            _agree_forward,
            uk="Це різниця вперед: її похибка порядку h, і допуску 10⁻⁶ вона не витримує навіть із "
            "правильним градієнтом. Зробіть кроки в обидва боки.",
            ru="Это разность вперёд: её погрешность порядка h, и допуска 10⁻⁶ она не выдерживает даже с "
            "верным градиентом. Сделайте шаги в обе стороны.",
        ),
        Mistake(
            lambda f, gradient, x: within(gradient, numeric_entries(f, x, h=1e-10)),
            uk="Крок h замалий: різниця двох майже однакових чисел втрачає цифри, і правильні градієнти "
            "здаються хибними. Візьміть h = 10⁻⁵.",
            ru="Шаг h слишком мал: разность двух почти одинаковых чисел теряет цифры, и верные градиенты "
            "кажутся ошибочными. Возьмите h = 10⁻⁵.",
        ),
        Mistake(lambda f, gradient, x: np.abs(gradient - numeric_entries(f, x)) <= 1e-6, **ABSOLUTE_ONLY),
        Mistake(lambda f, gradient, x: np.abs(gradient - numeric_entries(f, x)) <= 1e-8, **ABSOLUTE_ONLY),
        Mistake(
            _agree_relative_only,
            uk="Лише відносна похибка: там, де градієнт нульовий, вона ділить нуль на нуль або шум на шум. "
            "Додайте абсолютну частину допуску, 10⁻⁸.",
            ru="Только относительная погрешность: там, где градиент нулевой, она делит нуль на нуль или "
            "шум на шум. Добавьте абсолютную часть допуска, 10⁻⁸.",
        ),
        Mistake(
            _agree_without_abs,
            uk="Забуто модуль: від’ємна різниця завжди менша за допуск, тож замалий градієнт здається "
            "правильним.",
            ru="Забыт модуль: отрицательная разность всегда меньше допуска, и слишком малый градиент "
            "кажется верным.",
        ),
        Mistake(
            _agree_all_at_once,
            uk="Зсунуто всі координати разом, тому вийшла сума похідних. Змінюйте по одній координаті.",
            ru="Сдвинуты все координаты сразу, поэтому получилась сумма производных. Меняйте по одной "
            "координате.",
        ),
        Mistake(
            _agree_divided_by_h,
            uk="Чисельні похідні вдвічі більші: ділити треба на 2h.",
            ru="Численные производные вдвое больше: делить нужно на 2h.",
        ),
        Mistake(
            lambda f, gradient, x: within(gradient, numeric_entries(f, x) / 2),
            uk="Чисельні похідні вдвічі менші: або різниця однобічна, а поділено на 2h, або поділено на "
            "зайву двійку. Потрібні обидві точки, x + h та x − h, і відстань між ними 2h.",
            ru="Численные производные вдвое меньше: либо разность односторонняя, а поделена на 2h, либо "
            "поделена на лишнюю двойку. Нужны обе точки, x + h и x − h, и расстояние между ними 2h.",
        ),
        Mistake(
            lambda f, gradient, x: within(gradient, 2e-5 * numeric_entries(f, x)),
            uk="Різницю не поділено на 2h (або помножено: a / 2 * h — це не a / (2 * h)).",
            ru="Разность не поделена на 2h (или умножена: a / 2 * h — это не a / (2 * h)).",
        ),
        Mistake(
            lambda f, gradient, x: np.abs(gradient - numeric_entries(f, x))
            <= 1e-8 + 1e-6 * np.maximum(gradient, numeric_entries(f, x)),
            uk="У допуску бракує модулів: для від’ємних похідних він стає від’ємним. Має бути max(|g|, "
            "|n|).",
            ru="В допуске не хватает модулей: для отрицательных производных он становится отрицательным. "
            "Должно быть max(|g|, |n|).",
        ),
    ),
)

# 9. directional_pair


def directional_pair(f, gradient, x, r):
    numeric = (f(x + 1e-5 * r) - f(x - 1e-5 * r)) / 2e-5
    return numeric, np.sum(gradient * r)


def waves(x):
    return float(np.sum(np.sin(x) * 2))


DIRECTIONAL_PAIR = Exercise(
    name="directional_pair",
    chapter="04",
    reference=directional_pair,
    cases=(
        (waves, 2 * np.cos(point(0.3, 1.0, -2.0)), point(0.3, 1.0, -2.0), point(1.0, -1.0, 2.0)),
        (waves, 3 * np.cos(point(0.3, 1.0, -2.0)), point(0.3, 1.0, -2.0), point(0.5, 0.0, 0.0)),
        (waves, np.array([[1.0, 2.0], [3.0, -4.0]]), np.array([[0.1, 0.2], [0.5, 1.5]]),
         np.array([[1.0, 2.0], [-1.0, 0.5]])),
    ),
    mistakes=(
        Mistake(
            lambda f, gradient, x, r: ((f(x + 1e-5 * r) - f(x)) / 1e-5, np.sum(gradient * r)),
            uk="Це різниця вперед. Зробіть крок і проти напряму r: f(x + h·r) − f(x − h·r).",
            ru="Это разность вперёд. Сделайте шаг и против направления r: f(x + h·r) − f(x − h·r).",
        ),
        Mistake(
            lambda f, gradient, x, r: (2 * directional_pair(f, gradient, x, r)[0], np.sum(gradient * r)),
            uk="Чисельна похідна вдвічі більша: ділити треба на 2h.",
            ru="Численная производная вдвое больше: делить нужно на 2h.",
        ),
        Mistake(
            lambda f, gradient, x, r: directional_pair(f, gradient, x, r)[::-1],
            uk="Числа переставлено: першою має бути чисельна похідна, другою — сума gradient · r.",
            ru="Числа переставлены: первой должна быть численная производная, второй — сумма gradient · r.",
        ),
        Mistake(
            lambda f, gradient, x, r: directional_pair(f, gradient, x, r / np.linalg.norm(r)),
            uk="Ви поділили r на його довжину. Тут цього робити не треба: рівність правильна для "
            "будь-якого r.",
            ru="Вы поделили r на его длину. Здесь этого делать не нужно: равенство верно для любого r.",
        ),
        Mistake(
            lambda f, gradient, x, r: (directional_pair(f, gradient, x, r)[0], gradient * r),
            uk="Добутки gradient · r лишилося скласти: np.sum(gradient * r).",
            ru="Произведения gradient · r осталось сложить: np.sum(gradient * r).",
        ),
        Mistake(
            lambda f, gradient, x, r: ((f(x + r) - f(x - r)) / 2, np.sum(gradient * r)),
            uk="Крок завеликий: зсув має бути h·r з h = 10⁻⁵, а не r.",
            ru="Шаг слишком велик: сдвиг должен быть h·r с h = 10⁻⁵, а не r.",
        ),
        Mistake(
            lambda f, gradient, x, r: ((f(x + 1e-5) - f(x - 1e-5)) / 2e-5, np.sum(gradient * r)),
            uk="Усі координати зсунуто однаково, на h. Зсув має бути h·r: у кожної координати свій.",
            ru="Все координаты сдвинуты одинаково, на h. Сдвиг должен быть h·r: у каждой координаты свой.",
        ),
        Mistake(
            lambda f, gradient, x, r: ((f(x + 1e-5 * r) - f(x - 1e-5 * r)) / 2 * 1e-5, np.sum(gradient * r)),
            uk="a / 2 * h ділить на 2 і множить на h. Поставте дужки: a / (2 * h).",
            ru="a / 2 * h делит на 2 и умножает на h. Поставьте скобки: a / (2 * h).",
        ),
        Mistake(
            lambda f, gradient, x, r: (directional_pair(f, gradient, x, r)[0] / np.linalg.norm(r),
                                       np.sum(gradient * r)),
            uk="Перше число поділено на довжину r. Тут цього не роблять: скалярний добуток теж бере все r.",
            ru="Первое число поделено на длину r. Здесь этого не делают: скалярное произведение тоже "
            "берёт всё r.",
        ),
    ),
)

# 10. Scale: y = x·g, a factor for each column


class Scale(Layer):
    def __init__(self, n):
        self.g = np.ones(n)
        self.grad_g = None

    def forward(self, x):
        self.x = x
        return x * self.g

    def backward(self, grad, *, input_grad=True):
        self.grad_g = (grad * self.x).sum(axis=0)
        return grad * self.g

    def parameters(self):
        return [self.g]

    def gradients(self):
        return [self.grad_g]


class _ScaleAsPrinted(Scale):
    def backward(self, grad, *, input_grad=True):
        self.grad_g = (grad * self.x).mean(axis=0)
        return grad


class _ScaleByMean(Scale):
    def backward(self, grad, *, input_grad=True):
        self.grad_g = (grad * self.x).mean(axis=0)
        return grad * self.g


class _ScalePassesThrough(Scale):
    def backward(self, grad, *, input_grad=True):
        super().backward(grad)
        return grad


class _ScaleForgetsInput(Scale):
    def backward(self, grad, *, input_grad=True):
        self.grad_g = grad.sum(axis=0)
        return grad * self.g


class _ScaleWithoutSum(Scale):
    def backward(self, grad, *, input_grad=True):
        self.grad_g = grad * self.x
        return grad * self.g


class _ScaleSumsRows(Scale):
    def backward(self, grad, *, input_grad=True):
        self.grad_g = (grad * self.x).sum(axis=1)
        return grad * self.g


class _ScaleAccumulates(Scale):
    def backward(self, grad, *, input_grad=True):
        before = 0 if self.grad_g is None else self.grad_g
        grad_x = super().backward(grad)
        self.grad_g = before + self.grad_g
        return grad_x


class _ScaleKeepsOutput(Scale):
    def forward(self, x):
        self.x = x * self.g
        return self.x


class _ScaleChangesGrad(Scale):
    def backward(self, grad, *, input_grad=True):
        super().backward(grad)
        grad *= self.g
        return grad


class _ScaleWithoutParameters(Scale):
    parameters = Layer.parameters
    gradients = Layer.gradients


def use_scale(answer, g, x, grad):
    """Output, gradients and lists of the layer with factors g, after two calls of backward with one array."""
    layer = answer(len(g))
    layer.g = g.copy()
    y = layer.forward(x.copy()).copy()
    arrived = grad.copy()
    layer.backward(arrived)
    grad_x = layer.backward(arrived)
    return {"y": y, "grad_x": grad_x, "grad_g": layer.grad_g,
            "parameters()": layer.parameters(), "gradients()": layer.gradients()}


def scale_case(n_rows, n, *, seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=n), rng.normal(size=(n_rows, n)), rng.normal(size=(n_rows, n))


SCALE = Exercise(
    name="Scale",
    chapter="04",
    reference=Scale,
    run=use_scale,
    cases=(scale_case(4, 3, seed=1), scale_case(1, 2, seed=2), scale_case(3, 3, seed=3)),
    mistakes=(
        Mistake(
            _ScaleAsPrinted,
            uk="Обидві помилки ще на місці. Якщо множники g випадкові, check_layer назве спершу input, а "
            "після виправлення — parameter 0.",
            ru="Обе ошибки ещё на месте. Если множители g случайны, check_layer назовёт сначала input, а "
            "после исправления — parameter 0.",
        ),
        Mistake(
            _ScaleByMean,
            uk="Лишився grad_g: внески рядків додають, а не усереднюють. Ділення на кількість прикладів, "
            "якщо воно потрібне, вже є в grad.",
            ru="Остался grad_g: вклады строк складывают, а не усредняют. Деление на число примеров, если "
            "оно нужно, уже есть в grad.",
        ),
        Mistake(
            _ScalePassesThrough,
            uk="Лишився градієнт за входом: y = x·g, тому ∂y/∂x = g. Помножте grad на g.",
            ru="Остался градиент по входу: y = x·g, поэтому ∂y/∂x = g. Умножьте grad на g.",
        ),
        Mistake(
            _ScaleForgetsInput,
            uk="У grad_g забуто вхід: ∂y/∂g = x. Сума самого grad була б градієнтом зсуву.",
            ru="В grad_g забыт вход: ∂y/∂g = x. Сумма самого grad была бы градиентом смещения.",
        ),
        Mistake(
            _ScaleWithoutSum,
            uk="grad_g має форму (N, n), а g — (n,). Множник g спільний для всіх рядків, тож внески рядків "
            "додайте: sum(axis=0).",
            ru="grad_g имеет форму (N, n), а g — (n,). Множитель g общий для всех строк, поэтому вклады "
            "строк сложите: sum(axis=0).",
        ),
        Mistake(
            _ScaleSumsRows,
            uk="Сума взята не за тією віссю: axis=0 додає рядки, axis=1 — стовпці. Форма grad_g має бути "
            "(n,).",
            ru="Сумма взята не по той оси: axis=0 складывает строки, axis=1 — столбцы. Форма grad_g должна "
            "быть (n,).",
        ),
        Mistake(
            _ScaleAccumulates,
            uk="grad_g росте з кожним викликом backward. У шарах курсу градієнт щоразу новий: присвоюйте, "
            "а не додавайте.",
            ru="grad_g растёт с каждым вызовом backward. В слоях курса градиент каждый раз новый: "
            "присваивайте, а не прибавляйте.",
        ),
        Mistake(
            _ScaleKeepsOutput,
            uk="У grad_g замість входу x стоїть вихід x·g: його збережено у forward або вхід змінено на "
            "місці (x *= self.g). Зберігайте вхід, а вихід обчислюйте в новий масив.",
            ru="В grad_g вместо входа x стоит выход x·g: его сохранили в forward или изменили вход на "
            "месте (x *= self.g). Сохраняйте вход, а выход вычисляйте в новый массив.",
        ),
        Mistake(
            _ScaleChangesGrad,
            uk="backward змінює одержаний масив на місці (grad *= self.g), і другий виклик бачить уже "
            "зіпсований градієнт. Поверніть новий масив: grad * self.g.",
            ru="backward меняет полученный массив на месте (grad *= self.g), и второй вызов видит уже "
            "испорченный градиент. Верните новый массив: grad * self.g.",
        ),
        Mistake(
            _ScaleWithoutParameters,
            uk="Бракує parameters() і gradients(): без них ні check_layer, ні оптимізатор не знають про "
            "множники g.",
            ru="Не хватает parameters() и gradients(): без них ни check_layer, ни оптимизатор не знают о "
            "множителях g.",
        ),
    ),
)

# 11. softplus: a new operation, made with the node's own class


def softplus_number(x):
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def sigmoid_number(x):
    e = math.exp(-abs(x))
    return (1.0 if x >= 0 else e) / (1.0 + e)


def softplus(a):
    return type(a)(softplus_number(a.data), ((a, sigmoid_number(a.data)),))


def _softplus_with_slope(slope):
    """softplus with another local derivative, a function of the input."""
    return lambda a: type(a)(softplus_number(a.data), ((a, slope(a.data)),))


def _softplus_in_numpy(a):
    e = np.exp(a.data)
    return type(a)(np.log(1 + e), ((a, e / (1 + e)),))


def _softplus_in_math(a):
    e = math.exp(a.data)
    return type(a)(math.log(1 + e), ((a, e / (1 + e)),))


def use_softplus(answer, x):
    """softplus(b) at b = 2x, and the gradient of y = softplus(b)² + 3b with respect to x."""
    a = MyValue(x)
    b = 2 * a
    z = answer(b)
    y = z * z + 3 * b
    y.backward()
    return {"softplus(b)": z.data, "∂y/∂a": a.grad}


OVERFLOW = {
    "uk": "Для великих a експонента переповнюється: e¹⁰⁰⁰ не вміщується у float. Винесіть більше з чисел a "
    "та 0: ln(1 + eᵃ) = max(a, 0) + ln(1 + e⁻|ᵃ|); так само обережно рахуйте σ(a).",
    "ru": "Для больших a экспонента переполняется: e¹⁰⁰⁰ не помещается во float. Вынесите большее из чисел "
    "a и 0: ln(1 + eᵃ) = max(a, 0) + ln(1 + e⁻|ᵃ|); так же осторожно считайте σ(a).",
}

SOFTPLUS = Exercise(
    name="softplus",
    chapter="04",
    reference=softplus,
    run=use_softplus,
    cases=((0.5,), (0.0,), (-1.5,), (3.0,), (500.0,), (-500.0,)),
    mistakes=(
        Mistake(
            lambda a: type(a)(softplus_number(a.data)),
            uk="Значення правильне, але новий вузол не знає свого батька, і граф на ньому обривається. "
            "Передайте другим аргументом пари: ((a, локальна похідна),).",
            ru="Значение верное, но новый узел не знает своего родителя, и граф на нём обрывается. "
            "Передайте вторым аргументом пары: ((a, локальная производная),).",
        ),
        Mistake(
            lambda a: type(a)(softplus_number(a.data), (a, sigmoid_number(a.data))),
            uk="parents — кортеж пар, навіть якщо пара одна. Кома наприкінці обов’язкова: ((a, похідна),).",
            ru="parents — кортеж пар, даже если пара одна. Запятая в конце обязательна: ((a, "
            "производная),).",
        ),
        Mistake(_softplus_in_numpy, **OVERFLOW),
        Mistake(_softplus_in_math, **OVERFLOW),
        Mistake(
            lambda a: softplus_number(a.data),
            uk="Повернуто звичайне число. Щоб граф продовжувався, потрібен новий вузол: type(a)(…).",
            ru="Возвращено обычное число. Чтобы граф продолжался, нужен новый узел: type(a)(…).",
        ),
        Mistake(
            _softplus_with_slope(lambda x: sigmoid_number(-x)),
            uk="Вийшло σ(−a) = 1 − σ(a), знак аргументу протилежний: для великих a нахил має бути близький "
            "до 1.",
            ru="Получилось σ(−a) = 1 − σ(a), знак аргумента противоположный: для больших a наклон должен "
            "быть близок к 1.",
        ),
        Mistake(
            _softplus_with_slope(lambda x: sigmoid_number(x) * (1 - sigmoid_number(x))),
            uk="σ(1 − σ) — похідна сигмоїди, тобто друга похідна softplus. Локальна похідна — сама σ(a).",
            ru="σ(1 − σ) — производная сигмоиды, то есть вторая производная softplus. Локальная "
            "производная — сама σ(a).",
        ),
        Mistake(
            _softplus_with_slope(lambda x: 1 / (1 + math.exp(-x))),
            uk="Для великих a усе гаразд, а при a = −1000 переповнюється e⁻ᵃ. Під експонентою має стояти "
            "−|a|: для a < 0 беріть eᵃ/(1 + eᵃ).",
            ru="Для больших a всё хорошо, а при a = −1000 переполняется e⁻ᵃ. Под экспонентой должно "
            "стоять −|a|: для a < 0 берите eᵃ/(1 + eᵃ).",
        ),
        Mistake(
            _softplus_with_slope(lambda x: sigmoid_number(abs(x))),
            uk="Похідна правильна лише для a ≥ 0: 1/(1 + e⁻|ᵃ|) — це σ(|a|). Для a < 0 у чисельнику має "
            "бути e⁻|ᵃ|.",
            ru="Производная верна только для a ≥ 0: 1/(1 + e⁻|ᵃ|) — это σ(|a|). Для a < 0 в числителе "
            "должно быть e⁻|ᵃ|.",
        ),
        Mistake(
            _softplus_with_slope(lambda x: sigmoid_number(-abs(x))),
            uk="Похідна правильна лише для a ≤ 0: e⁻|ᵃ|/(1 + e⁻|ᵃ|) — це σ(−|a|). Для a > 0 у чисельнику "
            "має бути 1.",
            ru="Производная верна только для a ≤ 0: e⁻|ᵃ|/(1 + e⁻|ᵃ|) — это σ(−|a|). Для a > 0 в "
            "числителе должно быть 1.",
        ),
        Mistake(
            _softplus_with_slope(lambda x: float(x > 0)),
            uk="Це похідна ReLU, у неї стрибок. У softplus нахил змінюється плавно: σ(a).",
            ru="Это производная ReLU, у неё скачок. У softplus наклон меняется плавно: σ(a).",
        ),
    ),
)

EXERCISES = (
    REUSED_NODE,
    LOCAL_DERIVATIVES,
    NODE_ORDER,
    MY_VALUE,
    FORGOTTEN_ZERO_GRAD,
    BEST_STEP,
    NEAR_THE_KINK,
    ENTRIES_AGREE,
    DIRECTIONAL_PAIR,
    SCALE,
    SOFTPLUS,
)
