"""Exercises of chapter 01, the chain rule."""

import numpy as np

from course_lib.exercises.exercise import Answer, Exercise, Mistake


def central_difference(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def chain_gradients(rates):
    gradients, gradient = [], 1.0
    for rate in reversed(rates):
        gradient = gradient * rate
        gradients.append(gradient)
    return gradients[::-1]


def _chain_from_the_start(rates):
    return list(np.cumprod(rates))


def _chain_one_place_late(rates):
    gradients, gradient = [], 1.0
    for rate in reversed(rates):
        gradients.append(gradient)
        gradient = gradient * rate
    return gradients[::-1]


def _chain_of_sums(rates):
    return list(np.cumsum(rates[::-1])[::-1])


def two_paths_gradient(x):
    a, b = x**2, 3 * x
    grad_a, grad_b = b, a
    return grad_a * 2 * x + grad_b * 3


def max_derivatives(y, z):
    if y == z:
        return 0.5, 0.5
    return float(y > z), float(z > y)


def _max_shares_of_values(y, z):
    share_y, share_z = max_derivatives(y, z)
    return share_y * y, share_z * z


def _max_values_but_at_a_tie(y, z):
    return (0.5, 0.5) if y == z else _max_shares_of_values(y, z)


def gradient_descent(gradient, theta, lr, steps):
    for _ in range(steps):
        theta = theta - lr * gradient(theta)
    return theta


def _climb(gradient, theta, lr, steps):
    for _ in range(steps):
        theta = theta + lr * gradient(theta)
    return theta


def _descend_with_a_unit_gradient(gradient, theta, lr, steps):
    for _ in range(steps):
        g = gradient(theta)
        theta = theta - lr * g / max(np.linalg.norm(g), 1e-12)
    return theta


def _descend_returning_inside_the_loop(gradient, theta, lr, steps):
    for _ in range(steps):
        theta = theta - lr * gradient(theta)
        return theta


def bowl_gradient(theta):
    """Gradient of θ₁² + 3·θ₂²."""
    return np.array([2.0, 6.0]) * theta


def valley_gradient(theta):
    """Gradient of (1 − θ₁)² + 2·(θ₂ − θ₁²)²."""
    a, b = theta
    return np.array([-2 * (1 - a) - 8 * a * (b - a**2), 4 * (b - a**2)])


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def neuron_gradient(x, w, b, y_true):
    y_pred = _sigmoid(x * w + b)
    grad_z = (y_pred - y_true) * y_pred * (1 - y_pred)
    return grad_z * x, grad_z, grad_z * w


def _neuron_without_the_activation(x, w, b, y_true):
    grad_z = _sigmoid(x * w + b) - y_true
    return grad_z * x, grad_z, grad_z * w


def _neuron_with_sigmoid_twice(x, w, b, y_true):
    y_pred = _sigmoid(x * w + b)
    grad_z = (y_pred - y_true) * _sigmoid(y_pred) * (1 - _sigmoid(y_pred))
    return grad_z * x, grad_z, grad_z * w


def _neuron_in_the_order_x_w_b(x, w, b, y_true):
    grad_w, grad_b, grad_x = neuron_gradient(x, w, b, y_true)
    return grad_x, grad_w, grad_b


def _neuron_in_the_order_w_x_b(x, w, b, y_true):
    grad_w, grad_b, grad_x = neuron_gradient(x, w, b, y_true)
    return grad_w, grad_x, grad_b


def _neuron_with_z_in_the_slope(x, w, b, y_true):
    z = x * w + b
    grad_z = (_sigmoid(z) - y_true) * z * (1 - z)
    return grad_z * x, grad_z, grad_z * w


def _neuron_with_the_loss_for_its_derivative(x, w, b, y_true):
    y_pred = _sigmoid(x * w + b)
    grad_z = (y_pred - y_true) ** 2 / 2 * y_pred * (1 - y_pred)
    return grad_z * x, grad_z, grad_z * w


def _neuron_with_b_as_a_factor(x, w, b, y_true):
    grad_w, grad_b, grad_x = neuron_gradient(x, w, b, y_true)
    return grad_w, grad_b * b, grad_x


def backward(graph):
    gradients = [0.0] * len(graph)
    gradients[-1] = 1.0
    for node in reversed(range(len(graph))):
        for parent, local_derivative in graph[node]:
            gradients[parent] += local_derivative * gradients[node]
    return gradients


def _backward_overwrites(graph):
    gradients = [0.0] * len(graph)
    gradients[-1] = 1.0
    for node in reversed(range(len(graph))):
        for parent, local_derivative in graph[node]:
            gradients[parent] = local_derivative * gradients[node]
    return gradients


def _backward_from_the_inputs(graph):
    gradients = [0.0] * len(graph)
    gradients[-1] = 1.0
    for node in range(len(graph)):
        for parent, local_derivative in graph[node]:
            gradients[parent] += local_derivative * gradients[node]
    return gradients


def _backward_without_the_product(graph):
    gradients = [0.0] * len(graph)
    gradients[-1] = 1.0
    for node in reversed(range(len(graph))):
        for parent, local_derivative in graph[node]:
            gradients[parent] += local_derivative
    return gradients


def _backward_with_ones_everywhere(graph):
    gradients = [1.0] * len(graph)
    for node in reversed(range(len(graph))):
        for parent, local_derivative in graph[node]:
            gradients[parent] += local_derivative * gradients[node]
    return gradients


def _backward_with_the_parents_gradient(graph):
    gradients = [0.0] * len(graph)
    gradients[-1] = 1.0
    for node in reversed(range(len(graph))):
        for parent, local_derivative in graph[node]:
            gradients[parent] += local_derivative * gradients[parent]
    return gradients


def _backward_through_a_dictionary(graph):
    return backward([list(dict(pairs).items()) for pairs in graph])


# Explanations of mistakes that are made in two ways.

DIVIDED_BY_THE_STEP = {
    "uk": "Ви поділили похідну на приріст. Зміна функції — це похідна, помножена на приріст.",
    "ru": "Вы разделили производную на приращение. Изменение функции — это производная, умноженная на "
    "приращение.",
}
TIMES_X_ITSELF = {
    "uk": "Ви помножили похідну на сам аргумент 4.98. Множити треба на його приріст, Δx = −0.02.",
    "ru": "Вы умножили производную на сам аргумент 4.98. Умножать нужно на его приращение, Δx = −0.02.",
}
VALUES_FOR_DERIVATIVES = {
    "uk": "Ви повертаєте самі значення, а не похідні. Похідна максимуму за більшим аргументом дорівнює 1.",
    "ru": "Вы возвращаете сами значения, а не производные. Производная максимума по большему аргументу равна "
    "1.",
}
WRONG_ORDER = {
    "uk": "Числа правильні, а порядок не той. Повертайте похідні за w, за b, за x.",
    "ru": "Числа верные, а порядок не тот. Возвращайте производные по w, по b, по x.",
}

EXERCISES = (
    Answer(
        name="nudge",
        chapter="01",
        value=0.08,
        mistakes=(
            Mistake(
                -0.08,
                uk="Модуль правильний, а знак ні: x зменшили, тож Δx = −0.02, а мінус на мінус дає плюс.",
                ru="Модуль верный, а знак нет: x уменьшили, значит, Δx = −0.02, а минус на минус даёт "
                "плюс.",
            ),
            Mistake(
                -4.0,
                uk="Це сама похідна, тобто зміна на одиницю зміни x. Помножте її на приріст Δx.",
                ru="Это сама производная, то есть изменение на единицу изменения x. Умножьте её на "
                "приращение Δx.",
            ),
            Mistake(200.0, **DIVIDED_BY_THE_STEP),
            Mistake(-200.0, **DIVIDED_BY_THE_STEP),
            Mistake(-19.92, **TIMES_X_ITSELF),
            Mistake(19.92, **TIMES_X_ITSELF),
        ),
    ),
    Exercise(
        name="central_difference",
        chapter="01",
        reference=central_difference,
        cases=(
            (np.square, 3.0, 1.0),
            (np.sin, 1.0, 0.1),
            (np.exp, 0.0, 0.5),
            (np.abs, 0.0, 0.25),
            (np.square, -2.0, 0.01),
        ),
        mistakes=(
            Mistake(
                lambda f, x, h: (f(x + h) - f(x)) / h,
                uk="Це різниця вперед: вона дивиться лише праворуч від x. Центральна робить по кроку h в "
                "обидва боки.",
                ru="Это разность вперёд: она смотрит только вправо от x. Центральная делает по шагу h в обе "
                "стороны.",
            ),
            Mistake(
                lambda f, x, h: (f(x) - f(x - h)) / h,
                uk="Це різниця назад: вона дивиться лише ліворуч від x. Центральна робить по кроку h в "
                "обидва боки.",
                ru="Это разность назад: она смотрит только влево от x. Центральная делает по шагу h в обе "
                "стороны.",
            ),
            Mistake(
                lambda f, x, h: (f(x + h) - f(x - h)) / h,
                uk="Результат удвічі більший: між точками x − h та x + h відстань 2h, а не h.",
                ru="Результат вдвое больше: между точками x − h и x + h расстояние 2h, а не h.",
            ),
            Mistake(
                lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
                uk="Без дужок «/ 2 * h» ділить на 2, а тоді множить на h. Пишіть «/ (2 * h)».",
                ru="Без скобок «/ 2 * h» делит на 2, а потом умножает на h. Пишите «/ (2 * h)».",
            ),
            Mistake(
                lambda f, x, h: (f(x + h / 2) - f(x - h / 2)) / h,
                uk="Ви зробили по пів кроку в обидва боки. Це теж центральна різниця, але в завданні крок "
                "дорівнює h, а відстань між точками 2h.",
                ru="Вы сделали по полшага в обе стороны. Это тоже центральная разность, но в задании шаг "
                "равен h, а расстояние между точками 2h.",
            ),
            Mistake(
                lambda f, x, h: f(x + h) - f(x - h) / (2 * h),
                uk="Бракує дужок: на 2h ділиться лише f(x − h). Візьміть у дужки всю різницю.",
                ru="Не хватает скобок: на 2h делится только f(x − h). Возьмите в скобки всю разность.",
            ),
            Mistake(
                lambda f, x, h: (f(x - h) - f(x + h)) / (2 * h),
                uk="Знак протилежний: ви віднімаєте праве значення від лівого. Має бути навпаки: f(x + h) "
                "мінус f(x − h).",
                ru="Знак противоположный: вы вычитаете правое значение из левого. Нужно наоборот: f(x + h) "
                "минус f(x − h).",
            ),
        ),
    ),
    Answer(
        name="cube_slope",
        chapter="01",
        value=54.0,
        mistakes=(
            Mistake(
                27.0,
                uk="Це лише зовнішня похідна 3g². Бракує множника dg/dx = 2: g змінюється вдвічі швидше за "
                "x.",
                ru="Это только внешняя производная 3g². Не хватает множителя dg/dx = 2: g меняется вдвое "
                "быстрее, чем x.",
            ),
            Mistake(
                6.0,
                uk="Зовнішню похідну взято в точці x = 1, а треба в точці g(x) = 3: друга машина бачить g, "
                "а не x.",
                ru="Внешняя производная взята в точке x = 1, а нужно в точке g(x) = 3: вторая машина видит "
                "g, а не x.",
            ),
            Mistake(
                24.0,
                uk="Здається, g = 2x без доданка 1: тоді g = 2 і 3·2²·2 = 24. Але g(1) = 2·1 + 1 = 3.",
                ru="Похоже, что вы взяли g = 2x без слагаемого 1: тогда g = 2 и 3·2²·2 = 24. Но g(1) = 2·1 "
                "+ 1 = 3.",
            ),
            Mistake(
                29.0,
                uk="Ви додали швидкості: 27 + 2. Уздовж ланцюга швидкості перемножуються.",
                ru="Вы сложили скорости: 27 + 2. Вдоль цепочки скорости перемножаются.",
            ),
            Mistake(
                18.0,
                uk="Загубився квадрат: 18 — це 3·g·2. Похідна куба g³ дорівнює 3g².",
                ru="Потерялся квадрат: 18 — это 3·g·2. Производная куба g³ равна 3g².",
            ),
        ),
    ),
    Answer(
        name="printed_slip",
        chapter="01",
        value=42.0,
        mistakes=(
            Mistake(
                3.0,
                uk="Це dy/dx, ліва частина помилкової формули. Питають про dz/dx: як швидко z змінюється "
                "разом з x.",
                ru="Это dy/dx, левая часть ошибочной формулы. Спрашивают о dz/dx: как быстро z меняется "
                "вместе с x.",
            ),
            Mistake(
                14.0,
                uk="Це dz/dy = 2·7, тобто лише друга ланка. Помножте її на першу, dy/dx = 3.",
                ru="Это dz/dy = 2·7, то есть только второе звено. Умножьте его на первое, dy/dx = 3.",
            ),
            Mistake(
                12.0,
                uk="Множники ті, а точка ні: 12 — це 2·2·3. Похідну dz/dy = 2y треба брати при y = 7, а не "
                "при x = 2.",
                ru="Множители те, а точка нет: 12 — это 2·2·3. Производную dz/dy = 2y нужно брать при y = "
                "7, а не при x = 2.",
            ),
            Mistake(
                4.0,
                uk="4 — це 2x: похідну z взято в точці x = 2, а треба при y = 7. А тоді ще помножити на "
                "dy/dx = 3.",
                ru="4 — это 2x: производная z взята в точке x = 2, а нужно при y = 7. А затем ещё умножить "
                "на dy/dx = 3.",
            ),
            Mistake(
                17.0,
                uk="Ви додали швидкості: 14 + 3. Уздовж ланцюга їх перемножують.",
                ru="Вы сложили скорости: 14 + 3. Вдоль цепочки их перемножают.",
            ),
            Mistake(
                1.0,
                uk="Одиниця виходить, якщо повірити надрукованій формулі. Але в ній помилка: ліворуч має "
                "стояти dz/dx.",
                ru="Единица получается, если поверить напечатанной формуле. Но в ней ошибка: слева должно "
                "стоять dz/dx.",
            ),
        ),
    ),
    Exercise(
        name="chain_gradients",
        chapter="01",
        reference=chain_gradients,
        cases=(
            ([2.0, 3.0, 6.0, -1.0],),
            ([5.0],),
            ([2.0, 0.0, 3.0],),
            ([0.5, -1.5, 2.0, 0.25, -4.0],),
            (list(np.random.default_rng(1).uniform(0.5, 2.0, size=8).round(3)),),
        ),
        mistakes=(
            Mistake(
                _chain_from_the_start,
                uk="Ви множите від початку ланцюга: це швидкості, з якими h1, h2, y, L змінюються від W1. "
                "Потрібні похідні L за кожним вузлом: множте від кінця.",
                ru="Вы умножаете от начала цепочки: это скорости, с которыми h1, h2, y, L меняются вместе с "
                "W1. "
                "Нужны производные L по каждому узлу: умножайте от конца.",
            ),
            Mistake(
                _chain_one_place_late,
                uk="Усе зсунуто на одне місце: останнім стоїть dL/dL = 1, а має стояти dL/dy. "
                "Спершу помножте на локальну похідну, а вже тоді записуйте.",
                ru="Всё сдвинуто на одно место: последним стоит dL/dL = 1, а должно стоять dL/dy. "
                "Сначала умножайте на локальную производную и только потом записывайте.",
            ),
            Mistake(
                lambda rates: chain_gradients(rates)[::-1],
                uk="Числа правильні, а порядок зворотний: першим має стояти dL/dW1. Розверніть список "
                "наприкінці.",
                ru="Числа верные, а порядок обратный: первым должно стоять dL/dW1. Разверните список в "
                "конце.",
            ),
            Mistake(
                _chain_of_sums,
                uk="Ви додаєте локальні похідні. Уздовж одного шляху їх перемножують; додають різні шляхи.",
                ru="Вы складываете локальные производные. Вдоль одного пути их перемножают; складывают "
                "разные пути.",
            ),
            Mistake(
                lambda rates: [*chain_gradients(rates), 1.0],
                uk="Останній елемент зайвий: це dL/dL = 1. Список має бути такої самої довжини, як rates, і "
                "закінчуватися на dL/dy.",
                ru="Последний элемент лишний: это dL/dL = 1. Список должен быть такой же длины, как rates, "
                "и кончаться на dL/dy.",
            ),
        ),
    ),
    Exercise(
        name="two_paths_gradient",
        chapter="01",
        reference=two_paths_gradient,
        cases=((2.0,), (-1.0,), (0.0,), (0.5,)),
        mistakes=(
            Mistake(
                lambda x: 3 * x**2,
                uk="Лишився тільки шлях через b: другий рядок «grad_x = …» переписав перший. "
                "Градієнти різних шляхів додаються: +=.",
                ru="Остался только путь через b: вторая строка «grad_x = …» затёрла результат первой. "
                "Градиенты разных путей складываются: +=.",
            ),
            Mistake(
                lambda x: 6 * x**2,
                uk="Враховано лише шлях через a. Є ще шлях через b: додайте grad_b · 3.",
                ru="Учтён только путь через a. Есть ещё путь через b: прибавьте grad_b · 3.",
            ),
            Mistake(
                lambda x: 3 * x + x**2,
                uk="Ви додали grad_a і grad_b, але забули внутрішні похідні da/dx = 2x і db/dx = 3.",
                ru="Вы сложили grad_a и grad_b, но забыли внутренние производные da/dx = 2x и db/dx = 3.",
            ),
            Mistake(
                lambda x: 6 * x**2 * 3 * x**2,
                uk="Ви перемножили внески двох шляхів. Перемножують уздовж шляху, а самі шляхи додають.",
                ru="Вы перемножили вклады двух путей. Перемножают вдоль пути, а вклады разных путей "
                "складывают.",
            ),
            Mistake(
                lambda x: 2 * x + 3,
                uk="Ви додали внутрішні похідні 2x і 3, але кожну треба ще помножити на свою зовнішню: на "
                "grad_a і на grad_b.",
                ru="Вы сложили внутренние производные 2x и 3, но каждую нужно ещё умножить на свою внешнюю: "
                "на grad_a и на grad_b.",
            ),
            Mistake(
                lambda x: 6 * x,
                uk="6x — це добуток похідних, 2x·3. Але похідна добутку не є добутком похідних: тут два "
                "шляхи, і їхні внески додаються.",
                ru="6x — это произведение производных, 2x·3. Но производная произведения не равна "
                "произведению производных: здесь два пути, и их вклады складываются.",
            ),
        ),
    ),
    Answer(
        name="gradient_y",
        chapter="01",
        value=9.0,
        mistakes=(
            Mistake(
                4.0,
                uk="Це лише шлях через суму a. Тут max(y, z) = y, тож є й другий шлях, через b: додайте "
                "його.",
                ru="Это только путь через сумму a. Здесь max(y, z) = y, значит, есть и второй путь, через "
                "b: прибавьте его.",
            ),
            Mistake(
                5.0,
                uk="Це лише шлях через максимум b. Змінна y входить ще й у суму a: додайте той шлях.",
                ru="Это только путь через максимум b. Переменная y входит ещё и в сумму a: прибавьте тот "
                "путь.",
            ),
            Mistake(
                20.0,
                uk="20 — це a·b, тобто значення f (і добуток двох шляхів). Шляхи додаються.",
                ru="20 — это a·b, то есть значение f (и произведение вкладов двух путей). Вклады "
                "складываются.",
            ),
            Mistake(
                -2.0,
                uk="Ви взяли b = z = −2, ніби в максимумі переміг z. Але 4 більше за −2, тож b = y = 4, і "
                "до f ведуть два шляхи.",
                ru="Вы взяли b = z = −2, как будто в максимуме победил z. Но 4 больше −2, поэтому b = y = "
                "4, и к f ведут два пути.",
            ),
            Mistake(
                2.0,
                uk="Шляхів справді два, але 1 + 1 — це тільки похідні a та b за y. Перед додаванням "
                "помножте їх на ∂f/∂a і на ∂f/∂b.",
                ru="Путей действительно два, но 1 + 1 — это только производные a и b по y. Прежде чем "
                "складывать, умножьте их на ∂f/∂a и на ∂f/∂b.",
            ),
        ),
    ),
    Exercise(
        name="max_derivatives",
        chapter="01",
        reference=max_derivatives,
        cases=((2.0, 0.0), (-1.0, 3.0), (2.0, 2.0), (-1.5, -2.5), (0.0, 0.0)),
        mistakes=(
            Mistake(
                lambda y, z: (float(y > z), float(z > y)),
                uk="Це поширена формула: при y = z обидві нерівності хибні, і градієнт зникає. "
                "У разі нічиєї кожному аргументу належить половина.",
                ru="Это распространённая формула: при y = z оба неравенства ложны, и градиент пропадает. "
                "При ничьей каждому аргументу достаётся половина.",
            ),
            Mistake(
                lambda y, z: (float(y >= z), float(z >= y)),
                uk="При y = z ви віддаєте по одиниці обом, разом 2: градієнт подвоюється. Поділіть одиницю "
                "навпіл.",
                ru="При y = z вы отдаёте по единице обоим, всего 2: градиент удваивается. Разделите единицу "
                "пополам.",
            ),
            Mistake(
                lambda y, z: (1.0, 0.0) if y >= z else (0.0, 1.0),
                uk="При y = z усе дістається y. З тим самим правом усе можна віддати z; симетричний вибір — "
                "по половині.",
                ru="При y = z всё достаётся y. С тем же правом всё можно отдать z; симметричный выбор — по "
                "половине.",
            ),
            Mistake(
                lambda y, z: (0.0, 1.0) if z >= y else (1.0, 0.0),
                uk="При y = z усе дістається z. З тим самим правом усе можна віддати y; симетричний вибір — "
                "по половині.",
                ru="При y = z всё достаётся z. С тем же правом всё можно отдать y; симметричный выбор — по "
                "половине.",
            ),
            Mistake(_max_shares_of_values, **VALUES_FOR_DERIVATIVES),
            Mistake(_max_values_but_at_a_tie, **VALUES_FOR_DERIVATIVES),
            Mistake(
                lambda y, z: max_derivatives(z, y),
                uk="Похідні переставлено. Перша — за y, друга — за z; одиницю дістає більший з аргументів.",
                ru="Производные переставлены. Первая — по y, вторая — по z; единица достаётся большему "
                "аргументу.",
            ),
            Mistake(
                lambda y, z: max_derivatives(y, z) if y != z else None,
                uk="Випадку y = z не передбачено: жодна умова не справджується, і функція нічого не "
                "повертає.",
                ru="Случай y = z не предусмотрен: ни одно условие не выполнено, и функция ничего не "
                "возвращает.",
            ),
        ),
    ),
    Answer(
        name="directional",
        chapter="01",
        value=4.0,
        mistakes=(
            Mistake(
                20.0,
                uk="Напрям (3, 4) має довжину 5. Поділіть на неї: швидкість рахують на одиницю шляху.",
                ru="Длина вектора (3, 4) равна 5. Разделите на неё: скорость считают на единицу пути.",
            ),
            Mistake(
                6.0,
                uk="Ви додали компоненти градієнта. Потрібен скалярний добуток з одиничним вектором напряму.",
                ru="Вы сложили компоненты градиента. Нужно скалярное произведение с единичным вектором "
                "направления.",
            ),
            Mistake(
                20.0**0.5,
                uk="Це довжина градієнта, найбільша з можливих швидкостей. Наш напрям трохи відхиляється "
                "від градієнта.",
                ru="Это длина градиента, наибольшая из возможных скоростей. Наше направление немного "
                "отклоняется от градиента.",
            ),
            Mistake(
                7.2,
                uk="Ви взяли ∂f/∂y = 2y = 6. Але y входить у f у першому степені: похідна доданка 2y "
                "дорівнює 2.",
                ru="Вы взяли ∂f/∂y = 2y = 6. Но y входит в f в первой степени: производная слагаемого 2y "
                "равна 2.",
            ),
            Mistake(
                20 / 7,
                uk="Ви поділили на 3 + 4 = 7. Довжину вектора (3, 4) знаходять за теоремою Піфагора: вона "
                "дорівнює 5.",
                ru="Вы разделили на 3 + 4 = 7. Длину вектора (3, 4) находят по теореме Пифагора: она равна "
                "5.",
            ),
        ),
    ),
    Exercise(
        name="gradient_descent",
        chapter="01",
        reference=gradient_descent,
        cases=(
            (bowl_gradient, np.array([2.0, 1.0]), 0.1, 3),
            (bowl_gradient, np.array([2.0, 1.0]), 0.1, 0),
            (bowl_gradient, np.array([-1.0, 2.0]), 0.3, 5),
            (valley_gradient, np.array([0.0, 0.5]), 0.05, 10),
            (bowl_gradient, np.array([0.0, 0.0]), 0.1, 4),
        ),
        mistakes=(
            Mistake(
                _climb,
                uk="Ви додаєте градієнт і піднімаєтеся вгору. Щоб спускатися, його віднімають.",
                ru="Вы прибавляете градиент и поднимаетесь вверх. Чтобы спускаться, его вычитают.",
            ),
            Mistake(
                lambda gradient, theta, lr, steps: theta - steps * lr * gradient(theta),
                uk="Градієнт пораховано один раз, у початковій точці. Після кожного кроку його треба "
                "рахувати заново.",
                ru="Градиент посчитан один раз, в начальной точке. После каждого шага его нужно считать "
                "заново.",
            ),
            Mistake(
                lambda gradient, theta, lr, steps: theta - lr * gradient(theta),
                uk="Зроблено рівно один крок. Кроків має бути steps (можливо, жодного).",
                ru="Сделан ровно один шаг. Шагов должно быть steps (возможно, ни одного).",
            ),
            Mistake(
                lambda gradient, theta, lr, steps: gradient_descent(gradient, theta, 1.0, steps),
                uk="Забуто швидкість навчання lr: крок дорівнює всьому градієнту.",
                ru="Забыта скорость обучения lr: шаг равен всему градиенту.",
            ),
            Mistake(
                _descend_with_a_unit_gradient,
                uk="Ви поділили градієнт на його довжину. У звичайному спуску цього не роблять: "
                "біля мінімуму градієнт малий, і кроки зменшуються самі.",
                ru="Вы разделили градиент на его длину. В обычном спуске этого не делают: "
                "возле минимума градиент мал, и шаги уменьшаются сами.",
            ),
            Mistake(
                _descend_returning_inside_the_loop,
                uk="Рядок return стоїть у циклі, тому функція закінчується на першому ж кроці. Зсуньте "
                "return ліворуч, урівень із for.",
                ru="Строка return стоит внутри цикла, поэтому функция заканчивается на первом же шаге. "
                "Сдвиньте return влево, вровень с for.",
            ),
            Mistake(
                lambda gradient, theta, lr, steps: gradient_descent(gradient, theta, lr, steps + 1),
                uk="Зроблено на один крок більше, ніж треба: for _ in range(steps) повторюється рівно steps "
                "разів.",
                ru="Сделано на один шаг больше, чем нужно: for _ in range(steps) повторяется ровно steps "
                "раз.",
            ),
            Mistake(
                lambda gradient, theta, lr, steps: gradient_descent(gradient, theta, lr, steps - 1),
                uk="Зроблено на один крок менше, ніж треба. Чи не пишете ви range(1, steps) або range(steps "
                "- 1)?",
                ru="Сделано на один шаг меньше, чем нужно. Не пишете ли вы range(1, steps) или range(steps "
                "- 1)?",
            ),
        ),
    ),
    Exercise(
        name="neuron_gradient",
        chapter="01",
        reference=neuron_gradient,
        cases=((2.0, 0.5, -1.0, 1.0), (1.0, -2.0, 0.5, 0.0), (0.0, 1.0, 0.3, 1.0), (-1.5, 0.0, 0.0, 0.25)),
        mistakes=(
            Mistake(
                lambda x, w, b, y_true: tuple(-g for g in neuron_gradient(x, w, b, y_true)),
                uk="Усі знаки протилежні: ∂L/∂ŷ = ŷ − y, а не y − ŷ.",
                ru="Все знаки противоположны: ∂L/∂ŷ = ŷ − y, а не y − ŷ.",
            ),
            Mistake(
                _neuron_without_the_activation,
                uk="Пропущено ланку σ′(z) = ŷ(1 − ŷ): ви перейшли від ∂L/∂ŷ одразу до ∂L/∂z.",
                ru="Пропущено звено σ′(z) = ŷ(1 − ŷ): вы перешли от ∂L/∂ŷ сразу к ∂L/∂z.",
            ),
            Mistake(
                _neuron_with_sigmoid_twice,
                uk="Сигмоїду застосовано двічі: ŷ — це вже σ(z), тож σ′(z) = ŷ(1 − ŷ), без σ(ŷ).",
                ru="Сигмоида применена дважды: ŷ — это уже σ(z), поэтому σ′(z) = ŷ(1 − ŷ), без σ(ŷ).",
            ),
            Mistake(
                lambda x, w, b, y_true: tuple(2 * g for g in neuron_gradient(x, w, b, y_true)),
                uk="Усе вдвічі більше: множник ½ у L скорочується з двійкою від похідної квадрата.",
                ru="Всё вдвое больше: множитель ½ в L сокращается с двойкой от производной квадрата.",
            ),
            Mistake(
                lambda x, w, b, y_true: neuron_gradient(x, w, b, y_true)[::-1],
                uk="Переплутано x і w: ∂z/∂w = x, а ∂z/∂x = w. Порядок відповіді: за w, за b, за x.",
                ru="Перепутаны x и w: ∂z/∂w = x, а ∂z/∂x = w. Порядок ответа: по w, по b, по x.",
            ),
            Mistake(_neuron_in_the_order_x_w_b, **WRONG_ORDER),
            Mistake(_neuron_in_the_order_w_x_b, **WRONG_ORDER),
            Mistake(
                _neuron_with_z_in_the_slope,
                uk="У похідній сигмоїди стоїть z(1 − z). Формула σ(1 − σ) — про вихід: σ′(z) = ŷ(1 − ŷ).",
                ru="В производной сигмоиды стоит z(1 − z). В формуле σ(1 − σ) речь о выходе: σ′(z) = ŷ(1 − "
                "ŷ).",
            ),
            Mistake(
                lambda x, w, b, y_true: tuple(g / 2 for g in neuron_gradient(x, w, b, y_true)),
                uk="Усе вдвічі менше: множник ½ уже скоротився з двійкою від похідної квадрата, тож ∂L/∂ŷ = "
                "ŷ − y.",
                ru="Всё вдвое меньше: множитель ½ уже сократился с двойкой от производной квадрата, и ∂L/∂ŷ "
                "= ŷ − y.",
            ),
            Mistake(
                _neuron_with_the_loss_for_its_derivative,
                uk="Назад пішло саме значення L. Зворотний прохід починається з похідної ∂L/∂ŷ = ŷ − y.",
                ru="Назад пошло само значение L. Обратный проход начинается с производной ∂L/∂ŷ = ŷ − y.",
            ),
            Mistake(
                _neuron_with_b_as_a_factor,
                uk="Похідну за b помножено на b. Але зсув у z = xw + b лише додають, тому ∂z/∂b = 1.",
                ru="Производная по b умножена на b. Но смещение в z = xw + b только прибавляют, поэтому "
                "∂z/∂b = 1.",
            ),
        ),
    ),
    Exercise(
        name="backward",
        chapter="01",
        reference=backward,
        cases=(
            ([[], [], [], [(0, 1.0), (1, 1.0)], [(1, 1.0), (2, 0.0)], [(3, 2.0), (4, 3.0)]],),
            ([[], [(0, 3.0), (0, 3.0)]],),
            ([[], [(0, 2.0)], [(1, 3.0)], [(2, 6.0)], [(3, -1.0)]],),
            ([[]],),
            ([[], [], [(0, 4.0)], [(0, 0.5), (1, -2.0)]],),
            ([[], [(0, 1.5)], [(0, -1.0), (1, 2.0)], [(1, 0.5), (2, 3.0), (0, 1.0)]],),
        ),
        mistakes=(
            Mistake(
                _backward_overwrites,
                uk="Градієнт вузла переписується, а не накопичується: якщо вузол ужито двічі, лишається один "
                "шлях. Потрібно +=.",
                ru="Градиент узла переписывается, а не накапливается: если узел использован дважды, остаётся "
                "один путь. Нужно +=.",
            ),
            Mistake(
                _backward_from_the_inputs,
                uk="Вузли перебрано від входів, або ж оброблено лише останній. Коли доходить черга до "
                "вузла, його градієнт ще нуль: переберіть усі, починаючи з останнього.",
                ru="Узлы перебраны от входов, или же обработан только последний. Когда доходит очередь до "
                "узла, его градиент ещё нуль: переберите все, начиная с последнего.",
            ),
            Mistake(
                lambda graph: [0.0] * len(graph),
                uk="Скрізь нулі: забуто почати з одиниці, ∂f/∂f = 1 для останнього вузла.",
                ru="Везде нули: начинать нужно с единицы, ∂f/∂f = 1 для последнего узла.",
            ),
            Mistake(
                _backward_without_the_product,
                uk="Ви додаєте самі локальні похідні. Кожну треба помножити на градієнт вузла, з якого "
                "йдемо.",
                ru="Вы складываете сами локальные производные. Каждую нужно умножить на градиент узла, из "
                "которого идём.",
            ),
            Mistake(
                _backward_with_ones_everywhere,
                uk="На початку в усіх вузлах стоїть одиниця. Вона належить лише останньому, решта "
                "починають із нуля.",
                ru="В начале во всех узлах стоит единица. Она нужна только последнему, остальные "
                "начинают с нуля.",
            ),
            Mistake(
                _backward_with_the_parents_gradient,
                uk="Локальну похідну помножено на градієнт батька, а він ще нульовий. Множте на градієнт "
                "вузла, з якого йдете.",
                ru="Локальная производная умножена на градиент родителя, а он ещё нулевой. Умножайте на "
                "градиент узла, из которого идёте.",
            ),
            Mistake(
                _backward_through_a_dictionary,
                uk="Якщо батько стоїть у списку двічі, другий шлях губиться: словник тримає для кожного "
                "ключа одне значення. Перебирайте сам список пар.",
                ru="Если родитель стоит в списке дважды, один из путей теряется: словарь хранит для каждого "
                "ключа одно значение. Перебирайте сам список пар.",
            ),
        ),
    ),
)
