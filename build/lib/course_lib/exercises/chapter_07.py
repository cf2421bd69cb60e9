"""Exercises of chapter 07, MNIST: answers about sizes and losses, and the parts of a training run."""

import math

import numpy as np

from course_lib.exercises.exercise import Answer, Exercise, Mistake
from course_lib.losses import one_hot, softmax_cross_entropy

# 1. normalise


def normalise(pixels):
    """(N, height, width) of uint8 -> (N, height·width) of float32 from 0 to 1."""
    return (pixels.reshape(len(pixels), -1) / 255).astype(np.float32)


def normalise_by_256(pixels):
    return pixels.reshape(len(pixels), -1) / 256


def normalise_by_integers(pixels):
    return pixels.reshape(len(pixels), -1) // 255


def normalise_by_largest(pixels):
    return pixels.reshape(len(pixels), -1) / pixels.max()


def normalise_each_by_largest(pixels):
    flat = pixels.reshape(len(pixels), -1)
    return flat / np.maximum(flat.max(axis=1, keepdims=True), 1)


def normalise_not_at_all(pixels):
    return pixels.reshape(len(pixels), -1).astype(np.float32)


def normalise_from_smallest(pixels):
    flat = pixels.reshape(len(pixels), -1).astype(float)
    return (flat - flat.min()) / (flat.max() - flat.min())


def normalise_in_columns(pixels):
    return pixels.reshape(-1, len(pixels)).T / 255


def normalise_around_zero(pixels):
    return pixels.reshape(len(pixels), -1) / 127.5 - 1


def some_pixels(*shape, seed, largest=255):
    return np.random.default_rng(seed).integers(0, largest + 1, shape, dtype=np.uint8)


NORMALISE = Exercise(
    name="normalise",
    chapter="07",
    reference=normalise,
    cases=(
        (some_pixels(2, 2, 3, seed=1, largest=200),),
        (np.array([[[0, 255], [51, 102]]], dtype=np.uint8),),
        (np.stack([np.zeros((3, 2)), some_pixels(3, 2, seed=2)]).astype(np.uint8),),
    ),
    mistakes=(
        Mistake(
            wrong=normalise_by_256,
            uk="Найбільше значення байта — 255, а не 256: найяскравіший піксель має стати рівно одиницею.",
            ru="Наибольшее значение байта — 255, а не 256: самый яркий пиксель должен стать ровно единицей.",
        ),
        Mistake(
            wrong=normalise_by_integers,
            uk="// ділить націло: усе, що менше за 255, стає нулем. Потрібне звичайне ділення /.",
            ru="// делит нацело: всё, что меньше 255, становится нулём. Нужно обычное деление /.",
        ),
        Mistake(
            wrong=normalise_by_largest,
            uk="Ви ділите на найбільше значення в самому масиві. Тоді те саме зображення у двох різних "
            "масивах дістане різні числа. Дільник має бути сталий: 255.",
            ru="Вы делите на наибольшее значение во всём массиве. Тогда одно и то же изображение в разных "
            "массивах получит разные числа. Делитель должен быть постоянным: 255.",
        ),
        Mistake(
            wrong=normalise_each_by_largest,
            uk="Ви ділите кожне зображення на його власне найбільше значення, і бліді цифри стають "
            "яскравими. Дільник має бути один для всіх: 255.",
            ru="Вы делите каждое изображение на его собственное наибольшее значение, и бледные цифры "
            "становятся яркими. Делитель должен быть один для всех: 255.",
        ),
        Mistake(
            wrong=normalise_not_at_all,
            uk="Форма правильна, але числа й досі від 0 до 255: лишилося поділити на 255.",
            ru="Форма правильная, но числа по-прежнему от 0 до 255: осталось разделить на 255.",
        ),
        Mistake(
            wrong=normalise_from_smallest,
            uk="Ви розтягнули числа від найменшого до найбільшого в масиві, тож перетворення залежить від "
            "самих даних. Потрібне одне для всіх: поділити на 255.",
            ru="Вы растянули числа от наименьшего до наибольшего в массиве, и преобразование зависит от "
            "самих данных. Нужно одно для всех: разделить на 255.",
        ),
        Mistake(
            wrong=normalise_in_columns,
            uk="Форма правильна, але reshape(-1, N).T змішує пікселі різних зображень. Рядок має бути одним "
            "зображенням: reshape(N, -1).",
            ru="Форма верная, но reshape(-1, N).T смешивает пиксели разных изображений. Строка должна быть "
            "одним изображением: reshape(N, -1).",
        ),
        Mistake(
            wrong=normalise_around_zero,
            uk="У вас числа від −1 до 1. Так теж роблять, але тут потрібні від 0 до 1.",
            ru="У вас числа от −1 до 1. Так тоже делают, но здесь нужны от 0 до 1.",
        ),
    ),
)

# 2. train_valid_split


def train_valid_split(x, y, n_valid, rng):
    """Shuffle x and y together, give n_valid pairs to validation -> x_train, y_train, x_valid, y_valid."""
    order = rng.permutation(len(x))
    valid, train = order[:n_valid], order[n_valid:]
    return x[train], y[train], x[valid], y[valid]


def split_without_shuffling(x, y, n_valid, rng):
    return x[n_valid:], y[n_valid:], x[:n_valid], y[:n_valid]


def split_shuffled_apart(x, y, n_valid, rng):
    x, y = rng.permutation(x), rng.permutation(y)
    return x[n_valid:], y[n_valid:], x[:n_valid], y[:n_valid]


def split_with_leak(x, y, n_valid, rng):
    valid = rng.permutation(len(x))[:n_valid]
    return x, y, x[valid], y[valid]


def split_swapped(x, y, n_valid, rng):
    x_train, y_train, x_valid, y_valid = train_valid_split(x, y, n_valid, rng)
    return x_valid, y_valid, x_train, y_train


def split_in_other_order(x, y, n_valid, rng):
    x_train, y_train, x_valid, y_valid = train_valid_split(x, y, n_valid, rng)
    return x_train, x_valid, y_train, y_valid


def split_with_labels_left_behind(x, y, n_valid, rng):
    return split_without_shuffling(rng.permutation(x), y, n_valid, rng)


def split_with_repeats(x, y, n_valid, rng):
    order = rng.integers(0, len(x), len(x))
    return split_without_shuffling(x[order], y[order], n_valid, rng)


def split_with_repeats_in_valid(x, y, n_valid, rng):
    valid = rng.integers(0, len(x), n_valid)
    return np.delete(x, valid, axis=0), np.delete(y, valid), x[valid], y[valid]


def split_with_other_generator(x, y, n_valid, rng):
    return train_valid_split(x, y, n_valid, np.random.default_rng())


def describe_split(answer, n, n_valid, seed):
    """Split n numbered observations, sorted by class, and tell what any good split has in common."""
    x = np.arange(10, n + 10, dtype=float).reshape(n, 1)  # no number is a label
    y = np.arange(n) * 10 // n
    parts, again = (answer(x.copy(), y.copy(), n_valid, np.random.default_rng(seed)) for _ in range(2))
    if parts is None:
        return None
    x_train, y_train, x_valid, y_valid = map(np.asarray, parts)
    numbers = np.concatenate([x_train.ravel(), x_valid.ravel()]).astype(int)
    labels = np.concatenate([y_train.ravel(), y_valid.ravel()])
    return {
        "len(x_train)": len(x_train),
        "len(x_valid)": len(x_valid),
        "np.unique(x).size": len(np.unique(numbers)),
        "np.unique(y_valid).size": len(np.unique(y_valid)),
        "y[i] ↔ x[i]": len(labels) == len(numbers) and bool(np.all(labels == (numbers - 10) * 10 // n)),
        "rng → x_train": np.array_equal(x_train, again[0]),
    }


REPEATED_ROWS = {
    "uk": "Деякі рядки повторюються: номери вибрано з поверненням. Перестановка rng.permutation дає кожен "
    "номер рівно раз.",
    "ru": "Некоторые строки повторяются: номера выбраны с возвращением. Перестановка rng.permutation даёт "
    "каждый номер ровно один раз.",
}

TRAIN_VALID_SPLIT = Exercise(
    name="train_valid_split",
    chapter="07",
    reference=train_valid_split,
    run=describe_split,
    cases=((1000, 200, 1), (600, 150, 2), (500, 400, 3)),
    mistakes=(
        Mistake(
            wrong=split_without_shuffling,
            uk="Дані не перемішано. Якщо вони впорядковані за класами, у валідаційну вибірку потрапить "
            "лише частина класів.",
            ru="Данные не перемешаны. Если они упорядочены по классам, в валидационную выборку попадёт "
            "лишь часть классов.",
        ),
        Mistake(
            wrong=split_shuffled_apart,
            uk="x та y перемішано окремо: зображення втратили свої мітки. Перестановка має бути "
            "спільна.",
            ru="x и y перемешаны порознь: изображения потеряли свои метки. Перестановка должна быть "
            "общей.",
        ),
        Mistake(
            wrong=split_with_leak,
            uk="Витік даних: валідаційні приклади лишилися й у навчальній вибірці. Частини не мають "
            "перетинатися.",
            ru="Утечка данных: валидационные примеры остались и в обучающей выборке. Части не должны "
            "пересекаться.",
        ),
        Mistake(
            wrong=split_swapped,
            uk="Частини переплутано: n_valid прикладів мають піти на валідацію, решта — на навчання.",
            ru="Части перепутаны: n_valid примеров идут в валидационную выборку, остальные — в обучающую.",
        ),
        Mistake(
            wrong=split_in_other_order,
            uk="Такий порядок відповіді у scikit-learn. Тут він інший: x_train, y_train, x_valid, y_valid.",
            ru="Это порядок из scikit-learn. Здесь он другой: x_train, y_train, x_valid, y_valid.",
        ),
        Mistake(
            wrong=split_with_labels_left_behind,
            uk="Переставлено лише x, а мітки y лишилися на старих місцях. Перестановка має бути "
            "одна для обох.",
            ru="Переставлены только x, а метки y остались на старых местах. Перестановка нужна "
            "одна на двоих.",
        ),
        Mistake(wrong=split_with_repeats, **REPEATED_ROWS),
        Mistake(wrong=split_with_repeats_in_valid, **REPEATED_ROWS),
        Mistake(
            wrong=split_with_other_generator,
            uk="За того самого rng поділ щоразу інший: випадковість узято не з нього. Беріть її з аргументу: "
            "rng.permutation.",
            ru="При одном и том же rng разбиение каждый раз другое: случайность взята не из него. Берите её "
            "из аргумента: rng.permutation.",
        ),
    ),
)

# 3. parameter_count: 784 → 128 → 64 → 10

PARAMETER_COUNT = Answer(
    name="parameter_count",
    chapter="07",
    value=784 * 128 + 128 + 128 * 64 + 64 + 64 * 10 + 10,
    rtol=1e-9,
    mistakes=(
        Mistake(
            wrong=784 * 128 + 128 * 64 + 64 * 10,
            uk="Ваги пораховано правильно, а зсуви забуто: у кожного нейрона є ще й зсув.",
            ru="Веса посчитаны верно, а смещения забыты: у каждого нейрона есть ещё и смещение.",
        ),
        Mistake(
            wrong=784 * 128 + 784 + 128 * 64 + 128 + 64 * 10 + 64,
            uk="Зсувів стільки, скільки в шару виходів, а не входів.",
            ru="Смещений столько, сколько у слоя выходов, а не входов.",
        ),
        Mistake(
            wrong=784 * 128 + 784 + 128 + 128 * 64 + 128 + 64 + 64 * 10 + 64 + 10,
            uk="Зсувів у шару стільки, скільки виходів; його входам зсуви не потрібні.",
            ru="Смещений у слоя столько, сколько выходов; его входам смещения не нужны.",
        ),
        Mistake(
            wrong=784 + 784 * 128 + 128 + 128 * 64 + 64 + 64 * 10 + 10,
            uk="Входи мережі — не нейрони: зсувів вони не мають.",
            ru="Входы сети — не нейроны: смещений у них нет.",
        ),
        Mistake(
            wrong=784 * 128 + 128 + 128 * 64 + 64,
            uk="Забуто останній шар, 64 → 10.",
            ru="Забыт последний слой, 64 → 10.",
        ),
        Mistake(
            wrong=784 * 300 + 300 + 300 * 100 + 100 + 100 * 10 + 10,
            uk="Стільки параметрів у мережі цього розділу. У вправі шари інші: 784 → 128 → 64 → 10.",
            ru="Столько параметров у сети этой главы. В упражнении слои другие: 784 → 128 → 64 → 10.",
        ),
        Mistake(
            wrong=784 * 128 + 1 + 128 * 64 + 1 + 64 * 10 + 1,
            uk="Зсув не один на шар: у кожного нейрона свій.",
            ru="Смещение не одно на слой: у каждого нейрона своё.",
        ),
    ),
)

# 4. initial_loss: 62 classes

PROBABILITY_ONLY = {
    "uk": "Це ймовірність правильного класу, а не втрати. Лишилося взяти мінус логарифм.",
    "ru": "Это вероятность правильного класса, а не потери. Осталось взять минус логарифм.",
}

INITIAL_LOSS = Answer(
    name="initial_loss",
    chapter="07",
    value=math.log(62),
    mistakes=(
        Mistake(
            wrong=math.log10(62),
            uk="Це десятковий логарифм. У нашій функції втрат логарифм натуральний: np.log.",
            ru="Это десятичный логарифм. В нашей функции потерь логарифм натуральный: np.log.",
        ),
        Mistake(
            wrong=math.log2(62),
            uk="Це двійковий логарифм (біти). У нашій функції втрат логарифм натуральний: np.log.",
            ru="Это двоичный логарифм (биты). В нашей функции потерь логарифм натуральный: np.log.",
        ),
        Mistake(
            wrong=-math.log(62),
            uk="Загублено знак: ln(1/62) від’ємний, а втрати — це мінус логарифм.",
            ru="Потерян знак: ln(1/62) отрицателен, а потери — это минус логарифм.",
        ),
        Mistake(wrong=1 / 62, **PROBABILITY_ONLY),
        Mistake(wrong=0.016, **PROBABILITY_ONLY),
        Mistake(
            wrong=math.log(10),
            uk="Це для десяти класів, а тут їх 62.",
            ru="Это для десяти классов, а здесь их 62.",
        ),
    ),
)

# 5. updates_per_epoch

UPDATES_PER_EPOCH = Answer(
    name="updates_per_epoch",
    chapter="07",
    value=469,
    rtol=1e-6,
    mistakes=(
        Mistake(
            wrong=468,
            uk="Це лише повні пакети. Після них лишається ще 96 зображень, і вони утворюють останній, "
            "короткий пакет.",
            ru="Это только полные пакеты. После них остаётся ещё 96 изображений, и они образуют последний, "
            "короткий пакет.",
        ),
        Mistake(
            wrong=468.75,
            uk="Оновлень буває лише ціле число. Неповний пакет — теж пакет, тому частку округлюємо вгору.",
            ru="Обновлений бывает только целое число. Неполный пакет — тоже пакет: частное округляем вверх.",
        ),
        Mistake(
            wrong=470,
            uk="На один більше, ніж треба: 60000/128 = 468.75, тобто 468 повних пакетів і один неповний.",
            ru="На одно больше, чем нужно: 60000/128 = 468.75, то есть 468 полных пакетов и один неполный.",
        ),
        Mistake(
            wrong=430,
            uk="Стільки пакетів у навчальній вибірці цього розділу: у ній 55000 зображень. "
            "А тут — усі 60000.",
            ru="Столько пакетов в обучающей выборке этой главы: в ней 55000 изображений. "
            "А здесь — все 60000.",
        ),
        Mistake(
            wrong=60000,
            uk="Ваги змінюються раз на пакет, а не на кожному зображенні.",
            ru="Веса меняются раз за пакет, а не на каждом изображении.",
        ),
    ),
)

# 6. training_step


def training_step(w, b, x, labels, lr):
    """One step of gradient descent for z = x·w + b with softmax cross-entropy -> new w, new b."""
    _, grad = softmax_cross_entropy(x @ w + b, labels)
    return w - lr * x.T @ grad, b - lr * grad.sum(axis=0)


def step_uphill(w, b, x, labels, lr):
    return training_step(w, b, x, labels, -lr)


def step_with_summed_gradient(w, b, x, labels, lr):
    return training_step(w, b, x, labels, lr * len(x))


def step_without_target(w, b, x, labels, lr):
    n_classes = w.shape[1]
    _, grad = softmax_cross_entropy(x @ w + b, labels)
    grad = grad + one_hot(labels, n_classes) / len(x)
    return w - lr * x.T @ grad, b - lr * grad.sum(axis=0)


def step_with_mean_for_bias(w, b, x, labels, lr):
    _, grad = softmax_cross_entropy(x @ w + b, labels)
    return w - lr * x.T @ grad, b - lr * grad.mean(axis=0)


def step_without_bias(w, b, x, labels, lr):
    return training_step(w, b, x, labels, lr)[0], b


def step_divided_twice(w, b, x, labels, lr):
    return training_step(w, b, x, labels, lr / len(x))


def step_with_softmax_twice(w, b, x, labels, lr):
    exponents = np.exp(x @ w + b)
    _, grad = softmax_cross_entropy(exponents / exponents.sum(axis=1, keepdims=True), labels)
    return w - lr * x.T @ grad, b - lr * grad.sum(axis=0)


def step_without_bias_forward(w, b, x, labels, lr):
    _, grad = softmax_cross_entropy(x @ w, labels)
    return w - lr * x.T @ grad, b - lr * grad.sum(axis=0)


def step_without_lr(w, b, x, labels, lr):
    return training_step(w, b, x, labels, 1)


def step_that_returns_gradients(w, b, x, labels, lr):
    _, grad = softmax_cross_entropy(x @ w + b, labels)
    return x.T @ grad, grad.sum(axis=0)


def softmax_regression_case(n, n_in, n_classes, *, lr, seed):
    rng = np.random.default_rng(seed)
    w, b = rng.normal(size=(n_in, n_classes)), rng.normal(size=n_classes)
    return w, b, rng.normal(size=(n, n_in)), rng.integers(0, n_classes, n), lr


TRAINING_STEP = Exercise(
    name="training_step",
    chapter="07",
    reference=training_step,
    cases=(
        softmax_regression_case(4, 3, 2, lr=0.5, seed=1),
        softmax_regression_case(6, 2, 3, lr=0.1, seed=2),
        softmax_regression_case(1, 4, 3, lr=1.0, seed=3),
    ),
    mistakes=(
        Mistake(
            wrong=step_uphill,
            uk="Загублено мінус: ви йдете вздовж градієнта, і втрати зростають. Спуск — це θ − η·градієнт.",
            ru="Потерян минус: вы движетесь по градиенту, и потери растут. Спуск — это θ − η·градиент.",
        ),
        Mistake(
            wrong=step_with_summed_gradient,
            uk="Градієнт підсумовано за пакетом, але не поділено на N: втрати — це середнє за N рядками.",
            ru="Градиент просуммирован по пакету, но не разделён на N: потери — это среднее по N строкам.",
        ),
        Mistake(
            wrong=step_without_target,
            uk="У градієнті за логітами бракує міток: має бути (Ŷ − Y)/N, де Y — унітарне кодування.",
            ru="В градиенте по логитам не хватает меток: должно быть (Ŷ − Y)/N, где Y — унитарно "
            "закодированные метки.",
        ),
        Mistake(
            wrong=step_with_mean_for_bias,
            uk="Для зсуву рядки G треба додати, а не усереднити: на N уже поділено в самому G.",
            ru="Для смещения строки G нужно сложить, а не усреднить: на N уже разделено в самом G.",
        ),
        Mistake(
            wrong=step_without_bias,
            uk="Зсув b не змінився: він теж параметр, його градієнт — сума рядків G. Якщо ви написали "
            "grad.sum() без axis=0, то це сума всіх елементів G, а вона дорівнює нулю.",
            ru="Смещение b осталось прежним: оно тоже параметр, его градиент — сумма строк G. Если вы "
            "написали grad.sum() без axis=0, то это сумма всех элементов G, а она равна нулю.",
        ),
        Mistake(
            wrong=step_divided_twice,
            uk="На N поділено двічі: softmax_cross_entropy уже дає градієнт середнього.",
            ru="На N разделено дважды: softmax_cross_entropy уже даёт градиент среднего.",
        ),
        Mistake(
            wrong=step_with_softmax_twice,
            uk="softmax_cross_entropy чекає на логіти й сама застосовує softmax. У вас він спрацьовує двічі.",
            ru="softmax_cross_entropy ждёт логиты и сама применяет softmax. У вас он срабатывает дважды.",
        ),
        Mistake(
            wrong=step_without_bias_forward,
            uk="У прямому проході забуто зсув: логіти — це x @ w + b.",
            ru="В прямом проходе забыто смещение: логиты — это x @ w + b.",
        ),
        Mistake(
            wrong=step_without_lr,
            uk="Крок не помножено на швидкість навчання lr.",
            ru="Шаг не умножен на скорость обучения lr.",
        ),
        Mistake(
            wrong=step_that_returns_gradients,
            uk="Ви повертаєте градієнти, а потрібні нові параметри: θ − η·градієнт.",
            ru="Вы возвращаете градиенты, а нужны новые параметры: θ − η·градиент.",
        ),
    ),
)

# 7. train_epoch: a loop with three slips to mend


def train_epoch(w, b, x, y, lr, batch_size, seed):
    """One epoch of softmax regression -> new w, new b, mean loss over the observations."""
    order = np.random.default_rng(seed).permutation(len(x))
    x, y = x[order], y[order]
    total = 0.0
    for start in range(0, len(x), batch_size):
        x_batch, y_batch = x[start : start + batch_size], y[start : start + batch_size]
        loss, grad = softmax_cross_entropy(x_batch @ w + b, y_batch)
        w = w - lr * x_batch.T @ grad
        b = b - lr * grad.sum(axis=0)
        total += loss * len(x_batch)
    return w, b, total / len(x)


def epoch_with_slips(w, b, x, y, lr, batch_size, seed, *, keep_pairs, keep_last, weigh):
    """train_epoch with those of the three slips that the reader has not mended yet."""
    order = np.random.default_rng(seed).permutation(len(x))
    x, y = x[order], y[order] if keep_pairs else y
    losses, sizes = [], []
    for start in range(0, len(x) if keep_last else len(x) - batch_size, batch_size):
        x_batch, y_batch = x[start : start + batch_size], y[start : start + batch_size]
        loss, grad = softmax_cross_entropy(x_batch @ w + b, y_batch)
        w = w - lr * x_batch.T @ grad
        b = b - lr * grad.sum(axis=0)
        losses.append(loss)
        sizes.append(len(x_batch))
    return w, b, np.dot(losses, sizes) / len(x) if weigh else np.mean(losses)


def all_three_slips(*arguments):
    return epoch_with_slips(*arguments, keep_pairs=False, keep_last=False, weigh=False)


def labels_left_behind(*arguments):
    return epoch_with_slips(*arguments, keep_pairs=False, keep_last=True, weigh=True)


def labels_left_behind_plain_mean(*arguments):
    return epoch_with_slips(*arguments, keep_pairs=False, keep_last=True, weigh=False)


def labels_left_behind_last_lost(*arguments):
    return epoch_with_slips(*arguments, keep_pairs=False, keep_last=False, weigh=True)


def last_batch_lost(*arguments):
    return epoch_with_slips(*arguments, keep_pairs=True, keep_last=False, weigh=True)


def last_batch_lost_plain_mean(*arguments):
    return epoch_with_slips(*arguments, keep_pairs=True, keep_last=False, weigh=False)


def plain_mean(*arguments):
    return epoch_with_slips(*arguments, keep_pairs=True, keep_last=True, weigh=False)


def short_batch_lost(w, b, x, y, lr, batch_size, seed):
    n_full = len(x) - len(x) % batch_size
    order = np.random.default_rng(seed).permutation(len(x))[:n_full]
    w, b, loss = train_epoch_in_order(w, b, x[order], y[order], lr, batch_size)
    return w, b, loss * n_full / len(x)


def short_batch_lost_plain_mean(w, b, x, y, lr, batch_size, seed):
    n_full = len(x) - len(x) % batch_size
    w, b, loss = short_batch_lost(w, b, x, y, lr, batch_size, seed)
    return w, b, loss * len(x) / n_full


def train_epoch_in_order(w, b, x, y, lr, batch_size):
    losses = []
    for start in range(0, len(x), batch_size):
        x_batch, y_batch = x[start : start + batch_size], y[start : start + batch_size]
        loss, _ = softmax_cross_entropy(x_batch @ w + b, y_batch)
        w, b = training_step(w, b, x_batch, y_batch, lr)
        losses.append(loss * len(x_batch))
    return w, b, sum(losses) / len(x)


def epoch_without_shuffling(w, b, x, y, lr, batch_size, seed):
    return train_epoch_in_order(w, b, x, y, lr, batch_size)


def shuffled_apart(w, b, x, y, lr, batch_size, seed):
    rng = np.random.default_rng(seed)
    return train_epoch_in_order(w, b, rng.permutation(x), rng.permutation(y), lr, batch_size)


def batch_losses_over_rows(*arguments):
    w, b, mean = plain_mean(*arguments)
    _, _, x, _, _, batch_size, _ = arguments
    return w, b, mean * -(-len(x) // batch_size) / len(x)


def epoch_case(n, batch_size, *, seed):
    w, b, x, labels, lr = softmax_regression_case(n, 3, 3, lr=0.3, seed=seed)
    return w, b, x, labels, lr, batch_size, seed


LABELS_LEFT_BEHIND = {
    "uk": "Зображення перемішано, а мітки — ні: мережа вчить випадкові відповіді. y теж треба переставити: "
    "y[order].",
    "ru": "Изображения перемешаны, а метки — нет: сеть учит случайные ответы. y тоже нужно переставить: "
    "y[order].",
}
LAST_BATCH_LOST = {
    "uk": "Мітки на місці, але останній пакет губиться: цикл має йти до len(x), а не до len(x) − batch_size.",
    "ru": "Метки на месте, но последний пакет теряется: цикл должен идти до len(x), а не до len(x) − "
    "batch_size.",
}
PLAIN_MEAN = {
    "uk": "Лишилася одна помилка: короткий пакет важить стільки ж, скільки повний. "
    "Помножте втрати пакета на його довжину й поділіть суму на len(x).",
    "ru": "Осталась одна ошибка: короткий пакет весит столько же, сколько полный. "
    "Умножьте потери пакета на его длину и разделите сумму на len(x).",
}

SHORT_BATCH_LOST = {
    "uk": "Тепер губиться лише короткий пакет. Цикл має йти до len(x): зріз сам спиниться там, де скінчаться "
    "рядки.",
    "ru": "Теперь теряется только короткий пакет. Цикл должен идти до len(x): срез сам остановится там, где "
    "кончатся строки.",
}

TRAIN_EPOCH = Exercise(
    name="train_epoch",
    chapter="07",
    reference=train_epoch,
    cases=(epoch_case(7, 3, seed=1), epoch_case(6, 3, seed=2), epoch_case(5, 4, seed=3)),
    mistakes=(
        Mistake(wrong=all_three_slips, **LABELS_LEFT_BEHIND),
        Mistake(wrong=labels_left_behind, **LABELS_LEFT_BEHIND),
        Mistake(wrong=labels_left_behind_plain_mean, **LABELS_LEFT_BEHIND),
        Mistake(wrong=labels_left_behind_last_lost, **LABELS_LEFT_BEHIND),
        Mistake(wrong=last_batch_lost, **LAST_BATCH_LOST),
        Mistake(wrong=last_batch_lost_plain_mean, **LAST_BATCH_LOST),
        Mistake(wrong=plain_mean, **PLAIN_MEAN),
        Mistake(wrong=short_batch_lost, **SHORT_BATCH_LOST),
        Mistake(wrong=short_batch_lost_plain_mean, **SHORT_BATCH_LOST),
        Mistake(
            wrong=epoch_without_shuffling,
            uk="Пари тепер на місці, але й перемішування зникло. Переставте однаково і x, і y: "
            "x[order], y[order].",
            ru="Пары теперь на месте, но и перемешивание исчезло. Переставьте одинаково и x, и y: x[order], "
            "y[order].",
        ),
        Mistake(
            wrong=shuffled_apart,
            uk="У x та y різні перестановки, і мітки не відповідають зображенням. Перестановка "
            "order має бути одна.",
            ru="У x и y разные перестановки, и метки не подходят к изображениям. Перестановка order должна "
            "быть одна.",
        ),
        Mistake(
            wrong=batch_losses_over_rows,
            uk="Ви поділили на len(x) суму середніх за пакетами. Спершу помножте втрати кожного пакета на "
            "його довжину.",
            ru="Вы разделили на len(x) сумму средних по пакетам. Сначала умножьте потери каждого пакета на "
            "его длину.",
        ),
    ),
)

# 8. accuracy_from_logits


def accuracy_from_logits(logits, labels):
    """Share of rows whose largest logit stands at the right class."""
    return np.mean(logits.argmax(axis=1) == labels)


def accuracy_over_wrong_axis(logits, labels):
    return np.mean(logits.argmax(axis=0) == labels)


def accuracy_as_count(logits, labels):
    return np.sum(logits.argmax(axis=1) == labels)


def accuracy_as_error_rate(logits, labels):
    return np.mean(logits.argmax(axis=1) != labels)


def accuracy_of_smallest(logits, labels):
    return np.mean(logits.argmin(axis=1) == labels)


def accuracy_over_classes(logits, labels):
    return np.sum(logits.argmax(axis=1) == labels) / logits.shape[1]


def accuracy_in_percent(logits, labels):
    return 100 * np.mean(logits.argmax(axis=1) == labels)


def accuracy_without_axis(logits, labels):
    return np.mean(logits.argmax() == labels)


def logits_case(n, n_classes, *, hits, seed):
    """Random logits, and labels of which the first `hits` are right and the others wrong."""
    logits = np.random.default_rng(seed).normal(size=(n, n_classes)).round(1)
    labels = logits.argmax(axis=1)
    labels[hits:] = (labels[hits:] + 1) % n_classes
    return logits, labels


ACCURACY_FROM_LOGITS = Exercise(
    name="accuracy_from_logits",
    chapter="07",
    reference=accuracy_from_logits,
    cases=(
        logits_case(4, 4, hits=3, seed=1),
        logits_case(5, 5, hits=1, seed=2),
        logits_case(1, 3, hits=0, seed=3),
        logits_case(6, 3, hits=4, seed=4),
    ),
    mistakes=(
        Mistake(
            wrong=accuracy_over_wrong_axis,
            uk="argmax узято не вздовж тієї осі. Рядок — це одне зображення, тому клас шукаємо вздовж рядка: "
            "axis=1.",
            ru="argmax взят не по той оси. Строка — это одно изображение, поэтому класс ищем вдоль строки: "
            "axis=1.",
        ),
        Mistake(
            wrong=accuracy_as_count,
            uk="Це кількість правильних відповідей, а потрібна частка: поділіть на кількість рядків.",
            ru="Это количество верных ответов, а нужна доля: разделите на число строк.",
        ),
        Mistake(
            wrong=accuracy_as_error_rate,
            uk="Це частка помилок. Частка правильних відповідей — одиниця мінус вона.",
            ru="Это доля ошибок. Доля верных ответов — единица минус она.",
        ),
        Mistake(
            wrong=accuracy_of_smallest,
            uk="Ви берете клас із найменшим логітом. Що більший логіт, то імовірніший клас: потрібен "
            "argmax.",
            ru="Вы берёте класс с наименьшим логитом. Чем больше логит, тем вероятнее класс: нужен argmax.",
        ),
        Mistake(
            wrong=accuracy_over_classes,
            uk="Ви поділили на кількість класів; ділити треба на кількість рядків (зображень).",
            ru="Вы разделили на число классов, а делить нужно на число строк (изображений).",
        ),
        Mistake(
            wrong=accuracy_in_percent,
            uk="Це відсотки, а потрібна частка, від 0 до 1.",
            ru="Это проценты, а нужна доля, от 0 до 1.",
        ),
        Mistake(
            wrong=accuracy_without_axis,
            uk="argmax без axis шукає одне найбільше число в усій матриці. Потрібен клас для кожного рядка: "
            "axis=1.",
            ru="argmax без axis ищет одно наибольшее число во всей матрице. Нужен класс для каждой строки: "
            "axis=1.",
        ),
    ),
)

# 9. to_torch_layout


def to_torch_layout(w):
    """Our weights (n_in, n_out) as torch.nn.Linear keeps them: (n_out, n_in)."""
    return w.T


def layout_unchanged(w):
    return w


def layout_reshaped(w):
    n_in, n_out = w.shape
    return w.reshape(n_out, n_in)


TO_TORCH_LAYOUT = Exercise(
    name="to_torch_layout",
    chapter="07",
    reference=to_torch_layout,
    cases=(
        (np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),),
        (np.array([[1.0, 2.0], [3.0, 4.0]]),),
        (np.array([[7.0, 8.0, 9.0]]),),
    ),
    mistakes=(
        Mistake(
            wrong=layout_unchanged,
            uk="Матрицю не транспоновано. Для квадратного шару PyTorch навіть не поскаржиться — і "
            "рахуватиме інше.",
            ru="Матрица не транспонирована. Для квадратного слоя PyTorch даже не пожалуется — и посчитает "
            "не то.",
        ),
        Mistake(
            wrong=layout_reshaped,
            uk="reshape дає потрібну форму, але перекладає числа рядок за рядком. Транспонування — це .T.",
            ru="reshape даёт нужную форму, но перекладывает числа строка за строкой. Транспонирование — "
            "это .T.",
        ),
    ),
)

# 10. confusion


def confusion(y_true, y_pred, n_classes):
    """(n_classes, n_classes) of counts; row: true class, column: predicted class."""
    matrix = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(matrix, (y_true, y_pred), 1)
    return matrix


def confusion_swapped(y_true, y_pred, n_classes):
    return confusion(y_pred, y_true, n_classes)


def confusion_without_repeats(y_true, y_pred, n_classes):
    matrix = np.zeros((n_classes, n_classes), dtype=int)
    matrix[y_true, y_pred] += 1
    return matrix


def confusion_of_errors_only(y_true, y_pred, n_classes):
    matrix = confusion(y_true, y_pred, n_classes)
    np.fill_diagonal(matrix, 0)
    return matrix


def confusion_of_shares(y_true, y_pred, n_classes):
    return confusion(y_true, y_pred, n_classes) / len(y_true)


def confusion_swapped_without_repeats(y_true, y_pred, n_classes):
    return confusion_without_repeats(y_pred, y_true, n_classes)


def confusion_of_one_row(y_true, y_pred, n_classes):
    matrix = [[0] * n_classes] * n_classes
    for i, j in zip(y_true, y_pred):
        matrix[i][j] += 1
    return np.array(matrix)


def confusion_of_hits_only(y_true, y_pred, n_classes):
    return np.diag(np.diag(confusion(y_true, y_pred, n_classes)))


def confusion_of_seen_classes(y_true, y_pred, n_classes):
    return confusion(y_true, y_pred, max(y_true.max(), y_pred.max()) + 1)


CONFUSION = Exercise(
    name="confusion",
    chapter="07",
    reference=confusion,
    cases=(
        (np.array([0, 0, 0, 1, 1, 2]), np.array([0, 1, 1, 1, 1, 0]), 3),
        (np.array([0, 1, 1, 1]), np.array([1, 1, 1, 0]), 2),
        (np.array([2, 2]), np.array([0, 0]), 4),
    ),
    mistakes=(
        Mistake(
            wrong=confusion_swapped,
            uk="Рядки й стовпці переставлено: у рядках має бути справжній клас, у стовпцях — передбачений.",
            ru="Строки и столбцы переставлены: в строках должен быть истинный класс, в столбцах — "
            "предсказанный.",
        ),
        Mistake(
            wrong=confusion_without_repeats,
            uk="matrix[y_true, y_pred] += 1 додає одиницю лише раз, навіть якщо пара трапляється багато "
            "разів. Допоможе np.add.at або цикл.",
            ru="matrix[y_true, y_pred] += 1 прибавляет единицу лишь один раз, даже если пара встречается "
            "много раз. Поможет np.add.at или цикл.",
        ),
        Mistake(
            wrong=confusion_of_errors_only,
            uk="На діагоналі нулі, а там мають стояти правильні відповіді: матриця рахує всі пари, не лише "
            "помилки.",
            ru="На диагонали нули, а там должны стоять верные ответы: матрица считает все пары, не только "
            "ошибки.",
        ),
        Mistake(
            wrong=confusion_of_shares,
            uk="Це частки, а матриця має показувати, скільки разів трапилася кожна пара. Ділити не треба.",
            ru="Это доли, а матрица должна показывать, сколько раз встретилась каждая пара. Делить не нужно.",
        ),
        Mistake(
            wrong=confusion_swapped_without_repeats,
            uk="Помилок дві: переставлено рядки й стовпці, а += 1 за масивами номерів лічить повторену пару "
            "лише раз.",
            ru="Ошибок две: переставлены строки и столбцы, а += 1 по массивам номеров считает повторённую "
            "пару лишь один раз.",
        ),
        Mistake(
            wrong=confusion_of_one_row,
            uk="Усі рядки однакові: [[0] * n] * n — це n посилань на один і той самий список. Візьміть "
            "np.zeros((n, n), dtype=int).",
            ru="Все строки одинаковы: [[0] * n] * n — это n ссылок на один и тот же список. Возьмите "
            "np.zeros((n, n), dtype=int).",
        ),
        Mistake(
            wrong=confusion_of_hits_only,
            uk="Ви полічили лише правильні відповіді. Помилки теж мають потрапити в матрицю — "
            "поза діагональ.",
            ru="Вы посчитали только верные ответы. Ошибки тоже должны попасть в матрицу — вне диагонали.",
        ),
        Mistake(
            wrong=confusion_of_seen_classes,
            uk="Розмір узято з даних, а деякі класи можуть не траплятися. Розмір завжди "
            "n_classes × n_classes.",
            ru="Размер взят из данных, а некоторые классы могут не встретиться. Размер всегда n_classes × "
            "n_classes.",
        ),
    ),
)

EXERCISES = (
    NORMALISE,
    TRAIN_VALID_SPLIT,
    PARAMETER_COUNT,
    INITIAL_LOSS,
    UPDATES_PER_EPOCH,
    TRAINING_STEP,
    TRAIN_EPOCH,
    ACCURACY_FROM_LOGITS,
    TO_TORCH_LAYOUT,
    CONFUSION,
)
