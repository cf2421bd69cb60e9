"""The gradient microscope in a real browser: mouse, keyboard, phone, print, no scripts, a notebook's frame."""

import re

import pytest

from browser import contrast, no_overflow, put_in_by_script, sanitised
from course_lib.graph import show_graph, topological_order
from graphs import worked

BUTTONS = {"uk": ("Початок", "Назад", "Далі", "Кінець"), "ru": ("Начало", "Назад", "Далее", "Конец")}
STEP = {"uk": "Крок", "ru": "Шаг"}
LAST = 14  # the last step of the worked example
SHOWN_TEXTS = """svg => [...svg.querySelectorAll("text")]
    .filter(text => getComputedStyle(text).display !== "none").map(text => text.textContent)"""


def html(lang="uk"):
    return show_graph(worked(), lang=lang)._repr_html_()


def expected_texts(step):
    """Texts of the picture at a step, sorted, from the graph itself."""
    root = worked()
    root.backward()
    order = topological_order(root)
    shown = [text for node in order for text in (node.label, node.operation) if text]
    shown += [f"{node.data:g}" for node in order[:step]]
    gradients = {root: 1.0} if step > len(order) else {}
    edges = [(child, parent, local) for child in reversed(order) for parent, local in child.parents]
    for child, parent, local in edges[:max(0, step - len(order) - 1)]:
        gradients[parent] = gradients.get(parent, 0) + local * child.grad
        shown.append(f"{local:g}")
    return sorted(shown + [f"{gradient:g}" for gradient in gradients.values()])


class Stepper:
    """One picture on a page, as a reader meets it."""

    def __init__(self, page, number=0, lang="uk"):
        self.box = page.locator(".graph-stepper").nth(number)
        self.card = self.box.locator(".graph-card")
        self.lang = lang

    def press(self, button, **options):
        self.card.get_by_role("button", name=BUTTONS[self.lang][button], exact=True).click(**options)

    def line(self):
        return self.card.get_by_role("status").inner_text().replace("\u00a0", " ")

    def step(self):
        return int(re.match(rf"{STEP[self.lang]} (\d+)/{LAST}\. ", self.line())[1])

    def texts(self):
        legend = self.card.locator("svg text:has(tspan)").text_content()
        return sorted(text for text in self.card.locator("svg").evaluate(SHOWN_TEXTS) if text != legend)

    def told(self, step):
        """What the table says about a step."""
        return self.box.locator("tbody tr").nth(step).locator("td").text_content().replace("\u00a0", " ")


# ------------------------------------------------------------------------------------ stepping

@pytest.mark.parametrize("lang", BUTTONS)
def test_mouse_leads_through_all_steps_and_back(new_page, save, lang):
    stepper = Stepper(new_page(save(html(lang))), lang=lang)
    assert stepper.step() == LAST
    stepper.press(0)
    for step in range(LAST + 1):
        assert stepper.line() == f"{STEP[lang]} {step}/{LAST}. {stepper.told(step)}"
        assert stepper.texts() == expected_texts(step)
        stepper.press(2, force=True)  # at the last step too, where it is disabled
    assert stepper.step() == LAST
    for step in reversed(range(LAST)):
        stepper.press(1)
        assert stepper.step() == step
        assert stepper.texts() == expected_texts(step)
    stepper.press(3)
    assert stepper.step() == LAST


def test_keys_lead_through_the_steps_when_it_has_focus(new_page, save):
    page = new_page(save(html(), html()))
    first, second = Stepper(page, 0), Stepper(page, 1)
    page.keyboard.press("Home")
    assert first.step() == second.step() == LAST, "not in focus yet"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the link before it
    assert first.card.evaluate("card => card === document.activeElement")
    assert first.card.evaluate("card => getComputedStyle(card).outlineStyle") == "solid"
    for key, step in [("ArrowLeft", 13), ("Home", 0), ("ArrowLeft", 0), ("ArrowRight", 1), ("ArrowRight", 2),
                      ("Control+ArrowRight", 2), ("ArrowDown", 2), ("End", 14), ("ArrowRight", 14)]:
        page.keyboard.press(key)
        assert first.step() == step, key
        assert first.texts() == expected_texts(step)
    assert second.step() == LAST
    page.keyboard.press("Tab")  # to the first button
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    assert first.step() == 1, "the keys work from the buttons too"


def test_box_and_arrow_of_the_step_stand_out(new_page, save):
    stepper = Stepper(new_page(save(html())))
    lit = stepper.card.locator("svg .now")
    assert lit.count() == 0
    for step, color in [(5, "rgb(0, 114, 178)"), (12, "rgb(192, 74, 0)")]:  # a = x + y; from b back to y
        stepper.press(0)
        for _ in range(step):
            stepper.press(2)
        shapes = [element.evaluate("e => [e.tagName, getComputedStyle(e).stroke]") for element in lit.all()]
        assert shapes == [["g", color]] * (2 if step == 5 else 1) + [["rect", color]]
    tips = [lit.first.locator(f"path >> nth={k}").evaluate("e => getComputedStyle(e).display") for k in (1, 2)]
    assert tips == ["none", "inline"], "the arrow points back"
    assert stepper.card.locator("path[data-from][display=inline]").count() == 1, "the others point ahead"


def test_readers_who_want_less_motion_get_none(new_page, save):
    for wish, animation in [("reduce", "none"), ("no-preference", "graph-flow")]:
        page = new_page(save(html()), reduced_motion=wish)
        Stepper(page).press(1)
        arrow = page.locator("g.now path").first
        assert arrow.evaluate("arrow => getComputedStyle(arrow).animationName") == animation


def test_screen_reader_hears_names_and_each_step(new_page, save):
    stepper = Stepper(new_page(save(html())))
    assert stepper.card.get_attribute("role") == "group"
    assert stepper.card.get_attribute("aria-label") == "Граф обчислень крок за кроком"
    assert [button.inner_text() for button in stepper.card.get_by_role("button").all()] == list(BUTTONS["uk"])
    disabled = [button.get_attribute("aria-disabled") for button in stepper.card.get_by_role("button").all()]
    assert disabled == ["false", "false", "true", "true"]
    assert stepper.card.get_by_role("status").count() == 1
    assert stepper.card.get_by_role("img", name="x = 1, градієнт 2").count() == 1


def test_table_of_steps_opens_for_everyone(new_page, save):
    stepper = Stepper(new_page(save(html())))
    table = stepper.box.get_by_role("table")
    assert not table.is_visible()
    stepper.box.get_by_text("Усі кроки текстом").click()
    assert table.is_visible() and table.get_by_role("row").count() == LAST + 2


# ------------------------------------------------------------------------------------ where it stands

def test_pictures_on_one_page_do_not_meddle(new_page, save):
    page = new_page(save(html(), html("ru"), html()))
    steppers = [Stepper(page, 0), Stepper(page, 1, "ru"), Stepper(page, 2)]
    steppers[1].press(0)
    steppers[2].press(1)
    assert [stepper.step() for stepper in steppers] == [LAST, 0, LAST - 1]
    assert page.locator(".graph-card").count() == 3
    assert page.locator("[id]").count() == 0


def shows_finished_picture(box):
    image = box.locator("img")
    drawn = image.is_visible() and image.evaluate("image => image.naturalWidth") > 400
    return drawn and box.locator("svg").count() == 0


def test_a_picture_not_trusted_yet_stays_a_picture_beside_one_that_is(new_page, save):
    page = new_page(save(sanitised(html()), html()))
    assert shows_finished_picture(page.locator(".graph-stepper").first)
    stepper = Stepper(page, 1)
    stepper.press(0)
    assert stepper.step() == 0


def test_without_scripts_it_is_the_finished_picture(new_page, save):
    page = new_page(save(html()), java_script_enabled=False)
    box = page.locator(".graph-stepper")
    assert shows_finished_picture(box)
    assert box.get_by_role("button").count() == 0
    box.get_by_text("Усі кроки текстом").click()
    assert box.get_by_text("∂f/∂y += 3 · 1").is_visible()


def test_printed_it_is_the_finished_picture(new_page, save):
    page = new_page(save(html()), viewport={"width": 380, "height": 800})
    stepper = Stepper(page)
    stepper.press(0)
    assert not stepper.box.locator("img").is_visible()
    page.emulate_media(media="print")
    assert stepper.box.locator("img").is_visible()
    assert stepper.box.locator("img").evaluate("image => image.naturalWidth") > 400
    assert stepper.box.locator("img").bounding_box()["width"] <= 380
    assert not stepper.card.is_visible() and not stepper.box.get_by_text("Усі кроки текстом").is_visible()


def test_it_runs_where_a_notebook_puts_outputs_in_by_script(new_page, save):
    page = new_page(save("<iframe sandbox='allow-scripts' width='700' height='500'></iframe>"))
    put_in_by_script(page, html() + html())
    stepper = Stepper(page.frame_locator("iframe"), 1)
    stepper.press(0)
    stepper.press(2)
    assert stepper.texts() == expected_texts(1)


def test_on_a_phone_it_scrolls_inside_itself_and_keeps_its_size(new_page, save):
    page = new_page(save(html()), viewport={"width": 380, "height": 800}, reduced_motion="reduce")
    stepper = Stepper(page)
    assert no_overflow(page)
    scale, sizes = stepper.card.locator("svg").evaluate("""svg => [
        svg.getBoundingClientRect().width / svg.viewBox.baseVal.width,
        [...svg.querySelectorAll("text")].map(text => parseFloat(getComputedStyle(text).fontSize)),
    ]""")
    assert scale * min(sizes) >= 12
    stepper.press(0)
    for _ in range(LAST - 1):
        stepper.press(2)
        box, view = (stepper.card.locator(name).bounding_box() for name in ("rect.now", ".graph-view"))
        assert view["x"] - 2 <= box["x"] and box["x"] + box["width"] <= view["x"] + view["width"] + 2


# ------------------------------------------------------------------------------------ on the site

@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", BUTTONS)
def test_on_the_site(build, new_page, lang, scheme):
    page = new_page((build.site / "book" / lang / "01_chain_rule.html").as_uri(), color_scheme=scheme,
                    viewport={"width": 380, "height": 800})
    assert page.locator("figure .graph-card").count() == page.locator(".graph-stepper").count() >= 3
    assert no_overflow(page)
    stepper = Stepper(page, 1, lang)  # the worked example
    stepper.press(0)
    assert stepper.texts() == expected_texts(0)
    page.keyboard.press("ArrowRight")
    assert stepper.texts() == expected_texts(1)
    stepper.box.locator("summary").click()
    for part in ("td >> nth=0", "p"):
        assert contrast(stepper.box.locator(part)) >= 4.5
    assert no_overflow(page)
