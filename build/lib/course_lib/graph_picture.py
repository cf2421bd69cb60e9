"""The picture of a computational graph: inputs on the left, result on the right, drawn as SVG."""

from html import escape

WORDS = {
    "uk": {"graph": "Граф обчислень", "value": "значення", "gradient": "градієнт", "local": "локальна похідна"},
    "ru": {"graph": "Граф вычислений", "value": "значение", "gradient": "градиент", "local": "локальная производная"},
}
VALUE, GRADIENT, LOCAL, INK = "#0072B2", "#C04A00", "#595959", "#222222"  # told apart by colour-blind readers too
COLUMN, ROW, WIDTH, HEIGHT, MARGIN, LEGEND = 150, 92, 88, 66, 16, 26  # pixels


class GraphPicture:
    """What ``show_graph`` returns. Notebooks show it as SVG; the same graph gives the same bytes."""

    def __init__(self, order, lang):
        """order: list of Values, parents before children; lang: "uk" or "ru" (else ValueError)."""
        if lang not in WORDS:
            raise ValueError(f'lang must be one of {", ".join(map(repr, WORDS))}, got {lang!r}')
        self.words = WORDS[lang]
        self.svg = self._draw(order)

    def _repr_svg_(self):
        return self.svg

    def __repr__(self):
        return self.words["graph"]

    def _draw(self, order):
        places, routes = layout(order)
        width = 2 * MARGIN + WIDTH + COLUMN * max(column for column, _ in places.values())
        width = max(width, 420)  # room for the legend
        rows = [row for _, row in places.values()] + [row for route in routes.values() for _, row in route]
        height = 2 * MARGIN + HEIGHT + LEGEND + ROW * (max(rows) - min(rows))

        def point(place):
            column, row = place
            return MARGIN + WIDTH / 2 + COLUMN * column, MARGIN + HEIGHT / 2 + ROW * (row - min(rows))

        shapes = [_edge(child, k, point, places, routes) for child in order for k in range(len(child.parents))]
        shapes += [_box(node, *point(places[node])) for node in order]
        shapes.append(self._legend(height - LEGEND / 2))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
            f'width="{width:.0f}" height="{height:.0f}" role="img" font-family="sans-serif" font-size="14">'
            f'<title>{self._describe(order)}</title>'
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
            f'orient="auto"><path d="M0 0 8 4 0 8z" fill="{LOCAL}"/></marker></defs>'
            f'<rect width="100%" height="100%" rx="8" fill="#ffffff"/>{"".join(shapes)}</svg>'
        )

    def _describe(self, order):
        """One sentence for those who do not see the picture."""
        words = self.words
        nodes = (
            f'{_name(node)}: {words["value"]} {_number(node.data)}, {words["gradient"]} {_number(node.grad)}'
            for node in order
        )
        return escape(f'{words["graph"]}. {"; ".join(nodes)}.')

    def _legend(self, y):
        parts = [(self.words["value"], VALUE), (self.words["gradient"], GRADIENT), (self.words["local"], LOCAL)]
        spans = "".join(f'<tspan fill="{color}">● {word}   </tspan>' for word, color in parts)
        return f'<text x="{MARGIN}" y="{y:g}" font-size="13" xml:space="preserve">{spans}</text>'


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
    children = {node: [child for child in order if any(p is node for p, _ in child.parents)] for node in order}
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


def _edge(child, k, point, places, routes):
    """Curve from the k-th parent to the child, with the local derivative written on it."""
    parent, local_derivative = child.parents[k]
    twins = [j for j, (other, _) in enumerate(child.parents) if other is parent]
    bend = 26 * (twins.index(k) - (len(twins) - 1) / 2)  # a + a: two edges side by side
    x0, y0 = point(places[parent])
    x1, y1 = point(places[child])
    points = [(x0 + WIDTH / 2, y0), *map(point, routes[child, parent]), (x1 - WIDTH / 2 - 2, y1)]
    path = f"M{points[0][0]:g} {points[0][1]:g}"
    for (xa, ya), (xb, yb) in zip(points, points[1:]):
        middle = (xa + xb) / 2
        path += f"C{middle:g} {ya + bend:g} {middle:g} {yb + bend:g} {xb:g} {yb:g}"
    (xa, ya), (xb, yb) = points[-2:]
    x, y = (xa + xb) / 2, (ya + yb) / 2 + 0.75 * bend
    halo = 'font-size="12" stroke="#ffffff" stroke-width="5" paint-order="stroke"'
    line = f'<path d="{path}" fill="none" stroke="{LOCAL}" stroke-width="1.5" marker-end="url(#tip)"/>'
    return line + _text(x, y + 4, _number(local_derivative), LOCAL, halo)


def _box(node, x, y):
    """A rounded box: label, value, gradient, one under another; the operation on its upper edge."""
    lines = [(node.label, INK, "bold"), (_number(node.data), VALUE, "normal"), (_number(node.grad), GRADIENT, "normal")]
    fill = "#EAF3FA" if node.parents else "#F6F6F6"
    top = y - HEIGHT / 2
    shapes = [_rectangle(x, y, WIDTH, HEIGHT, fill)]
    shapes += [_text(x, y + 18 * k - 8, line, color, f'font-weight="{weight}"') for k, (line, color, weight) in enumerate(lines)]
    if node.operation:
        shapes.append(_rectangle(x, top, 12 + 8 * len(node.operation), 20, "#ffffff"))
        shapes.append(_text(x, top + 5, node.operation, INK))
    return "".join(shapes)


def _rectangle(x, y, width, height, fill):
    return (
        f'<rect x="{x - width / 2:g}" y="{y - height / 2:g}" width="{width}" height="{height}" rx="9" '
        f'fill="{fill}" stroke="{INK}" stroke-width="1.2"/>'
    )


def _text(x, y, text, color, style=""):
    return f'<text x="{x:g}" y="{y:g}" text-anchor="middle" fill="{color}" {style}>{escape(text)}</text>'


def _name(node):
    return " ".join(part for part in (node.label, node.operation) if part)


def _number(x):
    return f"{x:.4g}".replace("-", "−")
