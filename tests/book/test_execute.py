"""book/execute.py runs notebooks and stores what every machine would store alike."""

import json
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import execute


def write(folder, *cells):
    """A notebook of these cells, as another machine might have left it."""
    path = folder / "01_small.ipynb"
    nbformat.write(new_notebook(cells=list(cells), metadata={
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "no-such-kernel"},
        "language_info": {"name": "python", "version": "3.0.1"}, "widgets": {"state": {}}}), path)
    return path


def code(cell_id, source, *tags):
    return new_code_cell(source, id=cell_id, metadata={"tags": list(tags)} if tags else {})


def printed(notebook, number):
    return "".join(output.get("text", "") for output in notebook.cells[number].outputs)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("notebooks")


@pytest.fixture(scope="module")
def stored(folder):
    """A notebook that was run and stored."""
    path = write(
        folder,
        new_markdown_cell("# Привіт", id="title"),
        code("python", "import os, sys\nprint(sys.executable)\nprint(os.getcwd())"),
        code("noise", "print('похибка', file=sys.stderr)\nprint('далі')"),
        code("training", "print(os.getpid())\nos.getpid()", "nbval-ignore-output"),
        code("picture", "from IPython.display import Image\nprint('час')\nImage(b'\\x89PNG', format='png')",
             "nbval-ignore-output"),
        code("expected-error", "1 / 0", "raises-exception"),
    )
    assert execute.main([str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def notebook(stored):
    return nbformat.read(stored, as_version=4)


def test_the_running_interpreter_runs_the_notebook_in_its_folder(notebook, folder):
    assert printed(notebook, 1).split() == [sys.executable, str(folder)]


def test_stderr_is_not_stored(notebook):
    assert printed(notebook, 2) == "далі\n"


def test_ignored_output_keeps_nothing_but_pictures(notebook):
    assert notebook.cells[3].outputs == []
    assert [list(output.data) for output in notebook.cells[4].outputs] == [["image/png", "text/plain"]]


def test_an_announced_error_is_stored(notebook):
    assert notebook.cells[5].outputs[0].ename == "ZeroDivisionError"


def test_nothing_of_the_machine_is_stored(notebook):
    assert notebook.metadata.language_info == {"name": "python"}
    assert "widgets" not in notebook.metadata
    assert all("execution" not in cell.metadata for cell in notebook.cells)
    assert [cell.execution_count for cell in notebook.cells[1:]] == [1, 2, 3, 4, 5]


def test_the_format_is_fixed_and_cell_ids_stay(stored, notebook):
    text = stored.read_text("utf-8")
    assert text.endswith("}\n") and "\n \"cells\": [\n" in text and "Привіт" in text
    assert [cell["id"] for cell in json.loads(text)["cells"]] == [
        "title", "python", "noise", "training", "picture", "expected-error"]


def test_a_second_run_gives_the_same_bytes(tmp_path):
    path = write(tmp_path, code("sum", "print(1 + 1)\nprint(2 + 2)"))
    execute.main([str(path)])
    first = path.read_bytes()
    execute.main([str(path)])
    assert path.read_bytes() == first


def test_a_failing_cell_is_named_and_the_notebook_stays_as_it_was(tmp_path, capsys):
    path = write(tmp_path, code("fine", "print(1)"), code("wrong", "raise ValueError('замало')"))
    before = path.read_bytes()
    assert execute.main([str(path)]) == 1
    assert f"{path}, cell 2 (wrong): ValueError: замало" in capsys.readouterr().out
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_without_arguments_every_chapter_is_run(tmp_path, monkeypatch, capsys):
    for language in ("uk", "ru"):
        (tmp_path / language).mkdir()
        write(tmp_path / language, code("fine", "1"))
    monkeypatch.setattr(execute, "BOOK", tmp_path)
    assert execute.main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[0] for line in lines] == [
        str(tmp_path / language / "01_small.ipynb") for language in ("uk", "ru")]
    assert all(line.endswith(" s") for line in lines)
