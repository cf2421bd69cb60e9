"""An environment shaped like Colab's, in which the copies run as they will run there.

It has Colab's versions of Python (if this machine has it), IPython, NumPy, Matplotlib and PyTorch, and a stub
of google.colab; it has neither course_lib nor MNIST, and the notebooks that run in it have no network.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from ipykernel.kernelspec import RESOURCES
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
PYTHON = "python3.12"
PACKAGES = Path(__file__).with_name("colab_packages.txt")
TORCH = ["torch==2.8.0", "torchvision==0.23.0"]
NOWHERE = "http://127.0.0.1:9"  # nothing listens there


def call(*command, **options):
    subprocess.run([str(part) for part in command], check=True, **options)


def colab_python():
    """Colab's Python; where this machine has none that runs, the Python that runs this program."""
    path = shutil.which(PYTHON)
    runs = path and subprocess.run([path, "-c", ""], capture_output=True).returncode == 0
    return path if runs else sys.executable


def make_environment(folder, *, whole):
    """Make the environment; the path of its Python.

    whole  with Colab's Python and its PyTorch of several gigabytes; else with the Python that runs this
           program, whose PyTorch is used too.
    """
    call(colab_python() if whole else sys.executable, "-m", "venv", folder)
    own_python = Path(folder, "bin", "python")
    pip = [own_python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    call(*pip, "--requirement", PACKAGES)
    packages = Path(subprocess.check_output(
        [own_python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True).strip())
    if whole:
        call(*pip, *TORCH)
    else:  # found after all packages of the environment; course_lib is not there, being installed as editable
        packages.joinpath("torch.pth").write_text(str(Path(find_spec("torch").origin).parents[1]) + "\n")
    stub = packages / "google" / "colab"
    stub.mkdir(parents=True)
    stub.joinpath("__init__.py").touch()
    return own_python


def installed(python):
    """The environment's packages with their versions, course_lib aside."""
    listed = subprocess.check_output([python, "-m", "pip", "list", "--local", "--format=freeze"], text=True)
    return sorted(line for line in listed.splitlines() if not line.startswith("course"))


def make_clone(folder):
    """A repository that holds course_lib as it is now; its address as pip takes it."""
    for name in ("course_lib", "pyproject.toml", "README.md", "LICENSE"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    git = ["git", "-C", folder, "-c", "user.name=test", "-c", "user.email=test@example.org",
           "-c", "commit.gpgsign=false"]
    call("git", "init", "--quiet", folder)
    call(*git, "add", "--all")
    call(*git, "commit", "--quiet", "--message", "course_lib")
    commit = subprocess.check_output(["git", "-C", str(folder), "rev-parse", "HEAD"], text=True).strip()
    return f"git+{folder.as_uri()}@{commit}"


def run(notebook, python, folder):
    """Run the notebook in the empty folder with this Python; a failing cell is a CellExecutionError."""
    home, work = folder / "home", folder / "work"
    home.mkdir(parents=True)
    work.mkdir()
    dropped = ("COURSE_DATA", "PYTHONPATH", "PYTHONHOME", "XDG_CACHE_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    environment |= {"HOME": str(home), "OMP_NUM_THREADS": "1", "http_proxy": NOWHERE, "https_proxy": NOWHERE,
                    "PIP_NO_BUILD_ISOLATION": "0"}  # 0 means: with the environment's own setuptools

    class ColabKernel(AsyncKernelManager):
        @property
        def kernel_spec(self):
            argv = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            return KernelSpec(argv=argv, display_name="Colab", language="python", resource_dir=RESOURCES)

    client = NotebookClient(notebook, kernel_manager_class=ColabKernel, timeout=None, coalesce_streams=True,
                            resources={"metadata": {"path": str(work)}})
    client.execute(env=environment, stderr=subprocess.DEVNULL)
