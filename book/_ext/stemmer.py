"""Stems: what the forms of one word have in common, so that a search for one form finds all.

The rules stand in search_endings.json, a list of steps for each language. ``_static/word_search.js`` follows
the same rules in the browser, for the words of a query. A step is one of three:

``cut``       take off the longest of these endings, if at least ``keep`` letters are left (3 if not said)
              and the last of them is one of ``after`` (any letter if not said)
``change``    write one ending in another way
``fleeting``  leave one of these vowels out before the last consonant: вузол -> вузл, as in вузла
"""

import json
import re
from functools import cache
from pathlib import Path

RULES = json.loads((Path(__file__).parent / "search_endings.json").read_text("utf-8"))
APOSTROPHE = re.compile(rf"(?<=[а-яіїєґё])[{RULES['apostrophes']}](?=[а-яіїєґё])")
WORD = re.compile(r"\w+")


def words(text):
    """The words of a text in small letters, without apostrophes inside, ё written as е."""
    text = APOSTROPHE.sub("", text.lower())
    for letter, other in RULES["letters"].items():
        text = text.replace(letter, other)
    return WORD.findall(text)


def replacement(step):
    """A step as a pair for ``re.sub``: the pattern, and the function that writes the new text."""
    if "cut" in step:
        keep, after = step.get("keep", 3), step.get("after")
        kept = f"[{after}]" if after else "."
        endings = step["cut"].replace(" ", "|")
        return re.compile(rf"^(.{{{keep - 1},}}?{kept})(?:{endings})$"), lambda match: match[1]
    if "change" in step:
        return re.compile(f"(?:{'|'.join(step['change'])})$"), lambda match: step["change"][match[0]]
    consonant = f"[{RULES['consonants']}]"
    pattern = re.compile(rf"^(.+{consonant})[{step['fleeting']}]({consonant})$")
    return pattern, lambda match: match[1] + match[2]


@cache
def replacements(language):
    return [replacement(step) for step in RULES[language]]


def stem(word, language):
    """The stem of a word that ``words`` has given."""
    for pattern, new_text in replacements(language):
        word = pattern.sub(new_text, word)
    return word
