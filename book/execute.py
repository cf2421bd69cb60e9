"""Run notebooks and store their outputs:  python book/execute.py [notebook ...]

Without arguments runs every chapter of both languages. A notebook whose cell fails is left as it was.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import nbformat
from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

os.environ.setdefault("OMP_NUM_THREADS", "1")  # for the kernels: steady times on a busy machine, same rounding anywhere

BOOK = Path(__file__).parent
IGNORED = "nbval-ignore-output"  # the tag of cells whose printed output differs from run to run
PICTURES = {"image/png", "image/jpeg", "image/svg+xml"}


class CellFailed(Exception):
    """A cell raised an error that its tags do not announce."""


class RunningInterpreter(AsyncKernelManager):
    """Starts kernels with the Python that runs this program, whatever "python3" means on this machine."""

    @property
    def kernel_spec(self):
        return KernelSpec(resource_dir=RESOURCES, **get_kernel_dict())


def chapters():
    """Every notebook of the book, language by language."""
    return [path for language in ("uk", "ru") for path in sorted((BOOK / language).glob("*.ipynb"))]


def execute(path, on_cell=lambda **cell: None):
    """Run the notebook in its own folder and store its outputs; if a cell fails, CellFailed and no change."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, kernel_manager_class=RunningInterpreter, resources={"metadata": {"path": str(path.parent)}},
        timeout=None, record_timing=False, store_widget_state=False, coalesce_streams=True,
        on_cell_executed=on_cell)
    try:
        client.execute(stderr=subprocess.DEVNULL)  # the kernel's own log; cells' stderr comes another way
    except (CellExecutionError, DeadKernelError) as error:
        raise CellFailed(describe_failure(notebook, error)) from error
    store(tidy(notebook), path)


def describe_failure(notebook, error):
    """Number and id of the cell that failed, and what it raised."""
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "error" and "raises-exception" not in cell.metadata.get("tags", []):
                traceback = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(output.traceback))
                return f"cell {number} ({cell.id}): {output.ename}: {output.evalue}\n{traceback}"
    return str(error)


def tidy(notebook):
    """Keep what every machine would store alike: no stderr, no widgets, no timings, no machine's details."""
    notebook.metadata.language_info = {"name": "python"}
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if is_kept(output, cell)]
    return notebook


def is_kept(output, cell):
    """Whether this output is stored: not stderr, and of cells with ignored output only the pictures."""
    if output.output_type == "stream" and output.name == "stderr":
        return False
    is_picture = bool(PICTURES & set(output.get("data", {})))
    return is_picture or IGNORED not in cell.metadata.get("tags", [])


def store(notebook, path):
    """Write the notebook in one move, so that an interruption leaves the old one or the new one."""
    draft = path.with_suffix(".ipynb.new")
    nbformat.write(notebook, draft)
    os.replace(draft, path)


def main(arguments):
    """Run the named notebooks, or all, a dot for each cell; the exit code."""
    failed = False
    for path in [Path(argument) for argument in arguments] or chapters():
        start = time.perf_counter()
        print(path, end=" ", flush=True)
        try:
            execute(path, on_cell=lambda **cell: print(".", end="", flush=True))
        except CellFailed as failure:
            failed = True
            print(f" failed\n{path}, {failure}")
        else:
            print(f" {time.perf_counter() - start:.1f} s")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
