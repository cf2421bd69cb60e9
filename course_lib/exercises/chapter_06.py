"""Exercises of chapter 06, schedules: the rate as a function of t, the range test, clipping, a project."""

from math import cos, isfinite, isnan, pi

import numpy as np

from course_lib.exercises.exercise import Answer, Exercise, Mistake
from course_lib.gradients import global_norm
from course_lib.schedules import constant, cosine_annealing

# 1. noise_floor: λ = 4, σ = 3, η = 0.1

NOISE_FLOOR = Answer(
    name="noise_floor",
    chapter="06",
    value=0.1 * 9 / (2 * (2 - 0.1 * 4)),
    mistakes=(
        Mistake(
            wrong=0.1 * 3 / (2 * (2 - 0.1 * 4)),
            uk="У чисельнику має стояти дисперсія σ², а у вас стандартне відхилення σ.",
            ru="В числителе должна стоять дисперсия σ², а у вас стандартное отклонение σ.",
        ),
        Mistake(
            wrong=0.1 * 9 / (2 - 0.1 * 4),
            uk="Загублено двійку: втрати — це ½λθ², тож у знаменнику 2(2 − ηλ).",
            ru="Потеряна двойка: потери — это ½λθ², поэтому в знаменателе 2(2 − ηλ).",
        ),
        Mistake(
            wrong=0.1 * 9 / (4 * (2 - 0.1 * 4)),
            uk="Це середній квадрат самого θ. Щоб дістати втрати, помножте його на λ/2.",
            ru="Это средний квадрат самого θ. Чтобы получить потери, умножьте его на λ/2.",
        ),
        Mistake(
            wrong=0.1 * 9 / 4,
            uk="Так можна наближено рахувати, коли ηλ значно менше за 2. Тут ηλ = 0.4: візьміть 2 − ηλ без "
            "наближення.",
            ru="Так можно приближённо считать, когда ηλ намного меньше 2. Здесь ηλ = 0.4: возьмите 2 − ηλ "
            "без приближения.",
        ),
        Mistake(
            wrong=0.1 * 9 / (2 * (2 - 0.1)),
            uk="У знаменнику від двійки віднімають добуток ηλ, а у вас віднято η.",
            ru="В знаменателе из двойки вычитают произведение ηλ, а у вас вычтена сама η.",
        ),
        Mistake(
            wrong=0.1 * 9 / (2 * (1 - 0.1 * 4)),
            uk="У дужках 2 − ηλ, а у вас 1 − ηλ. Перевірте: 1 − (1 − ηλ)² = ηλ(2 − ηλ).",
            ru="В скобках 2 − ηλ, а у вас 1 − ηλ. Проверьте: 1 − (1 − ηλ)² = ηλ(2 − ηλ).",
        ),
        Mistake(
            wrong=0.01 * 9 / (2 * (2 - 0.1 * 4)),
            uk="У чисельнику η стоїть у першому степені: одна з двох η скоротилася зі знаменником.",
            ru="В числителе η стоит в первой степени: одна из двух η сократилась со знаменателем.",
        ),
    ),
)

# 2. stepped_rate


def stepped_rate(t, lr, gamma, step_size):
    """η(t) = η₀·γ^⌊t/s⌋"""
    return lr * gamma ** (t // step_size)


def stepped_without_floor(t, lr, gamma, step_size):
    return lr * gamma ** (t / step_size)


def stepped_every_update(t, lr, gamma, step_size):
    return lr * gamma**t


def stepped_by_product(t, lr, gamma, step_size):
    return lr * gamma * (t // step_size)


def stepped_one_early(t, lr, gamma, step_size):
    return lr * gamma ** ((t + 1) // step_size)


def stepped_one_late(t, lr, gamma, step_size):
    return lr * gamma ** ((t - 1) // step_size)


def stepped_rounded(t, lr, gamma, step_size):
    return lr * gamma ** round(t / step_size)


def stepped_by_remainder(t, lr, gamma, step_size):
    return lr * gamma ** (t % step_size)


def stepped_once(t, lr, gamma, step_size):
    return lr if t < step_size else lr * gamma


def stepped_by_complement(t, lr, gamma, step_size):
    return lr * (1 - gamma) ** (t // step_size)


def stepped_once_too_often(t, lr, gamma, step_size):
    return lr * gamma ** (t // step_size + 1)


def stepped_rounded_up(t, lr, gamma, step_size):
    return lr * gamma ** -(-t // step_size)


def stepped_power_first(t, lr, gamma, step_size):
    return lr * gamma**t // step_size


def stepped_with_lr_in_power(t, lr, gamma, step_size):
    return (lr * gamma) ** (t // step_size)


STEPPED_RATE = Exercise(
    name="stepped_rate",
    chapter="06",
    reference=stepped_rate,
    cases=(
        (25, 0.8, 0.5, 10),
        (0, 0.8, 0.5, 10),
        (9, 0.8, 0.5, 10),
        (10, 0.8, 0.5, 10),
        (11, 0.3, 0.1, 4),
        (3, 0.3, 0.1, 1),
        (79, 1.0, 0.3, 20),
    ),
    mistakes=(
        Mistake(
            wrong=stepped_without_floor,
            uk="Забуто округлення вниз: показник росте потроху щокроку, і сходинок немає. Потрібне ціле "
            "ділення t // s.",
            ru="Забыто округление вниз: показатель растёт понемногу на каждом шаге, и ступенек нет. Нужно "
            "деление нацело t // s.",
        ),
        Mistake(
            wrong=stepped_every_update,
            uk="Ви множите на γ щокроку. Показник степеня — скільки разів минуло по s кроків: t // s.",
            ru="Вы умножаете на γ на каждом шаге. Показатель степени — сколько раз прошло по s шагов: t // "
            "s.",
        ),
        Mistake(
            wrong=stepped_by_product,
            uk="Частку t // s треба поставити в показник степеня, а ви на неї множите: у Python степінь "
            "записують як **.",
            ru="Частное t // s нужно поставить в показатель степени, а вы на него умножаете: в Python "
            "степень пишут **.",
        ),
        Mistake(
            wrong=stepped_one_early,
            uk="Швидкість падає на крок раніше, ніж треба: t — кількість уже зроблених оновлень, додавати "
            "одиницю не потрібно.",
            ru="Скорость падает на шаг раньше, чем нужно: t — число уже сделанных обновлений, прибавлять "
            "единицу не нужно.",
        ),
        Mistake(
            wrong=stepped_one_late,
            uk="Швидкість падає на крок пізніше, а при t = 0 вона навіть більша за початкову: t починається "
            "з 0, віднімати одиницю не потрібно.",
            ru="Скорость падает на шаг позже, а при t = 0 она даже больше начальной: t начинается с 0, "
            "вычитать единицу не нужно.",
        ),
        Mistake(
            wrong=stepped_once_too_often,
            uk="Одна сходинка зайва: при t = 0 швидкість має бути lr. У циклі згадайте, що 0 % s теж дорівнює 0.",
            ru="Одна ступенька лишняя: при t = 0 скорость должна быть lr. В цикле вспомните, что 0 % s тоже "
            "равно 0.",
        ),
        Mistake(
            wrong=stepped_rounded_up,
            uk="Округлено вгору: швидкість падає вже при t = 1, бо незавершену сходинку теж пораховано. "
            "Потрібне округлення вниз: t // s.",
            ru="Округлено вверх: скорость падает уже при t = 1, потому что незавершённая ступенька тоже "
            "посчитана. Нужно округление вниз: t // s.",
        ),
        Mistake(
            wrong=stepped_power_first,
            uk="Степінь виконується раніше за ділення: показник візьміть у дужки, gamma ** (t // step_size).",
            ru="Степень выполняется раньше деления: показатель возьмите в скобки, gamma ** (t // step_size).",
        ),
        Mistake(
            wrong=stepped_with_lr_in_power,
            uk="До степеня підносять саму γ, а у вас добуток lr · γ.",
            ru="В степень возводится сама γ, а у вас произведение lr · γ.",
        ),
        Mistake(
            wrong=stepped_rounded,
            uk="round округлює до найближчого цілого, і швидкість падає вже посеред сходинки. Потрібне "
            "округлення вниз: t // s.",
            ru="round округляет до ближайшего целого, и скорость падает уже посреди ступеньки. Нужно "
            "округление вниз: t // s.",
        ),
        Mistake(
            wrong=stepped_by_remainder,
            uk="% дає остачу від ділення, а потрібна неповна частка: //.",
            ru="% даёт остаток от деления, а нужно целое частное: //.",
        ),
        Mistake(
            wrong=stepped_once,
            uk="Швидкість зменшилася лише раз. Вона має множитися на γ кожні s оновлень: показник степеня росте далі.",
            ru="Скорость уменьшилась только один раз. Она должна умножаться на γ каждые s обновлений: "
            "степень растёт дальше.",
        ),
        Mistake(
            wrong=stepped_by_complement,
            uk="До степеня підносять саму γ, а у вас 1 − γ. γ — частка, яка лишається.",
            ru="В степень возводится сама γ, а у вас 1 − γ. γ — доля, которая остаётся.",
        ),
    ),
)

# 3. cosine_rate


def cosine_rate(t, lr, lr_min, t_max):
    """η(t) = η_min + ½(η₀ − η_min)(1 + cos(πt/T)) for t ≤ T = t_max, then η_min."""
    t = min(t, t_max)
    return lr_min + (lr - lr_min) * (1 + cos(pi * t / t_max)) / 2


def cosine_that_rises(t, lr, lr_min, t_max):
    return lr_min + (lr - lr_min) * (1 + cos(pi * t / t_max)) / 2


def cosine_to_zero_after(t, lr, lr_min, t_max):
    return cosine_rate(t, lr, lr_min, t_max) if t <= t_max else 0.0


def cosine_back_to_start(t, lr, lr_min, t_max):
    return cosine_rate(t, lr, lr_min, t_max) if t <= t_max else lr


def cosine_without_half(t, lr, lr_min, t_max):
    return lr_min + (lr - lr_min) * (1 + cos(pi * min(t, t_max) / t_max))


def cosine_without_half_that_rises(t, lr, lr_min, t_max):
    return lr_min + (lr - lr_min) * (1 + cos(pi * t / t_max))


def cosine_in_degrees(t, lr, lr_min, t_max):
    return lr_min + (lr - lr_min) * (1 + cos(180 * min(t, t_max) / t_max)) / 2


def cosine_in_degrees_that_rises(t, lr, lr_min, t_max):
    return lr_min + (lr - lr_min) * (1 + cos(180 * t / t_max)) / 2


def cosine_without_minimum(t, lr, lr_min, t_max):
    return lr * (1 + cos(pi * min(t, t_max) / t_max)) / 2


def cosine_without_minimum_that_rises(t, lr, lr_min, t_max):
    return lr * (1 + cos(pi * t / t_max)) / 2


def cosine_minimum_added_only(t, lr, lr_min, t_max):
    return lr_min + lr * (1 + cos(pi * min(t, t_max) / t_max)) / 2


def cosine_minimum_added_only_that_rises(t, lr, lr_min, t_max):
    return lr_min + lr * (1 + cos(pi * t / t_max)) / 2


def cosine_minimum_subtracted_only(t, lr, lr_min, t_max):
    return (lr - lr_min) * (1 + cos(pi * min(t, t_max) / t_max)) / 2


def cosine_minimum_subtracted_only_that_rises(t, lr, lr_min, t_max):
    return (lr - lr_min) * (1 + cos(pi * t / t_max)) / 2


def cosine_whole_wave(t, lr, lr_min, t_max):
    return lr_min + (lr - lr_min) * (1 + cos(2 * pi * min(t, t_max) / t_max)) / 2


def cosine_whole_wave_that_rises(t, lr, lr_min, t_max):
    return lr_min + (lr - lr_min) * (1 + cos(2 * pi * t / t_max)) / 2


def cosine_upside_down(t, lr, lr_min, t_max):
    return lr_min + (lr - lr_min) * (1 - cos(pi * min(t, t_max) / t_max)) / 2


def cosine_upside_down_that_falls(t, lr, lr_min, t_max):
    return lr_min + (lr - lr_min) * (1 - cos(pi * t / t_max)) / 2


def cosine_half_of_cosine_only(t, lr, lr_min, t_max):
    return lr_min + (lr - lr_min) * (1 + cos(pi * min(t, t_max) / t_max) / 2)


def cosine_half_of_cosine_only_that_rises(t, lr, lr_min, t_max):
    return lr_min + (lr - lr_min) * (1 + cos(pi * t / t_max) / 2)


def cosine_without_brackets(t, lr, lr_min, t_max):
    return lr_min + (lr - lr_min) / 2 * 1 + cos(pi * min(t, t_max) / t_max)


def cosine_without_brackets_that_rises(t, lr, lr_min, t_max):
    return lr_min + (lr - lr_min) / 2 * 1 + cos(pi * t / t_max)


def cosine_that_starts_again(t, lr, lr_min, t_max):
    return cosine_that_rises(t % t_max, lr, lr_min, t_max)


def cosine_one_ahead(t, lr, lr_min, t_max):
    return cosine_rate(t + 1, lr, lr_min, t_max)


def cosine_quarter_wave(t, lr, lr_min, t_max):
    return lr_min + (lr - lr_min) * cos(pi * min(t, t_max) / (2 * t_max))


def cosine_straight(t, lr, lr_min, t_max):
    return lr + (lr_min - lr) * min(t, t_max) / t_max


HALF_MISSING = {
    "uk": "Бракує ½: сума 1 + cos змінюється від 2 до 0, і починаєте ви не з η₀. Підставте t = 0.",
    "ru": "Не хватает ½: сумма 1 + cos меняется от 2 до 0, и начинаете вы не с η₀. Подставьте t = 0.",
}
DEGREES = {
    "uk": "cos у Python чекає радіанів, а у вас градуси: пів оберту — це π, а не 180.",
    "ru": "cos в Python ждёт радианы, а у вас градусы: пол-оборота — это π, а не 180.",
}
MINIMUM_FORGOTTEN = {
    "uk": "Забуто η_min: крива спускається до нуля. Підставте t = T: має вийти η_min.",
    "ru": "Забыто η_min: кривая спускается до нуля. Подставьте t = T: должно получиться η_min.",
}
MINIMUM_ADDED_ONLY = {
    "uk": "η_min додано, але розмах не зменшено: при t = 0 виходить η₀ + η_min. Косинус множать на η₀ − "
    "η_min.",
    "ru": "η_min прибавлено, но размах не уменьшен: при t = 0 получается η₀ + η_min. Косинус умножают на η₀ "
    "− η_min.",
}
MINIMUM_SUBTRACTED_ONLY = {
    "uk": "Розмах η₀ − η_min правильний, але крива проходить на η_min нижче, ніж треба: доданок η_min забуто.",
    "ru": "Размах η₀ − η_min верный, но кривая лежит на η_min ниже, чем нужно: слагаемое η_min забыто.",
}
WHOLE_WAVE = {
    "uk": "У вас ціла хвиля: до t = T швидкість встигає впасти й повернутися до η₀. Потрібна половина: πt/T.",
    "ru": "У вас целая волна: к t = T скорость успевает упасть и вернуться к η₀. Нужна половина: πt/T.",
}
UPSIDE_DOWN = {
    "uk": "Крива перевернута: вона йде від η_min до η₀. Перевірте знак перед косинусом.",
    "ru": "Кривая перевёрнута: она идёт от η_min к η₀. Проверьте знак перед косинусом.",
}

HALF_OF_COSINE_ONLY = {
    "uk": "Навпіл поділено лише косинус: при t = 0 виходить більше за η₀. Ділити треба всю суму (1 + cos).",
    "ru": "Пополам поделён только косинус: при t = 0 получается больше η₀. Делить нужно всю сумму (1 + cos).",
}
BRACKETS_LOST = {
    "uk": "Загублено дужки: множити треба всю суму (1 + cos).",
    "ru": "Потеряны скобки: умножать нужно всю сумму (1 + cos).",
}

COSINE_RATE = Exercise(
    name="cosine_rate",
    chapter="06",
    reference=cosine_rate,
    cases=(
        (10, 0.8, 0.2, 40),
        (0, 0.8, 0.2, 40),
        (40, 0.8, 0.2, 40),
        (30, 0.5, 0.0, 90),
        (50, 0.8, 0.2, 40),
        (95, 0.8, 0.2, 40),
        (1, 0.3, 0.1, 1),
    ),
    mistakes=(
        Mistake(
            wrong=cosine_that_rises,
            uk="До кінця все правильно, а після t = T косинус знову росте, і швидкість разом із ним. Після "
            "кінця вона має лишатися η_min.",
            ru="До конца всё верно, а после t = T косинус снова растёт, и скорость вместе с ним. После "
            "конца она должна оставаться η_min.",
        ),
        Mistake(
            wrong=cosine_to_zero_after,
            uk="Після t = T ви повертаєте нуль, а розклад має тримати своє останнє значення, η_min.",
            ru="После t = T вы возвращаете нуль, а расписание должно держать своё последнее значение, η_min.",
        ),
        Mistake(
            wrong=cosine_back_to_start,
            uk="Після t = T ви повертаєте η₀, а розклад має тримати своє останнє значення, η_min.",
            ru="После t = T вы возвращаете η₀, а расписание должно держать своё последнее значение, η_min.",
        ),
        Mistake(wrong=cosine_without_half, **HALF_MISSING),
        Mistake(wrong=cosine_without_half_that_rises, **HALF_MISSING),
        Mistake(wrong=cosine_in_degrees, **DEGREES),
        Mistake(wrong=cosine_in_degrees_that_rises, **DEGREES),
        Mistake(wrong=cosine_without_minimum, **MINIMUM_FORGOTTEN),
        Mistake(wrong=cosine_without_minimum_that_rises, **MINIMUM_FORGOTTEN),
        Mistake(wrong=cosine_minimum_added_only, **MINIMUM_ADDED_ONLY),
        Mistake(wrong=cosine_minimum_added_only_that_rises, **MINIMUM_ADDED_ONLY),
        Mistake(wrong=cosine_minimum_subtracted_only, **MINIMUM_SUBTRACTED_ONLY),
        Mistake(wrong=cosine_minimum_subtracted_only_that_rises, **MINIMUM_SUBTRACTED_ONLY),
        Mistake(wrong=cosine_whole_wave, **WHOLE_WAVE),
        Mistake(wrong=cosine_whole_wave_that_rises, **WHOLE_WAVE),
        Mistake(wrong=cosine_upside_down, **UPSIDE_DOWN),
        Mistake(wrong=cosine_upside_down_that_falls, **UPSIDE_DOWN),
        Mistake(wrong=cosine_half_of_cosine_only, **HALF_OF_COSINE_ONLY),
        Mistake(wrong=cosine_half_of_cosine_only_that_rises, **HALF_OF_COSINE_ONLY),
        Mistake(wrong=cosine_without_brackets, **BRACKETS_LOST),
        Mistake(wrong=cosine_without_brackets_that_rises, **BRACKETS_LOST),
        Mistake(
            wrong=cosine_that_starts_again,
            uk="t % T починає нову хвилю: при t = T знову виходить η₀. Потрібне min(t, T).",
            ru="t % T начинает новую волну: при t = T снова получается η₀. Нужно min(t, T).",
        ),
        Mistake(
            wrong=cosine_one_ahead,
            uk="Крива на крок попереду: при t = 0 має бути рівно η₀. Тут t/T, а не (t + 1)/T.",
            ru="Кривая опережает на шаг: при t = 0 должно быть ровно η₀. Здесь t/T, а не (t + 1)/T.",
        ),
        Mistake(
            wrong=cosine_quarter_wave,
            uk="Це чверть хвилі: кут доходить лише до π/2. Потрібна половина хвилі, від 0 до π, і вся сума "
            "½(1 + cos).",
            ru="Это четверть волны: угол доходит только до π/2. Нужна половина волны, от 0 до π, и вся сумма "
            "½(1 + cos).",
        ),
        Mistake(
            wrong=cosine_straight,
            uk="Краї правильні, але між ними пряма. Косинус спершу полого спадає, посередині круто, наприкінці "
            "знову полого.",
            ru="Края верны, но между ними прямая. Косинус сначала убывает полого, посередине круто, в конце "
            "снова полого.",
        ),
    ),
)

# 4. restarted_rate: η₀ = 0.4, η_min = 0, cycles of 10, 20, 40, …; t = 36


def half_cosine(share):
    return (1 + cos(pi * share)) / 2


RESTARTED_RATE = Answer(
    name="restarted_rate",
    chapter="06",
    value=0.4 * half_cosine(6 / 40),
    mistakes=(
        Mistake(
            wrong=0.4 * half_cosine(6 / 10),
            uk="Ви поділили на 10, а це довжина лише першого циклу: далі кожен наступний удвічі довший.",
            ru="Вы поделили на 10, а это длина лишь первого цикла: дальше они удлиняются вдвое.",
        ),
        Mistake(
            wrong=0.4 * half_cosine(6 / 20),
            uk="20 — довжина другого циклу, а він закінчився перед t = 30. Третій цикл удвічі довший за "
            "другий.",
            ru="20 — длина второго цикла, а он закончился перед t = 30. Третий цикл вдвое длиннее второго.",
        ),
        Mistake(
            wrong=0.4 * half_cosine(6 / 30),
            uk="Довжини циклів не додаються (10, 20, 30), а подвоюються: 10, 20, 40.",
            ru="Длины циклов не растут на 10 (10, 20, 30), а удваиваются: 10, 20, 40.",
        ),
        Mistake(
            wrong=0.4 * half_cosine(16 / 20),
            uk="10, 20, 40 — це довжини циклів, а не моменти, коли вони починаються. Додайте їх: цикли "
            "починаються при t = 0, 10, 30.",
            ru="10, 20, 40 — это длины циклов, а не моменты, когда они начинаются. Сложите их: циклы "
            "начинаются при t = 0, 10, 30.",
        ),
        Mistake(
            wrong=0.4 * half_cosine(36 / 70),
            uk="Ви взяли всі три цикли за одну хвилю завдовжки 70. У кожного циклу своя половина хвилі: "
            "знайдіть, котрий триває при t = 36.",
            ru="Вы приняли все три цикла за одну волну длиной 70. У каждого цикла своя половина волны: "
            "найдите, какой идёт при t = 36.",
        ),
        Mistake(
            wrong=0.4 * (1 - 6 / 40),
            uk="Місце в циклі знайдено правильно, але спуск не прямолінійний: візьміть половину хвилі "
            "косинуса.",
            ru="Место в цикле найдено верно, но спад здесь не равномерный: возьмите половину волны косинуса.",
        ),
        Mistake(
            wrong=0.4 * half_cosine(36 / 40),
            uk="Усередині циклу кроки лічать від його початку: третій цикл починається при t = 30, тож "
            "минуло 6 кроків.",
            ru="Внутри цикла шаги считают от его начала: третий цикл начинается при t = 30, так что прошло "
            "6 шагов.",
        ),
        Mistake(
            wrong=0.4 * half_cosine(7 / 40),
            uk="Третій цикл починається при t = 30, і тоді минуло 0 його кроків. При t = 36 минуло 6, а не "
            "7.",
            ru="Третий цикл начинается при t = 30, и тогда прошло 0 его шагов. При t = 36 прошло 6, а не 7.",
        ),
        Mistake(
            wrong=0.4 * half_cosine(5 / 40),
            uk="При t = 36 від початку циклу, t = 30, минуло 6 кроків, а не 5.",
            ru="При t = 36 от начала цикла, t = 30, прошло 6 шагов, а не 5.",
        ),
        Mistake(
            wrong=0.8 * half_cosine(6 / 40),
            uk="Загублено ½ перед дужкою (1 + cos).",
            ru="Потеряна ½ перед скобкой (1 + cos).",
        ),
        Mistake(
            wrong=0.4 * (1 + cos(27)) / 2,
            uk="cos у Python чекає радіанів, а у вас градуси: π · 6/40, а не 27.",
            ru="cos в Python ждёт радианы, а у вас градусы: π · 6/40, а не 27.",
        ),
    ),
)

# 5. with_warmup


def with_warmup(schedule, t_warmup):
    """η(t) = t/T·schedule(0) for t < T = t_warmup, then schedule(t − T)."""
    return lambda t: t / t_warmup * schedule(0) if t < t_warmup else schedule(t - t_warmup)


def warmup_without_shift(schedule, t_warmup):
    return lambda t: t / t_warmup * schedule(0) if t < t_warmup else schedule(t)


def warmup_without_shift_or_jump(schedule, t_warmup):
    return lambda t: t / t_warmup * schedule(t_warmup) if t < t_warmup else schedule(t)


def warmup_as_factor(schedule, t_warmup):
    return lambda t: min(t / t_warmup, 1) * schedule(t)


def warmup_towards_moving_goal(schedule, t_warmup):
    return lambda t: t / t_warmup * schedule(t) if t < t_warmup else schedule(t - t_warmup)


def warmup_one_ahead(schedule, t_warmup):
    return lambda t: (t + 1) / t_warmup * schedule(0) if t < t_warmup else schedule(t - t_warmup)


def warmup_one_ahead_as_factor(schedule, t_warmup):
    return lambda t: min((t + 1) / t_warmup, 1) * schedule(t)


def warmup_schedule_one_ahead(schedule, t_warmup):
    return lambda t: t / t_warmup * schedule(0) if t < t_warmup else schedule(t - t_warmup + 1)


def warmup_schedule_one_behind(schedule, t_warmup):
    return lambda t: t / t_warmup * schedule(0) if t <= t_warmup else schedule(t - t_warmup - 1)


def warmup_towards_later_goal(schedule, t_warmup):
    return lambda t: t / t_warmup * schedule(t_warmup) if t < t_warmup else schedule(t - t_warmup)


def warmup_share_alone(schedule, t_warmup):
    return lambda t: t / t_warmup if t < t_warmup else schedule(t - t_warmup)


def warmup_one_shorter(schedule, t_warmup):
    return lambda t: t / (t_warmup - 1) * schedule(0) if t < t_warmup else schedule(t - t_warmup)


def warmup_one_shorter_but_not_zero(schedule, t_warmup):
    return lambda t: t / max(t_warmup - 1, 1) * schedule(0) if t < t_warmup else schedule(t - t_warmup)


def warmup_divided_whole(schedule, t_warmup):
    return lambda t: t // t_warmup * schedule(0) if t < t_warmup else schedule(t - t_warmup)


def warmup_never_ending(schedule, t_warmup):
    return lambda t: t / t_warmup * schedule(0)


def warmup_downwards(schedule, t_warmup):
    return lambda t: (1 - t / t_warmup) * schedule(0) if t < t_warmup else schedule(t - t_warmup)


def warmup_then_constant(schedule, t_warmup):
    return lambda t: min(t / t_warmup, 1) * schedule(0)


def warmup_as_number(schedule, t_warmup):
    return schedule(0) / t_warmup


def melting(t):
    """0.5, 0.45, 0.405, …"""
    return 0.5 * 0.9**t


def stairs(t):
    """0.8 three times, 0.08 three times, …"""
    return 0.8 * 0.1 ** (t // 3)


def rates_of(answer, schedule, t_warmup):
    """What the schedule made by the answer gives until five updates after the warm-up."""
    rate = answer(schedule, t_warmup)
    if rate is None:
        return None
    rates = []
    for t in range(t_warmup + 5):  # a comprehension has a frame of its own and would hide whose error it is
        rates.append(rate(t))
    return rates


SHIFT_FORGOTTEN = {
    "uk": "Після розігріву розклад має починатися спочатку: schedule(t − T). У вас він уже втратив перші T "
    "значень.",
    "ru": "После разогрева расписание должно начинаться сначала: schedule(t − T). У вас оно уже потеряло "
    "первые T значений.",
}
WARMUP_ONE_AHEAD = {
    "uk": "Розігрів на крок попереду: при t = 0 має бути 0, а не частка від повної швидкості. Тут t/T, а не "
    "(t + 1)/T.",
    "ru": "Разогрев опережает на шаг: при t = 0 должен быть 0, а не доля полной скорости. Здесь t/T, а не (t "
    "+ 1)/T.",
}
WARMUP_ONE_SHORTER = {
    "uk": "Частка розігріву — t/T, а у вас t/(T − 1): повної швидкості досягнуто на крок раніше.",
    "ru": "Доля разогрева — t/T, а у вас t/(T − 1): полная скорость достигнута на шаг раньше.",
}

WITH_WARMUP = Exercise(
    name="with_warmup",
    chapter="06",
    reference=with_warmup,
    run=rates_of,
    cases=((melting, 4), (stairs, 5), (constant(0.3), 3), (melting, 1)),
    mistakes=(
        Mistake(wrong=warmup_without_shift, **SHIFT_FORGOTTEN),
        Mistake(wrong=warmup_without_shift_or_jump, **SHIFT_FORGOTTEN),
        Mistake(
            wrong=warmup_as_factor,
            uk="Ви множите розклад на частку розігріву, і він спадає вже під час розігріву. За нашою "
            "формулою розігрів іде до schedule(0), а сам розклад починається після нього: schedule(t − T).",
            ru="Вы умножаете расписание на долю разогрева, и оно убывает уже во время разогрева. По нашей "
            "формуле разогрев идёт к schedule(0), а само расписание начинается после него: schedule(t − T).",
        ),
        Mistake(
            wrong=warmup_towards_moving_goal,
            uk="Під час розігріву мета має стояти на місці: schedule(0), а не schedule(t).",
            ru="Во время разогрева цель должна стоять на месте: schedule(0), а не schedule(t).",
        ),
        Mistake(wrong=warmup_one_ahead, **WARMUP_ONE_AHEAD),
        Mistake(wrong=warmup_one_ahead_as_factor, **WARMUP_ONE_AHEAD),
        Mistake(
            wrong=warmup_schedule_one_ahead,
            uk="Розклад після розігріву на крок попереду: при t = T він має дати своє перше значення, "
            "schedule(0).",
            ru="Расписание после разогрева опережает на шаг: при t = T оно должно дать своё первое значение, "
            "schedule(0).",
        ),
        Mistake(
            wrong=warmup_schedule_one_behind,
            uk="Розклад після розігріву запізнюється на крок: його перше значення, schedule(0), має бути вже при "
            "t = T. Тут schedule(t − T).",
            ru="Расписание после разогрева запаздывает на шаг: его первое значение, schedule(0), должно быть уже "
            "при t = T. Здесь schedule(t − T).",
        ),
        Mistake(
            wrong=warmup_towards_later_goal,
            uk="Розігрів веде до schedule(T), а розклад після нього починається з schedule(0): виходить стрибок. "
            "Мета розігріву — schedule(0).",
            ru="Разогрев идёт к schedule(T), а расписание после него начинается с schedule(0): получается скачок. "
            "Цель разогрева — schedule(0).",
        ),
        Mistake(
            wrong=warmup_share_alone,
            uk="Під час розігріву ви повертаєте саму частку t/T, і вона йде до одиниці. Помножте її на першу "
            "швидкість розкладу, schedule(0).",
            ru="Во время разогрева вы возвращаете саму долю t/T, и она растёт до единицы. Умножьте её на первую "
            "скорость расписания, schedule(0).",
        ),
        Mistake(wrong=warmup_one_shorter, **WARMUP_ONE_SHORTER),
        Mistake(wrong=warmup_one_shorter_but_not_zero, **WARMUP_ONE_SHORTER),
        Mistake(
            wrong=warmup_divided_whole,
            uk="// ділить націло: весь розігрів виходить нульовим. Потрібне звичайне ділення /.",
            ru="// делит нацело: весь разогрев получается нулевым. Нужно обычное деление /.",
        ),
        Mistake(
            wrong=warmup_never_ending,
            uk="Розігрів не закінчується: швидкість росте й після t = T. Далі має йти schedule(t − T).",
            ru="Разогрев не заканчивается: скорость растёт и после t = T. Дальше должно идти schedule(t − "
            "T).",
        ),
        Mistake(
            wrong=warmup_downwards,
            uk="Швидкість на розігріві спадає, а має рости від 0: частка t/T, а не 1 − t/T.",
            ru="Во время разогрева скорость убывает, а должна расти от 0: доля t/T, а не 1 − t/T.",
        ),
        Mistake(
            wrong=warmup_then_constant,
            uk="Після розігріву швидкість стала, а розклад забуто: при t ≥ T поверніть schedule(t − T).",
            ru="После разогрева скорость постоянная, а расписание забыто: при t ≥ T верните schedule(t − T).",
        ),
        Mistake(
            wrong=warmup_as_number,
            uk="Перевірка викликає ваш результат як schedule(t), а так його викликати не можна. Поверніть функцію "
            "одного аргументу: lambda t: … або внутрішню def, без дужок після імені.",
            ru="Проверка вызывает ваш результат как schedule(t), а так его вызвать нельзя. Верните функцию одного "
            "аргумента: lambda t: … или внутреннюю def, без скобок после имени.",
        ),
    ),
)

# 6. decay_phase: η₀ = 1, η_min = 0.2, phases of 10, 50 and 40 updates; t = 70

DECAY_PHASE = Answer(
    name="decay_phase",
    chapter="06",
    value=0.2 + 0.8 * 30 / 40,
    mistakes=(
        Mistake(
            wrong=0.2 + 0.8 * 10 / 40,
            uk="Ви взяли частку спаду, яка вже минула. Множити треба на частку, яка ще лишилася.",
            ru="Вы взяли долю спада, которая уже прошла. Умножать нужно на долю, которая ещё осталась.",
        ),
        Mistake(
            wrong=30 / 40,
            uk="Забуто η_min: швидкість спадає не до нуля, а до 0.2.",
            ru="Забыто η_min: скорость убывает не до нуля, а до 0.2.",
        ),
        Mistake(
            wrong=0.2 + 0.8 * 20 / 40,
            uk="Спад починається після розігріву й плато разом, при t = 60, а не при t = 50.",
            ru="Спад начинается после разогрева и плато вместе, при t = 60, а не при t = 50.",
        ),
        Mistake(
            wrong=0.2 + 30 / 40,
            uk="η_min додано, але розмах не зменшено: спадає різниця η₀ − η_min = 0.8.",
            ru="η_min прибавлено, но размах не уменьшен: убывает разность η₀ − η_min = 0.8.",
        ),
        Mistake(
            wrong=1.0,
            uk="Плато закінчується при t = 60; при t = 70 швидкість уже спадає.",
            ru="Плато заканчивается при t = 60; при t = 70 скорость уже убывает.",
        ),
        Mistake(
            wrong=1 - 0.8 * 70 / 100,
            uk="Ви розтягнули спад на весь бюджет. Він триває лише T_d = 40 оновлень, від t = 60 до t = 100.",
            ru="Вы растянули спад на весь бюджет. Он длится лишь T_d = 40 обновлений, от t = 60 до t = 100.",
        ),
        Mistake(
            wrong=0.2 + 0.8 * half_cosine(10 / 40),
            uk="Це спад за косинусом, а в цьому розкладі він прямолінійний.",
            ru="Это спад по косинусу, а в этом расписании он равномерный.",
        ),
        Mistake(
            wrong=0.2 + 0.8 * 29 / 40,
            uk="На один крок більше, ніж треба: при t = 60 іще η₀, тож до t = 70 минуло 10 кроків спаду.",
            ru="На один шаг больше, чем нужно: при t = 60 ещё η₀, так что к t = 70 прошло 10 шагов спада.",
        ),
    ),
)

# 7. rates_used


def rates_used(schedule, epochs, updates):
    """The learning rate of every update of a training run, in order."""
    return [schedule(t) for t in range(epochs * updates)]


def rates_from_the_start_each_epoch(schedule, epochs, updates):
    return [schedule(t) for _ in range(epochs) for t in range(updates)]


def rates_by_epoch(schedule, epochs, updates):
    return [schedule(epoch) for epoch in range(epochs) for _ in range(updates)]


def rates_from_one(schedule, epochs, updates):
    return [schedule(t) for t in range(1, epochs * updates + 1)]


def rates_one_too_many(schedule, epochs, updates):
    return [schedule(t) for t in range(epochs * updates + 1)]


def rates_one_too_few(schedule, epochs, updates):
    return [schedule(t) for t in range(epochs * updates - 1)]


def rates_at_epoch_starts(schedule, epochs, updates):
    return [schedule(epoch * updates) for epoch in range(epochs) for _ in range(updates)]


def rates_with_numbers_added(schedule, epochs, updates):
    return [schedule(epoch + k) for epoch in range(epochs) for k in range(updates)]


def rates_with_swapped_factors(schedule, epochs, updates):
    return [schedule(epoch * epochs + k) for epoch in range(epochs) for k in range(updates)]


def rates_of_one_epoch(schedule, epochs, updates):
    return [schedule(t) for t in range(updates)]


RATES_USED = Exercise(
    name="rates_used",
    chapter="06",
    reference=rates_used,
    cases=((melting, 3, 5), (stairs, 2, 4), (melting, 1, 3), (melting, 4, 1)),
    mistakes=(
        Mistake(
            wrong=rates_from_the_start_each_epoch,
            uk="Це і є надрукована помилка: у кожній епосі t знову починається з нуля. Лічильник має бути "
            "один на все навчання.",
            ru="Это и есть ошибка из условия: в каждой эпохе t снова начинается с нуля. Счётчик должен "
            "быть один на всё обучение.",
        ),
        Mistake(
            wrong=rates_by_epoch,
            uk="Ви передаєте розкладу номер епохи, а він чекає номера оновлення.",
            ru="Вы передаёте расписанию номер эпохи, а оно ждёт номер обновления.",
        ),
        Mistake(
            wrong=rates_from_one,
            uk="Ви лічите з одиниці: schedule(0) не вжито жодного разу. Перед першим оновленням t = 0.",
            ru="Вы считаете с единицы: schedule(0) не использовано ни разу. Перед первым обновлением t = 0.",
        ),
        Mistake(
            wrong=rates_one_too_many,
            uk="У списку на одне число більше, ніж оновлень. Оновлень epochs · updates, останнє при t на "
            "одиницю меншому.",
            ru="В списке на одно число больше, чем обновлений. Обновлений epochs · updates, и последнее идёт при t "
            "на единицу меньше этого числа.",
        ),
        Mistake(
            wrong=rates_one_too_few,
            uk="Бракує останнього оновлення: range(n) сам закінчується на n − 1, віднімати ще одиницю не "
            "треба.",
            ru="Не хватает последнего обновления: range(n) сам заканчивается на n − 1, вычитать ещё единицу "
            "не нужно.",
        ),
        Mistake(
            wrong=rates_at_epoch_starts,
            uk="Упродовж епохи швидкість у вас не змінюється: до epoch * updates треба додати номер пакета.",
            ru="В течение эпохи скорость у вас стоит: к epoch * updates нужно прибавить номер пакета.",
        ),
        Mistake(
            wrong=rates_with_numbers_added,
            uk="Номер епохи й номер пакета не можна просто додати: кожна минула епоха — це updates оновлень.",
            ru="Номер эпохи и номер пакета нельзя просто сложить: каждая прошедшая эпоха — это updates "
            "обновлений.",
        ),
        Mistake(
            wrong=rates_with_swapped_factors,
            uk="Минулі епохи множать на кількість оновлень в епосі (updates), а не на кількість епох.",
            ru="Прошедшие эпохи умножают на число обновлений в эпохе (updates), а не на число эпох.",
        ),
        Mistake(
            wrong=rates_of_one_epoch,
            uk="Це швидкості лише однієї епохи, а потрібні всі.",
            ru="Это скорости лишь одной эпохи, а нужны все.",
        ),
    ),
)

# 8. range_losses


def range_losses(loss, gradient, theta, lrs):
    """Losses of a learning-rate range test, each before its update; theta is as before at the end."""
    kept = theta.copy()
    losses = []
    for lr in lrs:
        value = loss(theta)
        if not isfinite(value):
            break
        losses.append(value)
        if value > 4 * min(losses):
            break
        theta -= lr * gradient(theta)
    theta[...] = kept
    return losses


def range_losses_until(stop, loss, gradient, theta, lrs):
    """As range_losses, with another rule for stopping: stop(losses so far, the last included)."""
    kept = theta.copy()
    losses = []
    for lr in lrs:
        losses.append(loss(theta))
        if stop(losses):
            break
        theta -= lr * gradient(theta)
    theta[...] = kept
    return losses


def range_without_restoring(loss, gradient, theta, lrs):
    losses = []
    for lr in lrs:
        value = loss(theta)
        if not isfinite(value):
            break
        losses.append(value)
        if value > 4 * min(losses):
            break
        theta -= lr * gradient(theta)
    return losses


def range_against_first(loss, gradient, theta, lrs):
    kept = theta.copy()
    losses = []
    for lr in lrs:
        value = loss(theta)
        if not isfinite(value):
            break
        losses.append(value)
        if value > 4 * losses[0]:
            break
        theta -= lr * gradient(theta)
    theta[...] = kept
    return losses


def range_against_first_without_restoring(loss, gradient, theta, lrs):
    losses = []
    for lr in lrs:
        value = loss(theta)
        if not isfinite(value):
            break
        losses.append(value)
        if value > 4 * losses[0]:
            break
        theta -= lr * gradient(theta)
    return losses


def range_against_first_keeping_nan(loss, gradient, theta, lrs):
    return range_losses_until(lambda losses: losses[-1] > 4 * losses[0], loss, gradient, theta, lrs)


def range_against_previous(loss, gradient, theta, lrs):
    def stop(losses):
        return not isfinite(losses[-1]) or len(losses) > 1 and losses[-1] > 4 * losses[-2]

    losses = range_losses_until(stop, loss, gradient, theta, lrs)
    return losses if isfinite(losses[-1]) else losses[:-1]


def range_after_update(loss, gradient, theta, lrs):
    theta = theta.copy()
    losses = []
    for lr in lrs:
        theta -= lr * gradient(theta)
        value = loss(theta)
        if not isfinite(value):
            break
        losses.append(value)
        if value > 4 * min(losses):
            break
    return losses


def range_keeping_nan(loss, gradient, theta, lrs):
    return range_losses_until(lambda losses: losses[-1] > 4 * min(losses), loss, gradient, theta, lrs)


def range_with_last_nan(loss, gradient, theta, lrs):
    def stop(losses):
        return not isfinite(losses[-1]) or losses[-1] > 4 * min(losses)

    return range_losses_until(stop, loss, gradient, theta, lrs)


def range_at_four_times(loss, gradient, theta, lrs):
    def stop(losses):
        return not isfinite(losses[-1]) or losses[-1] >= 4 * min(losses)

    losses = range_losses_until(stop, loss, gradient, theta, lrs)
    return losses if isfinite(losses[-1]) else losses[:-1]


def range_with_last_infinite(loss, gradient, theta, lrs):
    def stop(losses):
        return isnan(losses[-1]) or losses[-1] > 4 * min(losses)

    losses = range_losses_until(stop, loss, gradient, theta, lrs)
    return losses[:-1] if isnan(losses[-1]) else losses


def range_restoring_only_at_the_end(loss, gradient, theta, lrs):
    kept = theta.copy()
    losses = []
    for lr in lrs:
        value = loss(theta)
        if not isfinite(value):
            return losses
        losses.append(value)
        if value > 4 * min(losses):
            return losses
        theta -= lr * gradient(theta)
    theta[...] = kept
    return losses


def range_uphill(loss, gradient, theta, lrs):
    return range_losses(loss, lambda theta: -gradient(theta), theta, lrs)


def range_until_first_rise(loss, gradient, theta, lrs):
    def stop(losses):
        return not isfinite(losses[-1]) or losses[-1] > min(losses)

    losses = range_losses_until(stop, loss, gradient, theta, lrs)
    return losses if isfinite(losses[-1]) else losses[:-1]


def range_without_stopping(loss, gradient, theta, lrs):
    losses = range_losses_until(lambda losses: not isfinite(losses[-1]), loss, gradient, theta, lrs)
    return losses if isfinite(losses[-1]) else losses[:-1]


def range_without_last(loss, gradient, theta, lrs):
    losses = range_losses(loss, gradient, theta, lrs)
    return losses[:-1] if losses[-1] > 4 * min(losses) else losses


def range_from_the_same_point(loss, gradient, theta, lrs):
    kept = theta.copy()
    losses = []
    for lr in lrs:
        value = loss(kept - lr * gradient(kept))
        if not isfinite(value):
            break
        losses.append(value)
        if value > 4 * min(losses):
            break
    return losses


def bowl(theta):
    """A stretched quadratic."""
    return float(0.5 * np.sum(np.array([1.0, 0.2]) * theta**2))


def bowl_gradient(theta):
    return np.array([1.0, 0.2]) * theta


def barrier(theta):
    """Not a number left of zero, the minimum at 1."""
    return float(np.sum(theta - np.log(theta)))


def barrier_gradient(theta):
    return 1 - 1 / theta


RANGE_LOSSES = Exercise(
    name="range_losses",
    chapter="06",
    reference=range_losses,
    cases=(
        (bowl, bowl_gradient, np.array([3.0, 4.0]), np.geomspace(0.3, 6, 16)),
        (bowl, bowl_gradient, np.array([2.0, -1.0]), np.array([0.1, 0.2, 0.3])),
        (bowl, bowl_gradient, np.array([1.0, 1.0]), np.array([2.3, 2.3, 2.3, 2.3, 2.3, 6.0, 1.0, 1.0])),
        (barrier, barrier_gradient, np.array([3.0]), np.array([0.5, 10.0, 1.0, 0.1])),
        (bowl, bowl_gradient, np.array([4.0, 4.0]), np.array([0.9, 0.9, 2.9, 2.9, 2.9, 2.9, 0.5, 0.5])),
        (bowl, bowl_gradient, np.array([1.0, 0.0]), np.array([3.0, 0.5, 0.5])),  # exactly four times the lowest
        (barrier, barrier_gradient, np.array([2.0]), np.array([4.0, 0.1])),  # infinite, not nan
    ),
    mistakes=(
        Mistake(
            wrong=range_without_restoring,
            uk="Втрати правильні, але theta лишилося зміненим. Скопіюйте його на початку (theta.copy(), бо "
            "друге ім’я копії не створює) і впишіть назад: theta[...] = kept.",
            ru="Потери верны, но theta осталось изменённым. Скопируйте его в начале (theta.copy(): простое "
            "присваивание копии не делает) и запишите обратно: theta[...] = kept.",
        ),
        Mistake(
            wrong=range_against_first,
            uk="Ви порівнюєте з першими втратами. Відтоді втрати впали, а межа лишилася високою, і вибух "
            "помічено запізно: порівнюйте з найменшими.",
            ru="Вы сравниваете с первыми потерями. Потери с тех пор упали, а порог остался высоким, и взрыв "
            "замечен поздно: сравнивайте с наименьшими.",
        ),
        Mistake(
            wrong=range_against_first_without_restoring,
            uk="Помилок дві: ви порівнюєте з першими втратами, а не з найменшими, і не відновлюєте theta.",
            ru="Ошибок две: вы сравниваете с первыми потерями, а не с наименьшими, и не восстанавливаете "
            "theta.",
        ),
        Mistake(
            wrong=range_against_first_keeping_nan,
            uk="Помилок дві: ви порівнюєте з першими втратами, а не з найменшими, і не зупиняєтеся, коли "
            "втрати не скінченні.",
            ru="Ошибок две: вы сравниваете с первыми потерями, а не с наименьшими, и не останавливаетесь, "
            "когда потери не конечны.",
        ),
        Mistake(
            wrong=range_against_previous,
            uk="Ви порівнюєте з попередніми втратами. Якщо вони ростуть помалу, така межа росте разом із "
            "ними: порівнюйте з найменшими.",
            ru="Вы сравниваете с предыдущими потерями. Если они растут понемногу, такой порог растёт вместе "
            "с ними: сравнивайте с наименьшими.",
        ),
        Mistake(
            wrong=range_after_update,
            uk="Ви записуєте втрати після оновлення. За умовою спершу втрати, потім оновлення: перше число "
            "списку — втрати в початковій точці.",
            ru="Вы записываете потери после обновления. По условию сначала потери, потом обновление: первое "
            "число списка — потери в начальной точке.",
        ),
        Mistake(
            wrong=range_keeping_nan,
            uk="Нескінченні й нечислові втрати не зупиняють перевірку: порівняння з nan завжди хибне. "
            "Перевірте np.isfinite, перш ніж записувати.",
            ru="Бесконечные и нечисловые потери не останавливают проверку: сравнение с nan всегда ложно. "
            "Проверьте np.isfinite, прежде чем записывать.",
        ),
        Mistake(
            wrong=range_with_last_nan,
            uk="Зупинка є, але останнім у списку стоїть nan. Спершу перевірте, чи число скінченне, потім "
            "записуйте.",
            ru="Остановка есть, но последним в списке стоит nan. Сначала проверьте, конечно ли число, потом "
            "записывайте.",
        ),
        Mistake(
            wrong=range_at_four_times,
            uk="Ви зупиняєтеся й тоді, коли втрати рівно вчетверо більші. За умовою — більш ніж учетверо: >.",
            ru="Вы останавливаетесь и тогда, когда потери ровно вчетверо больше. По условию — более чем "
            "вчетверо: >.",
        ),
        Mistake(
            wrong=range_with_last_infinite,
            uk="nan ви відкинули, а нескінченність записали. np.isfinite відкидає обидва.",
            ru="nan вы отбросили, а бесконечность записали. np.isfinite отбрасывает оба.",
        ),
        Mistake(
            wrong=range_restoring_only_at_the_end,
            uk="Якщо перевірка зупиняється достроково, theta лишається зміненим: return усередині циклу минає "
            "відновлення. Виходьте з циклу через break.",
            ru="Если проверка останавливается досрочно, theta остаётся изменённым: return внутри цикла минует "
            "восстановление. Выходите из цикла через break.",
        ),
        Mistake(
            wrong=range_uphill,
            uk="Крок зроблено за градієнтом, угору. Спускаються проти нього: theta -= lr * gradient(theta).",
            ru="Шаг сделан по градиенту, вверх. Спускаются против него: theta -= lr * gradient(theta).",
        ),
        Mistake(
            wrong=range_until_first_rise,
            uk="Ви зупиняєтеся, щойно втрати зросли. На мініпакетах вони тремтять завжди: чекайте, доки "
            "вони більш ніж учетверо перевищать найменші.",
            ru="Вы останавливаетесь, как только потери выросли. На мини-пакетах они дрожат всегда: ждите, "
            "пока они более чем вчетверо превысят наименьшие.",
        ),
        Mistake(
            wrong=range_without_stopping,
            uk="Правила «вчетверо більші за найменші» немає: перевірка йде далі, хоч втрати вже вибухнули.",
            ru="Нет правила «вчетверо больше наименьших»: проверка идёт дальше, хотя потери уже взорвались.",
        ),
        Mistake(
            wrong=range_without_last,
            uk="Значення, яке перейшло межу, теж має лишитися у списку: спершу append, потім перевірка.",
            ru="Значение, которое превысило порог, тоже должно остаться в списке: сначала append, потом "
            "проверка.",
        ),
        Mistake(
            wrong=range_from_the_same_point,
            uk="Кожну швидкість ви пробуєте з тієї самої початкової точки. У цій перевірці навчання триває: "
            "наступний крок іде звідти, куди привів попередній.",
            ru="Каждую скорость вы пробуете из одной и той же начальной точки. В этой проверке обучение "
            "продолжается: следующий шаг идёт оттуда, куда привёл предыдущий.",
        ),
    ),
)

# 9. clip_together


def clip_together(grads, max_norm):
    """All arrays scaled together, in place, so that their global norm is at most max_norm."""
    norm = global_norm(grads)
    if norm > max_norm:
        for g in grads:
            g *= max_norm / norm


def clip_by_factor(grads, max_norm, norm):
    """Scale all arrays, in place, if this norm is larger than max_norm."""
    if norm > max_norm:
        for g in grads:
            g *= max_norm / norm


def clip_each_alone(grads, max_norm):
    for g in grads:
        clip_together([g], max_norm)


def clip_each_alone_always(grads, max_norm):
    for g in grads:
        g *= max_norm / np.linalg.norm(g)


def clip_each_alone_always_crashing(grads, max_norm):
    for g in grads:
        g *= max_norm / global_norm([g])


def clip_always(grads, max_norm):
    norm = global_norm(grads)
    for g in grads:
        g *= max_norm / norm


def clip_always_without_crash(grads, max_norm):
    factor = max_norm / np.float64(global_norm(grads))  # 0/0 is nan here, not an exception
    for g in grads:
        g *= factor


def clip_copies(grads, max_norm):
    norm = global_norm(grads)
    if norm > max_norm:
        for g in grads:
            g = g * max_norm / norm


def clip_by_sum_of_norms(grads, max_norm):
    clip_by_factor(grads, max_norm, sum(np.linalg.norm(g) for g in grads))


def clip_without_root(grads, max_norm):
    clip_by_factor(grads, max_norm, sum(np.sum(g**2) for g in grads))


def clip_by_largest_norm(grads, max_norm):
    clip_by_factor(grads, max_norm, max(np.linalg.norm(g) for g in grads))


def clip_by_largest_entry(grads, max_norm):
    clip_by_factor(grads, max_norm, max(np.max(np.abs(g)) for g in grads))


def clip_entries(grads, max_norm):
    for g in grads:
        np.clip(g, -max_norm, max_norm, out=g)


def clip_to_unit(grads, max_norm):
    norm = global_norm(grads)
    if norm > max_norm:
        for g in grads:
            g /= norm


def clip_by_sum_of_entries(grads, max_norm):
    clip_by_factor(grads, max_norm, sum(np.sum(np.abs(g)) for g in grads))


def clip_longer(grads, max_norm):
    norm = global_norm(grads)
    if norm > max_norm:
        for g in grads:
            g *= norm / max_norm


def clip_with_norm_in_loop(grads, max_norm):
    for g in grads:
        norm = global_norm(grads)
        if norm > max_norm:
            g *= max_norm / norm


def clip_these_arrays(answer, grads, max_norm):
    """Run the answer, then put the arrays that came back into the list: new ones in their place do not count."""
    arrays = list(grads)
    answer(grads, max_norm)
    grads[:] = arrays


CLIPPED_ALWAYS = {
    "uk": "Ви змінюєте й короткий градієнт: він має лишитися таким, як був. Бракує умови ‖g‖ > c.",
    "ru": "Вы изменяете и короткий градиент: он должен остаться таким, каким был. Не хватает условия ‖g‖ > c.",
}
CLIPPED_ALONE_ALWAYS = {
    "uk": "Помилок дві: кожен масив обрізано окремо, а норма має бути спільна; і короткий градієнт теж "
    "змінено, а він має лишитися.",
    "ru": "Ошибок две: каждый массив отсечён отдельно, а норма должна быть общей; и короткий градиент тоже "
    "изменён, а он должен остаться.",
}

CLIP_TOGETHER = Exercise(
    name="clip_together",
    chapter="06",
    reference=clip_together,
    run=clip_these_arrays,
    in_place=True,
    cases=(
        ([np.array([3.0, 4.0]), np.array([12.0])], 6.5),
        ([np.array([0.3, -0.4]), np.array([[0.1, 0.2]])], 2.0),
        ([np.array([[1.0, -2.0], [4.0, 2.0]]), np.array([-10.0, 4.0])], 3.0),
        ([np.array([3.0, 4.0])], 5.0),
        ([np.zeros(2), np.zeros((1, 2))], 1.0),
        ([np.array([2.0, 2.0]), np.array([2.0, 2.0])], 3.0),
    ),
    mistakes=(
        Mistake(
            wrong=clip_each_alone,
            uk="Кожен масив обрізано окремо, і напрям спільного градієнта змінився. Норма одна на всі "
            "масиви, множник теж один.",
            ru="Каждый массив отсечён отдельно, и направление общего градиента изменилось. Норма одна на "
            "все массивы, множитель тоже один.",
        ),
        Mistake(wrong=clip_each_alone_always, **CLIPPED_ALONE_ALWAYS),
        Mistake(wrong=clip_each_alone_always_crashing, **CLIPPED_ALONE_ALWAYS),
        Mistake(wrong=clip_always, **CLIPPED_ALWAYS),
        Mistake(wrong=clip_always_without_crash, **CLIPPED_ALWAYS),
        Mistake(
            wrong=clip_copies,
            uk="Масиви, що прийшли, після виклику ті самі. Найчастіше причина — g = g * …, grads[i] = … або return "
            "нового списку: так створюють нові масиви. Змінюйте самі масиви: g *= ….",
            ru="Массивы, которые пришли, после вызова те же. Чаще всего причина — g = g * …, grads[i] = … или "
            "return нового списка: так создаются новые массивы. Изменяйте сами массивы: g *= ….",
        ),
        Mistake(
            wrong=clip_by_sum_of_norms,
            uk="Ви додали норми масивів. Додавати треба квадрати всіх елементів, а корінь брати раз, "
            "наприкінці.",
            ru="Вы сложили нормы массивов. Складывать нужно квадраты всех элементов, а корень брать один "
            "раз, в конце.",
        ),
        Mistake(
            wrong=clip_without_root,
            uk="Це квадрат норми: із суми квадратів забуто взяти корінь.",
            ru="Это квадрат нормы: из суммы квадратов забыт корень.",
        ),
        Mistake(
            wrong=clip_by_largest_norm,
            uk="Ви взяли найбільшу з норм окремих масивів, а потрібна норма всіх елементів разом.",
            ru="Вы взяли наибольшую из норм отдельных массивов, а нужна норма всех элементов вместе.",
        ),
        Mistake(
            wrong=clip_by_largest_entry,
            uk="Ви порівнюєте найбільший елемент, а не норму: корінь із суми квадратів усіх елементів.",
            ru="С порогом вы сравниваете наибольший элемент, а нужно норму: корень из суммы квадратов всех элементов.",
        ),
        Mistake(
            wrong=clip_by_sum_of_entries,
            uk="Ви додали модулі елементів. Норма — корінь із суми їхніх квадратів.",
            ru="Вы сложили модули элементов. Норма — корень из суммы их квадратов.",
        ),
        Mistake(
            wrong=clip_longer,
            uk="Дріб перевернуто: градієнт подовшав. Множник c/‖g‖, а не ‖g‖/c.",
            ru="Дробь перевёрнута: градиент стал длиннее. Множитель c/‖g‖, а не ‖g‖/c.",
        ),
        Mistake(
            wrong=clip_entries,
            uk="Це обрізання за значенням: кожен елемент окремо. За нормою всі елементи множать на те саме "
            "число.",
            ru="Это отсечение по значению: каждый элемент отдельно. По норме все элементы умножают на одно "
            "и то же число.",
        ),
        Mistake(
            wrong=clip_to_unit,
            uk="Довжина вийшла 1, а має бути c: множник c/‖g‖.",
            ru="Длина получилась 1, а должна быть c: множитель c/‖g‖.",
        ),
        Mistake(
            wrong=clip_with_norm_in_loop,
            uk="Ви рахуєте норму в циклі, коли частину масивів уже змінено, тому множники різні. Порахуйте "
            "її раз, до циклу.",
            ru="Вы считаете норму в цикле, когда часть массивов уже изменена, поэтому множители разные. "
            "Посчитайте её один раз, до цикла.",
        ),
    ),
)

# 10. my_schedule: the project

CURVATURE, NOISE, START = np.array([1.0, 0.1]), 1.0, np.array([10.0, 10.0])
GOAL = 0.75  # of what the best fixed rate leaves


def expected_losses(schedule, t_total):
    """The expected loss ½Σλθ² of noisy descent before the first update and after each, (t_total + 1,)."""
    square = START**2
    losses = [0.5 * CURVATURE @ square]
    for t in range(t_total):
        lr = schedule(t)
        square = (1 - lr * CURVATURE) ** 2 * square + lr**2 * NOISE**2
        losses.append(0.5 * CURVATURE @ square)
    return np.array(losses)


def best_fixed_loss(t_total):
    """The expected loss after t_total updates, best fixed rate: floor + (start − floor)·(1 − ηλ)²ᵀ."""
    lr = np.geomspace(0.01, 1.9, 200)[:, np.newaxis]
    floor = lr * NOISE**2 / (CURVATURE * (2 - lr * CURVATURE))
    square = floor + (START**2 - floor) * (1 - lr * CURVATURE) ** (2 * t_total)
    return (0.5 * square @ CURVATURE).min()


def my_schedule(t_total):
    """Half a cosine from 0.5 to 0 over the whole budget."""
    return cosine_annealing(0.5, t_max=t_total)


def schedule_of_best_fixed(t_total):
    return constant(0.25)


def schedule_too_fast(t_total):
    return cosine_annealing(3.0, t_max=t_total)


def schedule_for_one_budget(t_total):
    return cosine_annealing(0.5, t_max=100)


def schedule_short_of_time(t_total):
    return cosine_annealing(0.2, t_max=t_total)


def schedule_too_slow(t_total):
    return cosine_annealing(0.02, t_max=t_total)


def schedule_below_zero(t_total):
    return lambda t: 0.5 * (1 - 2 * t / t_total)


def schedule_as_list(t_total):
    return [0.5 * (1 - t / t_total) for t in range(t_total)]


def judge_schedule(answer, t_total):
    """What the schedule that the answer makes for this budget does on the noisy bowl."""
    schedule = answer(t_total)
    if schedule is None:
        return None
    rates = []
    for t in range(t_total):  # no comprehension: see rates_of
        rates.append(schedule(t))
    sound = all(isfinite(lr) and lr >= 0 for lr in rates)
    losses = expected_losses(schedule, t_total) if sound else np.array([1.0, np.inf])
    return {
        "0 ≤ η(t) < ∞": sound,
        "η(T − 1) < max η": bool(rates[-1] < max(rates)),
        "max L ≤ L(0)": bool(losses.max() <= losses[0]),
        f"L(T) ≤ {GOAL}·L_fixed": bool(losses[-1] <= GOAL * best_fixed_loss(t_total)),
    }


MY_SCHEDULE = Exercise(
    name="my_schedule",
    chapter="06",
    reference=my_schedule,
    run=judge_schedule,
    cases=((100,), (400,)),
    mistakes=(
        Mistake(
            wrong=schedule_of_best_fixed,
            uk="Останнє оновлення робиться з найбільшою за все навчання швидкістю, тож сталу швидкість ви не "
            "обійдете. До кінця бюджету швидкість має зменшитися.",
            ru="Последнее обновление делается с наибольшей за всё обучение скоростью, поэтому постоянную скорость "
            "вы не обойдёте. К концу бюджета скорость должна упасть.",
        ),
        Mistake(
            wrong=schedule_too_fast,
            uk="Дорогою втрати перевищують початкові: десь швидкість вийшла за межу 2/λ = 2 або підійшла "
            "до неї впритул. У справжній мережі на цьому навчання скінчилося б.",
            ru="По пути потери превышают начальные: где-то скорость вышла за предел 2/λ = 2 или подошла "
            "к нему вплотную. В настоящей сети на этом обучение закончилось бы.",
        ),
        Mistake(
            wrong=schedule_for_one_budget,
            uk="Для бюджету 100 мети досягнуто, для 400 — ні. Якщо розклад не враховує t_total, виправте це. Якщо "
            "враховує, заважає шум: візьміть меншу найбільшу швидкість або довше тримайте малу наприкінці.",
            ru="Для бюджета 100 цель достигнута, для 400 — нет. Если расписание не учитывает t_total, исправьте "
            "это. Если учитывает, мешает шум: возьмите меньшую наибольшую скорость или дольше держите малую в "
            "конце.",
        ),
        Mistake(
            wrong=schedule_short_of_time,
            uk="Для бюджету 400 мети досягнуто, для 100 — ні. Надрукуйте expected_losses для T = 100 з кількома "
            "найбільшими швидкостями: якщо з більшою втрати менші, пологій вазі бракує часу; якщо більші, "
            "швидкість не встигає зменшитися до кінця.",
            ru="Для бюджета 400 цель достигнута, для 100 — нет. Напечатайте expected_losses для T = 100 с "
            "несколькими наибольшими скоростями: если с большей потери меньше, пологому весу не хватает времени; "
            "если больше, скорость не успевает упасть к концу.",
        ),
        Mistake(
            wrong=schedule_too_slow,
            uk="Швидкість спадає, а виграшу замало для обох бюджетів. Надрукуйте expected_losses: якщо "
            "втрати ще великі, почніть швидше або почніть спад пізніше; якщо малі, але вищі за мету, наприкінці "
            "йдіть повільніше.",
            ru="Скорость убывает, а выигрыша мало для обоих бюджетов. Напечатайте expected_losses: если "
            "потери ещё велики, начните быстрее или убывайте позже; если малы, но выше цели, в конце идите "
            "медленнее.",
        ),
        Mistake(
            wrong=schedule_below_zero,
            uk="Швидкість десь від’ємна або не скінченна. Від’ємна швидкість веде вгору: зупиніть спад на "
            "нулі.",
            ru="Скорость где-то отрицательна или не конечна. Отрицательная скорость ведёт вверх: остановите "
            "спад на нуле.",
        ),
        Mistake(
            wrong=schedule_as_list,
            uk="Перевірка викликає ваш результат як schedule(t), а так його викликати не можна. Поверніть функцію "
            "одного аргументу, lambda t: … або внутрішню def, чи розклад із course_lib.schedules.",
            ru="Проверка вызывает ваш результат как schedule(t), а так его вызвать нельзя. Верните функцию одного "
            "аргумента, lambda t: … или внутреннюю def, либо расписание из course_lib.schedules.",
        ),
    ),
)

EXERCISES = (
    NOISE_FLOOR,
    STEPPED_RATE,
    COSINE_RATE,
    RESTARTED_RATE,
    WITH_WARMUP,
    DECAY_PHASE,
    RATES_USED,
    RANGE_LOSSES,
    CLIP_TOGETHER,
    MY_SCHEDULE,
)
