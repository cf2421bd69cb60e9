"""SVG written by hand: what the pictures of graphs and of paths have in common."""


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
