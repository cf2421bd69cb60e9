"""Pictures: they draw what they are given, on the Axes they are given, and write no words of their own."""

import re

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

from course_lib import plots  # noqa: E402
from course_lib.data import two_moons  # noqa: E402

IMAGES = np.linspace(0, 1, 6 * 16).reshape(6, 16)
NAMES = {"ω": np.array([[0.0, 1.0], [2.0, 0.5]]), "ψ": np.array([[1.0, 1.0], [0.0, 0.0]])}
MOONS = two_moons(20, noise=0.1, rng=0)
GRAPH = dict(
    places={"ω": (0, 0), "ψ": (1, 1)}, edges={("ω", "ψ"): -2}, values={"ω": 1, "ψ": 2}, gradients={"ω": 3, "ψ": 4}
)
PICTURES = {  # name: how it is drawn on an ax; the only words are the Greek letters given here
    "tangent": lambda ax: plots.tangent(np.sin, 1, 0.5, 2, ax=ax),
    "number_lines": lambda ax: plots.number_lines(["ω", "ψ"], [1, 2], [1.5, 4], ax=ax),
    "growing_square": lambda ax: plots.growing_square(3, 1, ax=ax),
    "boxes": lambda ax: plots.boxes(**GRAPH, ax=ax),
    "curves": lambda ax: plots.curves([1, 2], {"ω": [1, 2], "ψ": [3, 4]}, xlabel="χ", ylabel="ξ", ax=ax),
    "contours": lambda ax: plots.contours(lambda x, y: x + y, (0, 1), (0, 1), xlabel="χ", ylabel="ξ", ax=ax),
    "arrows": lambda ax: plots.arrows([(0, 0)], [(1, 2)], ax=ax),
    "paths": lambda ax: plots.paths(NAMES, ax=ax),
    "fits": lambda ax: plots.fits([1, 2], [3, 4], {"ω": ([1, 2], [1, 2])}, xlabel="χ", ylabel="ξ", ax=ax),
    "noise_bells": lambda ax: plots.noise_bells([1, 2], [1, 2], [1, 3], np.cos,
                                                xlabel="χ", ylabel="ξ", ax=ax),
    "signed_matrix": lambda ax: plots.signed_matrix(np.eye(2), ["ω", "ψ"], ["φ", "χ"], ax=ax),
    "gaps": lambda ax: plots.gaps([0.2, 0.8], [0, 1], ["ω", "ψ"], prediction="χ", target="ξ", ax=ax),
    "there_and_back": lambda ax: plots.there_and_back([("ω", "1", "2"), ("ψ", "3", "4")], [("φ", "χ", "ξ")], ax=ax),
    "network": lambda ax: plots.network([np.array([[0.5, -1.0]])], [["ω"], ["ψ", "φ"]], ax=ax),
    "decision_regions": lambda ax: plots.decision_regions(lambda x: (x[:, 0] > 0).astype(int), MOONS, ax=ax),
    "range_test": lambda ax: plots.range_test([0.1, 1.0], [2, 1], chosen=0.5, xlabel="χ", ylabel="ξ", ax=ax),
    "heights": lambda ax: plots.heights([0, 1], [0, 1, 2], np.arange(6.0).reshape(3, 2), levels=(1, 3),
                                        xlabel="χ", ylabel="ξ", ax=ax),
    "rate_curves": lambda ax: plots.rate_curves({"ω": lambda t: 1 - t / 4}, 6, end=4, xlabel="χ", ylabel="ξ", ax=ax),
    "seed_curves": lambda ax: plots.seed_curves([1, 2], {"ω": [[1, 2], [3, 5]]}, xlabel="χ", ylabel="ξ", ax=ax),
    "seed_spread": lambda ax: plots.seed_spread({"ω": [1, 3], "ψ": [2, 2]}, xlabel="χ", ax=ax),
    "image_grid": lambda ax: plots.image_grid(IMAGES, columns=3, titles=list("αβγδεζ"), ax=ax),
    "pixel_values": lambda ax: plots.pixel_values(IMAGES[:4, :4], ax=ax),
    "layer_chain": lambda ax: plots.layer_chain(["ω", "ψ"], [5, 3], ["φ"], ["χ"], ax=ax),
    "epoch_curves": lambda ax: plots.epoch_curves({"ω": [3, 2, 1]}, xlabel="χ", ylabel="ξ", ax=ax),
    "confusion": lambda ax: plots.confusion(np.array([[5, 1], [0, 7]]), xlabel="χ", ylabel="ξ", ax=ax),
    "shares_with_errors": lambda ax: plots.shares_with_errors({"ω": 0.5}, {"ω": 0.1}, xlabel="χ", ax=ax),
}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def written(figure):
    """Every text in the figure, formulas aside."""
    figure.canvas.draw()
    texts = (text.get_text() for text in figure.findobj(matplotlib.text.Text))
    return [re.sub(r"\$.*?\$", "", text) for text in texts]


def test_every_function_is_here():
    functions = {name for name, f in vars(plots).items() if getattr(f, "__module__", "") == plots.__name__}
    assert {name for name in functions if not name.startswith("_")} == {*PICTURES, "surfaces"}


@pytest.mark.parametrize("name", PICTURES)
def test_draws_on_the_given_axes_and_returns_them(name):
    ax = plt.figure().subplots()
    assert PICTURES[name](ax) is ax
    assert ax.has_data() or ax.patches or ax.texts
    assert len(plt.get_fignums()) == 1


@pytest.mark.parametrize("name", PICTURES)
def test_writes_no_words_of_its_own(name):
    ax = plt.figure().subplots()
    PICTURES[name](ax)
    assert not [text for text in written(ax.figure) if re.search("[A-Za-zА-Яа-яіїєґ]", text)]


@pytest.mark.parametrize("name", [name for name in PICTURES if name not in ("arrows", "paths")])
def test_makes_its_own_axes_when_none_are_given(name):
    assert PICTURES[name](None) in plt.gcf().axes


def test_surfaces_makes_one_axes_for_each_function():
    axes = plots.surfaces({"ω": lambda x, y: x + y, "ψ": lambda x, y: x * y, "φ": np.hypot}, (-1, 1), (-1, 1))
    assert [ax.get_title() for ax in axes.flat] == ["ω", "ψ", "φ", ""]


def test_curves_pass_through_the_given_values():
    ax = plots.curves([1, 2, 4], {"ω": [1, 0, 5]}, xlabel="χ", ylabel="ξ")
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), [[1, 1], [2, 0], [4, 5]])
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("χ", "ξ")


@pytest.mark.parametrize(("log", "scales"), [("", ("linear", "linear")), ("x", ("log", "linear")), ("xy", ("log", "log"))])
def test_curves_take_logarithmic_scales(log, scales):
    ax = plots.curves([1, 2, 4], {"ω": [1, 2, 5]}, xlabel="χ", ylabel="ξ", log=log)
    assert (ax.get_xscale(), ax.get_yscale()) == scales


def test_network_draws_every_weight_by_sign_and_size():
    ax = plots.network([np.array([[0.5, -1.0]]), np.array([[2.0], [0.25]])], [["ω"], ["ψ", "φ"], ["χ"]])
    colors = [line.get_color() for line in ax.lines]
    assert colors == [plots.POSITIVE, plots.NEGATIVE, plots.POSITIVE, plots.POSITIVE]
    widths = [line.get_linewidth() for line in ax.lines]
    assert np.argsort(widths).tolist() == [3, 0, 1, 2]
    assert {"0.5", "−1", "2", "0.25"} < {text.get_text() for text in ax.texts}


def test_decision_regions_shows_every_point():
    ax = plots.decision_regions(lambda x: np.zeros(len(x), dtype=int), MOONS)
    drawn = np.concatenate([line.get_xydata() for line in ax.lines])
    np.testing.assert_allclose(sorted(drawn.tolist()), sorted(MOONS.x.tolist()))


def test_range_test_marks_the_chosen_rate_on_the_curve():
    ax = plots.range_test([0.1, 1.0, 10.0], [2.0, 1.0, 5.0], chosen=1.0, xlabel="χ", ylabel="ξ")
    np.testing.assert_allclose(np.array(ax.lines[-1].get_data()).ravel(), [1.0, 1.0])


def test_range_test_marks_another_rate_too():
    ax = plots.range_test([0.1, 1.0, 10.0], [2.0, 1.0, 5.0], chosen=1.0, other=10.0, xlabel="χ", ylabel="ξ")
    assert [10.0, 5.0] in [line.get_xydata()[0].tolist() for line in ax.lines if len(line.get_xydata()) == 1]


def test_epoch_curves_count_from_one():
    ax = plots.epoch_curves({"ω": [3, 2, 1]}, xlabel="χ", ylabel="ξ")
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), [[1, 3], [2, 2], [3, 1]])


def test_epoch_curves_name_the_curves_only_where_there_are_several():
    one = plots.epoch_curves({"ω": [3, 2]}, xlabel="χ", ylabel="ξ")
    two = plots.epoch_curves({"ω": [3, 2], "ψ": [1, 2]}, xlabel="χ", ylabel="ξ")
    assert one.get_legend() is None
    assert [text.get_text() for text in two.get_legend().get_texts()] == ["ω", "ψ"]


def test_tangent_touches_the_curve_with_the_given_slope():
    curve, line, point = plots.tangent(np.square, 3, 6, 1).lines
    x, y = line.get_data()
    np.testing.assert_allclose(np.diff(y) / np.diff(x), 6)
    np.testing.assert_allclose(np.array(point.get_data()).ravel(), [3, 9])
    np.testing.assert_allclose(curve.get_ydata(), curve.get_xdata() ** 2)


def test_image_grid_shows_every_image_in_its_place():
    ax = plots.image_grid(IMAGES, columns=3)
    assert len(ax.images) == 6
    np.testing.assert_array_equal(ax.images[4].get_array(), IMAGES[4].reshape(4, 4))
    lefts, tops = zip(*((image.get_extent()[0], image.get_extent()[3]) for image in ax.images))
    assert list(lefts) == [0, 6, 12] * 2 and list(tops) == [0] * 3 + [6] * 3


def test_confusion_writes_every_count_that_is_not_zero():
    ax = plots.confusion(np.array([[5, 1], [0, 7]]), xlabel="χ", ylabel="ξ")
    assert {(text.get_position(), text.get_text()) for text in ax.texts} == {((0, 0), "5"), ((1, 0), "1"), ((1, 1), "7")}


def test_shares_are_drawn_in_percent_with_two_standard_errors():
    ax = plots.shares_with_errors({"ω": 0.9}, {"ω": 0.02}, xlabel="χ")
    (low, high), = ax.collections[0].get_segments()
    np.testing.assert_allclose([low[0], high[0]], [86, 94])


def test_there_and_back_shows_both_lanes_and_an_arrow_for_what_is_kept():
    levels = [("α", "v0", "g0"), ("β", "v1", "g1"), ("γ", "v2", "g2")]
    ax = plots.there_and_back(levels, [("f0", "k0", "b0"), ("f1", "", "b1")])
    places = {text.get_text(): text.get_position() for text in ax.texts}
    assert {"α", "v0", "g2", "f1", "k0", "b1"} < places.keys()
    assert places["v0"][1] > places["v1"][1] > places["v2"][1]  # down
    assert places["v1"][0] < places["β"][0] < places["g1"][0] and places["v1"][1] == places["g1"][1]
    dashed = [text for text in ax.texts if getattr(text, "arrow_patch", None) and text.arrow_patch.get_linestyle() == "--"]
    assert len(dashed) == 1


def test_noise_bells_joins_every_prediction_with_its_measurement():
    ax = plots.noise_bells([1, 2], [5, 6], [4, 8], np.cos, xlabel="χ", ylabel="ξ")
    segments = ax.collections[-1].get_segments()
    np.testing.assert_array_equal(segments, [[[1, 5], [1, 4]], [[2, 6], [2, 8]]])


def test_signed_matrix_writes_every_entry_in_its_place():
    ax = plots.signed_matrix(np.array([[0.25, -0.5], [0.0, 1.0]]), ["ω", "ψ"], ["φ", "χ"])
    assert {text.get_position(): text.get_text() for text in ax.texts} == {
        (0, 0): "0.250", (1, 0): "−0.500", (0, 1): "0.000", (1, 1): "1.000"}


def test_gaps_write_prediction_minus_target():
    ax = plots.gaps([0.25, 0.75], [0, 1], ["ω", "ψ"], prediction="χ", target="ξ")
    assert [text.get_text() for text in ax.texts if text.get_text()] == ["+0.250", "−0.250"]
    assert [bar.get_height() for bar in ax.patches if isinstance(bar, plt.Rectangle)] == [0.25, 0.75]


def test_rate_curves_ask_the_schedules_at_every_update_and_shade_what_is_past_the_end():
    ax = plots.rate_curves({"ω": lambda t: 8 - t, "ψ": lambda t: t % 2}, 6, end=4, xlabel="χ", ylabel="ξ")
    np.testing.assert_array_equal(ax.lines[0].get_data(), [range(6), [8, 7, 6, 5, 4, 3]])
    np.testing.assert_array_equal(ax.lines[1].get_ydata(), [0, 1, 0, 1, 0, 1])
    past, = ax.patches
    assert (past.get_x(), past.get_width()) == (4, 1)


def test_seed_curves_show_the_means_and_every_run():
    ax = plots.seed_curves([1, 2], {"ω": [[1, 3], [4, 8]], "ψ": [[5, 5], [7, 9]]}, xlabel="χ", ylabel="ξ")
    means, runs = ax.lines[:2], ax.lines[2:]
    assert [list(line.get_ydata()) for line in means] == [[2, 6], [5, 8]]
    assert [list(line.get_ydata()) for line in runs] == [[1, 4], [3, 8], [5, 7], [5, 9]]
    assert [line.get_color() for line in runs] == [means[0].get_color()] * 2 + [means[1].get_color()] * 2


def test_seed_spread_shows_every_value_and_the_mean():
    ax = plots.seed_spread({"ω": [1, 3, 5], "ψ": [2, 2]}, xlabel="χ")
    assert [list(line.get_xdata()) for line in ax.lines] == [[1, 3, 5], [3], [2, 2], [2]]
    assert ax.lines[0].get_ydata()[0] > ax.lines[2].get_ydata()[0]  # the first name on top


def test_heights_draws_the_lowest_level_darkest():
    z = np.array([[0.0, 1.0, 2.0]] * 2)
    ax = plots.heights([0, 1, 2], [0, 1], z, levels=(0.5, 1.5), xlabel="χ", ylabel="ξ")
    colors = ax.collections[0].get_edgecolors()
    assert colors[0, :3].sum() < colors[-1, :3].sum()


def test_heights_writes_upright_what_level_a_line_has():
    z = np.array([[0.0, 1.0, 2.0]] * 2)  # the lines stand
    ax = plots.heights([0, 1, 2], [0, 9], z, levels=(0.5, 1.5), xlabel="χ", ylabel="ξ")
    assert sorted(text.get_text() for text in ax.texts) == ["0.5", "1.5"]
    assert {text.get_rotation() for text in ax.texts} == {0}
