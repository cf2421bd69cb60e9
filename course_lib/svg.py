"""SVG written by hand: what the pictures of graphs and of paths have in common."""

from html import escape


def tag(name, content="", /, **attributes):
    """An SVG element; class_ becomes class, font_size font-size. Single quotes: it stands inside double ones."""
    written = ""
    for key, value in attributes.items():
        key = key.rstrip("_").replace("_", "-")
        written += f" {key}='{value:g}'" if isinstance(value, float) else f" {key}='{value}'"
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def image_source(svg):
    """The picture as the address of an <img>, in double quotes."""
    return "data:image/svg+xml;charset=utf-8," + svg.replace("%", "%25").replace("#", "%23").replace("&", "&amp;")


def picture_with_table(attributes, svg, description, *, title, columns, rows, style, script):
    """HTML that a notebook shows: the picture, folded under it the table of its steps, the script that moves it."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    return f"""<div {attributes}>
<style>
{style}</style>
<div class="graph-image">
<img alt="{escape(description)}" src="{image_source(svg)}">
</div>
<details><summary>{escape(title)}</summary>
<div class="graph-steps"><table>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}</tbody>
</table></div></details>
<script>
{script}</script>
</div>"""
