"""Exercises of chapter 02, losses: values and gradients, on paper and in code."""

import math

import numpy as np

from course_lib.exercises.exercise import Answer, Exercise, Mistake


def pair(*shape, seed):
    """Predictions and targets of one shape, to one decimal; in the first place they are equal."""
    rng = np.random.default_rng(seed)
    y_pred, y_true = rng.normal(scale=2, size=(2, *shape)).round(1)
    y_pred.flat[0] = y_true.flat[0]
    return y_pred, y_true


def probabilities(*shape, seed):
    """Probabilities away from 0 and 1, and targets 0 or 1, of one shape."""
    rng = np.random.default_rng(seed)
    return rng.uniform(0.1, 0.9, shape).round(2), rng.integers(0, 2, shape).astype(float)


# 1. mse_by_hand

MSE_BY_HAND = Answer(
    name="mse_by_hand",
    chapter="02",
    value=2.5,
    mistakes=(
        Mistake(
            5.0,
            uk="Це сума квадратів. Середній квадрат — це сума, поділена на кількість чисел, n = 2.",
            ru="Это сумма квадратов. Средний квадрат — это сумма, делённая на количество чисел, n = 2.",
        ),
        Mistake(
            1.25,
            uk="Удвічі менше, ніж треба: множника ½ у нашому середньому квадраті немає. А якщо ви ділили "
            "на 4, то чисел тут лише два.",
            ru="Вдвое меньше, чем нужно: множителя ½ в нашем среднем квадрате нет. А если вы делили на 4, "
            "то чисел здесь только два.",
        ),
        Mistake(
            1.5,
            uk="Це середня абсолютна похибка: (2 + 1)/2, а потрібні квадрати. Або квадрат −1 ви взяли зі "
            "знаком мінус: (4 − 1)/2; а (−1)² = 1.",
            ru="Это средняя абсолютная ошибка: (2 + 1)/2, а нужны квадраты. Или квадрат −1 вы взяли со "
            "знаком минус: (4 − 1)/2; а (−1)² = 1.",
        ),
        Mistake(
            0.5,
            uk="Ви усереднили самі відхилення, 2 та −1, і вони частково знищили одне одного. Спершу квадрат, "
            "потім сума.",
            ru="Вы усреднили сами отклонения, 2 и −1, и они частично уничтожили друг друга. Сначала квадрат, "
            "потом сумма.",
        ),
        Mistake(
            0.25,
            uk="Це квадрат середнього, а потрібне середнє квадратів: спершу піднесіть до квадрата кожне "
            "відхилення.",
            ru="Это квадрат среднего, а нужно среднее квадратов: сначала возведите в квадрат каждое "
            "отклонение.",
        ),
        Mistake(
            math.sqrt(2.5),
            uk="Ви ще й добули корінь. У нашому означенні кореня немає.",
            ru="Вы ещё и извлекли корень. В нашем определении корня нет.",
        ),
        Mistake(
            1.5**2,
            uk="Ви піднесли до квадрата середню абсолютну похибку. Порядок інший: спершу квадрати, потім "
            "середнє.",
            ru="Вы возвели в квадрат среднюю абсолютную ошибку. Порядок другой: сначала квадраты, потом "
            "среднее.",
        ),
        Mistake(
            3.0,
            uk="Це сума модулів. Потрібні квадрати, та ще й середнє.",
            ru="Это сумма модулей. Нужны квадраты, да ещё и среднее.",
        ),
        Mistake(
            4.5,
            uk="Ви піднесли до квадрата суму модулів, (2 + 1)²/2. Спершу квадрат кожного відхилення, "
            "потім сума.",
            ru="Вы возвели в квадрат сумму модулей, (2 + 1)²/2. Сначала квадрат каждого отклонения, потом "
            "сумма.",
        ),
    ),
)

# 2. mse_gradient


def mse_gradient(y_pred, y_true):
    return 2 * (y_pred - y_true) / y_pred.size


MSE_GRADIENT = Exercise(
    name="mse_gradient",
    chapter="02",
    reference=mse_gradient,
    cases=(
        (np.array([2.5, 5.0, 1.0, 4.0]), np.array([3.0, 3.0, 1.0, 3.0])),
        pair(3, 2, seed=1),
        (np.array([-1.5]), np.array([0.5])),
        pair(2, 3, 2, seed=2),
    ),
    mistakes=(
        Mistake(
            lambda y_pred, y_true: 2 * (y_pred - y_true),
            uk="Загублено 1/n: втрати — це середнє, тож і кожна похідна ділиться на кількість елементів.",
            ru="Потеряно 1/n: потери — это среднее, поэтому и каждая производная делится на число элементов.",
        ),
        Mistake(
            lambda y_pred, y_true: (y_pred - y_true) / y_pred.size,
            uk="Загублено двійку: (r²)′ = 2r. Вона скорочується лише там, де перед квадратом стоїть ½.",
            ru="Потеряна двойка: (r²)′ = 2r. Она сокращается только там, где перед квадратом стоит ½.",
        ),
        Mistake(
            lambda y_pred, y_true: 2 * (y_true - y_pred) / y_pred.size,
            uk="Знак протилежний: це похідна за y. За ŷ маємо r = ŷ − y і ∂r/∂ŷ = +1.",
            ru="Знак противоположный: это производная по y. По ŷ имеем r = ŷ − y и ∂r/∂ŷ = +1.",
        ),
        Mistake(
            lambda y_pred, y_true: 2 * (y_pred - y_true) / len(y_pred),
            uk="len рахує лише рядки, а n у цих втратах — кількість усіх елементів: y_pred.size.",
            ru="len считает только строки, а n в этих потерях — число всех элементов: y_pred.size.",
        ),
        Mistake(
            lambda y_pred, y_true: 2 * (y_pred - y_true) / 4,
            uk="Четвірка — це кількість автобусів. Для іншого масиву n інше: y_pred.size.",
            ru="Четвёрка — это число автобусов. Для другого массива n другое: y_pred.size.",
        ),
        Mistake(
            lambda y_pred, y_true: 2 * np.mean(y_pred - y_true),
            uk="Вийшло одне число, а градієнт має форму ŷ: похідна за кожним елементом окремо. Ділити на n "
            "треба, а додавати — ні.",
            ru="Получилось одно число, а у градиента форма ŷ: производная по каждому элементу отдельно. "
            "Делить на n нужно, а складывать — нет.",
        ),
        Mistake(
            lambda y_pred, y_true: np.mean((y_pred - y_true) ** 2),
            uk="Це значення втрат, а потрібен їхній градієнт: похідна за кожним елементом ŷ.",
            ru="Это значение потерь, а нужен их градиент: производная по каждому элементу ŷ.",
        ),
        Mistake(
            lambda y_pred, y_true: 2 * np.abs(y_pred - y_true) / y_pred.size,
            uk="Модуль знищив знаки. Знак відхилення потрібен: він каже, у який бік рухати передбачення.",
            ru="Модуль уничтожил знаки. Знак отклонения нужен: он говорит, в какую сторону двигать "
            "предсказание.",
        ),
    ),
)

# 3. mae_gradient


def mae_gradient(y_pred, y_true):
    return np.sign(y_pred - y_true) / y_pred.size


def mae_gradient_as_given(y_pred, y_true):
    return np.where(y_pred > y_true, 1, -1) / len(y_pred)


MAE_GRADIENT = Exercise(
    name="mae_gradient",
    chapter="02",
    reference=mae_gradient,
    cases=(
        (np.array([2.5, 5.0, 1.0, 4.0]), np.array([3.0, 3.0, 1.0, 3.0])),
        pair(3, 2, seed=3),
        (np.array([0.5]), np.array([2.0])),
        (np.zeros((2, 2)), np.zeros((2, 2))),
    ),
    mistakes=(
        Mistake(
            mae_gradient_as_given,
            uk="Код поки що той самий. Випробуйте його двічі: коли ŷ = y і на матриці з кількома "
            "стовпцями.",
            ru="Код остался прежним. Испытайте его в двух случаях: когда ŷ = y и когда у матрицы "
            "несколько столбцов.",
        ),
        Mistake(
            lambda y_pred, y_true: np.sign(y_pred - y_true) / len(y_pred),
            uk="Злам виправлено, лишилася друга помилка: len рахує лише рядки, а в матриці форми (3, 2) "
            "елементів шість.",
            ru="Излом исправлен, осталась вторая ошибка: len считает только строки, а в матрице формы "
            "(3, 2) элементов шесть.",
        ),
        Mistake(
            lambda y_pred, y_true: np.where(y_pred > y_true, 1, -1) / y_pred.size,
            uk="Кількість елементів правильна, лишилася друга помилка: там, де ŷ = y, у вас −1. На зламі "
            "домовилися брати 0, і np.sign так і робить.",
            ru="Число элементов верное, осталась вторая ошибка: там, где ŷ = y, у вас −1. На изломе "
            "условились брать 0, и np.sign так и делает.",
        ),
        Mistake(
            lambda y_pred, y_true: np.where(y_pred >= y_true, 1, -1) / y_pred.size,
            uk="Там, де ŷ = y, тепер +1 замість −1. На зламі домовилися брати 0: так робить np.sign.",
            ru="Там, где ŷ = y, теперь +1 вместо −1. На изломе условились брать 0: так делает np.sign.",
        ),
        Mistake(
            lambda y_pred, y_true: np.sign(y_pred - y_true),
            uk="Знаки правильні, але загублено 1/n. Суддя дав би числа в n разів менші.",
            ru="Знаки верны, но потеряно 1/n. Судья дал бы числа в n раз меньше.",
        ),
        Mistake(
            lambda y_pred, y_true: np.sign(y_true - y_pred) / y_pred.size,
            uk="Знак протилежний: це похідна за y. За ŷ має бути sign(ŷ − y).",
            ru="Знак противоположный: это производная по y. По ŷ должно быть sign(ŷ − y).",
        ),
        Mistake(
            lambda y_pred, y_true: (y_pred - y_true) / y_pred.size,
            uk="Функцію sign загублено: похідна модуля не залежить від того, наскільки велике відхилення.",
            ru="Потеряна функция sign: производная модуля не зависит от того, насколько велико отклонение.",
        ),
        Mistake(
            lambda y_pred, y_true: np.abs(y_pred - y_true) / y_pred.size,
            uk="Це доданки самих втрат. Похідна модуля — це знак: +1, −1 або 0.",
            ru="Это слагаемые самих потерь. Производная модуля — это знак: +1, −1 или 0.",
        ),
        Mistake(
            lambda y_pred, y_true: (y_pred - y_true) / np.abs(y_pred - y_true) / y_pred.size,
            uk="r/|r| — це справді знак, але при ŷ = y виходить 0/0. Функція np.sign дає там 0.",
            ru="r/|r| — это действительно знак, но при ŷ = y получается 0/0. Функция np.sign даёт там 0.",
        ),
    ),
)

# 4. huber_loss


def huber_parts(y_pred, y_true, delta):
    """Values h(r) and slopes h′(r), element by element."""
    r = y_pred - y_true
    values = np.where(np.abs(r) <= delta, r**2 / 2, delta * (np.abs(r) - delta / 2))
    return values, np.clip(r, -delta, delta)


def huber_loss(y_pred, y_true, delta):
    values, slopes = huber_parts(y_pred, y_true, delta)
    return np.mean(values), slopes / y_pred.size


def huber_without_the_constant(y_pred, y_true, delta):
    r = y_pred - y_true
    values = np.where(np.abs(r) <= delta, r**2 / 2, delta * np.abs(r))
    return np.mean(values), huber_loss(y_pred, y_true, delta)[1]


def huber_with_a_whole_square(y_pred, y_true, delta):
    r = y_pred - y_true
    values = np.where(np.abs(r) <= delta, r**2, delta * (np.abs(r) - delta / 2))
    return np.mean(values), huber_loss(y_pred, y_true, delta)[1]


def huber_with_unit_slopes(y_pred, y_true, delta):
    r = y_pred - y_true
    slopes = np.where(np.abs(r) <= delta, r, np.sign(r))
    return huber_loss(y_pred, y_true, delta)[0], slopes / y_pred.size


def huber_with_the_slope_of_mse(y_pred, y_true, delta):
    return huber_loss(y_pred, y_true, delta)[0], (y_pred - y_true) / y_pred.size


def huber_gradient_without_n(y_pred, y_true, delta):
    values, slopes = huber_parts(y_pred, y_true, delta)
    return np.mean(values), slopes


def huber_summed(y_pred, y_true, delta):
    values, slopes = huber_parts(y_pred, y_true, delta)
    return np.sum(values), slopes


def huber_without_the_modulus(y_pred, y_true, delta):
    r = y_pred - y_true
    values = np.where(r <= delta, r**2 / 2, delta * (np.abs(r) - delta / 2))
    return np.mean(values), huber_loss(y_pred, y_true, delta)[1]


def huber_with_the_brackets_lost(y_pred, y_true, delta):
    r = y_pred - y_true
    values = np.where(np.abs(r) <= delta, r**2 / 2, delta * np.abs(r) - delta / 2)
    return np.mean(values), huber_loss(y_pred, y_true, delta)[1]


def huber_divided_by_rows(y_pred, y_true, delta):
    values, slopes = huber_parts(y_pred, y_true, delta)
    return np.mean(values), slopes / len(y_pred)


HUBER_LOSS = Exercise(
    name="huber_loss",
    chapter="02",
    reference=huber_loss,
    cases=(
        (np.array([2.5, 5.0, 1.0, 4.0]), np.array([3.0, 3.0, 1.0, 3.0]), 1.0),
        (*pair(4, 2, seed=4), 0.5),
        (*pair(5, seed=5), 2.0),
        (np.array([3.0, -3.0]), np.array([0.0, 0.0]), 0.25),
    ),
    mistakes=(
        Mistake(
            huber_without_the_constant,
            uk="Похідні правильні, а значення на відстані δ стрибає з ½δ² одразу до δ². Бракує сталої: "
            "має бути δ·(|r| − ½δ).",
            ru="Производные верны, а значение на расстоянии δ меняется скачком с ½δ² на δ². Не хватает "
            "постоянной: должно быть δ·(|r| − ½δ).",
        ),
        Mistake(
            huber_without_the_modulus,
            uk="Умова r ≤ δ пропускає на параболу й далекі від’ємні відхилення. Порівнюйте |r| з δ.",
            ru="Условие r ≤ δ пропускает на параболу и далёкие отрицательные отклонения. Сравнивайте |r| "
            "с δ.",
        ),
        Mistake(
            huber_with_the_brackets_lost,
            uk="При δ = 1 усе правильно, а далі ні: δ множить і |r|, і ½δ. Стала дорівнює ½δ², а не ½δ.",
            ru="При δ = 1 всё верно, а дальше нет: δ умножает и |r|, и ½δ. Постоянная равна ½δ², а не ½δ.",
        ),
        Mistake(
            huber_with_a_whole_square,
            uk="Похідні правильні, а у значенні загублено ½ перед квадратом. Порівняйте: похідна r² — це "
            "2r, а не r.",
            ru="Производные верны, а в значении потеряно ½ перед квадратом. Сравните: производная r² — это "
            "2r, а не r.",
        ),
        Mistake(
            huber_with_unit_slopes,
            uk="Значення правильне, а нахил далеких променів дорівнює δ, а не 1: похідна δ·|r| — це "
            "δ·sign(r).",
            ru="Значение верно, а наклон далёких лучей равен δ, а не 1: производная δ·|r| — это δ·sign(r).",
        ),
        Mistake(
            huber_with_the_slope_of_mse,
            uk="Градієнт не обрізано: далі за δ він має лишатися сталим, ±δ/n.",
            ru="Градиент не обрезан: дальше δ он должен оставаться постоянным, ±δ/n.",
        ),
        Mistake(
            huber_gradient_without_n,
            uk="Значення усереднено, а градієнт ні: його теж треба поділити на n.",
            ru="Значение усреднено, а градиент нет: его тоже нужно разделить на n.",
        ),
        Mistake(
            huber_divided_by_rows,
            uk="Значення правильне, а градієнт поділено на кількість рядків. n — кількість усіх "
            "елементів: r.size.",
            ru="Значение верно, а градиент разделён на число строк. n — число всех элементов: r.size.",
        ),
        Mistake(
            huber_summed,
            uk="Це сума, а потрібне середнє: поділіть на n і значення, і градієнт.",
            ru="Это сумма, а нужно среднее: разделите на n и значение, и градиент.",
        ),
        Mistake(
            lambda y_pred, y_true, delta: huber_loss(y_pred, y_true, 1.0),
            uk="Так виходить для δ = 1, хоч би яке delta передали. Чи скрізь у вашому коді стоїть delta?",
            ru="Так получается для δ = 1, какую бы delta ни передали. Везде ли в вашем коде стоит delta?",
        ),
    ),
)

# 5. poisson_slope

POISSON_SLOPE = Answer(
    name="poisson_slope",
    chapter="02",
    value=-0.5,
    rtol=1e-2,
    mistakes=(
        Mistake(
            0.5,
            uk="Це похідна логарифма правдоподібності. Втрати — мінус логарифм, тож і знак у похідної інший.",
            ru="Это производная логарифма правдоподобия. Потери — минус логарифм, поэтому и знак у "
            "производной другой.",
        ),
        Mistake(
            -1.5,
            uk="Загублено похідну від e^(−ŷ): мінус логарифм цього множника дорівнює ŷ, а його похідна 1.",
            ru="Потеряна производная от e^(−ŷ): минус логарифм этого множителя равен ŷ, а его производная 1.",
        ),
        Mistake(
            1.5,
            uk="Це y/ŷ. У похідній такий доданок є, але з мінусом, і він там не один: ще 1, похідна ŷ з "
            "показника.",
            ru="Это y/ŷ. В производной такое слагаемое есть, но с минусом, и оно там не одно: есть ещё "
            "производная слагаемого ŷ.",
        ),
        Mistake(
            2.5,
            uk="Знаки доданків мають бути різні: −ln(ŷ^y·e^(−ŷ)) = ŷ − y·ln ŷ.",
            ru="Знаки слагаемых должны быть разными: −ln(ŷ^y·e^(−ŷ)) = ŷ − y·ln ŷ.",
        ),
        Mistake(
            -2.0,
            uk="Це ŷ − y. Така похідна теж буває, але за логарифмом ŷ. А питають про похідну за самим ŷ.",
            ru="Это ŷ − y. Такая производная тоже бывает, но по логарифму ŷ. А спрашивают о производной по "
            "самому ŷ.",
        ),
        Mistake(
            1 / 3,
            uk="Дріб перевернуто: похідна y·ln ŷ за ŷ дорівнює y/ŷ = 6/4, а не 4/6. Або ви переплутали ŷ "
            "= 4 та y = 6.",
            ru="Дробь перевёрнута: производная y·ln ŷ по ŷ равна y/ŷ = 6/4, а не 4/6. Или вы перепутали ŷ "
            "= 4 и y = 6.",
        ),
        Mistake(
            4 - 6 * math.log(4),
            uk="Це значення ŷ − y·ln ŷ. Лишилося взяти похідну за ŷ.",
            ru="Это значение ŷ − y·ln ŷ. Осталось взять производную по ŷ.",
        ),
        Mistake(
            4 - 6 * math.log(4) + math.log(720),
            uk="Це саме значення втрат, −ln p. Лишилося взяти похідну за ŷ.",
            ru="Это само значение потерь, −ln p. Осталось взять производную по ŷ.",
        ),
        Mistake(
            4**6 * math.exp(-4) / 720 * (6 / 4 - 1),
            uk="Це похідна самої ймовірності p. Втрати — її мінус логарифм: спершу візьміть логарифм.",
            ru="Это производная самой вероятности p. Потери — её минус логарифм: сначала возьмите "
            "логарифм.",
        ),
    ),
)

# 6. bce_gradient


def bce_gradient(y_pred, y_true):
    return -(y_true / y_pred - (1 - y_true) / (1 - y_pred)) / y_pred.size


BCE_GRADIENT = Exercise(
    name="bce_gradient",
    chapter="02",
    reference=bce_gradient,
    cases=(
        (np.array([0.8, 0.25]), np.array([0.0, 1.0])),
        probabilities(3, 2, seed=6),
        probabilities(5, seed=7),
        (np.array([0.3, 0.6, 0.5]), np.array([0.9, 0.2, 0.5])),
    ),
    mistakes=(
        Mistake(
            lambda y_pred, y_true: -y_true / y_pred - (1 - y_true) / (1 - y_pred) / y_pred.size,
            uk="Це код з умови без змін. Мінус має стояти перед обома доданками разом, і ділити на n "
            "треба теж обидва: поверніть дужки.",
            ru="Это код из условия без изменений. Минус должен стоять перед обоими слагаемыми вместе, и "
            "делить на n нужно тоже оба: верните скобки.",
        ),
        Mistake(
            lambda y_pred, y_true: (-y_true / y_pred - (1 - y_true) / (1 - y_pred)) / y_pred.size,
            uk="На n тепер ділиться все, а знак другого доданка хибний: похідна ln(1 − ŷ) має свій мінус, а "
            "мінус на мінус дає плюс.",
            ru="На n теперь делится всё, а знак второго слагаемого неверен: у производной ln(1 − ŷ) свой "
            "минус, а минус на минус даёт плюс.",
        ),
        Mistake(
            lambda y_pred, y_true: -y_true / y_pred + (1 - y_true) / (1 - y_pred) / y_pred.size,
            uk="Знаки правильні, але на n ділиться лише другий доданок. Візьміть у дужки обидва.",
            ru="Знаки верны, но на n делится только второе слагаемое. Возьмите в скобки оба.",
        ),
        Mistake(
            lambda y_pred, y_true: -(y_true / y_pred - (1 - y_true) / (1 - y_pred)),
            uk="Дужки на місці, але загублено 1/n.",
            ru="Скобки на месте, но потеряно 1/n.",
        ),
        Mistake(
            lambda y_pred, y_true: -bce_gradient(y_pred, y_true),
            uk="Усі знаки протилежні: загублено мінус перед дужкою. За y = 1 похідна має бути від’ємна: "
            "ŷ треба збільшувати.",
            ru="Все знаки противоположны: потерян минус перед скобкой. При y = 1 производная должна быть "
            "отрицательной: ŷ нужно увеличивать.",
        ),
        Mistake(
            lambda y_pred, y_true: (y_pred - y_true) / y_pred.size,
            uk="Це похідна за логітом z. За ймовірністю ŷ лишається ще знаменник: (ŷ − y)/(ŷ(1 − ŷ))/n.",
            ru="Это производная по логиту z. По вероятности ŷ остаётся ещё знаменатель: "
            "(ŷ − y)/(ŷ(1 − ŷ))/n.",
        ),
        Mistake(
            lambda y_pred, y_true: -(y_true / y_pred - (1 - y_true) / (1 - y_pred)) / len(y_pred),
            uk="len рахує лише рядки, а n тут — кількість усіх елементів: y_pred.size.",
            ru="len считает только строки, а n здесь — число всех элементов: y_pred.size.",
        ),
        Mistake(
            lambda y_pred, y_true: -y_true / y_pred / y_pred.size,
            uk="Другий доданок зник: там, де y = 0, у вас похідна 0, і помилки в цей бік мережа не помітить.",
            ru="Второе слагаемое исчезло: там, где y = 0, у вас производная 0, и ошибок в эту сторону сеть "
            "не заметит.",
        ),
        Mistake(
            lambda y_pred, y_true: (y_pred - y_true) / y_pred * (1 - y_pred) / y_pred.size,
            uk="Запис a / b * c — це (a/b)·c: множник 1 − ŷ потрапив у чисельник. Візьміть знаменник у "
            "дужки: (ŷ·(1 − ŷ)).",
            ru="Запись a / b * c — это (a/b)·c: множитель 1 − ŷ попал в числитель. Возьмите знаменатель в "
            "скобки: (ŷ·(1 − ŷ)).",
        ),
        Mistake(
            lambda y_pred, y_true: np.where(y_true == 1, -1 / y_pred, 1 / (1 - y_pred)) / y_pred.size,
            uk="Правильно лише для y = 0 та y = 1. Ціль буває й дробова, скажімо 0,9: лишіть обидва "
            "доданки з вагами y та 1 − y.",
            ru="Верно только для y = 0 и y = 1. Цель бывает и дробной, скажем 0,9: оставьте оба слагаемых "
            "с весами y и 1 − y.",
        ),
    ),
)

# 7. bce_with_logits


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def softplus(z):
    """ln(1 + e^z) without overflow."""
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def bce_with_logits(z, y_true):
    return np.mean(softplus(z) - z * y_true), (sigmoid(z) - y_true) / z.size


def bce_through_probabilities(z, y_true):
    y_pred = 1 / (1 + np.exp(-z))
    value = -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))
    return value, (y_pred - y_true) / z.size


def bce_through_clipped_probabilities(z, y_true, eps=1e-12):
    y_pred = np.clip(sigmoid(z), eps, 1 - eps)
    value = -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))
    return value, (y_pred - y_true) / z.size


def bce_with_logarithms_cut(z, y_true):
    y_pred = sigmoid(z)
    log_yes, log_no = np.maximum(np.log(y_pred), -100), np.maximum(np.log(1 - y_pred), -100)
    return -np.mean(y_true * log_yes + (1 - y_true) * log_no), (y_pred - y_true) / z.size


def bce_of_another_value(terms):
    """The mistake of a wrong value, the mean of terms(z, y_true), beside the right gradient."""
    return lambda z, y_true: (np.mean(terms(z, y_true)), bce_with_logits(z, y_true)[1])


def bce_of_another_gradient(gradient):
    """The mistake of a wrong gradient(z, y_true) beside the right value."""
    return lambda z, y_true: (bce_with_logits(z, y_true)[0], gradient(z, y_true))


PROBABILITIES_CLIPPED = {
    "uk": "Обрізані ймовірності рятують від nan, але обрізають і втрати: за z = 1000, y = 0 вони мають "
    "дорівнювати 1000. Рахуйте з логітів.",
    "ru": "Обрезанные вероятности спасают от nan, но обрезают и потери: при z = 1000, y = 0 они должны "
    "равняться 1000. Считайте из логитов.",
}

BCE_WITH_LOGITS = Exercise(
    name="bce_with_logits",
    chapter="02",
    reference=bce_with_logits,
    cases=(
        (np.array([0.0, 2.0, -3.0]), np.array([1.0, 1.0, 0.0])),
        (np.array([1000.0, -1000.0]), np.array([0.0, 0.0])),
        (np.array([1000.0, -1000.0]), np.array([1.0, 1.0])),
        (np.array([[0.5, -1.5], [40.0, -40.0]]), np.array([[0.2, 1.0], [0.0, 1.0]])),
    ),
    mistakes=(
        Mistake(
            bce_through_probabilities,
            uk="Сигмоїда дійшла точно до 0 або 1, а далі логарифм нуля. Не рахуйте ln ŷ: візьміть формулу, у "
            "якій є лише z.",
            ru="Сигмоида дошла ровно до 0 или 1, а дальше логарифм нуля. Не считайте ln ŷ: возьмите формулу, "
            "в которой есть только z.",
        ),
        Mistake(bce_through_clipped_probabilities, **PROBABILITIES_CLIPPED),
        Mistake(lambda z, y_true: bce_through_clipped_probabilities(z, y_true, 1e-7), **PROBABILITIES_CLIPPED),
        Mistake(lambda z, y_true: bce_through_clipped_probabilities(z, y_true, 1e-15), **PROBABILITIES_CLIPPED),
        Mistake(
            bce_with_logarithms_cut,
            uk="Логарифм обрізано на −100, тому втрати не бувають більші за 100, а за z = 1000, y = 0 "
            "мають дорівнювати 1000. Рахуйте з логітів, не через ймовірність.",
            ru="Логарифм обрезан на −100, поэтому потери не бывают больше 100, а при z = 1000, y = 0 "
            "должны равняться 1000. Считайте из логитов, не через вероятность.",
        ),
        Mistake(
            bce_of_another_value(lambda z, y_true: np.log(1 + np.exp(z)) - z * y_true),
            uk="Формула правильна, але e^z переповнюється за великих z. Показник має бути від’ємний: "
            "max(z, 0) + ln(1 + e^(−|z|)).",
            ru="Формула верна, но e^z переполняется при больших z. Показатель должен быть отрицательным: "
            "max(z, 0) + ln(1 + e^(−|z|)).",
        ),
        Mistake(
            bce_of_another_value(
                lambda z, y_true: np.maximum(z, 0) - z * y_true + np.log1p(np.exp(-z))),
            uk="У показнику бракує модуля: e^(−z) за від’ємних z росте. Має бути e^(−|z|).",
            ru="В показателе не хватает модуля: e^(−z) при отрицательных z растёт. Должно быть e^(−|z|).",
        ),
        Mistake(
            lambda z, y_true: tuple(z.size * part for part in bce_with_logits(z, y_true)),
            uk="Це сума, а потрібне середнє: поділіть на n і значення, і градієнт.",
            ru="Это сумма, а нужно среднее: разделите на n и значение, и градиент.",
        ),
        Mistake(
            bce_of_another_gradient(lambda z, y_true: sigmoid(z) - y_true),
            uk="Значення усереднено, а градієнт ні: (σ(z) − y) ще треба поділити на n.",
            ru="Значение усреднено, а градиент нет: (σ(z) − y) ещё нужно разделить на n.",
        ),
        Mistake(
            bce_of_another_gradient(lambda z, y_true: (sigmoid(z) - y_true) / len(z)),
            uk="Значення правильне, а в градієнті n — кількість рядків. Тут воно — кількість усіх "
            "елементів: z.size.",
            ru="Значение верно, а в градиенте n — число строк. Здесь это число всех элементов: z.size.",
        ),
        Mistake(
            bce_of_another_gradient(lambda z, y_true: (y_true - sigmoid(z)) / z.size),
            uk="Градієнт має протилежний знак: ∂L/∂z = (σ(z) − y)/n, передбачення мінус ціль.",
            ru="У градиента противоположный знак: ∂L/∂z = (σ(z) − y)/n, предсказание минус цель.",
        ),
        Mistake(
            bce_of_another_value(lambda z, y_true: np.where(y_true == 1, softplus(-z), softplus(z))),
            uk="Правильно лише для y = 0 та y = 1. Ціль буває й дробова, скажімо 0,9: лишіть обидва "
            "доданки з вагами y та 1 − y.",
            ru="Верно только для y = 0 и y = 1. Цель бывает и дробной, скажем 0,9: оставьте оба слагаемых "
            "с весами y и 1 − y.",
        ),
    ),
)

# 8. softmax


def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_without_the_shift(logits):
    e = np.exp(logits)
    return e / e.sum(axis=1, keepdims=True)


def softmax_with_one_shift_for_all(logits):
    return softmax_without_the_shift(logits - logits.max())


def softmax_of_all_elements(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum()


def softmax_down_the_columns(logits):
    return softmax(logits.T).T


def softmax_with_the_mean_for_a_shift(logits):
    return softmax_without_the_shift(logits - logits.mean(axis=1, keepdims=True))


def softmax_not_divided(logits):
    return np.exp(logits - logits.max(axis=1, keepdims=True))


def softmax_without_keepdims(logits):
    e = np.exp(logits - logits.max(axis=1))
    return e / e.sum(axis=1)


def softmax_divided_by_a_row(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)


SOFTMAX = Exercise(
    name="softmax",
    chapter="02",
    reference=softmax,
    cases=(
        (np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]]),),
        (np.array([[1000.0, 1001.0], [-1000.0, -1001.0], [0.0, 2.0]]),),
        (np.array([[-3.0, 5.0, 0.5, 1.5]]),),
        (np.array([[7.0], [-7.0]]),),
        (np.array([[0.0, 3000.0, 2999.0]]),),
    ),
    mistakes=(
        Mistake(
            softmax_without_the_shift,
            uk="Без зсуву e^1000 переповнюється, а inf/inf — це nan. Відніміть від кожного рядка його "
            "максимум.",
            ru="Без сдвига e^1000 переполняется, а inf/inf — это nan. Вычтите из каждой строки её максимум.",
        ),
        Mistake(
            softmax_with_one_shift_for_all,
            uk="Максимум спільний для всієї матриці: у рядку, де всі логіти значно менші, лишаються самі "
            "нулі, і 0/0 дає nan. Потрібен максимум кожного рядка: axis=1, keepdims=True.",
            ru="Максимум общий для всей матрицы: в строке, где все логиты намного меньше, остаются одни "
            "нули, и 0/0 даёт nan. Нужен максимум каждой строки: axis=1, keepdims=True.",
        ),
        Mistake(
            softmax_of_all_elements,
            uk="Поділено на суму всіх елементів матриці. Одиницю має давати кожен рядок окремо: axis=1, "
            "keepdims=True.",
            ru="Разделено на сумму всех элементов матрицы. Единицу должна давать каждая строка отдельно: "
            "axis=1, keepdims=True.",
        ),
        Mistake(
            softmax_down_the_columns,
            uk="У сумі одиницю дають стовпці, а мають давати рядки: рядок — це спостереження. Потрібно "
            "axis=1.",
            ru="В сумме единицу дают столбцы, а должны давать строки: строка — это наблюдение. Нужно "
            "axis=1.",
        ),
        Mistake(
            softmax_with_the_mean_for_a_shift,
            uk="Зсув на середнє допомагає не завжди: показник може лишитися великим, і e в такому степені "
            "переповниться. Після зсуву на максимум усі показники не більші за нуль.",
            ru="Сдвиг на среднее помогает не всегда: показатель может остаться большим, и e в такой степени "
            "переполнится. После сдвига на максимум все показатели не больше нуля.",
        ),
        Mistake(
            softmax_not_divided,
            uk="Експоненти є, а на їхню суму не поділено: рядки не дають у сумі одиниці.",
            ru="Экспоненты есть, но на их сумму вы не разделили: строки не дают в сумме единицу.",
        ),
        Mistake(
            sigmoid,
            uk="Це сигмоїда кожного логіта окремо. У функції softmax класи змагаються: знаменник спільний "
            "для всього рядка.",
            ru="Это сигмоида каждого логита отдельно. В функции softmax классы соревнуются: знаменатель "
            "общий для всей строки.",
        ),
        Mistake(
            softmax_without_keepdims,
            uk="Без keepdims=True виходить масив форми (N,), і NumPy ставить його рядком, а не стовпцем. "
            "Потрібна форма (N, 1).",
            ru="Без keepdims=True получается массив формы (N,), и NumPy ставит его строкой, а не "
            "столбцом. Нужна форма (N, 1).",
        ),
        Mistake(
            softmax_divided_by_a_row,
            uk="Без keepdims=True виходить масив форми (N,), і NumPy ставить його рядком, а не стовпцем. "
            "Потрібна форма (N, 1).",
            ru="Без keepdims=True получается массив формы (N,), и NumPy ставит его строкой, а не "
            "столбцом. Нужна форма (N, 1).",
        ),
    ),
)

# 9. softmax_backward


def softmax_backward(y_pred, grad):
    return y_pred * (grad - (grad * y_pred).sum(axis=1, keepdims=True))


def softmax_backward_case(*shape, seed):
    rng = np.random.default_rng(seed)
    return softmax(rng.normal(size=shape)).round(3), rng.normal(size=shape).round(2)


SOFTMAX_BACKWARD = Exercise(
    name="softmax_backward",
    chapter="02",
    reference=softmax_backward,
    cases=(
        (np.array([[0.5, 0.3, 0.2]]), np.array([[1.0, 0.0, 0.0]])),
        softmax_backward_case(4, 3, seed=8),
        softmax_backward_case(3, 3, seed=9),
        (np.array([[0.25, 0.75], [1.0, 0.0]]), np.array([[2.0, 2.0], [3.0, -1.0]])),
    ),
    mistakes=(
        Mistake(
            lambda y_pred, grad: grad * y_pred * (1 - y_pred),
            uk="Це лише діагональ матриці Якобі, наче класи не впливають один на одного. Бракує доданків з "
            "j ≠ k.",
            ru="Это только диагональ матрицы Якоби, как будто классы не влияют друг на друга. Не хватает "
            "слагаемых с j ≠ k.",
        ),
        Mistake(
            lambda y_pred, grad: y_pred * (grad + (grad * y_pred).sum(axis=1, keepdims=True)),
            uk="Знак хибний: поза діагоналлю матриці Якобі стоїть −ŷⱼŷₖ, тому суму віднімають.",
            ru="Знак неверен: вне диагонали матрицы Якоби стоит −ŷⱼŷₖ, поэтому сумму вычитают.",
        ),
        Mistake(
            lambda y_pred, grad: grad - (grad * y_pred).sum(axis=1, keepdims=True),
            uk="Загублено множник ŷₖ перед дужкою.",
            ru="Потерян множитель ŷₖ перед скобкой.",
        ),
        Mistake(
            lambda y_pred, grad: y_pred * (grad - grad.sum(axis=1, keepdims=True)),
            uk="У сумі Σ Gⱼŷⱼ загублено ŷⱼ: це середнє градієнтів, зважене ймовірностями.",
            ru="В сумме Σ Gⱼŷⱼ потеряно ŷⱼ: это среднее градиентов с весами-вероятностями.",
        ),
        Mistake(
            lambda y_pred, grad: y_pred * (grad - (grad * y_pred).sum()),
            uk="Сума взята за всією матрицею. Вона своя в кожного рядка: axis=1, keepdims=True.",
            ru="Сумма взята по всей матрице. У каждой строки она своя: axis=1, keepdims=True.",
        ),
        Mistake(
            lambda y_pred, grad: y_pred * (grad - (grad * y_pred).sum(axis=0)),
            uk="Сума взята вздовж стовпців. Класи одного спостереження стоять у рядку: axis=1, "
            "keepdims=True.",
            ru="Сумма взята вдоль столбцов. Классы одного наблюдения стоят в строке: axis=1, keepdims=True.",
        ),
        Mistake(
            lambda y_pred, grad: softmax_backward(softmax(y_pred), grad),
            uk="Softmax застосовано двічі: y_pred — це вже ймовірності, вихід softmax.",
            ru="Softmax применён дважды: y_pred — это уже вероятности, выход softmax.",
        ),
        Mistake(
            lambda y_pred, grad: y_pred * (grad - (grad * y_pred).sum(axis=1)),
            uk="Без keepdims=True виходить масив форми (N,), і NumPy ставить його рядком, а не стовпцем. "
            "Потрібна форма (N, 1).",
            ru="Без keepdims=True получается массив формы (N,), и NumPy ставит его строкой, а не "
            "столбцом. Нужна форма (N, 1).",
        ),
        Mistake(
            lambda y_pred, grad: softmax_backward(y_pred, grad) / len(y_pred),
            uk="Зайве 1/n: його вже містить G, який прийшов від функції втрат. Шар на n не ділить.",
            ru="Лишнее 1/n: его уже содержит G, пришедший от функции потерь. Слой на n не делит.",
        ),
        Mistake(
            lambda y_pred, grad: y_pred * (grad - grad.mean(axis=1, keepdims=True)),
            uk="Віднято звичайне середнє градієнтів. Потрібне зважене ймовірностями: Σ Gⱼŷⱼ.",
            ru="Вычтено обычное среднее градиентов. Нужно среднее с весами-вероятностями: Σ Gⱼŷⱼ.",
        ),
    ),
)

# 10. softmax_cross_entropy_gradient


def softmax_cross_entropy_gradient(logits, labels):
    grad = softmax(logits)
    grad[np.arange(len(labels)), labels] -= 1
    return grad / len(labels)


def cross_entropy_gradient_with_all_columns(logits, labels):
    grad = softmax(logits)
    grad[:, labels] -= 1
    return grad / len(labels)


def cross_entropy_gradient_without_the_shift(logits, labels):
    grad = softmax_without_the_shift(logits)
    grad[np.arange(len(labels)), labels] -= 1
    return grad / len(labels)


def cross_entropy_gradient_by_probabilities(logits, labels):
    return -np.eye(logits.shape[1])[labels] / softmax(logits) / len(labels)


def cross_entropy_gradient_with_one_shift_for_all(logits, labels):
    grad = softmax_with_one_shift_for_all(logits)
    grad[np.arange(len(labels)), labels] -= 1
    return grad / len(labels)


def cross_entropy_gradient_with_whole_rows(logits, labels):
    grad = softmax(logits)
    grad[labels] -= 1
    return grad / len(labels)


def labels_case(*shape, seed):
    rng = np.random.default_rng(seed)
    return rng.normal(scale=2, size=shape).round(1), rng.integers(0, shape[1], shape[0])


SOFTMAX_CROSS_ENTROPY_GRADIENT = Exercise(
    name="softmax_cross_entropy_gradient",
    chapter="02",
    reference=softmax_cross_entropy_gradient,
    cases=(
        (np.array([[2.0, 1.0, 0.0]]), np.array([1])),
        labels_case(5, 3, seed=10),
        (np.array([[1000.0, 0.0], [-1000.0, -1001.0]]), np.array([0, 1])),
        (np.array([[0.0, 0.0, 0.0, 0.0], [1.0, -1.0, 0.5, 2.0]]), np.array([2, 2])),
    ),
    mistakes=(
        Mistake(
            lambda logits, labels: len(labels) * softmax_cross_entropy_gradient(logits, labels),
            uk="Загублено 1/n: перехресна ентропія — це середнє за рядками.",
            ru="Потеряно 1/n: перекрёстная энтропия — это среднее по строкам.",
        ),
        Mistake(
            lambda logits, labels: -softmax_cross_entropy_gradient(logits, labels),
            uk="Знаки протилежні: має бути ŷ − y. Логіт правильного класу треба збільшувати, тож його "
            "похідна від’ємна.",
            ru="Знаки противоположны: должно быть ŷ − y. Логит верного класса нужно увеличивать, поэтому "
            "его производная отрицательна.",
        ),
        Mistake(
            lambda logits, labels: softmax_cross_entropy_gradient(logits, labels) / logits.shape[1],
            uk="Поділено на кількість усіх елементів. Для перехресної ентропії n — це кількість рядків.",
            ru="Разделено на число всех элементов. Для перекрёстной энтропии n — это число строк.",
        ),
        Mistake(
            lambda logits, labels: softmax(logits) / len(labels),
            uk="Бракує міток: від імовірності правильного класу треба відняти 1.",
            ru="Не хватает меток: из вероятности верного класса нужно вычесть 1.",
        ),
        Mistake(
            lambda logits, labels: (softmax(logits) - labels[:, None]) / len(labels),
            uk="Віднято сам номер класу, та ще й від цілого рядка. Відніміть 1, і лише в стовпці "
            "правильного класу.",
            ru="Вычтен сам номер класса, да ещё из целой строки. Вычтите 1, и только в столбце верного "
            "класса.",
        ),
        Mistake(
            cross_entropy_gradient_with_all_columns,
            uk="Запис grad[:, labels] віднімає від цілих стовпців. Потрібен один елемент у кожному рядку: "
            "grad[np.arange(n), labels].",
            ru="Запись grad[:, labels] вычитает из целых столбцов. Нужен один элемент в каждой строке: "
            "grad[np.arange(n), labels].",
        ),
        Mistake(
            cross_entropy_gradient_with_whole_rows,
            uk="Запис grad[labels] вибирає рядки, а мітка — номер стовпця. Потрібна пара: "
            "grad[np.arange(n), labels].",
            ru="Запись grad[labels] выбирает строки, а метка — номер столбца. Нужна пара: "
            "grad[np.arange(n), labels].",
        ),
        Mistake(
            cross_entropy_gradient_without_the_shift,
            uk="Формула правильна, але e^1000 переповнюється. У softmax потрібен зсув на максимум рядка.",
            ru="Формула верна, но e^1000 переполняется. В softmax нужен сдвиг на максимум строки.",
        ),
        Mistake(
            cross_entropy_gradient_with_one_shift_for_all,
            uk="Максимум спільний для всієї матриці: у рядку, де всі логіти значно менші, виходить 0/0. "
            "Зсув у кожного рядка свій: max(axis=1, keepdims=True).",
            ru="Максимум общий для всей матрицы: в строке, где все логиты намного меньше, получается 0/0. "
            "Сдвиг у каждой строки свой: max(axis=1, keepdims=True).",
        ),
        Mistake(
            cross_entropy_gradient_by_probabilities,
            uk="Це похідна за ймовірностями, −y/ŷ/n. До логітів лишилося пройти крізь softmax.",
            ru="Это производная по вероятностям, −y/ŷ/n. До логитов осталось пройти через softmax.",
        ),
    ),
)

# 11. equivalent_lr

EQUIVALENT_LR = Answer(
    name="equivalent_lr",
    chapter="02",
    value=0.192,
    rtol=5e-3,
    mistakes=(
        Mistake(
            0.064,
            uk="Ви помножили на кількість рядків, 32. Але середній квадрат ділить на кількість усіх "
            "елементів, а їх 32 · 3.",
            ru="Вы умножили на число строк, 32. Но средний квадрат делит на число всех элементов, а их "
            "32 · 3.",
        ),
        Mistake(
            0.006,
            uk="Ви помножили на кількість стовпців, 3. Елементів у пакеті 32 · 3.",
            ru="Вы умножили на число столбцов, 3. Элементов в пакете 32 · 3.",
        ),
        Mistake(
            0.002 / 96,
            uk="Ви поділили, а треба помножити: градієнт середнього менший у 96 разів, тож крок, щоб "
            "лишитися таким самим, потребує більшої швидкості.",
            ru="Вы разделили, а нужно умножить: градиент среднего меньше в 96 раз, и, чтобы шаг остался "
            "прежним, скорость должна быть больше.",
        ),
        Mistake(
            0.002 / 32,
            uk="Тут дві помилки. Елементів не 32, а 32 · 3. І множити треба, а не ділити: градієнт "
            "середнього менший.",
            ru="Здесь две ошибки. Элементов не 32, а 32 · 3. И умножать нужно, а не делить: градиент "
            "среднего меньше.",
        ),
        Mistake(
            0.002,
            uk="З тією самою швидкістю кроки стануть у 96 разів коротші: градієнт середнього менший.",
            ru="С той же скоростью шаги станут в 96 раз короче: градиент среднего меньше.",
        ),
        Mistake(
            0.384,
            uk="Двійка з похідної квадрата є і в суми, і в середнього: вона скорочується.",
            ru="Двойка из производной квадрата есть и у суммы, и у среднего: она сокращается.",
        ),
        Mistake(
            0.096,
            uk="Удвічі менше, ніж треба: множника ½ тут немає ні в суми, ні в середнього.",
            ru="Вдвое меньше, чем нужно: множителя ½ здесь нет ни у суммы, ни у среднего.",
        ),
    ),
)

# 12. focal_loss


def focal_values(q, log_q, gamma):
    return -((1 - q) ** gamma) * log_q


def focal_slopes(q, log_q, gamma):
    """Derivative of −(1 − q)^γ·ln q with respect to u, where q = σ(u)."""
    return (1 - q) ** gamma * (gamma * q * log_q - (1 - q))


def focal_loss(logits, y_true, gamma):
    sign = 2 * y_true - 1
    u = sign * logits
    q, log_q = sigmoid(u), -softplus(-u)
    n = logits.size
    return np.mean(focal_values(q, log_q, gamma)), sign * focal_slopes(q, log_q, gamma) / n


def focal_without_the_product_rule(logits, y_true, gamma):
    sign = 2 * y_true - 1
    q = sigmoid(sign * logits)
    return focal_loss(logits, y_true, gamma)[0], -sign * (1 - q) ** (gamma + 1) / logits.size


def focal_with_the_sign_lost(logits, y_true, gamma):
    value, grad = focal_loss(logits, y_true, gamma)
    return value, (2 * y_true - 1) * grad


def focal_through_probabilities(logits, y_true, gamma):
    q = 1 / (1 + np.exp(-(2 * y_true - 1) * logits))
    n = logits.size
    return (np.mean(focal_values(q, np.log(q), gamma)),
            (2 * y_true - 1) * focal_slopes(q, np.log(q), gamma) / n)


def focal_with_the_weight_of_the_easy(logits, y_true, gamma):
    sign = 2 * y_true - 1
    u = sign * logits
    q, log_q = sigmoid(u), -softplus(-u)
    slopes = q**gamma * (-gamma * (1 - q) * log_q - (1 - q))
    return np.mean(-(q**gamma) * log_q), sign * slopes / logits.size


def focal_by_the_probability(logits, y_true, gamma):
    sign = 2 * y_true - 1
    u = sign * logits
    q, log_q = sigmoid(u), -softplus(-u)
    slopes = focal_slopes(q, log_q, gamma) / (q * (1 - q))
    return focal_loss(logits, y_true, gamma)[0], sign * slopes / logits.size


def focal_with_a_plus(logits, y_true, gamma):
    sign = 2 * y_true - 1
    u = sign * logits
    q, log_q = sigmoid(u), -softplus(-u)
    slopes = (1 - q) ** gamma * (-gamma * q * log_q - (1 - q))
    return focal_loss(logits, y_true, gamma)[0], sign * slopes / logits.size


def focal_with_a_bare_power(logits, y_true, gamma):
    sign = 2 * y_true - 1
    u = sign * logits
    q, rest, log_q = sigmoid(u), sigmoid(-u), -softplus(-u)
    slopes = gamma * q * rest * rest ** (gamma - 1) * log_q - rest ** (gamma + 1)
    return focal_loss(logits, y_true, gamma)[0], sign * slopes / logits.size


def focal_gradient_without_n(logits, y_true, gamma):
    value, grad = focal_loss(logits, y_true, gamma)
    return value, logits.size * grad


FOCAL_LOSS = Exercise(
    name="focal_loss",
    chapter="02",
    reference=focal_loss,
    cases=(
        (np.array([0.0, 2.0, -1.0, 3.0]), np.array([1.0, 1.0, 1.0, 0.0]), 2.0),
        (np.array([[0.5, -1.5], [1.0, -0.3]]), np.array([[0.0, 1.0], [1.0, 0.0]]), 0.5),
        (np.array([1.5, -0.5, 0.3]), np.array([1.0, 0.0, 0.0]), 0.0),
        (np.array([800.0, -800.0, 800.0, -800.0]), np.array([1.0, 1.0, 0.0, 0.0]), 2.0),
        (np.array([800.0, -800.0]), np.array([1.0, 1.0]), 0.5),
    ),
    mistakes=(
        Mistake(
            focal_without_the_product_rule,
            uk="Значення правильне, а в похідній (1 − q)^γ вважається сталою. Але q залежить від z: це "
            "добуток, отже, доданків два.",
            ru="Значение верно, а в производной (1 − q)^γ считается постоянной. Но q зависит от z: это "
            "произведение, значит, слагаемых два.",
        ),
        Mistake(
            focal_with_a_plus,
            uk="Значення правильне, а в похідній хибний знак доданка з γ: (1 − q)^γ спадає, коли q росте, "
            "тож похідна цього множника від’ємна.",
            ru="Значение верно, а в производной неверен знак слагаемого с γ: (1 − q)^γ убывает, когда q "
            "растёт, поэтому производная этого множителя отрицательна.",
        ),
        Mistake(
            focal_with_the_sign_lost,
            uk="Значення правильне, а похідна взята за u. За z вона для y = 0 має інший знак: "
            "u = (2y − 1)z, тож бракує множника 2y − 1.",
            ru="Значение верно, а производная взята по u. По z она при y = 0 имеет другой знак: u = (2y − "
            "1)z, поэтому не хватает множителя 2y − 1.",
        ),
        Mistake(
            focal_by_the_probability,
            uk="Значення правильне, а похідна — за ймовірністю q. Щоб дійти до z, помножте ще на "
            "σ′ = q(1 − q).",
            ru="Значение верно, а производная — по вероятности q. Чтобы дойти до z, умножьте ещё на "
            "σ′ = q(1 − q).",
        ),
        Mistake(
            focal_with_the_weight_of_the_easy,
            uk="Множник узято навпаки: q^γ послаблює складні приклади, а послаблювати треба легкі. Має "
            "бути (1 − q)^γ.",
            ru="Множитель взят наоборот: q^γ ослабляет трудные примеры, а нужно лёгкие. Должно быть "
            "(1 − q)^γ.",
        ),
        Mistake(
            focal_through_probabilities,
            uk="За великих |z| виходить логарифм нуля або переповнення. Стійкий ln q: min(u, 0) − ln(1 + "
            "e^(−|u|)), де u = (2y − 1)z.",
            ru="При больших |z| получается логарифм нуля или переполнение. Устойчивый ln q: min(u, 0) − "
            "ln(1 + e^(−|u|)), где u = (2y − 1)z.",
        ),
        Mistake(
            focal_with_a_bare_power,
            uk="За γ < 1 степінь (1 − q)^(γ − 1) при q = 1 нескінченний. Скоротіть на папері: (1 − q)·(1 "
            "− q)^(γ − 1) = (1 − q)^γ.",
            ru="При γ < 1 степень (1 − q)^(γ − 1) при q = 1 бесконечна. Сократите на бумаге: (1 − q)·(1 − "
            "q)^(γ − 1) = (1 − q)^γ.",
        ),
        Mistake(
            lambda logits, y_true, gamma: tuple(
                logits.size * part for part in focal_loss(logits, y_true, gamma)),
            uk="Це сума, а потрібне середнє: поділіть на n і значення, і градієнт.",
            ru="Это сумма, а нужно среднее: разделите на n и значение, и градиент.",
        ),
        Mistake(
            focal_gradient_without_n,
            uk="Значення усереднено, а градієнт ні: його теж треба поділити на n.",
            ru="Значение усреднено, а градиент нет: его тоже нужно разделить на n.",
        ),
        Mistake(
            lambda logits, y_true, gamma: focal_loss(logits, np.ones_like(y_true), gamma),
            uk="Для y = 0 відповідь не та: там правильна відповідь має ймовірність 1 − σ(z), а не σ(z).",
            ru="Для y = 0 ответ не тот: там у верного ответа вероятность 1 − σ(z), а не σ(z).",
        ),
    ),
)

EXERCISES = (
    MSE_BY_HAND,
    MSE_GRADIENT,
    MAE_GRADIENT,
    HUBER_LOSS,
    POISSON_SLOPE,
    BCE_GRADIENT,
    BCE_WITH_LOGITS,
    SOFTMAX,
    SOFTMAX_BACKWARD,
    SOFTMAX_CROSS_ENTROPY_GRADIENT,
    EQUIVALENT_LR,
    FOCAL_LOSS,
)
