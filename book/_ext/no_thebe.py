"""Leave out Thebe, which Jupyter Book always loads: its script runs code on somebody else's server."""


def disconnect_thebe(app, config):
    """Keep sphinx-thebe from adding its scripts and settings to the pages."""
    for event in ("env-before-read-docs", "doctree-resolved"):
        for listener in list(app.events.listeners[event]):
            if listener.handler.__module__ == "sphinx_thebe":
                app.disconnect(listener.id)


def setup(app):
    app.connect("config-inited", disconnect_thebe)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
