"""Copies run from an empty folder in an environment shaped like Colab's, with MNIST out of reach.

COLAB_COPIES says which: the lightest chapter, if it is not set; one copy of "each" chapter; or "all" of them,
as `make test-colab` asks, then with Colab's own Python and PyTorch too.
"""

import os
import subprocess

import pytest
from nbformat.v4 import new_code_cell

from colab_environment import installed, make_clone, make_environment, run
from notebooks import chapters, label, read

ASKED = os.environ.get("COLAB_COPIES", "lightest")
COPIES = {
    "lightest": [path for path in chapters("uk") if path.stem == "01_chain_rule"],
    "each": [*chapters("uk")[::2], *chapters("ru")[1::2]],
    "all": chapters(),
}[ASKED]
VERSIONS = "import platform, numpy, matplotlib, torch; print('Python', platform.python_version(), *" \
           "(f'{package.__name__} {package.__version__}' for package in (numpy, matplotlib, torch)), sep=', ')"
WHERE = "import course_lib, google.colab; print(course_lib.__file__)"


@pytest.fixture(scope="module")
def python(tmp_path_factory, request):
    """The environment's Python; says which versions it is of."""
    try:
        python = make_environment(tmp_path_factory.mktemp("colab"), whole=ASKED == "all")
    except subprocess.CalledProcessError as error:
        if ASKED != "lightest":
            raise
        pytest.skip(f"Colab's packages cannot be installed here: {error}")
    versions = subprocess.check_output([python, "-c", VERSIONS], text=True)
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\nas in Colab: {versions.strip()}")
    return python


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where course_lib is installed from in place of GitHub."""
    return make_clone(tmp_path_factory.mktemp("clone"))


def without_course_lib(python):
    subprocess.run([python, "-m", "pip", "uninstall", "--quiet", "--yes", "course_lib"], check=True)
    return installed(python)


@pytest.mark.parametrize("path", COPIES, ids=label)
def test_a_copy_runs_in_colab(build, python, address, tmp_path, path):
    before = without_course_lib(python)
    copy = read(build.site / "colab" / f"{label(path)}.ipynb")
    install = copy.cells[0]
    if "git+" not in install.source:
        pytest.skip("not a git checkout: the copies do not know their commit")
    assert install.source.count("git+https://github.com/teacher/course@") == 1
    install.source = install.source.partition("git+https://")[0] + address
    copy.cells[1:1] = [new_code_cell(WHERE, id="where"), new_code_cell(install.source, id="again")]

    run(copy, python, tmp_path)

    cells = {cell.id: cell for cell in copy.cells}
    assert cells["course-lib"].outputs == cells["again"].outputs == [], "installing is quiet"
    assert cells["where"].outputs[0].text.startswith(str(python.parents[1]))
    assert installed(python) == before, "nothing but course_lib was installed"
    errors = [(cell.id, output.evalue) for cell in copy.cells for output in cell.get("outputs", [])
              if output.output_type == "error"]
    assert not errors
    assert not list((tmp_path / "home").rglob("*ubyte*"))
