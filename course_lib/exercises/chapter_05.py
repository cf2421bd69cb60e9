"""Exercises of chapter 05, optimizers: from one step down the slope to Adam, AdamW and Adamax."""

import numpy as np

from course_lib.exercises.exercise import Answer, Exercise, Mistake
from course_lib.optimizers import Optimizer

# 1. sgd_step


def sgd_step(theta, g, lr):
    return theta - lr * g


def _sgd_in_place(theta, g, lr):
    theta -= lr * g
    return theta


SGD_STEP = Exercise(
    name="sgd_step",
    chapter="05",
    reference=sgd_step,
    cases=(
        (np.array([1.0, -2.0, 0.5]), np.array([0.4, -3.0, 0.0]), 0.1),
        (np.array([[2.0, 0.0], [-1.5, 4.0]]), np.array([[1.0, 5.0], [-0.2, 0.7]]), 0.25),
        (3.0, -8.0, 0.5),
        (np.array([0.7, -0.3]), np.array([1.2, 2.0]), 0.0),
    ),
    mistakes=(
        Mistake(
            lambda theta, g, lr: theta + lr * g,
            uk="Знак кроку: градієнт показує, куди функція зростає, а нам треба вниз. Має бути θ − ηg.",
            ru="Знак шага: градиент показывает, куда функция растёт, а нам нужно вниз. Должно быть θ − ηg.",
        ),
        Mistake(
            lambda theta, g, lr: theta - g,
            uk="Швидкість навчання не впливає на відповідь. Перед відніманням помножте градієнт на lr.",
            ru="Скорость обучения не влияет на ответ. Перед вычитанием умножьте градиент на lr.",
        ),
        Mistake(
            lambda theta, g, lr: -lr * g,
            uk="Це сам крок −ηg. Поверніть нове значення параметра: старе θ разом із кроком.",
            ru="Это сам шаг −ηg. Верните новое значение параметра: старое θ вместе с шагом.",
        ),
        Mistake(
            lambda theta, g, lr: lr * g,
            uk="Це лише добуток ηg. Його треба відняти від θ і повернути різницю.",
            ru="Это лишь произведение ηg. Его нужно вычесть из θ и вернуть разность.",
        ),
        Mistake(
            lambda theta, g, lr: theta - lr * np.sign(g),
            uk="Від градієнта лишився тільки знак: усі кроки мають однаковий розмір. У спуску крок "
            "пропорційний самому градієнту.",
            ru="От градиента остался только знак: все шаги одного размера. В спуске шаг пропорционален "
            "самому градиенту.",
        ),
        Mistake(
            lambda theta, g, lr: theta * (1 - lr * g),
            uk="Крок помножено ще й на θ. Дужки: θ − ηg, а не θ(1 − ηg).",
            ru="Шаг умножен ещё и на θ. Проверьте скобки: θ − ηg, а не θ(1 − ηg).",
        ),
        Mistake(
            _sgd_in_place,
            uk="theta -= … змінює масив, який вам дали. Потрібен новий: return theta - lr * g.",
            ru="theta -= … изменяет массив, который вам дали. Нужен новый: return theta - lr * g.",
        ),
    ),
)

# 2. largest_rate: f = 3x² + 4xy + 3y², Hessian [[6, 4], [4, 6]], eigenvalues 10 and 2

LARGEST_RATE = Answer(
    name="largest_rate",
    chapter="05",
    value=0.2,
    mistakes=(
        Mistake(
            1 / 3,
            uk="2/6: ви взяли елемент діагоналі. Через доданок 4xy найбільше власне значення більше за "
            "нього.",
            ru="2/6: вы взяли элемент диагонали. Из-за слагаемого 4xy наибольшее собственное значение больше "
            "него.",
        ),
        Mistake(
            1.0,
            uk="2/2: це межа для найменшого власного значення. Першим розбігається напрям із "
            "найбільшим.",
            ru="2/2: это граница для наименьшего собственного значения. Первым расходится направление с "
            "наибольшим.",
        ),
        Mistake(
            0.1,
            uk="1/λmax: за такої швидкості множник 1 − ηλ у найкрутішому напрямі дорівнює нулю. Межа ще "
            "вдвічі далі: там множник дорівнює −1.",
            ru="1/λmax: при такой скорости множитель 1 − ηλ в самом крутом направлении равен нулю. Граница "
            "ещё вдвое дальше: там множитель равен −1.",
        ),
        Mistake(
            0.4,
            uk="2/5: це власні значення матриці [[3, 2], [2, 3]]. У матриці Гессе стоять другі похідні, тож "
            "усі її елементи вдвічі більші: друга похідна від 3x² дорівнює 6.",
            ru="2/5 получается из собственных значений матрицы [[3, 2], [2, 3]]. В матрице Гессе стоят "
            "вторые производные, поэтому все её элементы вдвое больше: вторая производная от 3x² равна "
            "6.",
        ),
        Mistake(
            2 / 7,
            uk="2/7: діагональ матриці не подвоєно. Друга похідна від 3x² дорівнює 6, мішана від 4xy — 4.",
            ru="2/7: диагональ матрицы не удвоена. Вторая производная от 3x² равна 6, смешанная от 4xy — 4.",
        ),
        Mistake(
            1 / 6,
            uk="2/(λmin + λmax): це найкраща швидкість, а питають про граничну.",
            ru="2/(λmin + λmax): это лучшая скорость, а спрашивают о граничной.",
        ),
        Mistake(
            10.0,
            uk="Це саме λmax. Умова 0 < ηλmax < 2 дає межу для η.",
            ru="Это само λmax. Условие 0 < ηλmax < 2 даёт границу для η.",
        ),
        Mistake(
            0.25,
            uk="2/8: мішана похідна від 4xy дорівнює 4, а не 2.",
            ru="2/8: смешанная производная от 4xy равна 4, а не 2.",
        ),
    ),
)

# 3. critical_momentum: η = 0.03, λ = 3, β = (1 − √0.09)²

CRITICAL_MOMENTUM = Answer(
    name="critical_momentum",
    chapter="05",
    value=0.49,
    mistakes=(
        Mistake(
            0.7,
            uk="0.7 — це √β, тобто корінь r, множник одного кроку. Питають про саме β.",
            ru="0.7 — это √β, то есть корень r, множитель одного шага. А нужно само β.",
        ),
        Mistake(
            (1 - 0.09) ** 2,
            uk="Загублено корінь: має бути (1 − √(ηλ))², а не (1 − ηλ)².",
            ru="Потерян корень: должно быть (1 − √(ηλ))², а не (1 − ηλ)².",
        ),
        Mistake(
            0.91,
            uk="1 − ηλ — множник спуску без імпульсу. Прирівняйте до нуля дискримінант (1 + β − ηλ)² − 4β.",
            ru="1 − ηλ — множитель спуска без импульса. Приравняйте к нулю дискриминант (1 + β − ηλ)² − 4β.",
        ),
        Mistake(
            1.69,
            uk="Це другий корінь рівняння, (1 + √(ηλ))². Він більший за 1, а β має бути меншим за 1.",
            ru="Это второй корень уравнения, (1 + √(ηλ))². Он больше 1, а β должно быть меньше 1.",
        ),
        Mistake(
            (1 - 0.03**0.5) ** 2,
            uk="Під коренем забуто λ: там добуток ηλ = 0.09.",
            ru="Под корнем потеряно λ: там произведение ηλ = 0.09.",
        ),
        Mistake(
            0.51,
            uk="Це 1 − β. Саме β дорівнює (1 − √(ηλ))².",
            ru="Это 1 − β. Само β равно (1 − √(ηλ))².",
        ),
        Mistake(
            0.3,
            uk="Це √(ηλ). Відніміть його від 1 і піднесіть різницю до квадрата.",
            ru="Это √(ηλ). Вычтите его из 1 и возведите разность в квадрат.",
        ),
    ),
)

# 4. two_momenta: η outside and inside the velocity


def two_momenta(gradients, lrs, momentum):
    theta_outside = theta_inside = v_outside = v_inside = 0.0
    for g, lr in zip(gradients, lrs):
        v_outside = momentum * v_outside + g
        theta_outside = theta_outside - lr * v_outside
        v_inside = momentum * v_inside - lr * g
        theta_inside = theta_inside + v_inside
    return theta_outside, theta_inside


def _momenta_late(gradients, lrs, momentum):
    """θ moves before v is renewed."""
    theta_outside = theta_inside = v_outside = v_inside = 0.0
    for g, lr in zip(gradients, lrs):
        theta_outside -= lr * v_outside
        v_outside = momentum * v_outside + g
        theta_inside += v_inside
        v_inside = momentum * v_inside - lr * g
    return theta_outside, theta_inside


def _momenta_sharing(gradients, lrs, momentum):
    """Both forms keep their velocity in the same variable."""
    theta_outside = theta_inside = v = 0.0
    for g, lr in zip(gradients, lrs):
        v = momentum * v + g
        theta_outside -= lr * v
        v = momentum * v - lr * g
        theta_inside += v
    return theta_outside, theta_inside


def _momenta_averaged(gradients, lrs, momentum):
    """(1 − β)g in both forms."""
    return two_momenta([(1 - momentum) * g for g in gradients], lrs, momentum)


def _momenta_lost_sign(gradients, lrs, momentum):
    theta_outside, theta_inside = two_momenta(gradients, lrs, momentum)
    return theta_outside, -theta_inside


def _momenta_climb(gradients, lrs, momentum):
    """The first form moves up."""
    theta_outside, theta_inside = two_momenta(gradients, lrs, momentum)
    return -theta_outside, theta_inside


def _momenta_rate_twice(gradients, lrs, momentum):
    """The second form multiplies by the rate again."""
    theta_inside = v_inside = 0.0
    for g, lr in zip(gradients, lrs):
        v_inside = momentum * v_inside - lr * g
        theta_inside += lr * v_inside
    return two_momenta(gradients, lrs, momentum)[0], theta_inside


def _momenta_forgotten(gradients, lrs, momentum):
    """v starts at zero in every step."""
    return two_momenta(gradients, lrs, 0.0)


def _momenta_first_step(gradients, lrs, momentum):
    """return stands inside the loop."""
    for g, lr in zip(gradients, lrs):
        return -lr * g, -lr * g


TWO_MOMENTA = Exercise(
    name="two_momenta",
    chapter="05",
    reference=two_momenta,
    cases=(
        ([1.0, 2.0, -0.5, 1.5], [0.1, 0.1, 0.01, 0.01], 0.9),
        ([2.0, -1.0, 0.5], [0.2, 0.2, 0.2], 0.5),
        ([3.0], [0.4], 0.9),
        ([1.0, 1.0, 4.0], [0.0, 0.1, 0.3], 0.8),
        ([1.0, -2.0], [0.3, 0.1], 0.0),
        ([], [], 0.9),
    ),
    mistakes=(
        Mistake(
            lambda gradients, lrs, momentum: (two_momenta(gradients, lrs, momentum)[0],) * 2,
            uk="Обидві відповіді однакові: це форма, де η стоїть зовні. У другій формі швидкість навчання "
            "множить градієнт тоді, коли він потрапляє до v.",
            ru="Оба ответа одинаковы: это форма, где η стоит снаружи. Во второй форме скорость обучения "
            "умножает градиент тогда, когда он попадает в v.",
        ),
        Mistake(
            lambda gradients, lrs, momentum: (two_momenta(gradients, lrs, momentum)[1],) * 2,
            uk="Обидві відповіді однакові: це форма, де η усередині v. У першій формі v збирає самі "
            "градієнти, а множать його на η поточного кроку.",
            ru="Оба ответа одинаковы: это форма, где η внутри v. В первой форме v собирает сами градиенты, а "
            "умножают его на η текущего шага.",
        ),
        Mistake(
            lambda gradients, lrs, momentum: two_momenta(gradients, lrs, momentum)[::-1],
            uk="Числа правильні, порядок ні: першою має стояти форма v = βv + g, другою — v = βv − ηg.",
            ru="Числа верны, а порядок нет: первой должна стоять форма v = βv + g, второй — v = βv − ηg.",
        ),
        Mistake(
            _momenta_late,
            uk="Крок робить старе v: градієнт цього кроку ще не враховано. Спершу оновіть v, потім θ.",
            ru="Шаг сделан со старым v: градиент этого шага ещё не учтён. Сначала обновите v, затем θ.",
        ),
        Mistake(
            _momenta_sharing,
            uk="Обидві форми записують v в ту саму змінну й псують його одна одній. У кожної має бути своя.",
            ru="Обе формы пишут в одну переменную v и портят её друг другу. У каждой должна быть своя.",
        ),
        Mistake(
            _momenta_averaged,
            uk="Градієнти помножено на 1 − β. Так роблять у першому моменті Adam, а в обох формах імпульсу "
            "градієнт входить із множником 1.",
            ru="Градиенты умножены на 1 − β. Так делают в первом моменте Adam, а в обеих формах импульса "
            "градиент входит с множителем 1.",
        ),
        Mistake(
            _momenta_lost_sign,
            uk="Знак другої відповіді: v = βv − ηg уже дивиться вниз, тому його додають, θ + v.",
            ru="Знак второго ответа: v = βv − ηg уже смотрит вниз, поэтому его прибавляют, θ + v.",
        ),
        Mistake(
            lambda gradients, lrs, momentum: two_momenta(gradients, lrs[:1] * len(lrs), momentum),
            uk="Швидкість навчання взято з першого кроку назавжди. На кожному кроці свій елемент lrs.",
            ru="На всех шагах взята скорость первого. У каждого шага свой элемент lrs.",
        ),
        Mistake(
            _momenta_climb,
            uk="Знак першої відповіді: v = βv + g збирає градієнти, тому його віднімають, θ − ηv.",
            ru="Знак первого ответа: v = βv + g собирает градиенты, поэтому его вычитают, θ − ηv.",
        ),
        Mistake(
            _momenta_rate_twice,
            uk="У другій формі швидкість навчання враховано двічі: вона вже є в v. Має бути θ + v.",
            ru="Во второй форме скорость обучения учтена дважды: она уже есть в v. Должно быть θ + v.",
        ),
        Mistake(
            _momenta_forgotten,
            uk="Минуле не враховано: v щокроку починається з нуля. Створіть обидві v до циклу й множте "
            "стару на momentum.",
            ru="Прошлое не учтено: v на каждом шаге начинается с нуля. Создайте обе v до цикла и умножайте "
            "старую на momentum.",
        ),
        Mistake(
            _momenta_first_step,
            uk="Це відповідь після першого кроку: return стоїть усередині циклу.",
            ru="Это ответ после первого шага: return стоит внутри цикла.",
        ),
    ),
)

# 5. nesterov_step


def nesterov_step(theta, v, g, lr, momentum):
    v = momentum * v + g
    return theta - lr * (g + momentum * v), v


def _heavy_ball_step(theta, v, g, lr, momentum):
    v = momentum * v + g
    return theta - lr * v, v


def _nesterov_full_velocity(theta, v, g, lr, momentum):
    v = momentum * v + g
    return theta - lr * (g + v), v


def _nesterov_crossed(theta, v, g, lr, momentum):
    v = momentum * v + g
    return theta - lr * (v + momentum * g), v


def _nesterov_averaged(theta, v, g, lr, momentum):
    v = momentum * v + (1 - momentum) * g
    return theta - lr * (g + momentum * v), v


def _nesterov_rate_inside(theta, v, g, lr, momentum):
    v = momentum * v - lr * g
    return theta + momentum * v - lr * g, v


def _nesterov_step_kept(theta, v, g, lr, momentum):
    theta, v = nesterov_step(theta, v, g, lr, momentum)
    return theta, g + momentum * v


def _nesterov_rate_inside_plus(theta, v, g, lr, momentum):
    v = momentum * v + lr * g
    return theta - lr * g - momentum * v, v


def _nesterov_old_velocity(theta, v, g, lr, momentum):
    return theta - lr * (g + momentum * v), v


NESTEROV_STEP = Exercise(
    name="nesterov_step",
    chapter="05",
    reference=nesterov_step,
    cases=(
        (np.array([1.0, -2.0, 0.5]), np.array([0.5, 1.0, 0.0]), np.array([2.0, -1.0, 3.0]), 0.1, 0.9),
        (np.array([[0.3, 4.0]]), np.array([[0.0, 0.0]]), np.array([[1.0, -3.0]]), 0.05, 0.5),
        (np.array([2.0]), np.array([-1.5]), np.array([0.0]), 0.2, 0.8),
        (np.array([1.0]), np.array([3.0]), np.array([-2.0]), 0.1, 0.0),
    ),
    mistakes=(
        Mistake(
            _heavy_ball_step,
            uk="Так крокує звичайний імпульс: θ − η(βv + g) зі старим v. У правилі Нестерова спершу "
            "оновлюють v, а тоді в g + βv беруть уже нове.",
            ru="Так шагает обычный импульс: θ − η(βv + g) со старым v. В правиле Нестерова сначала обновляют "
            "v, а затем в g + βv берут уже новое.",
        ),
        Mistake(
            lambda theta, v, g, lr, momentum: (nesterov_step(theta, v, g, lr, momentum)[0], v),
            uk="θ правильне, а v повернуто старе. Наступний крок почнеться не з тієї швидкості.",
            ru="θ верно, а v возвращено старое. Следующий шаг начнёт не с той скорости.",
        ),
        Mistake(
            _nesterov_full_velocity,
            uk="У кроці загублено β перед v: має бути g + βv.",
            ru="В шаге потеряно β перед v: должно быть g + βv.",
        ),
        Mistake(
            _nesterov_crossed,
            uk="β стоїть не біля того доданка: у вас v + βg, а має бути g + βv.",
            ru="β стоит не у того слагаемого: у вас v + βg, а должно быть g + βv.",
        ),
        Mistake(
            _nesterov_averaged,
            uk="У v градієнт помножено на 1 − β. У цій формі він входить цілим: v = βv + g.",
            ru="В v градиент умножен на 1 − β. В этой форме он входит целиком: v = βv + g.",
        ),
        Mistake(
            _nesterov_rate_inside,
            uk="Це форма, у якій η входить до v: θ правильне лише для нульового початкового v. Нам потрібна "
            "форма PyTorch: v = βv + g, множення на η наприкінці.",
            ru="Это форма, в которой η входит в v: θ верно лишь для нулевого начального v. Нам нужна форма "
            "PyTorch: v = βv + g, умножение на η в конце.",
        ),
        Mistake(
            _nesterov_step_kept,
            uk="θ правильне, а як швидкість повернуто g + βv. Запам’ятовувати треба саме v.",
            ru="θ верно, а вместо скорости возвращено g + βv. Запоминать нужно само v.",
        ),
        Mistake(
            lambda theta, v, g, lr, momentum: (2 * theta - nesterov_step(theta, v, g, lr, momentum)[0],
                                               nesterov_step(theta, v, g, lr, momentum)[1]),
            uk="Знак кроку: v збирає градієнти, тому від θ його віднімають.",
            ru="Знак шага: v собирает градиенты, поэтому из θ его вычитают.",
        ),
        Mistake(
            _nesterov_rate_inside_plus,
            uk="Це форма, у якій η входить до v: θ правильне лише для нульового початкового v. Нам потрібна "
            "форма PyTorch: v = βv + g, множення на η наприкінці.",
            ru="Это форма, в которой η входит в v: θ верно лишь для нулевого начального v. Нам нужна форма "
            "PyTorch: v = βv + g, умножение на η в конце.",
        ),
        Mistake(
            _nesterov_old_velocity,
            uk="Швидкість не оновлено: спершу v = βv + g, тоді крок із новим v; повернути треба теж нове.",
            ru="Скорость не обновлена: сначала v = βv + g, затем шаг с новым v; вернуть нужно тоже новую.",
        ),
        Mistake(
            lambda theta, v, g, lr, momentum: nesterov_step(theta, v, g, lr, momentum)[::-1],
            uk="Числа правильні, порядок ні: першим має стояти θ, другим — v.",
            ru="Числа верны, а порядок нет: первым должно стоять θ, вторым — v.",
        ),
    ),
)

# 6. rmsprop_step


def rmsprop_step(theta, s, g, lr, beta, eps):
    s = beta * s + (1 - beta) * g**2
    return theta - lr * g / (np.sqrt(s) + eps), s


def _rms_swapped(theta, s, g, lr, beta, eps):
    return rmsprop_step(theta, s, g, lr, 1 - beta, eps)


def _rms_eps_inside(theta, s, g, lr, beta, eps):
    s = beta * s + (1 - beta) * g**2
    return theta - lr * g / np.sqrt(s + eps), s


def _rms_old_moment(theta, s, g, lr, beta, eps):
    return theta - lr * g / (np.sqrt(s) + eps), beta * s + (1 - beta) * g**2


def _rms_sum(theta, s, g, lr, beta, eps):
    s = s + g**2
    return theta - lr * g / (np.sqrt(s) + eps), s


def _rms_whole_square(theta, s, g, lr, beta, eps):
    s = beta * s + g**2
    return theta - lr * g / (np.sqrt(s) + eps), s


def _rms_no_root(theta, s, g, lr, beta, eps):
    s = beta * s + (1 - beta) * g**2
    return theta - lr * g / (s + eps), s


def _rms_no_square(theta, s, g, lr, beta, eps):
    s = beta * s + (1 - beta) * g
    return theta - lr * g / (np.sqrt(s) + eps), s


def _rms_no_eps(theta, s, g, lr, beta, eps):
    return rmsprop_step(theta, s, g, lr, beta, 0.0)


def _rms_up(theta, s, g, lr, beta, eps):
    return rmsprop_step(theta, s, g, -lr, beta, eps)


def _rms_mean_square(theta, s, g, lr, beta, eps):
    s = beta * s + (1 - beta) * np.mean(np.square(g)) * np.ones_like(s)
    return theta - lr * g / (np.sqrt(s) + eps), s


def _rms_sum_over_parameters(theta, s, g, lr, beta, eps):
    s = beta * s + (1 - beta) * np.sum(np.square(g))
    return theta - lr * g / (np.sqrt(s) + eps), s


def _rms_weight_squared(theta, s, g, lr, beta, eps):
    s = beta * s + ((1 - beta) * g) ** 2
    return theta - lr * g / (np.sqrt(s) + eps), s


def _rms_loose_eps(theta, s, g, lr, beta, eps):
    s = beta * s + (1 - beta) * g**2
    return theta - (lr * g / np.sqrt(s) + eps), s


def _rms_loose_eps_added(theta, s, g, lr, beta, eps):
    s = beta * s + (1 - beta) * g**2
    return theta - lr * g / np.sqrt(s) + eps, s


RMSPROP_STEP = Exercise(
    name="rmsprop_step",
    chapter="05",
    reference=rmsprop_step,
    cases=(
        (np.array([1.0, -1.0, 2.0]), np.array([0.25, 4.0, 1.0]), np.array([2.0, -0.5, 1.5]), 0.1, 0.9, 1e-8),
        (np.array([1.0, 2.0, 3.0]), np.zeros(3), np.array([1e-6, -1e-3, 10.0]), 0.1, 0.9, 1e-6),
        (np.array([0.5, 0.5]), np.zeros(2), np.array([0.0, 1.0]), 0.1, 0.9, 1e-8),
        (np.array([[2.0], [-3.0]]), np.array([[1.0], [9.0]]), np.array([[-4.0], [0.1]]), 0.01, 0.99, 1e-8),
    ),
    mistakes=(
        Mistake(
            _rms_swapped,
            uk="β та 1 − β переставлено: минуле має входити з вагою β, новий квадрат — з 1 − β.",
            ru="β и 1 − β переставлены: прошлое должно входить с весом β, новый квадрат — с 1 − β.",
        ),
        Mistake(
            _rms_eps_inside,
            uk="ε опинилося під коренем: √(s + ε). За крихітних градієнтів це зовсім інший крок; має бути √s "
            "+ ε.",
            ru="ε оказалось под корнем: √(s + ε). При крошечных градиентах это совсем другой шаг; должно "
            "быть √s + ε.",
        ),
        Mistake(
            _rms_old_moment,
            uk="Крок поділено на корінь зі старого s. Спершу оновіть s, а тоді діліть на корінь із нового.",
            ru="Шаг делится на корень из старого s. Сначала обновите s, затем делите на новое.",
        ),
        Mistake(
            _rms_sum,
            uk="Квадрати підсумовано: це AdaGrad. У RMSprop минуле щокроку множать на β, а новий квадрат на "
            "1 − β.",
            ru="Квадраты просуммированы: это AdaGrad. В RMSprop прошлое на каждом шаге умножают на β, а "
            "новый квадрат — на 1 − β.",
        ),
        Mistake(
            _rms_whole_square,
            uk="Новий квадрат увійшов цілим. Щоб s було середнім, його вага має бути 1 − β.",
            ru="Новый квадрат вошёл целиком. Чтобы s было средним, его вес должен быть 1 − β.",
        ),
        Mistake(
            _rms_no_root,
            uk="Загублено корінь: ділити треба на √s + ε. Інакше крок залежить від масштабу градієнта.",
            ru="Потерян корень: делить нужно на √s + ε. Иначе шаг зависит от масштаба градиента.",
        ),
        Mistake(
            _rms_no_square,
            uk="До s увійшов сам градієнт, а не його квадрат. Від’ємний градієнт може дати корінь із "
            "від’ємного числа.",
            ru="В s вошёл сам градиент, а не его квадрат. Отрицательный градиент может дать корень из "
            "отрицательного числа.",
        ),
        Mistake(
            _rms_no_eps,
            uk="ε не впливає на відповідь. Якщо градієнт і s дорівнюють нулю, виходить 0/0: додайте ε до √s.",
            ru="ε не влияет на ответ. Если градиент и s равны нулю, выходит 0/0: прибавьте ε к √s.",
        ),
        Mistake(
            _rms_up,
            uk="Знак кроку: від θ дріб віднімають.",
            ru="Знак шага: из θ дробь вычитают.",
        ),
        Mistake(
            _rms_mean_square,
            uk="Квадрат градієнта усереднено за всіма параметрами. У кожного параметра своє s: операції "
            "поелементні.",
            ru="Квадрат градиента усреднён по всем параметрам. У каждого параметра своё s: операции "
            "поэлементные.",
        ),
        Mistake(
            _rms_sum_over_parameters,
            uk="Квадрати підсумовано за всіма параметрами. У кожного параметра своє s: операції "
            "поелементні.",
            ru="Квадраты просуммированы по всем параметрам. У каждого параметра своё s: операции "
            "поэлементные.",
        ),
        Mistake(
            _rms_weight_squared,
            uk="До квадрата піднесено й 1 − β. Має бути (1 − β)g²: спершу квадрат, потім вага.",
            ru="В квадрат возведено и 1 − β. Должно быть (1 − β)g²: сначала квадрат, потом вес.",
        ),
        Mistake(
            _rms_loose_eps,
            uk="Дужки: ε треба додати до √s, перш ніж ділити.",
            ru="Скобки: ε нужно прибавить к √s, прежде чем делить.",
        ),
        Mistake(
            _rms_loose_eps_added,
            uk="Дужки: ε треба додати до √s, перш ніж ділити.",
            ru="Скобки: ε нужно прибавить к √s, прежде чем делить.",
        ),
        Mistake(
            lambda theta, s, g, lr, beta, eps: (rmsprop_step(theta, s, g, lr, beta, eps)[0], s),
            uk="θ правильне, а s повернуто старе. Наступний крок почнеться не з того середнього.",
            ru="θ верно, а s возвращено старое. Следующий шаг начнётся не с того среднего.",
        ),
    ),
)

# 7. adam_first_step: g = −0.003, η = 0.01; the change of θ

ADAM_FIRST_STEP = Answer(
    name="adam_first_step",
    chapter="05",
    value=0.01,
    mistakes=(
        Mistake(
            -0.01,
            uk="Розмір правильний, знак ні: градієнт від’ємний, тому θ зростає.",
            ru="Размер верный, а знак нет: градиент отрицательный, поэтому θ растёт.",
        ),
        Mistake(
            0.01 * 0.1 / 0.001**0.5,
            uk="Це крок без поправки на зміщення: 0.1/√0.001 ≈ 3.16 замість 1. Поділіть m на 1 − β₁, а v на "
            "1 − β₂.",
            ru="Это шаг без поправки на смещённость: 0.1/√0.001 ≈ 3.16 вместо 1. Разделите m на 1 − β₁, а v "
            "на 1 − β₂.",
        ),
        Mistake(
            0.001,
            uk="Виправлено лише v: чисельник m = 0.1g теж треба поділити на 1 − β₁ = 0.1.",
            ru="Исправлено лишь v: числитель m = 0.1g тоже нужно разделить на 1 − β₁ = 0.1.",
        ),
        Mistake(
            0.01 / 0.001**0.5,
            uk="Виправлено лише m: v = 0.001g² теж треба поділити на 1 − β₂ = 0.001.",
            ru="Исправлено лишь m: v = 0.001g² тоже нужно разделить на 1 − β₂ = 0.001.",
        ),
        Mistake(
            3e-5,
            uk="Це крок SGD, −ηg. Adam ще ділить на √v̂, тобто на розмір самого градієнта.",
            ru="Это шаг SGD, −ηg. Adam ещё делит на √v̂, то есть на размер самого градиента.",
        ),
        Mistake(
            1.0,
            uk="m̂/√v̂ за модулем справді дорівнює 1. Лишилося помножити на η.",
            ru="m̂/√v̂ по модулю действительно равно 1. Осталось умножить на η.",
        ),
        Mistake(
            0.01 / 0.003,
            uk="Загублено корінь: g/g² замість g/√(g²).",
            ru="Потерян корень: g/g² вместо g/√(g²).",
        ),
    ),
)

# 8. TinyAdam


class TinyAdam:
    """Adam over a list of arrays. The wrong versions below inherit what is right."""

    beta1, beta2, eps = 0.9, 0.999, 1e-8

    def __init__(self, lr):
        self.lr = lr
        self.t = 0
        self.m = self.v = None

    def update(self, params, grads):
        self.begin(params)
        self.t += 1
        for theta, g, m, v in zip(params, grads, self.m, self.v):
            self.renew(m, v, g)
            theta -= self.lr * self.direction(m, v)

    def begin(self, params):
        if self.m is None:
            self.m = [np.zeros_like(p) for p in params]
            self.v = [np.zeros_like(p) for p in params]

    def renew(self, m, v, g):
        m[...] = self.beta1 * m + (1 - self.beta1) * g
        v[...] = self.beta2 * v + (1 - self.beta2) * g**2

    def direction(self, m, v):
        m_hat = m / (1 - self.beta1**self.t)
        v_hat = v / (1 - self.beta2**self.t)
        return m_hat / (np.sqrt(v_hat) + self.eps)


class _CountsFromZero(TinyAdam):
    def __init__(self, lr):
        super().__init__(lr)
        self.t = -1


class _CountsParameters(TinyAdam):
    def update(self, params, grads):
        self.begin(params)
        for theta, g, m, v in zip(params, grads, self.m, self.v):
            self.t += 1
            self.renew(m, v, g)
            theta -= self.lr * self.direction(m, v)


class _NeverCounts(TinyAdam):
    def update(self, params, grads):
        self.t = 0
        super().update(params, grads)


class _Uncorrected(TinyAdam):
    def direction(self, m, v):
        return m / (np.sqrt(v) + self.eps)


class _CorrectsFirstOnly(TinyAdam):
    def direction(self, m, v):
        return m / (1 - self.beta1**self.t) / (np.sqrt(v) + self.eps)


class _SharesState(TinyAdam):
    def begin(self, params):
        if self.m is None:
            self.m = [np.zeros_like(params[0])] * len(params)
            self.v = [np.zeros_like(params[0])] * len(params)


class _SharesMoments(TinyAdam):
    def begin(self, params):
        super().begin(params)
        self.v = self.m


class _ForgetsState(TinyAdam):
    def begin(self, params):
        self.m = None
        super().begin(params)


class _Rebinds(TinyAdam):
    def update(self, params, grads):
        super().update([p.copy() for p in params], grads)


class _SwapsBetas(TinyAdam):
    beta1, beta2 = 0.999, 0.9


class _SwapsWeights(TinyAdam):
    def renew(self, m, v, g):
        m[...] = (1 - self.beta1) * m + self.beta1 * g
        v[...] = (1 - self.beta2) * v + self.beta2 * g**2


class _EpsInside(TinyAdam):
    def direction(self, m, v):
        m_hat, v_hat = m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)
        return m_hat / np.sqrt(v_hat + self.eps)


class _EpsUncorrected(TinyAdam):
    """Both corrections moved into the rate, so that ε meets the uncorrected root."""

    def direction(self, m, v):
        correction = (1 - self.beta2**self.t) ** 0.5 / (1 - self.beta1**self.t)
        return correction * m / (np.sqrt(v) + self.eps)


class _CorrectsForGood(TinyAdam):
    """The corrected moments are kept in place of m and v."""

    def direction(self, m, v):
        m /= 1 - self.beta1**self.t
        v /= 1 - self.beta2**self.t
        return m / (np.sqrt(v) + self.eps)


class _Climbs(TinyAdam):
    def direction(self, m, v):
        return -super().direction(m, v)


class _CorrectsSecondOnly(TinyAdam):
    def direction(self, m, v):
        return m / (np.sqrt(v / (1 - self.beta2**self.t)) + self.eps)


class _Multiplies(TinyAdam):
    """β·t in place of βᵗ."""

    def direction(self, m, v):
        m_hat, v_hat = m / (1 - self.beta1 * self.t), v / (1 - self.beta2 * self.t)
        return m_hat / (np.sqrt(v_hat) + self.eps)


class _CountsFromTwo(TinyAdam):
    def __init__(self, lr):
        super().__init__(lr)
        self.t = 1


class _NoRootOfMoment(TinyAdam):
    def direction(self, m, v):
        m_hat, v_hat = m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)
        return m_hat / (v_hat + self.eps)


class _NoSquare(TinyAdam):
    def renew(self, m, v, g):
        m[...] = self.beta1 * m + (1 - self.beta1) * g
        v[...] = self.beta2 * v + (1 - self.beta2) * g


class _IgnoresRate(TinyAdam):
    def __init__(self, lr):
        super().__init__(1.0)


def train_adam(answer, params, gradients, lr):
    """The parameters after all updates; another optimizer of the class works at the same time."""
    arrays, others = [p.copy() for p in params], [p.copy() for p in params]
    optimizer, other = answer(lr), answer(lr)
    for grads in gradients:
        other.update(list(others), [2 * g + 1 for g in grads])
        optimizer.update(list(arrays), grads)
    return arrays


TINY_ADAM = Exercise(
    name="TinyAdam",
    chapter="05",
    reference=TinyAdam,
    run=train_adam,
    cases=(
        ([np.array([1.0, -2.0])],
         [[np.array([0.5, -1.0])], [np.array([-0.2, 3.0])], [np.array([1e-7, 0.4])]], 0.1),
        ([np.array([1.0, 2.0]), np.array([-1.0, 0.5])],
         [[np.array([0.3, -0.6]), np.array([10.0, -7.0])], [np.array([0.1, 0.2]), np.array([-4.0, 6.0])],
          [np.array([-0.5, 0.9]), np.array([2.0, 2.0])]], 0.05),
        ([np.array([[0.5, 1.5, -1.0], [2.0, 0.0, 1.0]]), np.array([1.0, 1.0, 1.0])],
         [[np.array([[1.0, -2.0, 0.5], [0.1, 4.0, -1.0]]), np.array([0.7, -0.1, 2.0])],
          [np.array([[0.0, 1.0, -0.5], [0.3, -2.0, 1.0]]), np.array([-0.7, 0.2, 1.0])]], 0.01),
        ([np.array([1.0])], [[np.array([1e-8])], [np.array([0.0])]], 0.1),
        ([np.array([2.0, -1.0])], [[np.array([0.5, 3.0])]], 0.2),
    ),
    mistakes=(
        Mistake(
            _CountsFromZero,
            uk="Параметри стали nan. Перевірте лічильник: якщо на першому оновленні t = 0, то 1 − β⁰ = 0 і "
            "виходить 0/0. Збільшуйте t до поправки: перше оновлення має t = 1.",
            ru="Параметры стали nan. Проверьте счётчик: если при первом обновлении t = 0, то 1 − β⁰ = 0 и "
            "выходит 0/0. Увеличивайте t до поправки: у первого обновления t = 1.",
        ),
        Mistake(
            _CountsParameters,
            uk="Лічильник t зростає на кожному масиві, а не раз на оновлення. Винесіть t += 1 з циклу.",
            ru="Счётчик t растёт на каждом массиве, а не раз за обновление. Вынесите t += 1 из цикла.",
        ),
        Mistake(
            _NeverCounts,
            uk="Поправка завжди така, як на першому кроці, t = 1. Лічильник має зростати між оновленнями: "
            "зберігайте його в self.",
            ru="Поправка всегда такая, как на первом шаге, t = 1. Счётчик должен расти между обновлениями: "
            "храните его в self.",
        ),
        Mistake(
            _Uncorrected,
            uk="Забуто поправку на зміщення: m/(1 − β₁ᵗ) та v/(1 − β₂ᵗ). Перший крок без неї в 3.16 раза "
            "довший.",
            ru="Забыта поправка на смещённость: m/(1 − β₁ᵗ) и v/(1 − β₂ᵗ). Первый шаг без неё в 3.16 раза "
            "длиннее.",
        ),
        Mistake(
            _CorrectsFirstOnly,
            uk="Поправку зроблено лише для m. Другий момент v теж починається з нуля: поділіть його на 1 − "
            "β₂ᵗ.",
            ru="Поправка сделана лишь для m. Второй момент v тоже начинается с нуля: разделите его на 1 − "
            "β₂ᵗ.",
        ),
        Mistake(
            _SharesState,
            uk="Усі параметри пишуть в одні й ті самі m та v. Кожному масиву потрібна власна пара такої "
            "самої форми; зауважте, що [масив] * n — це n посилань на один масив.",
            ru="Все параметры пишут в одни и те же m и v. Каждому массиву нужна своя пара такой же формы; "
            "заметьте, что [массив] * n — это n ссылок на один массив.",
        ),
        Mistake(
            _SharesMoments,
            uk="m та v — це один і той самий масив: зміна одного псує другий. Створіть нулі двічі.",
            ru="m и v — один и тот же массив: изменение одного портит другой. Создайте нули дважды.",
        ),
        Mistake(
            _ForgetsState,
            uk="m та v не зберігаються: кожне оновлення починає з нулів. Створіть їх один раз, на першому "
            "оновленні, і змінюйте на місці: m[...] = …; запис m = … лише дає це ім’я новому масиву.",
            ru="m и v не сохраняются: каждое обновление начинает с нулей. Создайте их один раз, при первом "
            "обновлении, и меняйте на месте: m[...] = …; запись m = … лишь даёт это имя новому массиву.",
        ),
        Mistake(
            _Rebinds,
            uk="Параметри не змінилися. theta = theta − … створює новий масив, а модель тримає старий. "
            "Змінюйте на місці: theta -= …",
            ru="Параметры не изменились. theta = theta − … создаёт новый массив, а модель держит старый. "
            "Меняйте на месте: theta -= …",
        ),
        Mistake(
            _SwapsBetas,
            uk="β₁ та β₂ переставлено: m відповідає 0.9, v — 0.999.",
            ru="β₁ и β₂ переставлены: к m относится 0.9, к v — 0.999.",
        ),
        Mistake(
            _SwapsWeights,
            uk="β та 1 − β переставлено: минуле множать на β, новий градієнт — на 1 − β.",
            ru="β и 1 − β переставлены: прошлое умножают на β, новый градиент — на 1 − β.",
        ),
        Mistake(
            _EpsInside,
            uk="ε опинилося під коренем. За крихітних градієнтів крок зовсім інший; має бути √v̂ + ε.",
            ru="ε оказалось под корнем. При крошечных градиентах шаг совсем другой; должно быть √v̂ + ε.",
        ),
        Mistake(
            _EpsUncorrected,
            uk="Обидві поправки винесено в швидкість навчання, тому ε додано до √v без поправки. За "
            "крихітних градієнтів крок інший; у нашій формулі ε додають до √v̂.",
            ru="Обе поправки вынесены в скорость обучения, поэтому ε прибавлено к √v без поправки. При "
            "крошечных градиентах шаг другой; в нашей формуле ε прибавляют к √v̂.",
        ),
        Mistake(
            _CorrectsForGood,
            uk="Виправлені m̂ та v̂ записано на місце m та v. Поправка діє на один крок, запам’ятовують самі "
            "m та v.",
            ru="Исправленные m̂ и v̂ записаны на место m и v. Поправка действует на один шаг, запоминают "
            "сами m и v.",
        ),
        Mistake(
            _Climbs,
            uk="Знак кроку: від θ віднімають.",
            ru="Знак шага: из θ вычитают.",
        ),
        Mistake(
            _CorrectsSecondOnly,
            uk="Поправку зроблено лише для v. Перший момент m теж починається з нуля: поділіть його на 1 − "
            "β₁ᵗ.",
            ru="Поправка сделана лишь для v. Первый момент m тоже начинается с нуля: разделите его на 1 − "
            "β₁ᵗ.",
        ),
        Mistake(
            _Multiplies,
            uk="У поправці β помножено на t. Має бути степінь: 1 − βᵗ, тобто 0.9**self.t.",
            ru="В поправке β умножено на t. Должна быть степень: 1 − βᵗ, то есть 0.9**self.t.",
        ),
        Mistake(
            _CountsFromTwo,
            uk="Перше оновлення має t = 2: лічильник починає з 1 і зростає ще до поправки. Почніть його з "
            "0.",
            ru="У первого обновления t = 2: счётчик начинает с 1 и растёт ещё до поправки. Начните его с 0.",
        ),
        Mistake(
            _NoRootOfMoment,
            uk="Загублено корінь: ділити треба на √v̂ + ε.",
            ru="Потерян корень: делить нужно на √v̂ + ε.",
        ),
        Mistake(
            _NoSquare,
            uk="До v увійшов сам градієнт, а не його квадрат: корінь із від’ємного числа дає nan.",
            ru="В v вошёл сам градиент, а не его квадрат: корень из отрицательного числа даёт nan.",
        ),
        Mistake(
            _IgnoresRate,
            uk="Швидкість навчання не впливає на відповідь: крок треба помножити на lr.",
            ru="Скорость обучения не влияет на ответ: шаг нужно умножить на lr.",
        ),
    ),
)

# 9. adamw_step: find three mistakes


def adamw_step(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay):
    theta = theta - lr * weight_decay * theta
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return theta - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


def _adamw_with(*left):
    """adamw_step with the mistakes named: "gradient", "square", "product"."""

    def answer(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay):
        if "gradient" in left:
            g = g + weight_decay * theta
        else:
            theta = theta - lr * weight_decay * theta
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * (g if "square" in left else g**2)
        m_hat = m / (1 - (beta1 * t if "product" in left else beta1**t))
        v_hat = v / (1 - beta2**t)
        return theta - lr * m_hat / (np.sqrt(v_hat) + eps), m, v

    return answer


def _adamw_no_decay(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay):
    return adamw_step(theta, m, v, g, t, lr, beta1, beta2, eps, 0.0)


def _adamw_decay_without_rate(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay):
    return adamw_step(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay / lr)


def _adamw_decay_after(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay):
    theta, m, v = _adamw_no_decay(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay)
    return theta - lr * weight_decay * theta, m, v


def _adamw_decay_twice(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay):
    decayed = theta - lr * weight_decay * theta
    return adamw_step(decayed, m, v, g + weight_decay * theta, t, lr, beta1, beta2, eps, 0.0)


def _adamw_grows(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay):
    return adamw_step(theta, m, v, g, t, lr, beta1, beta2, eps, -weight_decay)


def _adamw_hats_kept(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay):
    theta, m, v = adamw_step(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay)
    return theta, m / (1 - beta1**t), v / (1 - beta2**t)


def _adamw_eps_inside(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay):
    _, m, v = adamw_step(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay)
    step = lr * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t) + eps)
    return (1 - lr * weight_decay) * theta - step, m, v


def _adamw_eps_uncorrected(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay):
    """Both corrections moved into the rate, so that ε meets the uncorrected root."""
    _, m, v = adamw_step(theta, m, v, g, t, lr, beta1, beta2, eps, weight_decay)
    rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return (1 - lr * weight_decay) * theta - rate * m / (np.sqrt(v) + eps), m, v


ADAMW_STEP = Exercise(
    name="adamw_step",
    chapter="05",
    reference=adamw_step,
    cases=(
        (np.array([1.0, -2.0, 3.0, 0.5]), np.zeros(4), np.zeros(4), np.array([0.5, 2.0, 0.0, -1.0]),
         1, 0.1, 0.9, 0.999, 1e-8, 0.5),
        (np.array([4.0, 1.0]), np.array([0.2, -0.1]), np.array([0.3, 0.5]), np.array([1.0, -0.4]),
         3, 0.05, 0.8, 0.9, 1e-8, 0.1),
        (np.array([2.0]), np.array([0.1]), np.array([0.04]), np.array([0.3]),
         5, 0.01, 0.9, 0.99, 1e-8, 0.0),
        (np.array([[1.0, 5.0]]), np.zeros((1, 2)), np.zeros((1, 2)), np.array([[-3.0, 0.2]]),
         2, 0.1, 0.5, 0.9, 1e-8, 0.2),
        (np.array([1.0, -1.0]), np.zeros(2), np.zeros(2), np.array([1e-3, 2.0]),
         1, 0.1, 0.9, 0.999, 1e-3, 0.1),
    ),
    mistakes=(
        Mistake(
            _adamw_with("gradient", "square", "product"),
            uk="Усі три помилки ще на місці. Перевірте рядок зі згасанням, рядок v і рядок m_hat.",
            ru="Все три ошибки ещё на месте. Проверьте строку с сокращением весов, строку v и строку m_hat.",
        ),
        Mistake(
            _adamw_with("gradient", "square"),
            uk="Лишилися дві помилки: у рядку зі згасанням і в рядку v.",
            ru="Остались две ошибки: в строке с сокращением весов и в строке v.",
        ),
        Mistake(
            _adamw_with("gradient", "product"),
            uk="Лишилися дві помилки: у рядку зі згасанням і в рядку m_hat.",
            ru="Остались две ошибки: в строке с сокращением весов и в строке m_hat.",
        ),
        Mistake(
            _adamw_with("square", "product"),
            uk="Лишилися дві помилки: у рядку v і в рядку m_hat.",
            ru="Остались две ошибки: в строке v и в строке m_hat.",
        ),
        Mistake(
            _adamw_with("gradient"),
            uk="Лишилася одна помилка: згасання йде через градієнт, а отже, через m та v. Це L2-штраф; AdamW "
            "зменшує θ безпосередньо, на ηλθ.",
            ru="Осталась одна ошибка: сокращение весов идёт через градиент, а значит, через m и v. Это "
            "L2-штраф; AdamW уменьшает θ напрямую, на ηλθ.",
        ),
        Mistake(
            _adamw_with("square"),
            uk="Лишилася одна помилка: у v має входити квадрат градієнта.",
            ru="Осталась одна ошибка: в v должен входить квадрат градиента.",
        ),
        Mistake(
            _adamw_with("product"),
            uk="Лишилася одна помилка: у поправці стоїть степінь βᵗ, а не добуток.",
            ru="Осталась одна ошибка: в поправке стоит степень βᵗ, а не произведение.",
        ),
        Mistake(
            _adamw_no_decay,
            uk="Згасання зникло зовсім (або додано до g вже після m та v): це звичайний Adam. Додайте θ ← θ "
            "− ηλθ перед його кроком.",
            ru="Сокращение весов исчезло совсем (или прибавлено к g уже после m и v): это обычный Adam. "
            "Добавьте θ ← θ − ηλθ перед его шагом.",
        ),
        Mistake(
            _adamw_decay_without_rate,
            uk="Згасання не помножено на η: має бути θ − ηλθ.",
            ru="Сокращение весов не умножено на η: должно быть θ − ηλθ.",
        ),
        Mistake(
            _adamw_decay_after,
            uk="Згасання застосовано після кроку Adam, тож згасає й сам крок. Зменшіть θ перед ним.",
            ru="Сокращение весов применено после шага Adam, поэтому сокращается и сам шаг. Уменьшите θ "
            "перед шагом.",
        ),
        Mistake(
            _adamw_decay_twice,
            uk="Згасання враховано двічі: і безпосередньо, і в градієнті. З градієнта його треба прибрати.",
            ru="Сокращение весов учтено дважды: и напрямую, и в градиенте. Из градиента его нужно убрать.",
        ),
        Mistake(
            _adamw_grows,
            uk="Знак згасання: θ має зменшуватися, θ − ηλθ.",
            ru="Знак сокращения весов: θ должно уменьшаться, θ − ηλθ.",
        ),
        Mistake(
            _adamw_hats_kept,
            uk="θ правильне, а замість m та v повернуто виправлені m_hat та v_hat. Запам’ятовують самі m та "
            "v.",
            ru="θ верно, а вместо m и v возвращены исправленные m_hat и v_hat. Запоминают сами m и v.",
        ),
        Mistake(
            _adamw_eps_inside,
            uk="ε опинилося під коренем; у завданні воно стояло правильно: √v̂ + ε.",
            ru="ε оказалось под корнем; в задании оно стояло правильно: √v̂ + ε.",
        ),
        Mistake(
            _adamw_eps_uncorrected,
            uk="ε додано до √v без поправки; у завданні воно стояло правильно: √v̂ + ε.",
            ru="ε прибавлено к √v без поправки; в задании оно стояло правильно: √v̂ + ε.",
        ),
    ),
)

# 10. Adamax


class Adamax(Optimizer):
    """Kingma and Ba (2015), section 7.1; ε as in torch.optim.Adamax. The wrong versions inherit from it."""

    state_names = ("m", "u")

    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr)
        self.beta1, self.beta2, self.eps = beta1, beta2, eps

    def rule(self, theta, g, lr, m, u):
        m[...] = self.beta1 * m + (1 - self.beta1) * g
        self.renew(u, g)
        theta -= lr * self.correction() * m / u

    def renew(self, u, g):
        u[...] = np.maximum(self.beta2 * u, np.abs(g) + self.eps)

    def correction(self):
        return 1 / (1 - self.beta1**self.t)


class _NoCorrection(Adamax):
    def correction(self):
        return 1.0


class _BothCorrected(Adamax):
    def correction(self):
        return super().correction() * (1 - self.beta2**self.t)


class _NoDecay(Adamax):
    def renew(self, u, g):
        u[...] = np.maximum(u, np.abs(g) + self.eps)


class _NoModulus(Adamax):
    def renew(self, u, g):
        u[...] = np.maximum(self.beta2 * u, g + self.eps)


class _Averages(Adamax):
    def renew(self, u, g):
        u[...] = self.beta2 * u + (1 - self.beta2) * (np.abs(g) + self.eps)


class _AveragesNoEps(Adamax):
    def renew(self, u, g):
        u[...] = self.beta2 * u + (1 - self.beta2) * np.abs(g)


class _NoEps(Adamax):
    def renew(self, u, g):
        u[...] = np.maximum(self.beta2 * u, np.abs(g))


class _Root(Adamax):
    def rule(self, theta, g, lr, m, u):
        m[...] = self.beta1 * m + (1 - self.beta1) * g
        self.renew(u, g)
        theta -= lr * self.correction() * m / np.sqrt(u)


class _StateLost(Adamax):
    def rule(self, theta, g, lr, m, u):
        super().rule(theta, g, lr, m.copy(), u.copy())


class _FirstMomentLost(Adamax):
    def rule(self, theta, g, lr, m, u):
        super().rule(theta, g, lr, m.copy(), u)


class _MaximumLost(Adamax):
    def rule(self, theta, g, lr, m, u):
        super().rule(theta, g, lr, m, u.copy())


class _ThetaLost(Adamax):
    def rule(self, theta, g, lr, m, u):
        super().rule(theta.copy(), g, lr, m, u)


class _Uphill(Adamax):
    def correction(self):
        return -super().correction()


class _SwappedWeights(Adamax):
    def rule(self, theta, g, lr, m, u):
        m[...] = (1 - self.beta1) * m + self.beta1 * g
        self.renew(u, g)
        theta -= lr * self.correction() * m / u


class _EpsOutside(Adamax):
    def rule(self, theta, g, lr, m, u):
        m[...] = self.beta1 * m + (1 - self.beta1) * g
        u[...] = np.maximum(self.beta2 * u, np.abs(g))
        theta -= lr * self.correction() * m / (u + self.eps)


class _EpsPilesUp(Adamax):
    def renew(self, u, g):
        u[...] = np.maximum(self.beta2 * u, np.abs(g)) + self.eps


class _OwnNumbers(Adamax):
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr)


class _NoRate(Adamax):
    def rule(self, theta, g, lr, m, u):
        super().rule(theta, g, 1.0, m, u)


class _NoPower(Adamax):
    def correction(self):
        return 1 / (1 - self.beta1)


class _ProductForPower(Adamax):
    def correction(self):
        return 1 / (1 - self.beta1 * self.t)


def train_adamax(answer, theta, gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    """θ after all updates."""
    theta = theta.copy()
    optimizer = answer(lr, beta1, beta2, eps)
    for g in gradients:
        optimizer.update([theta], [g])
    return theta


ADAMAX = Exercise(
    name="Adamax",
    chapter="05",
    reference=Adamax,
    run=train_adamax,
    cases=(
        (np.array([1.0, -2.0]), [np.array([0.5, -1.0]), np.array([-0.2, 3.0]), np.array([0.1, -0.4])], 0.1),
        (np.array([0.3]), [np.array([2.0]), np.array([-0.01]), np.array([-1.0]), np.array([1.999])], 0.5),
        (np.array([1.0, 1.0]), [np.array([0.0, 4.0]), np.array([1.0, 0.0])], 0.2),
        (np.array([[1.0, 0.0], [2.0, -1.0]]), [np.array([[1e-8, 1.0], [-1.0, 5.0]])], 0.01),
        (np.array([0.3, -0.2]), [np.array([1e-8, 1.0]), np.array([0.0, -1e-8]), np.array([-1e-8, 0.0])], 0.1),
        (np.array([0.5, -1.0]), [np.array([1e-3, 2.0]), np.array([0.0, -1.0]), np.array([-2e-3, 0.5])],
         0.1, 0.8, 0.9, 1e-3),
    ),
    mistakes=(
        Mistake(
            _NoCorrection,
            uk="Забуто поправку на зміщення для m: поділіть на 1 − β₁ᵗ. Лічильник self.t уже враховує цей "
            "крок.",
            ru="Забыта поправка на смещённость для m: разделите на 1 − β₁ᵗ. Счётчик self.t уже учитывает "
            "этот шаг.",
        ),
        Mistake(
            _BothCorrected,
            uk="Поправку застосовано й до u. Максимум, на відміну від середнього, не зміщений до нуля: u "
            "лишають без поправки.",
            ru="Поправка применена и к u. Максимум, в отличие от среднего, к нулю не смещён: здесь u "
            "оставляют как есть.",
        ),
        Mistake(
            _NoDecay,
            uk="Минуле u не множиться на β₂, тож u ніколи не зменшується.",
            ru="Прошлое u не умножается на β₂, поэтому u никогда не уменьшается.",
        ),
        Mistake(
            _NoModulus,
            uk="У максимумі стоїть g без модуля, і великий від’ємний градієнт не помічено.",
            ru="В максимуме стоит g без модуля, и большой отрицательный градиент не замечен.",
        ),
        Mistake(
            _Averages,
            uk="u накопичено як середнє. В Adamax беруть більше з двох чисел: β₂u або |g| + ε.",
            ru="u накоплено как среднее. В Adamax берут большее из двух чисел: β₂u или |g| + ε.",
        ),
        Mistake(
            _AveragesNoEps,
            uk="u накопичено як середнє. В Adamax беруть більше з двох чисел: β₂u або |g| + ε.",
            ru="u накоплено как среднее. В Adamax берут большее из двух чисел: β₂u или |g| + ε.",
        ),
        Mistake(
            _NoEps,
            uk="Загублено ε: якщо перший градієнт дорівнює нулю, виходить 0/0.",
            ru="Потеряно ε: если первый градиент равен нулю, выходит 0/0.",
        ),
        Mistake(
            _Root,
            uk="Корінь зайвий: u вже має масштаб градієнта, а не його квадрата.",
            ru="Корень лишний: u уже имеет масштаб градиента, а не его квадрата.",
        ),
        Mistake(
            _StateLost,
            uk="Стан не зберігається: m = … та u = … створюють нові масиви. Записуйте в той самий масив: "
            "m[...] = …",
            ru="Состояние не сохраняется: m = … и u = … создают новые массивы. Записывайте на место: m[...] "
            "= …",
        ),
        Mistake(
            _FirstMomentLost,
            uk="Перший момент не зберігається: m = … створює новий масив. Записуйте на місце: m[...] = …",
            ru="Первый момент не сохраняется: m = … создаёт новый массив. Записывайте на место: m[...] = …",
        ),
        Mistake(
            _MaximumLost,
            uk="Максимум не зберігається: u = … створює новий масив. Записуйте на місце: u[...] = …",
            ru="Максимум не сохраняется: u = … создаёт новый массив. Записывайте на место: u[...] = …",
        ),
        Mistake(
            _ThetaLost,
            uk="Параметр не змінився: theta = … створює новий масив. Змінюйте на місці: theta -= …",
            ru="Параметр не изменился: theta = … создаёт новый массив. Меняйте на месте: theta -= …",
        ),
        Mistake(
            _Uphill,
            uk="Знак кроку: від θ віднімають.",
            ru="Знак шага: из θ вычитают.",
        ),
        Mistake(
            _SwappedWeights,
            uk="У m ваги β₁ та 1 − β₁ переставлено.",
            ru="В m веса β₁ и 1 − β₁ переставлены.",
        ),
        Mistake(
            _EpsOutside,
            uk="ε додано до u в знаменнику. У завданні воно стоїть усередині максимуму, біля |g|: max(β₂u, "
            "|g| + ε).",
            ru="ε прибавлено к u в знаменателе. В задании оно стоит внутри максимума, рядом с |g|: max(β₂u, "
            "|g| + ε).",
        ),
        Mistake(
            _EpsPilesUp,
            uk="ε додано вже після максимуму, і з кожним кроком воно знову додається до u. Має бути "
            "max(β₂u, |g| + ε).",
            ru="ε прибавлено уже после максимума, и с каждым шагом оно снова прибавляется к u. Должно быть "
            "max(β₂u, |g| + ε).",
        ),
        Mistake(
            _OwnNumbers,
            uk="Числа β₁, β₂, ε мають приходити з конструктора: збережіть їх у self.",
            ru="Числа β₁, β₂, ε должны приходить из конструктора: сохраните их в self.",
        ),
        Mistake(
            _NoRate,
            uk="Швидкість навчання не впливає на відповідь: крок треба помножити на lr.",
            ru="Скорость обучения не влияет на ответ: шаг нужно умножить на lr.",
        ),
        Mistake(
            _NoPower,
            uk="Поправка завжди така, як на першому кроці: має бути степінь, 1 − β₁ᵗ, де t — це self.t.",
            ru="Поправка всегда такая, как на первом шаге: должна быть степень, 1 − β₁ᵗ, где t — это "
            "self.t.",
        ),
        Mistake(
            _ProductForPower,
            uk="У поправці β₁ помножено на t. Має бути степінь: 1 − β₁ᵗ.",
            ru="В поправке β₁ умножено на t. Должна быть степень: 1 − β₁ᵗ.",
        ),
    ),
)

EXERCISES = (
    SGD_STEP, LARGEST_RATE, CRITICAL_MOMENTUM, TWO_MOMENTA, NESTEROV_STEP, RMSPROP_STEP, ADAM_FIRST_STEP,
    TINY_ADAM, ADAMW_STEP, ADAMAX,
)
