"""The picture of a computational graph, inputs on the left, result on the right, and the stepper around it.

A notebook shows the HTML of ``GraphPicture``: an ``<img>`` with the finished picture, a table of the steps,
and a script (graph_stepper.js, styled by graph_stepper.css) that makes both a stepper. Where scripts do not
run, the picture and the table stay. Nothing has an id, so any number of pictures stand on one page.
"""

from html import escape
from pathlib import Path

from course_lib.graph_steps import WORDS, describe, names_of, number, power_sign, replay, tell
from course_lib.svg import picture_with_table, tag

VALUE, GRADIENT, LOCAL, INK = "#0072B2", "#C04A00", "#595959", "#222222"  # for colour-blind readers too
COLUMN, ROW, WIDTH, HEIGHT, MARGIN, LEGEND = 156, 92, 88, 66, 16, 26  # pixels
LONGEST_LABEL = 10  # letters that fit into a box
HERE = Path(__file__).parent


class GraphPicture:
    """What ``show_graph`` returns. Notebooks show it as a stepper; the same graph gives the same bytes.

    svg    the finished picture
    steps  what happens at each step, a line of HTML each: the empty graph first, the finished one last
    """

    def __init__(self, order, lang):
        """order: Values after ``backward``, parents before children; lang: "uk" or "ru", else ValueError."""
        if lang not in WORDS:
            raise ValueError(f'lang must be one of {", ".join(map(repr, WORDS))}, got {lang!r}')
        steps = replay(order)
        self.lang = lang
        self.passes = ["none", *("forward" if step.kind == "value" else "back" for step in steps), "none"]
        self.steps = tell(order, steps, lang)
        self.description = describe(order, lang)
        self.svg = draw(order, steps, WORDS[lang])

    def __repr__(self):
        return self.description

    def _repr_html_(self):
        words = WORDS[self.lang]
        style, script = (HERE.joinpath(f"graph_stepper.{kind}").read_text("utf-8") for kind in ("css", "js"))
        rows = "".join(
            f'<tr data-pass="{direction}"><th scope="row">{k}</th><td>{line}</td></tr>\n'
            for k, (direction, line) in enumerate(zip(self.passes, self.steps))
        )
        attributes = (f'class="graph-stepper" lang="{self.lang}" data-title="{words["stepper"]}" '
                      f'data-step="{words["step"]}" data-buttons="{"|".join(words["buttons"])}"')
        return picture_with_table(
            attributes, self.svg, self.description, title=words["table"], columns=(words["step"], words["happens"]),
            rows=rows, style=style, script=script)


def draw(order, steps, words):
    """The finished picture as SVG; its parts name the steps at which they appear and light up, for the script."""
    names = names_of(order)
    places, routes = layout(order)
    width = 2 * MARGIN + WIDTH + COLUMN * max(column for column, _ in places.values())
    width = max(width, 420)  # room for the legend
    rows = [row for _, row in places.values()] + [row for route in routes.values() for _, row in route]
    height = round(2 * MARGIN + HEIGHT + LEGEND + ROW * (max(rows) - min(rows)))

    def point(place):
        column, row = place
        return MARGIN + WIDTH / 2 + COLUMN * column, MARGIN + HEIGHT / 2 + ROW * (row - min(rows))

    of_node, of_edge = {node: [] for node in order}, {}  # pairs (number of the step, step); numbers
    for k, step in enumerate(steps, start=1):
        of_node[step.node].append((k, step))
        if step.edge:
            of_edge[step.edge] = k

    shapes = [tag("rect", width="100%", height="100%", rx=8, fill="#ffffff")]
    for child in order:
        forward, _ = of_node[child][0]
        for k in range(len(child.parents)):
            path, middle = _path(child, k, point, places, routes)
            shapes += _edge(path, middle, child.parents[k][1], forward, of_edge[child, k])
    for node in order:
        shapes += _box(node, names[node], *point(places[node]), of_node[node])
    shapes.append(_legend(words, height - LEGEND / 2))
    return tag("svg", "".join(shapes), xmlns="http://www.w3.org/2000/svg", width=width, height=height,
               viewBox=f"0 0 {width} {height}", role="img", font_family="sans-serif", font_size=14,
               text_anchor="middle")


def layout(order):
    """Where each node stands, as (column, row), and the points an edge passes on its way.

    Returns places {node: (column, row)} and routes {(child, parent): [(column, row), …]}. A node stands one
    column right of its last parent; an input just left of the first node that uses it. An edge that skips
    columns passes through an empty place in each, so it crosses no node. A few rounds of sorting every
    column by the mean row of its neighbours keep crossings few.
    """
    column = {}
    for node in order:
        column[node] = 1 + max((column[parent] for parent, _ in node.parents), default=-1)
    children = {node: [] for node in order}
    for child in order:
        for parent, _ in child.parents:
            children[parent].append(child)
    for node in order:
        if not node.parents and children[node]:
            column[node] = min(column[child] for child in children[node]) - 1

    columns = [[] for _ in range(max(column.values()) + 1)]
    links = []  # pairs of neighbours in adjacent columns
    chains = {}  # (child, parent) -> the empty places between them
    for node in order:
        columns[column[node]].append(node)
    for child in order:
        for parent in dict.fromkeys(parent for parent, _ in child.parents):
            chain = [(child, parent, c) for c in range(column[parent] + 1, column[child])]
            chains[child, parent] = chain
            for place in chain:
                columns[place[2]].append(place)
            path = [parent, *chain, child]
            links += zip(path, path[1:])

    neighbours = {place: [] for places in columns for place in places}
    for a, b in links:
        neighbours[a].append(b)
        neighbours[b].append(a)
    row = {}
    for places in columns:
        _spread(places, row)
    for _ in range(8):
        for places in (*columns, *reversed(columns)):
            mean = {p: sum(row[q] for q in neighbours[p]) / max(len(neighbours[p]), 1) for p in places}
            places.sort(key=mean.get)
            _spread(places, row)

    places = {node: (column[node], row[node]) for node in order}
    routes = {edge: [(place[2], row[place]) for place in chain] for edge, chain in chains.items()}
    return places, routes


def _spread(places, row):
    """Give the places of one column the rows …, −1, 0, 1, …, centred around 0."""
    for k, place in enumerate(places):
        row[place] = k - (len(places) - 1) / 2


def _path(child, k, point, places, routes):
    """The points of the curve from the k-th parent to the child, and the place for the local derivative."""
    parent, _ = child.parents[k]
    twins = [j for j, (other, _) in enumerate(child.parents) if other is parent]
    bend = 26 * (twins.index(k) - (len(twins) - 1) / 2)  # a + a: two edges side by side
    x0, y0 = point(places[parent])
    x1, y1 = point(places[child])
    points = [(x0 + WIDTH / 2, y0), *map(point, routes[child, parent]), (x1 - WIDTH / 2 - 2, y1)]
    curves = []
    for (xa, ya), (xb, yb) in zip(points, points[1:]):
        middle = (xa + xb) / 2
        curves.append(f"C{middle:g} {ya + bend:g} {middle:g} {yb + bend:g} {xb:g} {yb:g}")
    (xa, ya), (xb, yb) = points[-2:]
    return (points[0], curves, points[-1]), ((xa + xb) / 2, (ya + yb) / 2 + 0.75 * bend + 4)


def _edge(path, middle, local_derivative, forward, back):
    """The arrow, which turns round at its step back, and the local derivative, which appears then."""
    (x0, y0), curves, (x1, y1) = path
    line = tag("path", d=f"M{x0:g} {y0:g}{''.join(curves)}")
    ahead = tag("path", d=f"M{x1 - 7:g} {y1 - 4:g}l7 4-7 4", class_="ahead")
    behind = tag("path", d=f"M{x0 + 7:g} {y0 - 4:g}l-7 4 7 4", **_during(back, back + 1))
    yield tag("g", line + ahead + behind, data_now=f"{forward} {back}", fill="none", stroke=LOCAL,
              stroke_width=1.5)
    yield _text(*middle, number(local_derivative), LOCAL, font_size=12, stroke="#ffffff", stroke_width=5,
                paint_order="stroke", **_during(back))


def _box(node, name, x, y, steps):
    """A rounded box: name, value, gradient, one under another; the operation on its upper edge."""
    (forward, _), *back = steps
    fill = "#EAF3FA" if node.parents else "#F6F6F6"
    yield _rectangle(x, y, WIDTH, HEIGHT, fill, data_now=" ".join(str(k) for k, _ in steps))
    if node.operation:
        sign = f"( ){power_sign(node.operation)}" if node.operation.startswith("^") else node.operation
        yield _rectangle(x, y - HEIGHT / 2, 12 + 8 * len(sign), 20, "#ffffff")
        yield _text(x, y - HEIGHT / 2 + 5, sign, INK)
    short = name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1] + "…"
    yield _text(x, y - 8, short, INK, font_weight="bold") if node.label else _text(x, y - 8, short, LOCAL)
    yield _text(x, y + 10, number(node.data), VALUE, **_during(forward))
    ends = [k for k, _ in back[1:]] + [None]
    for (k, step), end in zip(back, ends):
        yield _text(x, y + 28, number(step.after), GRADIENT, **_during(k, end))


def _during(first, end=None):
    """Attributes of what is there from the step ``first`` on, but not from the step ``end`` on."""
    return {"data_from": first} if end is None else {"data_from": first, "data_until": end, "display": "none"}


def _legend(words, y):
    parts = [(words["value"], VALUE), (words["gradient"], GRADIENT), (words["local"], LOCAL)]
    spans = "".join(tag("tspan", f"● {word}\u00a0\u00a0 ", fill=color) for word, color in parts)
    return tag("text", spans, x=MARGIN, y=y, font_size=13, text_anchor="start")


def _rectangle(x, y, width, height, fill, **attributes):
    return tag("rect", x=x - width / 2, y=y - height / 2, width=width, height=height, rx=9, fill=fill,
               stroke=INK, stroke_width=1.2, **attributes)


def _text(x, y, text, color, **attributes):
    return tag("text", escape(text), x=x, y=y, fill=color, **attributes)
