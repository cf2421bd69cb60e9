"""book/conftest.py: stored outputs are compared, but not those of images where there is no MNIST."""

import os
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from notebooks import BOOK

NOT_COMPARED = "No MNIST here: ran on the bundled digits, outputs not compared: 07_images.ipynb"
IMAGES = "def load_images():\n    return 'images'\n\nprint(load_images())"


def write_notebook(path, *pairs):
    """A notebook of pairs (source, stored output)."""
    cells = [new_code_cell(source, id=f"cell-{number}", execution_count=number,
                           outputs=[new_output("stream", name="stdout", text=text)] if text else [])
             for number, (source, text) in enumerate(pairs, start=1)]
    nbformat.write(new_notebook(cells=cells), path)


@pytest.fixture
def folder(tmp_path):
    """Notebooks whose stored outputs are not what their cells print, one of them with images."""
    shutil.copy(BOOK / "conftest.py", tmp_path)
    write_notebook(tmp_path / "01_plain.ipynb", ("print(1)", "2\n"))
    write_notebook(tmp_path / "07_images.ipynb",
                   (IMAGES, "as stored\n"), ("assert load_images() == 'digits'", ""))
    return tmp_path


def run(folder, found):
    """pytest on this folder, where load_images does what ``found`` says: the finished process."""
    (folder / "stand_in.py").write_text(
        f"from types import SimpleNamespace\nimport course_lib.data\n"
        f"def found():\n    {found}\n"
        f"course_lib.data.load_images = found\n", "utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-p", "no:cacheprovider",
         "-p", "stand_in", "-c", os.devnull, "--rootdir", ".", "-rA", "."],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, text=True)


def test_without_mnist_outputs_of_images_are_not_compared_but_assertions_hold(folder):
    report = run(folder, "return SimpleNamespace(name='digits')").stdout
    assert NOT_COMPARED in report
    assert "FAILED 01_plain.ipynb::Cell 0" in report
    assert "PASSED 07_images.ipynb::Cell 0" in report
    assert "FAILED 07_images.ipynb::Cell 1" in report


def test_with_mnist_every_output_is_compared(folder):
    report = run(folder, "return SimpleNamespace(name='MNIST')").stdout
    assert "No MNIST" not in report
    assert "FAILED 07_images.ipynb::Cell 0" in report and "as stored" in report


def test_a_data_folder_without_mnist_ends_the_run(folder):
    process = run(folder, "raise RuntimeError('no MNIST in the folder')")
    assert process.returncode == 1
    said = process.stdout + process.stderr
    assert "The images of the chapters cannot be loaded: no MNIST in the folder" in said


def test_where_no_notebook_uses_images_they_are_not_asked_for(folder):
    (folder / "07_images.ipynb").unlink()
    assert "FAILED 01_plain.ipynb::Cell 0" in run(folder, "raise RuntimeError").stdout
