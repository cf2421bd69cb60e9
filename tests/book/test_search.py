"""Search: one stem for all forms of a word, the same in index and browser; hits inside dropdowns."""

import json
import re
from copy import copy
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import combinations
from pathlib import Path
from threading import Thread

import pytest
from docutils import nodes
from docutils.utils import new_document

from browser import tabs
from stemmer import stem, words
from word_search import without_formulas

LANGUAGES = "uk", "ru"
HERE = Path(__file__).parent


def word_forms(language):
    """The measured pairs (form typed, form on a page): those the rules were tuned on, those held out."""
    halves = {}
    for line in (HERE / f"word_forms_{language}.txt").read_text("utf-8").splitlines():
        if line in ("# tuning", "# held out"):
            pairs = halves[line[2:]] = []
        elif line and not line.startswith("#"):
            pairs.append(tuple(line.split()))
    return halves["tuning"], halves["held out"]


def stem_of(text, language):
    """The stem of a text that is one word."""
    (word,) = words(text)
    return stem(word, language)


def meet(first, second, language):
    return stem_of(first, language) == stem_of(second, language)


# Stems

@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_of_ten_held_out_pairs_of_forms_meet(language, capsys):
    tuning, held_out = word_forms(language)
    assert len(held_out) >= 60 and not set(tuning) & set(held_out)
    missed = [pair for pair in held_out if not meet(*pair, language)]
    share = 1 - len(missed) / len(held_out)
    with capsys.disabled():
        print(f"\nsearch, {language}: {share:.0%} of {len(held_out)} held-out pairs of forms meet")
    assert share >= 0.9, missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_different_words_seldom_meet(language, capsys):
    tuning, held_out = word_forms(language)
    stems = [{stem_of(form, language) for form in pair} for pair in tuning + held_out]
    pairs = list(combinations(zip(tuning + held_out, stems), 2))
    meetings = [(one, other) for (one, stems), (other, others) in pairs if stems & others]
    with capsys.disabled():
        print(f"\nsearch, {language}: {len(meetings)} of {len(pairs)} pairs of different words meet")
    assert len(meetings) <= len(pairs) / 500, meetings


@pytest.mark.parametrize("language, dictionary_form, forms", [
    ("uk", "градієнт", "градієнта градієнтів градієнтами Градієнтом"),
    ("uk", "похибка", "похибки похибці похибок похибками"),
    ("uk", "вага", "ваги вазі ваг вагами"),
    ("uk", "вузол", "вузла вузли вузлів"),
    ("uk", "втрата", "втрати втрат втратами"),
    ("uk", "обчислювати", "обчислюємо обчислювала обчислюватимуть"),
    ("uk", "комп’ютер", "комп'ютера компʼютерів комп`ютерами"),
    ("ru", "градиент", "градиента градиентов градиентами Градиентом"),
    ("ru", "ошибка", "ошибки ошибок ошибкой ошибками"),
    ("ru", "вычислять", "вычисляем вычисляла вычисляют"),
    ("ru", "учёт", "учет учета учётом"),
    ("ru", "перекрёстная", "перекрестной перекрёстную перекрестные"),
    ("ru", "число", "чисел числа числами"),
])
def test_forms_meet(language, dictionary_form, forms):
    for form in forms.split():
        assert meet(dictionary_form, form, language), form


@pytest.mark.parametrize("language, one, other", [
    ("uk", "вага", "вгору"), ("uk", "шар", "широкий"), ("uk", "зсув", "зсередини"),
    ("uk", "пакет", "пам’ять"), ("uk", "форма", "формула"), ("uk", "крок", "круг"), ("uk", "точка", "тічка"),
    ("ru", "вес", "восемь"), ("ru", "шаг", "шар"), ("ru", "слой", "слово"), ("ru", "форма", "формула"),
    ("ru", "пакет", "память"), ("ru", "эпоха", "эхо"),
])
def test_different_words_keep_different_stems(language, one, other):
    assert not meet(one, other, language)


@pytest.mark.parametrize("word", "softmax relu mnist fit fashionmnist w2 784 x і не за".split())
def test_words_that_are_not_inflected_stay_as_they_are(word):
    assert stem(word, "uk") == stem(word, "ru") == word


@pytest.mark.parametrize("text, expected", [
    ("Обов’язково, обов'язково й обовʼязково!", ["обовязково", "обовязково", "й", "обовязково"]),
    ("Ещё учтём", ["еще", "учтем"]),
    ("log-sum-exp, ReLU-шар, MNIST", ["log", "sum", "exp", "relu", "шар", "mnist"]),
    ("w['x'] = f'{y}'", ["w", "x", "f", "y"]),
    ("softmax_cross_entropy(z1, 28×28)", ["softmax_cross_entropy", "z1", "28", "28"]),
    ("— … «»", []),
])
def test_words_of_a_text(text, expected):
    assert words(text) == expected


# The index

def test_formulas_are_no_text():
    document = new_document("page")
    section = nodes.section("", nodes.title("", "", nodes.Text("Title "), nodes.math("", r"\hat y")))
    section += nodes.paragraph("", "", nodes.Text("text "), nodes.math("", r"\frac{a}{b}"))
    section += nodes.math_block("", r"\sum x")
    document += section
    assert without_formulas(document).astext().split() == ["Title", "…", "text", "…", "…"]
    assert "sum" in document.astext(), "the page itself keeps them"


@pytest.fixture(scope="module")
def index(build):
    """Sphinx's index of the site."""
    text = (build.site / "searchindex.js").read_text("utf-8")
    return json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))


def indexed_on(index, word, language):
    """The pages on which the index has a word."""
    found = []
    for terms in index["terms"], index["titleterms"]:
        numbers = terms.get(stem_of(word, language), [])
        found += numbers if isinstance(numbers, list) else [numbers]
    return {index["docnames"][number] for number in found}


def test_index_holds_no_tex(index):
    commands = {"frac", "dfrac", "mathbf", "bmatrix", "quad", "ldots", "nabla"}
    assert not commands & {*index["terms"], *index["titleterms"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_index_has_every_word_of_the_dropdowns(index, pages, language):
    seen = 0
    for name, page in pages.items():
        if re.match(rf"book/{language}/\d\d_", name):
            for dropdown in map(copy, page.select("details .sd-summary-content")):
                for no_text in dropdown.select(".math, .headerlink, button"):
                    no_text.decompose()
                for word in words(dropdown.get_text(" ")):
                    seen += 1
                    assert name.removesuffix(".html") in indexed_on(index, word, language), word
    assert seen > 1000


# In the browser

@pytest.fixture(scope="module")
def address(build):
    """The site on localhost, as the web serves it."""
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("localhost", 0), partial(Quiet, directory=build.site))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def reader(browser, address):
    """A tab on the served site."""
    with tabs(browser, address) as open_page:
        yield open_page("about:blank", base_url=address)


def results(page):
    """The addresses of the pages found, when the search is over."""
    page.wait_for_function("document.querySelector('.search-summary')?.innerText")
    return page.locator("ul.search a").evaluate_all("links => links.map(link => link.getAttribute('href'))")


def search(page, language, query):
    """Type a query into the search field of a page of the course; the addresses found, without the query."""
    page.goto(f"/book/{language}/index.html")
    page.keyboard.press("Control+k")
    page.locator("input[name=q]:visible").fill(query)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search-{language}.html?*")
    return [link.split("?")[0] for link in results(page)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_gives_every_word_of_the_book_the_stem_of_the_index(reader, pages, language):
    texts = [page.select_one("article").get_text(" ") for name, page in pages.items()
             if name.startswith(f"book/{language}/")]
    texts += [(HERE / f"word_forms_{language}.txt").read_text("utf-8"), "комп'ютер КОМП’ЮТЕР компʼютер Ёлка"]
    reader.goto(f"/book/{language}/index.html")
    for text in texts:
        in_browser = reader.evaluate("text => text.match(wordPattern).map(stemOf)", text)
        assert in_browser == [stem(word, language) for word in words(text)]


@pytest.mark.parametrize("language, query, page", [
    ("uk", "графами обчислення", "04_autograd"), ("uk", "ГРАДІЄНТА", "01_chain_rule"),
    ("uk", "MNIST", "07_mnist"), ("uk", "softmax", "02_losses"), ("uk", "ReLU", "07_mnist"),
    ("uk", "fit", "07_mnist"),
    ("uk", "log-sum-exp", "02_losses"), ("uk", "не", "02_losses"), ("uk", "784", "07_mnist"),
    ("ru", "графами вычислений", "04_autograd"), ("ru", "ошибок", "03_backprop"),
    ("ru", "перекрестной", "02_losses"),
    ("ru", "softmax_cross_entropy", "reference"), ("ru", "и", "01_chain_rule"),
])
def test_query_finds_the_page_in_its_language_only(reader, language, query, page):
    found = search(reader, language, query)
    assert f"book/{language}/{page}.html" in found
    assert all(link.startswith(f"book/{language}/") for link in found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["frac", "mathbf", "щшчъхф", "—"])
def test_nothing_is_found_for_tex_and_nonsense(reader, language, query):
    assert search(reader, language, query) == []


@pytest.mark.parametrize("query", ["constructor", "__proto__"])
def test_names_that_every_object_of_javascript_has_are_no_trouble(reader, query):
    assert search(reader, "uk", query) == []


@pytest.mark.parametrize("language, query, page", [
    ("uk", "MNIST", "07_mnist"), ("uk", "похибка", "03_backprop"), ("uk", "швидкостей навчання", "06_schedules"),
    ("ru", "ошибка", "03_backprop"), ("ru", "цепного правила", "01_chain_rule"),
])
def test_a_page_with_the_words_in_its_title_comes_first_and_once(reader, language, query, page):
    found = search(reader, language, query)
    assert found[0] == f"book/{language}/{page}.html"
    assert len(set(found)) == len(found)


def test_all_words_of_a_query_must_be_on_the_page(reader):
    assert search(reader, "uk", "градієнта щшчхф") == []


# The words of a page that stand there once, in a dropdown.
ONLY_IN_DROPDOWN = """() => {
  const all = document.querySelector("article").textContent.match(wordPattern).map(stemOf);
  const folded = [...document.querySelectorAll("article details .sd-summary-content p:not(:has(.math))")];
  return folded.flatMap((passage) => passage.textContent.match(/[а-яіїєґё]{6,}/giu) ?? [])
    .filter((word) => all.filter((stem) => stem === stemOf(word)).length === 1);
}"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chapter", ["02_losses", "03_backprop"])
def test_a_hit_opens_the_dropdown_and_shows_the_word(reader, language, chapter):
    address = f"book/{language}/{chapter}.html"
    reader.goto(f"/{address}")
    word = reader.evaluate(ONLY_IN_DROPDOWN)[0]
    assert address in search(reader, language, word.upper())
    hit = reader.locator("ul.search li", has=reader.locator(f"a[href^='{address}']")).first
    hit.scroll_into_view_if_needed()
    assert hit.locator("p.context .highlighted").first.text_content().lower() == word.lower()
    hit.locator("a").click()
    match = reader.locator("article span.highlighted").first
    match.wait_for(state="visible")
    assert match.text_content().lower() == word.lower()
    assert match.evaluate("element => element.closest('details').open")
    assert reader.locator("details[open]:not(:has(.highlighted))").count() == 0
    reader.wait_for_function("MathJax.startup?.promise?.then(() => true)")
    reader.wait_for_function("""() => {
      const { top, bottom } = document.querySelector("article span.highlighted").getBoundingClientRect();
      return top > 60 && bottom < innerHeight; }""")


@pytest.mark.parametrize("language, typed, on_page", [
    ("uk", "обчислюватимемо", "обчисл"), ("ru", "вычисляешь", "вычисл"), ("uk", "похибок", "похиб"),
])
def test_a_hit_shows_another_form_of_the_word(reader, language, typed, on_page):
    first = search(reader, language, typed)[0]
    reader.locator(f"ul.search a[href^='{first}']").first.click()
    match = reader.locator("article span.highlighted").first
    match.wait_for(state="attached")
    assert match.text_content().lower().startswith(on_page)
    assert reader.locator("article span.highlighted:visible").count()


def test_words_are_highlighted_in_text_only(reader):
    reader.goto("/book/uk/index.html")
    highlighted = reader.evaluate("""() => {
      const root = document.createElement("div");
      root.innerHTML = "<p>Text, <i>text</i>s <span class='math'>text</span> <button>text</button></p>";
      highlightWords(root, stemsOf("TEXT"));
      return root.innerHTML; }""")
    assert highlighted == (
        '<p><span class="highlighted">Text</span>, <i><span class="highlighted">text</span></i>s '
        '<span class="math">text</span> <button>text</button></p>')


def test_a_part_of_a_word_is_highlighted_where_no_whole_word_is(reader):
    reader.goto("/book/uk/index.html")
    highlighted = reader.evaluate("""texts => texts.map(text => {
      const root = document.createElement("div");
      root.append(text);
      highlightWords(root, stemsOf("softm"));
      return root.querySelector(".highlighted")?.textContent; })""", ["softmax", "softmax, softm", "so"])
    assert highlighted == ["softmax", "softm", None]


ARTICLE = """<article><h1>Слово</h1><p>Спершу слово мовлене.</p><pre>слово і діло</pre>
<section id="last"><h2>Про слово<a class="headerlink">#</a></h2><p>Тут про діло, а слово потім.</p></section></article>"""


@pytest.mark.parametrize("html, query, section, expected", [
    pytest.param(ARTICLE, "слово", "", "Про слово", id="a heading first, without the sign of its link"),
    pytest.param(ARTICLE, "слово діло", "", "Тут про діло, а слово потім.", id="all words, text rather than code"),
    pytest.param(ARTICLE, "мовлене", "", "Спершу слово мовлене.", id="whole paragraph"),
    pytest.param(ARTICLE, "слово", "last", "Тут про діло, а слово потім.", id="in the section found"),
    pytest.param(f"<article><h1>Т</h1><p>{'наддовге ' * 30}слово {'і так далі ' * 30}</p></article>", "слово", "",
                 "…" + "наддовге " * 14 + "слово " + "і так далі " * 9 + "і так дал…", id="from a word's beginning"),
    pytest.param("<article><h1>Т</h1><p>тасловота слово</p></article>", "слово", "", "тасловота слово", id="short"),
])
def test_excerpt_of_a_result(reader, html, query, section, expected):
    reader.goto("/search-uk.html")
    text = reader.evaluate("([html, query, section]) => excerpt(html, stemsOf(query), section).textContent",
                           [html, query, section])
    assert text == expected


def test_excerpts_come_when_their_results_come_into_view(reader):
    asked = []
    reader.on("request", lambda request: asked.append(request.url) if ".html" in request.url else None)
    reader.set_viewport_size({"width": 360, "height": 740})
    reader.goto("/search-uk.html?q=і")
    found = results(reader)
    reader.locator("ul.search p.context").first.wait_for()
    assert len(asked) < len(found)
    last = reader.locator("ul.search li").last
    assert last.locator("p.context").count() == 0
    last.scroll_into_view_if_needed()
    last.locator("p.context").wait_for()


def test_a_link_to_a_section_stays_there(reader):
    reader.goto("/book/uk/02_losses.html")
    word = reader.evaluate(ONLY_IN_DROPDOWN)[0]
    section = reader.locator("article section section").last.get_attribute("id")
    reader.goto(f"/book/uk/02_losses.html?highlight={word}#{section}")
    reader.locator("article span.highlighted").first.wait_for(state="attached")
    assert reader.locator("details[open]").count() == 0


def test_a_reader_who_scrolls_is_not_taken_back(reader):
    held = []  # pictures, without which the page has not come to its end
    reader.route("**/_images/*", lambda route: held.append(route))
    reader.goto("/book/uk/02_losses.html?highlight=кроків", wait_until="commit")
    reader.wait_for_function("scrollY > 0")
    reader.mouse.wheel(0, -100_000)
    reader.wait_for_function("scrollY === 0")
    for picture in held:
        picture.continue_()
    reader.wait_for_load_state()
    reader.wait_for_function("MathJax.startup?.promise?.then(() => true)")
    assert reader.evaluate("new Promise(done => requestAnimationFrame(() => done(scrollY)))") == 0


@pytest.mark.parametrize("language, query", [("uk", "градієнтами"), ("ru", "градиентами")])
def test_search_works_without_a_server(new_page, build, language, query):
    page = new_page(f"{(build.site / f'search-{language}.html').as_uri()}?q={query}")
    assert results(page)
    page.locator("ul.search a").first.click()
    page.locator("article span.highlighted").first.wait_for(state="attached")


def test_a_page_opened_without_a_search_is_left_alone(reader):
    reader.goto("/book/uk/02_losses.html")
    assert reader.locator(".highlighted, details[open]").count() == 0
    assert reader.evaluate("scrollY") == 0
