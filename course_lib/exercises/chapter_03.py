"""Exercises of chapter 03, backpropagation: from one weight to a three-layer network."""

import numpy as np

from course_lib.exercises.exercise import Answer, Exercise, Mistake


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# 1. output_weight: h = 0.4, w = 0.3, ŷ = 0.8, y = 0

OUTPUT_WEIGHT = Answer(
    name="output_weight",
    chapter="03",
    value=0.8 * 0.8 * 0.2 * 0.4,
    mistakes=(
        Mistake(
            wrong=-0.8 * 0.8 * 0.2 * 0.4,
            uk="Знак протилежний: ∂L/∂ŷ = ŷ − y = 0.8 − 0, а не y − ŷ.",
            ru="Знак противоположный: ∂L/∂ŷ = ŷ − y = 0.8 − 0, а не y − ŷ.",
        ),
        Mistake(
            wrong=0.8 * 0.8 * 0.2,
            uk="Це ∂L/∂z. Вага множить h, тому лишився ще множник h = 0.4.",
            ru="Это ∂L/∂z. Вес умножает h, поэтому остался ещё множитель h = 0.4.",
        ),
        Mistake(
            wrong=0.8 * 0.4,
            uk="Пропущено похідну сигмоїди: σ′(z) = ŷ(1 − ŷ) = 0.8 · 0.2.",
            ru="Пропущена производная сигмоиды: σ′(z) = ŷ(1 − ŷ) = 0.8 · 0.2.",
        ),
        Mistake(
            wrong=0.8 * 0.2 * 0.4,
            uk="Бракує одного множника 0.8. Їх два: похибка ŷ − y = 0.8 і перший множник похідної сигмоїди, "
            "ŷ = 0.8.",
            ru="Не хватает одного множителя 0.8. Их два: ошибка ŷ − y = 0.8 и первый множитель производной "
            "сигмоиды, ŷ = 0.8.",
        ),
        Mistake(
            wrong=0.8 * 0.8 * 0.2 * 0.3,
            uk="Ви помножили на саму вагу w = 0.3: так знаходять ∂L/∂h. Похідна z за вагою дорівнює h.",
            ru="Вы умножили на сам вес w = 0.3: так находят ∂L/∂h. Производная z по весу равна h.",
        ),
        Mistake(
            wrong=0.8 * 0.8 * 0.2 * 0.4 / 2,
            uk="Удвічі менше, ніж треба: множник ½ уже скоротився з двійкою від похідної квадрата.",
            ru="Вдвое меньше, чем нужно: множитель ½ уже сократился с двойкой от производной квадрата.",
        ),
        Mistake(
            wrong=2 * 0.8 * 0.8 * 0.2 * 0.4,
            uk="Удвічі більше, ніж треба: двійка від похідної квадрата скорочується з ½.",
            ru="Вдвое больше, чем нужно: двойка от производной квадрата сокращается с ½.",
        ),
        Mistake(
            wrong=0.8**2 / 2 * 0.8 * 0.2 * 0.4,
            uk="Назад пішло саме L. Зворотний прохід починається з похідної ∂L/∂ŷ = ŷ − y.",
            ru="Назад пошло само L. Обратный проход начинается с производной ∂L/∂ŷ = ŷ − y.",
        ),
    ),
)

# 2. narrow_gradient: the printed formulas hold two slips


def narrow_gradient(x, w1, w2, w3, y_true):
    """∂L/∂w1, ∂L/∂w2, ∂L/∂w3 for ŷ = tanh(tanh(x·w1)·w2)·w3 and L = ½(y − ŷ)²."""
    a1 = np.tanh(x * w1)
    a2 = np.tanh(a1 * w2)
    d = a2 * w3 - y_true
    grad_w3 = d * a2
    d = d * w3 * (1 - a2**2)
    grad_w2 = d * a1
    d = d * w2 * (1 - a1**2)
    return d * x, grad_w2, grad_w3


def narrow_with_w2_for_w1(x, w1, w2, w3, y_true):
    grad_w1, grad_w2, grad_w3 = narrow_gradient(x, w1, w2, w3, y_true)
    return grad_w1 * (1 - np.tanh(x * w2) ** 2) / (1 - np.tanh(x * w1) ** 2), grad_w2, grad_w3


def narrow_without_minus(x, w1, w2, w3, y_true):
    return tuple(-g for g in narrow_gradient(x, w1, w2, w3, y_true))


def narrow_as_printed(x, w1, w2, w3, y_true):
    return tuple(-g for g in narrow_with_w2_for_w1(x, w1, w2, w3, y_true))


def narrow_with_x_for_a1(x, w1, w2, w3, y_true):
    grad_w1, grad_w2, grad_w3 = narrow_gradient(x, w1, w2, w3, y_true)
    return grad_w1, grad_w2 / np.tanh(x * w1) * x, grad_w3


def narrow_without_weights(x, w1, w2, w3, y_true):
    grad_w1, grad_w2, grad_w3 = narrow_gradient(x, w1, w2, w3, y_true)
    return grad_w1 / (w2 * w3), grad_w2 / w3, grad_w3


def narrow_with_slope(slope):
    """The gradients with another derivative of the neurons, slope(a) instead of 1 − a²."""
    def wrong(x, w1, w2, w3, y_true):
        a1 = np.tanh(x * w1)
        a2 = np.tanh(a1 * w2)
        d = a2 * w3 - y_true
        grad_w3 = d * a2
        d = d * w3 * slope(a2)
        grad_w2 = d * a1
        d = d * w2 * slope(a1)
        return d * x, grad_w2, grad_w3

    return wrong


NARROW_GRADIENT = Exercise(
    name="narrow_gradient",
    chapter="03",
    reference=narrow_gradient,
    cases=((0.5, 1.0, -2.0, 1.5, 1.0), (-1.0, 0.4, 0.8, -0.5, 0.0), (2.0, -0.3, 1.2, 2.0, -1.0)),
    mistakes=(
        Mistake(
            wrong=narrow_as_printed,
            uk="Обидві помилки лишилися: знак усіх трьох похідних і w2 там, де має бути w1.",
            ru="Обе опечатки остались: знак всех трёх производных и w2 там, где должно быть w1.",
        ),
        Mistake(
            wrong=narrow_without_minus,
            uk="Одну помилку виправлено, лишився знак: ∂L/∂ŷ = −(y − ŷ) = ŷ − y.",
            ru="Одна опечатка исправлена, остался знак: ∂L/∂ŷ = −(y − ŷ) = ŷ − y.",
        ),
        Mistake(
            wrong=narrow_with_w2_for_w1,
            uk="Знак виправлено. Друга помилка — у ∂L/∂w1: перший нейрон обчислив f(x·w1), тож і його "
            "похідну беруть у точці x·w1.",
            ru="Знак исправлен. Вторая опечатка — в ∂L/∂w1: первый нейрон вычислил f(x·w1), значит, и "
            "производная его берётся в точке x·w1.",
        ),
        Mistake(
            wrong=narrow_with_slope(lambda a: 1),
            uk="Пропущено похідні функції активації. На шляху крізь нейрон є множник f′(z) = 1 − a².",
            ru="Пропущены производные функции активации. На пути через нейрон есть множитель f′(z) = 1 − a².",
        ),
        Mistake(
            wrong=narrow_with_slope(lambda a: a * (1 - a)),
            uk="Похідна a(1 − a) — у сигмоїди. Тут f = tanh, і її похідна 1 − a².",
            ru="Производная a(1 − a) — у сигмоиды. Здесь f = tanh, и её производная 1 − a².",
        ),
        Mistake(
            wrong=narrow_with_slope(lambda a: 1 - np.tanh(a) ** 2),
            uk="Тангенс застосовано двічі: a — це вже tanh z, тому f′(z) = 1 − a², без tanh(a).",
            ru="Тангенс применён дважды: a — это уже tanh z, поэтому f′(z) = 1 − a², без tanh(a).",
        ),
        Mistake(
            wrong=lambda x, w1, w2, w3, y_true: tuple(2 * g for g in narrow_gradient(x, w1, w2, w3, y_true)),
            uk="Усе вдвічі більше: у цій L стоїть ½, і воно скорочується з двійкою від похідної квадрата.",
            ru="Всё вдвое больше: в этих потерях стоит ½, и она сокращается с двойкой от производной "
            "квадрата.",
        ),
        Mistake(
            wrong=lambda x, w1, w2, w3, y_true: narrow_gradient(x, w1, w2, w3, y_true)[::-1],
            uk="Числа правильні, а порядок зворотний. Повертайте похідні за w1, w2, w3.",
            ru="Числа верные, а порядок обратный. Верните производные в порядке w1, w2, w3.",
        ),
        Mistake(
            wrong=narrow_with_x_for_a1,
            uk="У ∂L/∂w2 стоїть x замість a1. Вага w2 множить вихід першого нейрона, а не вхід мережі.",
            ru="В ∂L/∂w2 стоит x вместо a1. Вес w2 умножает выход первого нейрона, а не вход сети.",
        ),
        Mistake(
            wrong=narrow_without_weights,
            uk="Пропущено ваги: між двома нейронами градієнт множиться ще й на вагу, спершу w3, далі w2.",
            ru="Пропущены веса: между двумя нейронами градиент умножается ещё и на вес, сначала w3, "
            "затем w2.",
        ),
    ),
)

# 3. chain_backward: any depth, one accumulated d


def chain_activations(x, weights):
    """[a0, a1, …] before each weight, and the prediction: tanh after every weight but the last."""
    activations = [x]
    for w in weights[:-1]:
        activations.append(np.tanh(activations[-1] * w))
    return activations, activations[-1] * weights[-1]


def chain_backward(x, weights, y_true):
    """[∂L/∂w1, …, ∂L/∂wm] for L = ½(y − ŷ)², m products for the weights and m − 1 steps for d."""
    activations, y_pred = chain_activations(x, weights)
    d = y_pred - y_true
    gradients = []
    for w, a in zip(reversed(weights), reversed(activations)):
        gradients.append(d * a)
        d = d * w * (1 - a**2)
    return gradients[::-1]


def chain_with_lost_minus(x, weights, y_true):
    return [-g for g in chain_backward(x, weights, y_true)]


def chain_from_the_end(x, weights, y_true):
    return chain_backward(x, weights, y_true)[::-1]


def chain_with_slope(slope):
    """The gradients with another derivative of the neurons, slope(a) instead of 1 − a²."""
    def wrong(x, weights, y_true):
        activations, y_pred = chain_activations(x, weights)
        d, gradients = y_pred - y_true, []
        for w, a in zip(reversed(weights), reversed(activations)):
            gradients.append(d * a)
            d = d * w * slope(a)
        return gradients[::-1]

    return wrong


def chain_without_weights(x, weights, y_true):
    activations, y_pred = chain_activations(x, weights)
    d, gradients = y_pred - y_true, []
    for a in reversed(activations):
        gradients.append(d * a)
        d = d * (1 - a**2)
    return gradients[::-1]


def chain_moves_d_first(x, weights, y_true):
    activations, y_pred = chain_activations(x, weights)
    d, gradients = y_pred - y_true, []
    for w, a in zip(reversed(weights), reversed(activations)):
        d = d * w * (1 - a**2)
        gradients.append(d * a)
    return gradients[::-1]


def chain_with_next_weight(x, weights, y_true):
    activations, y_pred = chain_activations(x, weights)
    d, gradients = y_pred - y_true, []
    for k in reversed(range(len(weights))):
        gradients.append(d * activations[k])
        d = d * weights[max(k - 1, 0)] * (1 - activations[k] ** 2)
    return gradients[::-1]


def chain_with_active_output(x, weights, y_true):
    activations, z = chain_activations(x, weights)
    y_pred = np.tanh(z)
    d, gradients = (y_pred - y_true) * (1 - y_pred**2), []
    for w, a in zip(reversed(weights), reversed(activations)):
        gradients.append(d * a)
        d = d * w * (1 - a**2)
    return gradients[::-1]


def chain_without_accumulating(x, weights, y_true):
    activations, y_pred = chain_activations(x, weights)
    d, gradients = y_pred - y_true, []
    for w, a in zip(reversed(weights), reversed(activations)):
        gradients.append(d * a)
        d = (y_pred - y_true) * w * (1 - a**2)
    return gradients[::-1]


CHAIN_BACKWARD = Exercise(
    name="chain_backward",
    chapter="03",
    reference=chain_backward,
    cases=(
        (0.5, [1.0, -2.0, 1.5], 1.0),
        (2.0, [0.5], 0.0),
        (-1.0, [0.7, 1.3], 0.5),
        (0.8, [1.1, -0.6, 0.9, 2.0, -1.4], -1.0),
        (0.0, [1.0, 2.0, 3.0], 1.0),
    ),
    mistakes=(
        Mistake(
            wrong=chain_with_lost_minus,
            uk="Усі знаки протилежні: починайте з d = ŷ − y.",
            ru="Все знаки противоположны: начинайте с d = ŷ − y.",
        ),
        Mistake(
            wrong=chain_from_the_end,
            uk="Список іде від останньої ваги до першої. Розверніть його: перша похідна — за w1.",
            ru="Список идёт от последнего веса к первому. Разверните его: первая производная — по w1.",
        ),
        Mistake(
            wrong=chain_with_slope(lambda a: 1),
            uk="У кроці d пропущено f′: крізь нейрон градієнт проходить із множником 1 − a².",
            ru="В шаге d пропущена f′: через нейрон градиент проходит с множителем 1 − a².",
        ),
        Mistake(
            wrong=chain_with_slope(lambda a: a * (1 - a)),
            uk="Похідна a(1 − a) — у сигмоїди. Тут tanh, і похідна 1 − a².",
            ru="Производная a(1 − a) — у сигмоиды. Здесь tanh, и производная 1 − a².",
        ),
        Mistake(
            wrong=chain_without_weights,
            uk="У кроці d пропущено вагу: між двома нейронами стоїть множник w.",
            ru="В шаге d пропущен вес: между двумя нейронами стоит множитель w.",
        ),
        Mistake(
            wrong=chain_moves_d_first,
            uk="d просунуто зарано. Спершу похідна за вагою, d·a, і лише потім крок d крізь цю вагу.",
            ru="d продвинуто слишком рано. Сначала производная по весу, d·a, и лишь затем шаг d через этот "
            "вес.",
        ),
        Mistake(
            wrong=chain_with_next_weight,
            uk="У кроці d узято вагу попереднього шару. Градієнт проходить крізь ту саму вагу, для якої ви "
            "щойно знайшли похідну.",
            ru="В шаге d взят вес предыдущего слоя. Градиент проходит через тот самый вес, для которого вы "
            "только что нашли производную.",
        ),
        Mistake(
            wrong=lambda x, weights, y_true: [2 * g for g in chain_backward(x, weights, y_true)],
            uk="Усе вдвічі більше: у цих втратах стоїть ½, і двійка від квадрата з нею скорочується.",
            ru="Всё вдвое больше: в этих потерях стоит ½, и двойка от квадрата с ней сокращается.",
        ),
        Mistake(
            wrong=chain_with_active_output,
            uk="Ви застосували f і після останньої ваги. У цій мережі вихід лінійний: ŷ = a·w.",
            ru="Вы применили f и после последнего веса. В этой сети выход линейный: ŷ = a·w.",
        ),
        Mistake(
            wrong=chain_without_accumulating,
            uk="d щоразу починається знову з ŷ − y. Множте те d, яке вже накопичено: d = d * ….",
            ru="d каждый раз начинается заново с ŷ − y. Умножайте то d, которое уже накоплено: d = d * ….",
        ),
    ),
)

# 4. linear_backward


def linear_backward(x, w, grad):
    """∂L/∂W, ∂L/∂b, ∂L/∂X of Z = X·W + b from G = ∂L/∂Z."""
    return x.T @ grad, grad.sum(axis=0), grad @ w.T


def linear_case(n, n_in, n_out, seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, n_in)), rng.normal(size=(n_in, n_out)), rng.normal(size=(n, n_out))


LINEAR_BACKWARD = Exercise(
    name="linear_backward",
    chapter="03",
    reference=linear_backward,
    cases=(
        linear_case(4, 3, 2, seed=1),
        linear_case(1, 2, 3, seed=2),
        linear_case(3, 3, 3, seed=3),
        linear_case(5, 2, 1, seed=4),
    ),
    mistakes=(
        Mistake(
            wrong=lambda x, w, grad: (grad.T @ x, grad.sum(axis=0), grad @ w.T),
            uk="∂L/∂W у вас транспоновано: градієнт має форму самої W, тобто Xᵀ·G.",
            ru="∂L/∂W у вас транспонирована: градиент имеет форму самой W, то есть Xᵀ·G.",
        ),
        Mistake(
            wrong=lambda x, w, grad: (x @ grad, grad.sum(axis=0), grad @ w.T),
            uk="У ∂L/∂W бракує транспонування X. Якщо X квадратна, такий добуток існує, але числа в ньому "
            "інші; якщо ні, форми не збігаються. Потрібно Xᵀ·G.",
            ru="В ∂L/∂W не хватает транспонирования X. Если X квадратная, такое произведение существует, но "
            "числа в нём другие; если нет, формы не согласуются. Нужно Xᵀ·G.",
        ),
        Mistake(
            wrong=lambda x, w, grad: (x.T @ grad, grad.sum(axis=0), grad @ w),
            uk="У ∂L/∂X бракує транспонування W. На квадратній матриці це не впаде, але дасть неправильні "
            "числа. Потрібно G·Wᵀ.",
            ru="В ∂L/∂X не хватает транспонирования W. На квадратной матрице Python не пожалуется, но "
            "числа будут неверными. Нужно G·Wᵀ.",
        ),
        Mistake(
            wrong=lambda x, w, grad: (x.T @ grad, grad.sum(axis=0), w @ grad.T),
            uk="∂L/∂X у вас транспоновано: має бути G·Wᵀ форми самої X.",
            ru="∂L/∂X у вас транспонирована: должно быть G·Wᵀ той же формы, что и X.",
        ),
        Mistake(
            wrong=lambda x, w, grad: (x.T @ grad, grad, grad @ w.T),
            uk="Градієнт за зсувом не підсумовано: b один на всі рядки, тому внески рядків додаються.",
            ru="Градиент по смещению не просуммирован: b одно на все строки, поэтому вклады строк "
            "складываются.",
        ),
        Mistake(
            wrong=lambda x, w, grad: (x.T @ grad, grad.mean(axis=0), grad @ w.T),
            uk="Для зсуву ви усереднили рядки. Шар лише додає: на n ділить функція втрат, і це вже є в G.",
            ru="Для смещения вы усреднили строки. Слой только складывает: на n делит функция потерь, и это "
            "уже есть в G.",
        ),
        Mistake(
            wrong=lambda x, w, grad: (x.T @ grad / len(x), grad.sum(axis=0) / len(x), grad @ w.T),
            uk="∂L/∂W і ∂L/∂b поділено на кількість рядків. Ділення вже зробила функція втрат: воно є в G.",
            ru="∂L/∂W и ∂L/∂b разделены на количество строк. Деление уже сделала функция потерь: оно есть "
            "в G.",
        ),
        Mistake(
            wrong=lambda x, w, grad: (x.T @ grad, grad.sum(axis=1), grad @ w.T),
            uk="Для зсуву складено не те: axis=1 додає виходи одного рядка. Додавайте рядки, axis=0.",
            ru="Для смещения сложено не то: axis=1 складывает выходы одной строки. Складывайте строки, "
            "axis=0.",
        ),
        Mistake(
            wrong=lambda x, w, grad: (x.T @ grad, grad.sum(), grad @ w.T),
            uk="grad.sum() без axis=0 склало всю матрицю в одне число. У кожного виходу свій зсув.",
            ru="grad.sum() без axis=0 сложила всю матрицу в одно число. У каждого выхода своё смещение.",
        ),
        Mistake(
            wrong=lambda x, w, grad: (grad @ w.T, x.T @ grad, grad.sum(axis=0)),
            uk="Числа правильні, а порядок не той. Повертайте ∂L/∂W, ∂L/∂b, ∂L/∂X.",
            ru="Числа верные, а порядок не тот. Верните ∂L/∂W, ∂L/∂b, ∂L/∂X.",
        ),
    ),
)

# 5. two_layer_backward: ReLU, sigmoid, binary cross-entropy


def two_layer_backward(x, y_true, w1, b1, w2, b2):
    """∂L/∂W1, ∂L/∂b1, ∂L/∂W2, ∂L/∂b2."""
    z1 = x @ w1 + b1
    a1 = np.maximum(z1, 0)
    a2 = sigmoid(a1 @ w2 + b2)
    dz2 = (a2 - y_true) / y_true.size
    dz1 = (dz2 @ w2.T) * (z1 > 0)
    return x.T @ dz1, dz1.sum(axis=0), a1.T @ dz2, dz2.sum(axis=0)


def two_layer_from(x, y_true, w1, b1, w2, b2, *, factor=lambda a2: 1, mask=lambda z1, da1, dz2: z1 > 0,
                   features=lambda z1, a1: a1, add=lambda dz: dz.sum(axis=0)):
    """Two-layer gradients with what a reader may get wrong on the way back."""
    z1 = x @ w1 + b1
    a1 = np.maximum(z1, 0)
    a2 = sigmoid(a1 @ w2 + b2)
    dz2 = (a2 - y_true) / y_true.size * factor(a2)
    da1 = dz2 @ w2.T
    dz1 = da1 * mask(z1, da1, dz2)
    return x.T @ dz1, add(dz1), features(z1, a1).T @ dz2, add(dz2)


def two_layer_scaled(factor):
    def wrong(x, y_true, w1, b1, w2, b2):
        return tuple(factor(y_true) * g for g in two_layer_backward(x, y_true, w1, b1, w2, b2))

    return wrong


def two_layer_in_order_found(*case):
    grad_w1, grad_b1, grad_w2, grad_b2 = two_layer_backward(*case)
    return grad_w2, grad_b2, grad_w1, grad_b1


def two_layer_case(n, sizes, seed):
    rng = np.random.default_rng(seed)
    n_in, n_hidden, n_out = sizes
    return (rng.normal(size=(n, n_in)), rng.integers(0, 2, (n, n_out)).astype(float),
            rng.normal(size=(n_in, n_hidden)), rng.normal(size=n_hidden),
            rng.normal(size=(n_hidden, n_out)), rng.normal(size=n_out))


TWO_LAYER_BACKWARD = Exercise(
    name="two_layer_backward",
    chapter="03",
    reference=two_layer_backward,
    cases=(two_layer_case(4, (2, 3, 1), 1), two_layer_case(6, (3, 5, 2), 2), two_layer_case(1, (2, 4, 1), 3)),
    mistakes=(
        Mistake(
            wrong=two_layer_scaled(lambda y_true: y_true.size),
            uk="Забуто поділити на n: втрати — середнє, тому dz2 = (a2 − y)/n.",
            ru="Забыто деление на n: потери — среднее, поэтому dz2 = (a2 − y)/n.",
        ),
        Mistake(
            wrong=two_layer_scaled(lambda y_true: y_true.shape[1]),
            uk="Ви ділите на кількість рядків, а n тут — кількість усіх елементів y.",
            ru="Вы делите на количество строк, а n здесь — количество всех элементов y.",
        ),
        Mistake(
            wrong=two_layer_scaled(lambda y_true: -1),
            uk="Загублено мінус: dz2 = (a2 − y)/n, передбачення мінус правильна відповідь.",
            ru="Потерян минус: dz2 = (a2 − y)/n, предсказание минус правильный ответ.",
        ),
        Mistake(
            wrong=lambda *case: two_layer_from(*case, factor=lambda a2: a2 * (1 - a2)),
            uk="Похідну сигмоїди враховано двічі: a2(1 − a2) вже скоротилося зі знаменником похідної "
            "перехресної ентропії.",
            ru="Производная сигмоиды учтена дважды: a2(1 − a2) уже сократилось со знаменателем производной "
            "перекрёстной энтропии.",
        ),
        Mistake(
            wrong=lambda *case: two_layer_from(*case, factor=lambda a2: 1 / (a2 * (1 - a2))),
            uk="Забуто похідну сигмоїди: ви взяли dz2 = ∂L/∂a2. Помножте її на a2(1 − a2): знаменник "
            "скоротиться.",
            ru="Забыта производная сигмоиды: вы взяли dz2 = ∂L/∂a2. Умножьте её на a2(1 − a2): знаменатель "
            "сократится.",
        ),
        Mistake(
            wrong=lambda *case: two_layer_from(*case, mask=lambda z1, da1, dz2: 1),
            uk="Крізь ReLU градієнт пройшов без маски: вимкнені нейрони, z1 ≤ 0, мають його зупинити.",
            ru="Через ReLU градиент прошёл без маски: выключенные нейроны, z1 ≤ 0, должны его остановить.",
        ),
        Mistake(
            wrong=lambda *case: two_layer_from(*case, mask=lambda z1, da1, dz2: da1 > 0),
            uk="Маску взято не з того тензора: da1 > 0 питає про знак градієнта, а ReLU дивився на z1.",
            ru="Маска взята не из того тензора: da1 > 0 спрашивает о знаке градиента, а ReLU смотрел на z1.",
        ),
        Mistake(
            wrong=lambda *case: two_layer_from(*case, mask=lambda z1, da1, dz2: dz2 > 0),
            uk="Маску взято з dz2, з іншого шару. Потрібна та, що на вході ReLU: z1 > 0.",
            ru="Маска взята из dz2, из другого слоя. Нужна та, что на входе ReLU: z1 > 0.",
        ),
        Mistake(
            wrong=lambda *case: two_layer_from(*case, features=lambda z1, a1: z1),
            uk="У ∂L/∂W2 стоїть z1. На W2 множили вихід ReLU, тому потрібно a1ᵀ·dz2.",
            ru="В ∂L/∂W2 стоит z1. На W2 умножали выход ReLU, поэтому нужно a1ᵀ·dz2.",
        ),
        Mistake(
            wrong=lambda *case: two_layer_from(*case, add=lambda dz: dz),
            uk="Градієнти зсувів не підсумовано за рядками: потрібно dz.sum(axis=0).",
            ru="Градиенты смещений не просуммированы по строкам: нужно dz.sum(axis=0).",
        ),
        Mistake(
            wrong=two_layer_in_order_found,
            uk="Числа правильні, а порядок не той. Поверніть dW1, db1, dW2, db2.",
            ru="Числа верные, а порядок не тот. Верните dW1, db1, dW2, db2.",
        ),
    ),
)

# 6. hidden_weight: x = 5, h = 0.5, ŷ = (0.8, 0.6), y = (1, 0), w = (3, −2)

HIDDEN_WEIGHT = Answer(
    name="hidden_weight",
    chapter="03",
    value=(-0.2 * 3 + 0.6 * -2) * 0.25 * 5,
    mistakes=(
        Mistake(
            wrong=-1.8,
            uk="Це ∂E/∂h: похибки, що повернулися до нейрона. Лишилися його похідна h(1 − h) = 0.25 "
            "та вхід x = 5.",
            ru="Это ∂E/∂h: ошибки, вернувшиеся к нейрону. Остались его производная h(1 − h) = 0.25 и "
            "вход x = 5.",
        ),
        Mistake(
            wrong=2.25,
            uk="Модуль правильний, а знак ні: похибка виходу — це ŷ − y.",
            ru="Модуль верный, а знак нет: ошибка выхода — это ŷ − y.",
        ),
        Mistake(
            wrong=-0.75,
            uk="Враховано лише перший вихід. Від нейрона ведуть два шляхи, внески додаються.",
            ru="Учтён только первый выход. От нейрона ведут два пути, вклады складываются.",
        ),
        Mistake(
            wrong=-1.5,
            uk="Враховано лише другий вихід. Від нейрона ведуть два шляхи, внески додаються.",
            ru="Учтён только второй выход. От нейрона ведут два пути, вклады складываются.",
        ),
        Mistake(
            wrong=-9.0,
            uk="Забуто похідну прихованого нейрона: h(1 − h) = 0.25.",
            ru="Забыта производная скрытого нейрона: h(1 − h) = 0.25.",
        ),
        Mistake(
            wrong=-4.5,
            uk="Замість похідної h(1 − h) = 0.25 стоїть саме h = 0.5.",
            ru="Вместо производной h(1 − h) = 0.25 стоит само h = 0.5.",
        ),
        Mistake(
            wrong=-0.45,
            uk="Це похідна за сумою на вході нейрона. Вага множить x, тож лишився множник x = 5.",
            ru="Это производная по сумме на входе нейрона. Вес умножает x, и остался множитель x = 5.",
        ),
        Mistake(
            wrong=-1.125,
            uk="Ви усереднили виходи. В E стоїть сума, а не середнє, тому ділити на 2 не треба.",
            ru="Вы усреднили выходы. В E стоит сумма, а не среднее, поэтому делить на 2 не нужно.",
        ),
        Mistake(
            wrong=(-0.2 * 0.16 * 3 + 0.6 * 0.24 * -2) * 0.25 * 5,
            uk="Зайві множники ŷ(1 − ŷ) на виходах: вони вже скоротилися з похідною E.",
            ru="Лишние множители ŷ(1 − ŷ) на выходах: они уже сократились с производной E.",
        ),
        Mistake(
            wrong=(-0.2 + 0.6) * 0.25 * 5,
            uk="Похибки виходів треба зважити: кожна повертається крізь свою вагу, 3 та −2.",
            ru="Ошибки выходов нужно взвесить: каждая возвращается через свой вес, 3 и −2.",
        ),
    ),
)

# 7. tied_step: one weight matrix used twice, two slips to mend


def tied_forward(x, w, v):
    h1 = np.tanh(x @ w)
    h2 = np.tanh(h1 @ w)
    return h1, h2, h2 @ v


def tied_gradients(x, y_true, w, v):
    """The two contributions to ∂L/∂W, late and early, and ∂L/∂v, for L = mse."""
    h1, h2, y_pred = tied_forward(x, w, v)
    d = 2 * (y_pred - y_true) / y_pred.size
    grad_v = h2.T @ d
    d = (d @ v.T) * (1 - h2**2)
    late = h1.T @ d
    d = (d @ w.T) * (1 - h1**2)
    return late, x.T @ d, grad_v


def tied_step(x, y_true, w, v, lr):
    """One step of gradient descent for ŷ = tanh(tanh(X·W)·W)·v -> new W, new v."""
    late, early, grad_v = tied_gradients(x, y_true, w, v)
    return w - lr * (late + early), v - lr * grad_v


def tied_with_new_v(x, y_true, w, v, lr):
    """v is updated before the gradient passes through it."""
    h1, h2, y_pred = tied_forward(x, w, v)
    d = 2 * (y_pred - y_true) / y_pred.size
    v = v - lr * h2.T @ d
    d = (d @ v.T) * (1 - h2**2)
    late = h1.T @ d
    d = (d @ w.T) * (1 - h1**2)
    return late, x.T @ d, v


def tied_as_printed(x, y_true, w, v, lr):
    _, early, v = tied_with_new_v(x, y_true, w, v, lr)
    return w - lr * early, v


def tied_updates_v_first(x, y_true, w, v, lr):
    late, early, v = tied_with_new_v(x, y_true, w, v, lr)
    return w - lr * (late + early), v


def tied_overwrites(x, y_true, w, v, lr):
    _, early, grad_v = tied_gradients(x, y_true, w, v)
    return w - lr * early, v - lr * grad_v


def tied_late_only(x, y_true, w, v, lr):
    late, _, grad_v = tied_gradients(x, y_true, w, v)
    return w - lr * late, v - lr * grad_v


def tied_halves(x, y_true, w, v, lr):
    late, early, grad_v = tied_gradients(x, y_true, w, v)
    return w - lr * (late + early) / 2, v - lr * grad_v


def tied_uphill(x, y_true, w, v, lr):
    return tied_step(x, y_true, w, v, -lr)


def tied_without_slope(first, second):
    """One of the two tanh passes the gradient on unchanged."""
    def wrong(x, y_true, w, v, lr):
        h1, h2, y_pred = tied_forward(x, w, v)
        d = 2 * (y_pred - y_true) / y_pred.size
        grad_v = h2.T @ d
        d = (d @ v.T) * (1 if second else 1 - h2**2)
        late = h1.T @ d
        d = (d @ w.T) * (1 if first else 1 - h1**2)
        return w - lr * (late + x.T @ d), v - lr * grad_v

    return wrong


def tied_updates_w_between(x, y_true, w, v, lr):
    h1, h2, y_pred = tied_forward(x, w, v)
    d = 2 * (y_pred - y_true) / y_pred.size
    grad_v = h2.T @ d
    d = (d @ v.T) * (1 - h2**2)
    w = w - lr * h1.T @ d
    d = (d @ w.T) * (1 - h1**2)
    return w - lr * x.T @ d, v - lr * grad_v


def tied_without_transpose(x, y_true, w, v, lr):
    h1, h2, y_pred = tied_forward(x, w, v)
    d = 2 * (y_pred - y_true) / y_pred.size
    grad_v = h2.T @ d
    d = (d @ v.T) * (1 - h2**2)
    grad_w = h1.T @ d
    d = (d @ w) * (1 - h1**2)
    return w - lr * (grad_w + x.T @ d), v - lr * grad_v


def tied_case(n, k, lr, seed):
    rng = np.random.default_rng(seed)
    x, y_true = rng.normal(size=(n, k)), rng.normal(size=(n, 1))
    return x, y_true, rng.normal(size=(k, k)), rng.normal(size=(k, 1)), lr


TIED_STEP = Exercise(
    name="tied_step",
    chapter="03",
    reference=tied_step,
    cases=(tied_case(4, 3, 0.5, 1), tied_case(1, 2, 0.1, 2), tied_case(5, 1, 0.2, 3)),
    mistakes=(
        Mistake(
            wrong=tied_as_printed,
            uk="Обидві помилки ще на місці. Пошукайте рядок, що переписує попередній, і рядок, який "
            "змінює вагу, що ще знадобиться.",
            ru="Обе ошибки ещё на месте. Поищите строку, которая затирает предыдущую, и строку, которая "
            "меняет вес, ещё нужный дальше.",
        ),
        Mistake(
            wrong=tied_updates_v_first,
            uk="Одну помилку виправлено. Друга: v оновлено раніше, ніж крізь нього пройшов градієнт. "
            "Спершу всі похідні, потім усі оновлення.",
            ru="Одна ошибка исправлена. Вторая: v обновлён раньше, чем через него прошёл градиент. "
            "Сначала все производные, потом все обновления.",
        ),
        Mistake(
            wrong=tied_overwrites,
            uk="Одну помилку виправлено. Друга: grad_w переписується, а W ужито двічі, тому внески "
            "додаються: +=.",
            ru="Одна ошибка исправлена. Вторая: grad_w затирается, а W использована дважды, поэтому вклады "
            "складываются: +=.",
        ),
        Mistake(
            wrong=tied_late_only,
            uk="Лишився тільки внесок другого вживання W. Перше, x @ w, теж дає свій: xᵀ·d.",
            ru="Остался только вклад второго использования W. Первое, x @ w, тоже даёт свой: xᵀ·d.",
        ),
        Mistake(
            wrong=tied_halves,
            uk="Внески двох шляхів ви усереднили. Правило кількох шляхів їх додає, без ділення на 2.",
            ru="Вклады двух путей вы усреднили. Правило нескольких путей их складывает, без деления на 2.",
        ),
        Mistake(
            wrong=tied_updates_w_between,
            uk="W оновлено між двома внесками, і другий пораховано вже з новою W. Спершу всі похідні, потім "
            "одне оновлення.",
            ru="W обновлена между двумя вкладами, и второй посчитан уже с новой W. Сначала все производные, "
            "потом одно обновление.",
        ),
        Mistake(
            wrong=tied_without_transpose,
            uk="Загублено транспонування: d @ w замість d @ w.T. Матриця квадратна, тому Python мовчить.",
            ru="Потеряно транспонирование: d @ w вместо d @ w.T. Матрица квадратная, поэтому Python молчит.",
        ),
        Mistake(
            wrong=tied_without_slope(first=True, second=False),
            uk="Крізь перший tanh градієнт пройшов без множника 1 − h1².",
            ru="Через первый tanh градиент прошёл без множителя 1 − h1².",
        ),
        Mistake(
            wrong=tied_without_slope(first=False, second=True),
            uk="Крізь другий tanh градієнт пройшов без множника 1 − h2².",
            ru="Через второй tanh градиент прошёл без множителя 1 − h2².",
        ),
        Mistake(
            wrong=tied_uphill,
            uk="Ваги пішли вгору: від них віднімають lr · градієнт, а похибка — це ŷ − y.",
            ru="Веса пошли вверх: из них вычитают lr · градиент, а ошибка — это ŷ − y.",
        ),
    ),
)

# 8. Affine: a layer with a scale and a shift for every feature


class Affine:
    """y = x ⊙ γ + β, the same γ and β (k,) for every row of x (N, k)."""

    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta

    def forward(self, x):
        self.x = x
        return x * self.gamma + self.beta

    def backward(self, grad):
        self.grad_gamma = (grad * self.x).sum(axis=0)
        self.grad_beta = grad.sum(axis=0)
        return grad * self.gamma


class AffineForgets(Affine):
    def forward(self, x):
        return x * self.gamma + self.beta


class AffineKeepsFirstInput(Affine):
    def forward(self, x):
        self.x = getattr(self, "x", x)
        return x * self.gamma + self.beta


class AffineWithoutSums(Affine):
    def backward(self, grad):
        self.grad_gamma, self.grad_beta = grad * self.x, grad
        return grad * self.gamma


class AffineWithoutBetaSum(Affine):
    def backward(self, grad):
        grad_x = super().backward(grad)
        self.grad_beta = grad
        return grad_x


class AffineWithoutInput(Affine):
    def backward(self, grad):
        self.grad_gamma = self.grad_beta = grad.sum(axis=0)
        return grad * self.gamma


class AffineKeepsOutput(Affine):
    def backward(self, grad):
        self.grad_gamma = (grad * (self.x * self.gamma + self.beta)).sum(axis=0)
        self.grad_beta = grad.sum(axis=0)
        return grad * self.gamma


class AffinePassesGradOn(Affine):
    def backward(self, grad):
        super().backward(grad)
        return grad


class AffineAccumulates(Affine):
    def __init__(self, gamma, beta):
        super().__init__(gamma, beta)
        self.sums = 0.0, 0.0

    def backward(self, grad):
        grad_x = super().backward(grad)
        self.sums = self.sums[0] + self.grad_gamma, self.sums[1] + self.grad_beta
        self.grad_gamma, self.grad_beta = self.sums
        return grad_x


class AffineWithMeans(Affine):
    def backward(self, grad):
        self.grad_gamma, self.grad_beta = (grad * self.x).mean(axis=0), grad.mean(axis=0)
        return grad * self.gamma


class AffineReturnsNothing(Affine):
    def backward(self, grad):
        super().backward(grad)


def use_affine(answer, gamma, beta, x, grad):
    """Two forward and backward passes, with another batch first; what the second one leaves."""
    layer = answer(gamma, beta)
    layer.forward(x[:1] - 1)
    layer.backward(grad[:1])
    return {"forward": layer.forward(x), "backward": layer.backward(grad),
            "grad_gamma": layer.grad_gamma, "grad_beta": layer.grad_beta}


def affine_case(n, k, seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=k), rng.normal(size=k), rng.normal(size=(n, k)), rng.normal(size=(n, k))


AFFINE = Exercise(
    name="Affine",
    chapter="03",
    reference=Affine,
    run=use_affine,
    cases=(affine_case(4, 3, 1), affine_case(1, 2, 2), affine_case(3, 1, 3)),
    mistakes=(
        Mistake(
            wrong=AffineForgets,
            uk="Об’єктові бракує поля (AttributeError). Найчастіше forward забуває зберегти вхід: "
            "self.x = x.",
            ru="Объекту не хватает поля (AttributeError). Чаще всего forward забывает сохранить вход: "
            "self.x = x.",
        ),
        Mistake(
            wrong=AffineKeepsFirstInput,
            uk="Збережено вхід першого виклику. Кожен forward має запам’ятати свій вхід: self.x = x.",
            ru="Сохранён вход первого вызова. Каждый forward должен запомнить свой вход: self.x = x.",
        ),
        Mistake(
            wrong=AffineWithoutSums,
            uk="Градієнти γ та β не підсумовано за рядками: обидва параметри спільні для всіх рядків.",
            ru="Градиенты γ и β не просуммированы по строкам: оба параметра общие для всех строк.",
        ),
        Mistake(
            wrong=AffineWithoutBetaSum,
            uk="Градієнт β не підсумовано за рядками: потрібно grad.sum(axis=0).",
            ru="Градиент β не просуммирован по строкам: нужно grad.sum(axis=0).",
        ),
        Mistake(
            wrong=AffineWithoutInput,
            uk="У градієнті γ забуто вхід: γ множить x, тому внесок рядка — G ⊙ x.",
            ru="В градиенте γ забыт вход: γ умножает x, поэтому вклад строки — G ⊙ x.",
        ),
        Mistake(
            wrong=AffineKeepsOutput,
            uk="У градієнті γ стоїть вихід шару. Потрібен вхід: ∂y/∂γ = x.",
            ru="В градиенте γ стоит выход слоя. Нужен вход: ∂y/∂γ = x.",
        ),
        Mistake(
            wrong=AffinePassesGradOn,
            uk="backward повернув градієнт без змін. Крізь множення на γ він проходить із множником γ.",
            ru="backward вернул градиент без изменений. Через умножение на γ он проходит с множителем γ.",
        ),
        Mistake(
            wrong=AffineAccumulates,
            uk="Градієнти накопичуються від виклику до виклику. Наші шари їх переписують: =, а не +=.",
            ru="Градиенты накапливаются от вызова к вызову. Наши слои их перезаписывают: =, а не +=.",
        ),
        Mistake(
            wrong=AffineWithMeans,
            uk="Ви усереднили за рядками. Шар лише додає: на n ділить функція втрат.",
            ru="Вы усреднили по строкам. Слой только складывает: на n делит функция потерь.",
        ),
        Mistake(
            wrong=AffineReturnsNothing,
            uk="backward нічого не повернув. Попередній шар чекає на ∂L/∂x, тобто G ⊙ γ.",
            ru="backward ничего не вернул. Предыдущий слой ждёт ∂L/∂x, то есть G ⊙ γ.",
        ),
    ),
)

# 9. remembered_numbers: 784 → 128 → 64 → 10, batch of 100

REMEMBERED_NUMBERS = Answer(
    name="remembered_numbers",
    chapter="03",
    value=100 * (784 + 128 + 64),
    mistakes=(
        Mistake(
            wrong=784 + 128 + 64,
            uk="Стільки треба для одного зображення. У пакеті їх 100, і кожне має свої значення.",
            ru="Столько нужно для одного изображения. В пакете их 100, и у каждого свои значения.",
        ),
        Mistake(
            wrong=100 * (128 + 64 + 10),
            uk="Це виходи шарів. Для ∂L/∂W = Xᵀ·G потрібні входи: 784, 128 та 64.",
            ru="Это выходы слоёв. Для ∂L/∂W = Xᵀ·G нужны входы: 784, 128 и 64.",
        ),
        Mistake(
            wrong=100 * (784 + 128 + 64 + 10),
            uk="Виходу мережі (10 чисел на зображення) жоден шар Linear на вході не має.",
            ru="Выход сети (10 чисел на изображение) ни одному слою Linear на вход не поступает.",
        ),
        Mistake(
            wrong=100 * (784 + 2 * 128 + 2 * 64),
            uk="Ви додали ще й z1 та z2. Лінійному шару потрібен лише його вхід, а z — вхід ReLU.",
            ru="Вы добавили ещё и z1 и z2. Линейному слою нужен только его вход, а z — вход ReLU.",
        ),
        Mistake(
            wrong=784 * 128 + 128 + 128 * 64 + 64 + 64 * 10 + 10,
            uk="Це кількість параметрів мережі. Питають про входи, які шари зберегли під час "
            "прямого проходу.",
            ru="Это количество параметров сети. Спрашивают о входах, которые слои сохранили при "
            "прямом проходе.",
        ),
        Mistake(
            wrong=100 * 784,
            uk="Ви порахували лише перший шар. Другий і третій теж зберігають свої входи.",
            ru="Вы посчитали только первый слой. Второй и третий тоже хранят свои входы.",
        ),
        Mistake(
            wrong=100 * (128 + 64),
            uk="Ви не порахували входу першого шару: без самих зображень не знайти ∂L/∂W першої матриці.",
            ru="Вы не учли вход первого слоя: без самих изображений не найти ∂L/∂W первой матрицы.",
        ),
        Mistake(
            wrong=4 * 100 * (784 + 128 + 64),
            uk="Це байти у float32. Питають, скільки чисел.",
            ru="Это число байтов для float32. Спрашивают, сколько чисел.",
        ),
    ),
)

# 10. three_layer_gradients: the project


def three_layer_gradients(x, y_true, w1, b1, w2, b2, w3, b3):
    """{"loss": mse, "w1": ∂L/∂W1, "b1": …} for a network with tanh, ReLU and a linear output."""
    return three_layer_from(x, y_true, w1, b1, w2, b2, w3, b3)


def three_layer_from(x, y_true, w1, b1, w2, b2, w3, b3, *, slope=lambda a1: 1 - a1**2,
                     mask=lambda z2, da2: z2 > 0, features=lambda z2, a2: a2,
                     back=lambda w2: w2.T, add=lambda dz: dz.sum(axis=0)):
    """The gradients, with what a reader may get wrong on the way back."""
    a1 = np.tanh(x @ w1 + b1)
    z2 = a1 @ w2 + b2
    a2 = np.maximum(z2, 0)
    error = a2 @ w3 + b3 - y_true
    dz3 = 2 * error / error.size
    da2 = dz3 @ w3.T
    dz2 = da2 * mask(z2, da2)
    dz1 = (dz2 @ back(w2)) * slope(a1)
    return {"loss": float(np.mean(error**2)), "w1": x.T @ dz1, "b1": add(dz1),
            "w2": a1.T @ dz2, "b2": add(dz2), "w3": features(z2, a2).T @ dz3, "b3": add(dz3)}


def three_layer_scaled(factor):
    def wrong(x, y_true, *parameters):
        right = three_layer_gradients(x, y_true, *parameters)
        scaled = {name: factor(y_true) * g for name, g in right.items()}
        return {**scaled, "loss": right["loss"]}

    return wrong


def three_layer_case(n, sizes, seed):
    rng = np.random.default_rng(seed)
    parameters = []
    for n_in, n_out in zip(sizes, sizes[1:]):
        parameters += [rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)]
    return rng.normal(size=(n, sizes[0])), rng.normal(size=(n, sizes[-1])), *parameters


THREE_LAYER_GRADIENTS = Exercise(
    name="three_layer_gradients",
    chapter="03",
    reference=three_layer_gradients,
    cases=(
        three_layer_case(5, (2, 4, 3, 1), 1),
        three_layer_case(3, (3, 3, 3, 3), 2),
        three_layer_case(1, (1, 2, 4, 2), 3),
    ),
    mistakes=(
        Mistake(
            wrong=three_layer_scaled(lambda y_true: y_true.size),
            uk="Втрати правильні, а градієнти не поділено на n: похідна середнього — теж середнє.",
            ru="Потери верные, а градиенты не разделены на n: производная среднего — тоже среднее.",
        ),
        Mistake(
            wrong=three_layer_scaled(lambda y_true: y_true.shape[1]),
            uk="Градієнти поділено на кількість рядків, а в mse n — кількість усіх елементів.",
            ru="Градиенты разделены на количество строк, а в mse n — количество всех элементов.",
        ),
        Mistake(
            wrong=three_layer_scaled(lambda y_true: 0.5),
            uk="Градієнти вдвічі менші: похідна квадрата — це 2(ŷ − y), а ½ у цих втратах немає.",
            ru="Градиенты вдвое меньше: производная квадрата — это 2(ŷ − y), а ½ в этих потерях нет.",
        ),
        Mistake(
            wrong=three_layer_scaled(lambda y_true: -1),
            uk="Загублено мінус: ∂L/∂ŷ = 2(ŷ − y)/n, передбачення мінус правильна відповідь.",
            ru="Потерян минус: ∂L/∂ŷ = 2(ŷ − y)/n, предсказание минус правильный ответ.",
        ),
        Mistake(
            wrong=lambda *case: three_layer_from(*case, slope=lambda a1: 1),
            uk="Другий і третій шари правильні. На шляху до першого пропущено похідну tanh: 1 − a1².",
            ru="Второй и третий слои верные. На пути к первому пропущена производная tanh: 1 − a1².",
        ),
        Mistake(
            wrong=lambda *case: three_layer_from(*case, slope=lambda a1: a1 * (1 - a1)),
            uk="Похідна a(1 − a) — у сигмоїди. У tanh вона інша: 1 − a².",
            ru="Производная a(1 − a) — у сигмоиды. У tanh она другая: 1 − a².",
        ),
        Mistake(
            wrong=lambda *case: three_layer_from(*case, mask=lambda z2, da2: 1),
            uk="Третій шар правильний. Далі градієнт пройшов крізь ReLU без маски z2 > 0.",
            ru="Третий слой верный. Дальше градиент прошёл через ReLU без маски z2 > 0.",
        ),
        Mistake(
            wrong=lambda *case: three_layer_from(*case, mask=lambda z2, da2: da2 > 0),
            uk="Маску ReLU взято з градієнта da2. ReLU дивився на z2: саме його знак і потрібен.",
            ru="Маска ReLU взята из градиента da2. ReLU смотрел на z2: именно его знак и нужен.",
        ),
        Mistake(
            wrong=lambda *case: three_layer_from(*case, features=lambda z2, a2: z2),
            uk="У ∂L/∂W3 стоїть z2. На W3 множили вихід ReLU: потрібно a2ᵀ·dz3.",
            ru="В ∂L/∂W3 стоит z2. На W3 умножали выход ReLU: нужно a2ᵀ·dz3.",
        ),
        Mistake(
            wrong=lambda *case: three_layer_from(*case, add=lambda dz: dz),
            uk="Градієнти зсувів не підсумовано за рядками: потрібно dz.sum(axis=0), форми самого зсуву.",
            ru="Градиенты смещений не просуммированы по строкам: нужно dz.sum(axis=0), формы самого "
            "смещения.",
        ),
        Mistake(
            wrong=lambda *case: three_layer_from(*case, back=lambda w2: w2),
            uk="Загублено транспонування: крізь W2 назад іде dz2 @ w2.T. Без нього форми збігаються лише для "
            "квадратної W2, і числа тоді неправильні.",
            ru="Потеряно транспонирование: через W2 назад идёт dz2 @ w2.T. Без него формы согласуются только "
            "для квадратной W2, и числа тогда неверные.",
        ),
    ),
)

EXERCISES = (
    OUTPUT_WEIGHT,
    NARROW_GRADIENT,
    CHAIN_BACKWARD,
    LINEAR_BACKWARD,
    TWO_LAYER_BACKWARD,
    HIDDEN_WEIGHT,
    TIED_STEP,
    AFFINE,
    REMEMBERED_NUMBERS,
    THREE_LAYER_GRADIENTS,
)
