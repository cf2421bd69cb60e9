"""The player of ways over level lines in a real browser: played, led by hand, printed, on a phone."""

import re

import numpy as np
import pytest

from browser import contrast, no_overflow, put_in_by_script, sanitised
from course_lib.player import play_paths

WORDS = {"uk": ("Крок", "Пуск", "Пауза", "Назад", "Далі"), "ru": ("Шаг", "Пуск", "Пауза", "Назад", "Далее")}
LAST = 20
ANGLES = np.linspace(0, 2 * np.pi, LAST + 1)
WAYS = {
    "SGD": np.column_stack([ANGLES / 2, np.linspace(1, -1, LAST + 1)]),
    "Adam": 1.5 * np.column_stack([np.cos(ANGLES), np.sin(ANGLES)]),
}


def valley(x, y):
    return x**2 + 4 * y**2


def html(lang="uk", **settings):
    return play_paths(WAYS, valley, (-4, 4), (-3, 3), lang=lang, **settings)._repr_html_()


class Player:
    """One player on a page, as a reader meets it."""

    def __init__(self, page, number=0, lang="uk"):
        self.box = page.locator(".path-player").nth(number)
        self.card = self.box.locator(".graph-card")
        self.slider = self.card.get_by_role("slider")
        self.step_word, self.play, self.pause, self.back, self.next = WORDS[lang]

    def press(self, button, **options):
        self.card.get_by_role("button", name=button, exact=True).click(**options)

    def line(self):
        return self.card.get_by_role("status").text_content()

    def step(self):
        return int(re.match(rf"{self.step_word} (\d+)/", self.line())[1])

    def drawn(self):
        """How many pieces each way's line and marks have, and where its large mark is: [(int, int, text)]."""
        return self.card.locator(".way").evaluate_all("""
            ways => ways.map(({children: [line, marks, here]}) => [
                line.getAttribute("d").split(/[ML]/).length - 1,
                marks.getAttribute("d").split("M").length - 1,
                here.getAttribute("transform"),
            ])""")

    def wait_until_it_moves(self):
        """From step 0, where it begins to play, to any other."""
        self.card.get_by_role("status").get_by_text(re.compile(rf"{self.step_word} [1-9]")).wait_for()


def hold_time(page):
    """From now on time passes for the page only where the test lets it."""
    page.clock.install(time=0)
    page.clock.pause_at(1)


def expected_line(step, lang):
    values = "; ".join(f"{label} {valley(*points[step]):.4g}" for label, points in WAYS.items())
    return f"{WORDS[lang][0]} {step}/{LAST}. f: {values}."


# ------------------------------------------------------------------------------------ playing

@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_it_stands_still_until_it_is_played(new_page, save, motion):
    page = new_page(save(html()), reduced_motion=motion)
    player = Player(page)
    assert player.step() == LAST
    page.wait_for_timeout(900)
    assert player.step() == LAST


@pytest.mark.parametrize("lang", WORDS)
def test_played_it_goes_through_the_steps_to_the_end_and_stops(new_page, save, lang):
    page = new_page(save(html(lang)))
    hold_time(page)
    player = Player(page, lang=lang)
    player.press(player.play)
    assert player.step() == 0
    for step in range(1, LAST):
        page.clock.run_for(400)
        assert player.line() == expected_line(step, lang)
    page.clock.run_for(4000)
    assert player.step() == LAST
    assert player.card.get_by_role("button").first.inner_text() == player.play
    player.press(player.play)
    page.clock.run_for(400)
    assert player.step() == 1, "it plays again from the start"


def test_real_time_moves_it_too(new_page, save):
    player = Player(new_page(save(html())))
    player.press(player.play)
    player.wait_until_it_moves()


def test_pause_holds_it_and_play_goes_on_from_there(new_page, save):
    page = new_page(save(html()))
    hold_time(page)
    player = Player(page)
    player.press(player.play)
    page.clock.run_for(1200)
    player.press(player.pause)
    page.clock.run_for(4000)
    assert player.step() == 3
    player.press(player.play)
    page.clock.run_for(400)
    assert player.step() == 4


@pytest.mark.parametrize("stop", ["back", "slider", "key"])
def test_leading_it_by_hand_pauses_it(new_page, save, stop):
    page = new_page(save(html()))
    hold_time(page)
    player = Player(page)
    player.press(player.play)
    page.clock.run_for(2000)
    if stop == "back":
        player.press(player.back)
    elif stop == "slider":
        player.slider.fill("4")
    else:
        page.keyboard.press("ArrowLeft")
    page.clock.run_for(4000)
    assert player.step() == 4
    assert player.card.get_by_role("button").first.inner_text() == player.play


def test_a_player_taken_off_the_page_stops(new_page, save):
    page = new_page(save(html()))
    hold_time(page)
    player = Player(page)
    page.evaluate("gone = document.querySelector('.path-player .graph-card')")
    player.press(player.play)
    page.evaluate("document.querySelector('.path-player').remove()")
    page.clock.run_for(4000)
    assert page.evaluate("gone.querySelector('p').textContent").startswith("Крок 1/")


# ------------------------------------------------------------------------------------ step by step

@pytest.mark.parametrize("lang", WORDS)
def test_buttons_lead_through_all_steps(new_page, save, lang):
    player = Player(new_page(save(html(lang))), lang=lang)
    places = [place for _, _, place in player.drawn()]
    for step in reversed(range(LAST)):
        player.press(player.back)
        assert player.line() == expected_line(step, lang)
        assert [pieces for *pieces, _ in player.drawn()] == [[step + 1, step + 1]] * 2
    player.press(player.back, force=True)  # disabled
    assert player.step() == 0
    assert all(place != end for (_, _, place), end in zip(player.drawn()[:1], places))
    for step in range(1, LAST + 1):
        player.press(player.next)
        assert player.step() == step
    assert [place for _, _, place in player.drawn()] == places


def test_the_large_mark_stands_where_the_way_is(new_page, save):
    player = Player(new_page(save(html())))
    player.slider.fill("5")
    width, height = player.card.locator("svg svg").evaluate(
        "svg => [svg.width.baseVal.value, svg.height.baseVal.value]")
    for points, (_, _, place) in zip(WAYS.values(), player.drawn()):
        x, y = points[5]
        found = [float(part) for part in re.findall(r"[-\d.]+", place)]
        assert found == pytest.approx([(x + 4) / 8 * width, (3 - y) / 6 * height], abs=0.1)


def test_every_fifth_step_is_told_by_its_own_number(new_page, save):
    player = Player(new_page(save(html(every=5))))
    assert player.line() == expected_line(LAST, "uk")
    player.press(player.back)
    assert player.line() == expected_line(15, "uk")


def test_keyboard_alone_is_enough(new_page, save):
    page = new_page(save(html(), html()))
    hold_time(page)
    first, second = Player(page, 0), Player(page, 1)
    page.keyboard.press("Home")
    assert first.step() == LAST, "not in focus yet"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the link before it, to the first button
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Space")
    page.clock.run_for(800)
    page.keyboard.press("Space")
    page.clock.run_for(800)
    assert first.step() == 2
    for _ in range(3):
        page.keyboard.press("Tab")  # to the slider
    assert first.slider.evaluate("slider => slider === document.activeElement")
    for key, step in [("ArrowLeft", 1), ("Home", 0), ("ArrowLeft", 0), ("ArrowRight", 1), ("ArrowUp", 2),
                      ("End", LAST), ("ArrowRight", LAST)]:
        page.keyboard.press(key)
        assert first.step() == step, key
        assert first.slider.input_value() == str(step)
    assert second.step() == LAST


def test_screen_reader_hears_names_and_where_it_stops(new_page, save):
    page = new_page(save(html()))
    hold_time(page)
    player = Player(page)
    group = page.get_by_role("group", name="Шляхи крок за кроком")
    assert [button.inner_text() for button in group.get_by_role("button").all()] == ["Пуск", "Назад", "Далі"]
    assert [button.get_attribute("aria-disabled") for button in group.get_by_role("button").all()[1:]] == [
        "false", "true"]
    assert group.get_by_role("slider", name="Крок").get_attribute("aria-valuetext") == "20/20"
    assert group.get_by_role("img", name="SGD: від (0; 1), де f = 4, до").count() == 1
    status = group.get_by_role("status")
    assert status.get_attribute("aria-live") == "polite"
    player.press(player.play)
    page.clock.run_for(800)
    assert status.get_attribute("aria-live") == "off"
    player.press(player.pause)
    assert status.get_attribute("aria-live") == "polite"


def test_nothing_moves_under_the_text_while_its_numbers_change(new_page, save):
    points = [(3 * 11.0**-k, 0) for k in range(4)]  # f is 9 first, 5.08·10⁻⁶ last
    ways = dict.fromkeys(("Momentum, β = 0.9", "Nesterov, β = 0.9"), points)
    source = play_paths(ways, valley, (-4, 4), (-3, 3), lang="uk")._repr_html_()
    player = Player(new_page(save(source), viewport={"width": 380, "height": 800}))
    heights = set()
    for step in range(len(points)):
        player.slider.fill(str(step))
        heights.add(player.card.bounding_box()["height"])
    assert len(heights) == 1


# ------------------------------------------------------------------------------------ where it stands

def test_players_on_one_page_do_not_meddle(new_page, save):
    page = new_page(save(html(), html("ru"), html()))
    players = [Player(page, 0), Player(page, 1, "ru"), Player(page, 2)]
    players[1].slider.fill("7")
    players[2].press(players[2].back)
    assert [player.step() for player in players] == [LAST, 7, LAST - 1]
    assert page.locator(".graph-card").count() == 3
    assert page.locator("[id]").count() == 0


def shows_finished_picture(box):
    image = box.locator("img")
    drawn = image.is_visible() and image.evaluate("image => image.naturalWidth") >= 380
    return drawn and box.locator("svg").count() == 0


def test_a_picture_not_trusted_yet_stays_a_picture_beside_one_that_is(new_page, save):
    page = new_page(save(sanitised(html()), html()))
    assert shows_finished_picture(page.locator(".graph-stepper").first)
    assert Player(page, 1).step() == LAST


def test_without_scripts_it_is_the_finished_picture(new_page, save):
    page = new_page(save(html()), java_script_enabled=False, viewport={"width": 380, "height": 800})
    box = page.locator(".path-player")
    assert shows_finished_picture(box)
    assert box.get_by_role("button").count() == 0
    assert box.locator("img").bounding_box()["width"] <= 380
    box.get_by_text("Значення f за кроками").click()
    assert box.get_by_role("row").count() == LAST + 2


def test_printed_it_is_the_finished_picture(new_page, save):
    page = new_page(save(html()), viewport={"width": 380, "height": 800})
    player = Player(page)
    player.slider.fill("3")
    assert not player.box.locator("img").is_visible()
    page.emulate_media(media="print")
    assert player.box.locator("img").is_visible()
    assert player.box.locator("img").bounding_box()["width"] <= 380
    assert not player.card.is_visible() and not player.box.locator("summary").is_visible()


def test_it_runs_where_a_notebook_puts_outputs_in_by_script(new_page, save):
    page = new_page(save("<iframe sandbox='allow-scripts' width='700' height='900'></iframe>"))
    put_in_by_script(page, html() + html())
    player = Player(page.frame_locator("iframe"), 1)
    player.press(player.play)
    player.wait_until_it_moves()


def test_on_a_phone_it_fits_and_can_be_read(new_page, save):
    page = new_page(save(html()), viewport={"width": 380, "height": 800})
    assert no_overflow(page)
    assert smallest_text(page) >= 12
    assert Player(page).card.locator("p b").evaluate_all("""names => names.every(name =>
        name.getBoundingClientRect().right < document.documentElement.clientWidth)""")


def smallest_text(page):
    """Font size of the first picture's smallest text, in pixels of the screen."""
    return page.locator(".graph-view > svg").first.evaluate("""svg => {
        const sizes = [...svg.querySelectorAll("text")].map(text => getComputedStyle(text).fontSize);
        return Math.min(...sizes.map(parseFloat)) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    }""")


# ------------------------------------------------------------------------------------ on the site

@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", WORDS)
def test_on_the_site(build, new_page, lang, scheme):
    address = build.site / "book" / lang / "05_optimizers.html"
    assert address.stat().st_size < 2_000_000
    page = new_page(address.as_uri(), color_scheme=scheme, viewport={"width": 380, "height": 800})
    cards = page.locator("figure .path-player .graph-card").count()
    assert cards == page.locator(".path-player").count() >= 1
    assert no_overflow(page) and smallest_text(page) >= 12
    player = Player(page, 0, lang)
    player.press(player.play)
    player.wait_until_it_moves()
    player.slider.fill("1")
    player.box.locator("summary").click()
    for part in ("td >> nth=0", "p", "b >> nth=0"):
        assert contrast(player.box.locator(part)) >= 4.5
    assert no_overflow(page)
