"""How pytest (nbval) checks the chapters: outputs are compared, but not where MNIST is needed and missing.

Such a chapter runs on the bundled digits from end to end: every cell must work and every assertion hold,
and the end of the test report says that its outputs were not compared.
"""

import os
from functools import cache

import nbformat
import pytest
from nbval.plugin import IPyNbCell, IPyNbFile

from course_lib.data import load_images

os.environ.setdefault("OMP_NUM_THREADS", "1")  # for the kernels, as in execute.py

NOT_COMPARED = pytest.StashKey[list]()


def uses_images(path):
    """Whether the notebook loads MNIST."""
    cells = nbformat.read(path, as_version=4).cells
    return any(loader in cell.source for cell in cells if cell.cell_type == "code"
               for loader in ("load_images(", "load_mnist("))


@cache
def mnist_is_here():
    """Whether the chapters will get MNIST; an error if COURSE_DATA is set and holds none."""
    try:
        return load_images().name == "MNIST"
    except Exception as error:
        pytest.exit(f"The images of the chapters cannot be loaded: {error}", returncode=1)


def pytest_collectstart(collector):
    if isinstance(collector, IPyNbFile) and uses_images(collector.path) and not mnist_is_here():
        collector.compare_outputs = False
        collector.config.stash.setdefault(NOT_COMPARED, []).append(collector.nodeid)


def pytest_itemcollected(item):
    if isinstance(item, IPyNbCell):
        item.output_timeout = 300  # seconds; nbval's own 5 are too few on a busy machine


def pytest_terminal_summary(terminalreporter, config):
    names = config.stash.get(NOT_COMPARED, [])
    if names:
        line = f"No MNIST here: ran on the bundled digits, outputs not compared: {', '.join(names)}"
        terminalreporter.write_line(line, yellow=True)
