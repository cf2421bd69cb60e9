"""The rules of the two languages that a machine can check, as a table, and a function that applies them."""

import re
from dataclasses import dataclass

from myst import GAP

UK, RU, BOTH = ("uk",), ("ru",), ("uk", "ru")

# Where a rule holds. In comments and strings stands code too, so the rules of punctuation hold in prose only.
EVERYWHERE = ("prose", "string", "comment")
TEXTS = ("prose", "string")
PROSE = ("prose",)

NBSP = "\u00a0"
LETTER = "А-Яа-яІіЇїЄєҐґЁё"
DOTTED = (r"(?:Python|NumPy|PyTorch|Matplotlib|CC BY(?:-SA)?|верс\w+|розділ\w*|раздел\w*|глав\w+|§)"
          r"\s*(?:≥\s*)?\d+(?:\.\d+)+")  # numbers of versions and sections keep their points


@dataclass(frozen=True)
class Rule:
    """What must not be written: ``wrong`` is an example of it, ``right`` what to write instead."""

    languages: tuple[str, ...]
    places: tuple[str, ...]
    pattern: str
    wrong: str
    right: str


def yo(pattern, *words):
    """A Russian word in which ё is not optional; the pattern has е in its place."""
    return Rule(RU, EVERYWHERE, rf"\b(?:{pattern})\b", *words)


ADJECTIVE = "(?:ый|ий|ого|ому|ым|им|ом|ая|ой|ую|ое|ые|ие|ых|их|ыми|ими)"

RULES = [
    # letters
    Rule(UK, EVERYWHERE, "[ыэъё]", "мережы", "мережі (літер ы э ъ ё в українській немає)"),
    Rule(RU, EVERYWHERE, "[іїєґ]", "похідна", "производная (букв і ї є ґ в русском нет)"),
    Rule(BOTH, EVERYWHERE, f"[{LETTER}][A-Za-z]|[A-Za-z][{LETTER}]", "cлово з латинською c", "слово"),
    Rule(UK, EVERYWHERE, f"(?<=[{LETTER}])['ʼ`´‘](?=[{LETTER}])", "зв'язок", "зв’язок"),

    # Ukrainian words
    Rule(UK, EVERYWHERE, r"\bзворотн(?:ього|ьому|ьою|ьої|ю|я|є)\b|\bзворотній\b(?!\s+\S*(?:і|ї|ій)\b)",
         "зворотній прохід", "зворотний прохід"),
    Rule(UK, EVERYWHERE, r"\bпогрішн\w*", "погрішність", "похибка"),
    Rule(UK, EVERYWHERE, r"\bскладн\w{1,3}\s+функц\w*", "складна функція", "складена функція"),
    Rule(UK, EVERYWHERE, r"\bчастков\w{1,3}\s+похідн\w*", "часткова похідна", "частинна похідна"),
    Rule(UK, EVERYWHERE, rf"\b(?:похідн|градієнт)\w*\s+(?:{GAP}\s+)?по\s", "похідна по x", "похідна за x"),
    Rule(UK, EVERYWHERE, r"\bспівпада\w*|\bспівпад\w*", "співпадає", "збігається"),
    Rule(UK, EVERYWHERE, r"(?<!’)\bявля[єю]ться\b", "являється", "є"),
    Rule(UK, EVERYWHERE, r"\b(?:не)?вірн(?:ий|а|е|і|о|ого|ої|ому|им|их|у)\b", "вірний", "правильний"),
    Rule(UK, EVERYWHERE, r"\bнавчаюч\w*", "навчаюча вибірка", "навчальна вибірка"),
    Rule(UK, EVERYWHERE, r"\bтренувальн\w*", "тренувальна вибірка", "навчальна вибірка"),
    Rule(UK, EVERYWHERE, r"\w*про[еэ]кц\w*", "проекція", "проєкція"),
    Rule(UK, EVERYWHERE, r"\w*проект\w*", "проект", "проєкт"),
    Rule(UK, EVERYWHERE, r"\b(?:веб|міні)-\w+", "веб-сторінка, міні-пакет", "вебсторінка, мініпакет"),
    Rule(UK, EVERYWHERE, r"\bґра[дф]\w*", "ґрадієнт", "градієнт"),
    Rule(UK, EVERYWHERE, r"\bпоширення\s+помил\w*", "поширення помилки", "поширення похибки"),
    Rule(UK, EVERYWHERE, r"\bкрос-ентроп\w*", "крос-ентропія", "перехресна ентропія"),
    Rule(UK, EVERYWHERE, r"\bматриц\w+\s+помилок", "матриця помилок", "матриця невідповідностей"),
    Rule(UK, EVERYWHERE, r"\bкінцев\w+\s+різниц\w*", "кінцеві різниці", "скінченні різниці"),
    Rule(UK, EVERYWHERE, r"\bтемп\w*\s+навчання", "темп навчання", "швидкість навчання"),

    # Russian words
    Rule(RU, EVERYWHERE, r"\bлосс\w*", "лосс", "функция потерь"),
    Rule(RU, EVERYWHERE, r"\b(?:за)?имплемент\w*", "имплементировать", "реализовать"),
    Rule(RU, EVERYWHERE, r"\bматриц\w+\s+путаницы", "матрица путаницы", "матрица ошибок"),
    Rule(RU, EVERYWHERE, r"\bточ(?:к\w+|ек)\s+данных", "точка данных", "наблюдение"),
    Rule(RU, EVERYWHERE, r"\b(?:на)?тренир(?:ов|уе|уй|ую)\w*", "тренировать сеть", "обучать сеть"),
    Rule(RU, EVERYWHERE, rf"\bпроизводн\w*\s+(?:{GAP}\s+)?за\s", "производная за x", "производная по x"),
    Rule(RU, EVERYWHERE, r"\bтемп\w*\s+обучения", "темп обучения", "скорость обучения"),

    # Russian words that are never written with е
    yo("ее|нее|еще|мое|твое|свое|чье|вдвоем|втроем|вперед|причем|твоем|своем|чьем", "ее, еще", "её, ещё"),
    yo(r"(?:в|о|на|при)\s(?:нем|чем)|(?:во|обо|при)\sвсем", "в нем, о чем", "в нём, о чём"),
    yo("путем|нулем|днем|ребер", "путем", "путём"),
    yo(r"(?:рас|под|пере|от|у|за)чет(?:а|у|ом|е|ы|ов|ам|ами|ах|н\w+)?|счет(?:у|ом|е|чик\w*|н\w+)?",
       "расчет", "расчёт"),
    yo(r"(?:при|объ|подъ)ем(?:а|у|ом|е|ы|ов|ам|ами|ах|н\w+)?", "прием", "приём"),
    yo(r"(?:пере)?сверт(?:к\w+|оч\w+)|(?:раз|по)верт(?:к\w+|оч\w+)", "свертка", "свёртка"),
    yo(r"перекрест\w*|надежн\w*|(?:не)?четк\w+|(?:не)?четн\w+|трех\w*|четырех\w*",
       "перекрестная", "перекрёстная"),
    yo(f"(?:черн|желт|зелен|темн|тепл|твердо?|легк|далек){ADJECTIVE}", "черный, легкий", "чёрный, лёгкий"),
    yo(r"(?:определ|распредел|раздел|отдел|подел|удал|измен|примен|сохран|соедин|объедин|усредн|округл|"
       r"реш|заверш|смещ|помещ|размещ|сокращ|обращ|упрощ|включ|исключ|отключ|подключ|внес|перенес|отнес|учт|"
       r"(?:при|про|в|с|пере|произ)вед)ен(?:н\w+)?", "определен, определенный", "определён, определённый"),
    yo(r"(?:бер|собер|разбер|подбер|ид|найд|пойд|прид|перейд|дойд|подойд|пройд|начн|возьм|пойм|займ|верн|"
       r"сочт|учт|прочт|назов|зов|раст|нес|принес|перенес|внес|вед|введ|привед|провед|свед|произвед|да|зада|"
       r"созда|переда|отда|выда|разда|оста|уда|жд|сожм)е(?:т|м|те|шь|тся|мся|тесь|шься)",
       "найдет, даем", "найдёт, даём"),

    # markup that the parser took for words
    Rule(BOTH, PROSE, r"[*`$]|::|\]\(|\{\w+\}", "**«втрати»**та", "**втрати** та (інакше видно зірочки)"),

    # punctuation
    Rule(BOTH, PROSE, r'["”]|“(?=\w)', 'функція "втрат"', "«…», всередині „…“"),
    Rule(BOTH, TEXTS, rf"(?<=[{LETTER}{GAP}»)])[ {NBSP}\n]--? |(?<= )--?[ \n](?=[{LETTER}{GAP}«(])",
         "градієнт - напрям", f"градієнт{NBSP}— напрям"),
    Rule(BOTH, PROSE, r"(?<=\s)–\s", "градієнт – напрям", f"градієнт{NBSP}— напрям"),
    Rule(BOTH, PROSE, rf"(?<=[^{NBSP}])—|—(?=\S)", "градієнт — напрям", f"градієнт{NBSP}— напрям"),
    Rule(BOTH, PROSE, r"(?<![\d.,])\d{1,3}[ \n]\d{3}\b", "60 000", f"60{NBSP}000"),
    Rule(BOTH, PROSE, r"\d[ \n]?%", "97 %", f"97{NBSP}%"),
    Rule(BOTH, PROSE, r"\b(?:рис|табл|розд|разд|гл|с|п)\.[ \n]?\d", "рис. 3", f"рис.{NBSP}3"),
    Rule(BOTH, PROSE, r"(?<![\w,.)-])-\d", "-3", "−3"),
    Rule(BOTH, PROSE, r"(?<![\d-])\d+-\d+(?![\w-])", "10-20", "10–20"),
    Rule(BOTH, PROSE, r"\d\.\d", "0.5", "0,5"),
    Rule(UK, PROSE, r"(?<![\w’-])[взоу][ \n](?=\S)", "у мережі", f"у{NBSP}мережі"),
    Rule(RU, PROSE, r"(?<![\w-])[вкосу][ \n](?=\S)", "в сети", f"в{NBSP}сети"),
    Rule(BOTH, TEXTS, rf"(?-i:(?<=[{LETTER.lower()},;{GAP}]\s)(?:Ви|Вас|Вам|Вами|Вы|Ваш\w*)\b)",
         "як Ви бачите", "як ви бачите"),
]


@dataclass(frozen=True)
class Fault:
    """A passage that breaks a rule."""

    rule: Rule
    excerpt: str

    def __str__(self):
        wrong, right = visible(self.rule.wrong), visible(self.rule.right)
        return f"…{self.excerpt}…   instead of [{wrong}] write [{right}]"


def faults(text, language, place="prose"):
    """The faults of a text; ``place`` is "prose", "string" or "comment"."""
    if place == "prose":
        text = re.sub(DOTTED, GAP, text, flags=re.IGNORECASE)
    for rule in RULES:
        if language in rule.languages and place in rule.places:
            for match in re.finditer(rule.pattern, text, re.IGNORECASE):
                yield Fault(rule, visible(text[max(0, match.start() - 25):match.end() + 25]))


def visible(text):
    """An excerpt on one line, with ~ for a no-break space and ◦ for a formula or code."""
    return text.replace(NBSP, "~").replace(GAP, "◦").replace("\n", " ")
