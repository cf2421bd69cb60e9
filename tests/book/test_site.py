"""The built site: what a reader finds on each page, in each language."""

import re
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import pytest

OTHER = {"uk": "ru", "ru": "uk"}
CYRILLIC, LATIN = re.compile("[А-Яа-яІіЇїЄєҐґЁё]"), re.compile("[A-Za-z]")
NOT_WORDS = {"Ctrl", "K", "UK", "RU", ".ipynb", ".md", ".pdf"}  # keys, codes of languages, kinds of files


@pytest.fixture(scope="module")
def course_pages(pages):
    """The pages that belong to a language: its part of the book and its search page."""
    return {name: page for name, page in pages.items() if language_in_name(name)}


def language_in_name(name):
    match = re.match(r"book/(uk|ru)/|search-(uk|ru)\.html", name)
    return match and (match[1] or match[2])


def twin(name):
    """The name of the same page in the other language."""
    language = language_in_name(name)
    return name.replace(f"/{language}/", f"/{OTHER[language]}/").replace(f"-{language}.", f"-{OTHER[language]}.")


def target(name, link):
    """The file of the site and the anchor that a link on the page ``name`` leads to."""
    address, anchor = urldefrag(urljoin(name, link))
    return unquote(address.split("?")[0]), unquote(anchor)


def links(elements):
    """Addresses without the links within the page itself."""
    return [element["href"] for element in elements if not element["href"].startswith("#")]


def test_build_gives_no_warning(build):
    assert build.returncode == 0, build.stdout[-3000:] + build.stderr[-3000:]
    assert "WARNING" not in build.stdout + build.stderr


def test_both_languages_have_the_same_pages(course_pages):
    ukrainian = {name for name in course_pages if language_in_name(name) == "uk"}
    russian = {name for name in course_pages if language_in_name(name) == "ru"}
    assert {twin(name) for name in ukrainian} == russian
    assert {"book/uk/index.html", "book/uk/notation.html", "search-uk.html"} < ukrainian


def test_each_page_declares_its_language(course_pages):
    for name, page in course_pages.items():
        assert page.html["lang"] == language_in_name(name), name


def test_switch_leads_to_the_same_page_in_the_other_language(course_pages):
    for name, page in course_pages.items():
        (switch,) = page.select("a.language-switch")
        assert target(name, switch["href"]) == (twin(name), ""), name
        assert switch["hreflang"] == OTHER[language_in_name(name)]
        assert twin(name) in course_pages


def test_alternates_name_the_page_in_every_language(course_pages):
    for name, page in course_pages.items():
        alternates = {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate]")}
        assert set(alternates) == set(OTHER), name
        for language, address in alternates.items():
            address = target(name, address)[0] or name
            assert course_pages[address].html["lang"] == language


def test_choice_of_language_leads_to_both(pages):
    cards = pages["book/index.html"].select("a.language-card")
    assert [(card["lang"], target("book/index.html", card["href"])[0]) for card in cards] == [
        ("uk", "book/uk/index.html"), ("ru", "book/ru/index.html")]


def test_first_page_of_the_site_leads_to_the_choice_of_language(pages):
    assert "url=book/index.html" in pages["index.html"].meta["content"]


def test_sidebar_lists_the_language_and_nothing_else(course_pages):
    for name, page in course_pages.items():
        language = language_in_name(name)
        listed = {target(name, link["href"])[0] for link in page.select(".bd-docs-nav a")}
        expected = {other for other in course_pages if other.startswith(f"book/{language}/")}
        assert listed - {""} | {name} == expected | {name}, name


def test_previous_and_next_stay_in_the_language(course_pages):
    for name, page in course_pages.items():
        neighbours = page.select(".prev-next-area a, link[rel=prev], link[rel=next]")
        for link in links(neighbours):
            assert language_in_name(target(name, link)[0]) == language_in_name(name), name


def test_next_leads_through_all_pages_of_a_language(course_pages):
    for language in OTHER:
        name, seen = f"book/{language}/index.html", []
        while name:
            seen.append(name)
            following = course_pages[name].select("a.right-next")
            name = target(name, following[0]["href"])[0] if following else None
        assert sorted(seen) == [page for page in sorted(course_pages) if page.startswith(f"book/{language}/")]


def test_search_form_leads_to_the_search_of_the_language(course_pages):
    for name, page in course_pages.items():
        (action,) = {target(name, form["action"])[0] for form in page.select("form.bd-search")}
        assert (action or name) == f"search-{language_in_name(name)}.html", name


def test_chapters_have_the_numbers_of_their_files(course_pages):
    numbers = set()
    for name, page in course_pages.items():
        match = re.search(r"/(\d\d)_", name)
        if match:
            number = f"{int(match[1])}."
            assert page.select_one("article h1 .section-number").get_text().strip() == number, name
            assert page.select_one(".bd-docs-nav a.current").get_text().startswith(number), name
            assert len(page.select("article .section-number")) == 1, "only the chapter's title has a number"
            numbers.add(number)
    assert {"1.", "2.", "3.", "4.", "5.", "6.", "7."} <= numbers


@pytest.mark.parametrize("selector, form", [
    ("figcaption .caption-number", "Рис. {}"), ("article .eqno", "({})"),
], ids=["figures", "formulas"])
def test_figures_and_formulas_are_counted_within_the_chapter(course_pages, selector, form):
    for name, page in course_pages.items():
        match = re.search(r"/(\d\d)_", name)
        if match:
            shown = [element.get_text().strip(" #") for element in page.select(selector)]
            assert shown == [form.format(f"{int(match[1])}.{k}") for k in range(1, len(shown) + 1)], name
            assert shown, f"{name} has none"


def interface_strings(page):
    """What the page says outside its article: texts, tooltips, labels for screen readers, prompts."""
    for attribute in ("title", "aria-label", "placeholder", "alt", "data-bs-title"):
        for element in page.select(f"[{attribute}]"):
            yield element[attribute]
    for element in page.body.find_all(["button", "a", "p", "span", "kbd", "h1"]):
        if not element.find_parent("article") and not element.find_parent(id="pst-page-toc-nav"):
            yield from (text.strip() for text in element.find_all(string=True, recursive=False))


def test_interface_has_no_english(course_pages):
    for name, page in course_pages.items():
        words = set(interface_strings(page)) - NOT_WORDS
        assert not [text for text in words if LATIN.search(text) and not CYRILLIC.search(text)], name


def test_interface_of_a_russian_page_has_no_ukrainian_letters_and_the_other_way_round(course_pages):
    foreign = {"uk": "[ыэъёЫЭЪЁ]", "ru": "[іїєґІЇЄҐ]"}
    for name, page in course_pages.items():
        switch = page.select_one("a.language-switch")
        strings = [text for text in interface_strings(page) if text != switch["title"]]
        assert not [text for text in strings if re.search(foreign[language_in_name(name)], text)], name


def loaded_addresses(page):
    """Whatever the browser fetches with the page by itself."""
    for element in page.select(":is(script, img, iframe, source, video, audio, embed)[src]"):
        yield element["src"]
    for element in page.select("link[href]:not([rel=alternate], [rel=canonical])"):
        yield element["href"]
    styles = [element.get_text() for element in page.select("style")]
    styles += [element["style"] for element in page.select("[style]")]
    for style in styles:
        yield from re.findall(r"url\(['\"]?([^'\")]+)", style)


def test_no_page_asks_another_host_for_anything(pages):
    for name, page in pages.items():
        foreign = [address for address in loaded_addresses(page) if urlparse(address).netloc]
        assert not foreign, name
        scripts = "".join(script.get_text() for script in page.select("script"))
        assert "http://" not in scripts and "https://" not in scripts, name


def test_style_sheets_ask_no_other_host(build, pages):
    sheets = {target(name, link["href"])[0] for name, page in pages.items()
              for link in page.select("link[rel=stylesheet]")}
    assert "_static/course.css" in sheets
    for sheet in sheets:
        css = (build.site / sheet).read_text("utf-8")
        assert not re.search(r"""(?:url\(|@import)\s*["']?(?:https?:)?//""", css), sheet


def test_formulas_come_from_the_site(build, pages):
    name = "book/uk/notation.html"
    (script,) = [tag["src"] for tag in pages[name].select("script[src]") if "mathjax" in tag["src"].lower()]
    assert target(name, script)[0] == "_static/mathjax/tex-chtml-full.js"
    fonts = build.site / "_static/mathjax/output/chtml/fonts/woff-v2"
    assert (fonts / "MathJax_Main-Regular.woff").exists()


def test_every_file_a_page_loads_exists(build, pages):
    for name, page in pages.items():
        for address in loaded_addresses(page):
            if not address.startswith("data:"):
                assert (build.site / target(name, address)[0]).is_file(), f"{name}: {address}"


def test_every_link_within_the_site_leads_somewhere(build, pages):
    anchors = {name: {element["id"] for element in page.select("[id]")} for name, page in pages.items()}
    for name, page in pages.items():
        for element in page.select("a[href]"):
            if urlparse(element["href"]).scheme:
                continue
            file, anchor = target(name, element["href"])
            assert (build.site / (file or name)).is_file(), f"{name}: {element['href']}"
            if anchor and (file or name) in pages:
                assert anchor in anchors[file or name], f"{name}: {element['href']}"


def test_images_of_the_course_have_alternative_text(course_pages):
    for name, page in course_pages.items():
        for image in page.select("article img"):
            assert CYRILLIC.search(image.get("alt", "")), f"{name}: {image['src']}"
