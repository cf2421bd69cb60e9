"""The library is light: importing it pulls in NumPy and nothing heavier."""

import json
import subprocess
import sys

LIGHT = "course_lib", *(
    f"course_lib.{name}"
    for name in ("graph", "layers", "losses", "optimizers", "schedules", "gradients", "training", "data", "exercises")
)
SCRIPT = "import importlib, json, sys; [importlib.import_module(m) for m in sys.argv[1:]]; print(json.dumps(list(sys.modules)))"


def test_importing_the_library_imports_nothing_heavy():
    run = subprocess.run([sys.executable, "-c", SCRIPT, *LIGHT], capture_output=True, text=True, check=True)
    loaded = set(json.loads(run.stdout))
    assert "numpy" in loaded
    assert loaded.isdisjoint({"matplotlib", "torch", "torchvision", "sklearn", "scipy", "IPython", "tqdm"})
