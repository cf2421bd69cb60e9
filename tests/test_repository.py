"""The repository's files are plain text for any machine: no paths of one machine, no registries' hosts."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CI = ".ci/run"  # may say where this project's machines keep MNIST

SHARED = "the folder beside the repository"
FORBIDDEN = {
    "a machine's path": r"(?<![\w.…/])/(?:home|work|root)/\w",
    SHARED: r"\.\./shared\b",
    "a registry's host": r"\b(?:pypi|pythonhosted|download\.pytorch|anaconda|registry\.npmjs)\.org\b",
}


def git_files():
    """Paths of all files that are tracked or about to be; none outside a git checkout."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            cwd=ROOT, capture_output=True, text=True)
    return sorted({ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()})


def faults(name, content):
    """What is wrong with a file of this name and content; binary files are not read."""
    if b"\0" in content:
        return
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        yield f"{name}: not UTF-8: {error}"
        return
    if text and not text.endswith("\n"):
        yield f"{name}: does not end in a newline"
    if "\r\n" in text:
        yield f"{name}: lines end in CR LF"
    for what, pattern in FORBIDDEN.items():
        for match in re.finditer(pattern, text):
            if not (name == CI and what == SHARED):
                line = text.count("\n", 0, match.start()) + 1
                yield f"{name}, line {line}: names {what}: {text[match.start():match.end() + 20]!r}"


def test_files_of_the_repository():
    files = git_files()
    if not files:
        pytest.skip("not a git checkout")
    found = [fault for path in files
             for fault in faults(path.relative_to(ROOT).as_posix(), path.read_bytes())]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("name, content, expected", [
    ("a.py", b"x = 1", "a.py: does not end in a newline"),
    ("a.py", b"x = 1\r\n", "a.py: lines end in CR LF"),
    ("a.py", b"\xff\xfe\n", "a.py: not UTF-8"),
    ("a.md", b"one\n/" + b"home/teacher\n", "a.md, line 2: names a machine's path"),
    ("a.md", b"../" + b"shared/data\n", "a.md, line 1: names the folder beside the repository"),
    ("a.txt", b"https://py" + b"pi.org/simple\n", "a.txt, line 1: names a registry's host"),
])
def test_a_fault_is_named(name, content, expected):
    assert next(faults(name, content)).startswith(expected)


@pytest.mark.parametrize("name, content", [
    ("a.py", "x = 1  # в/с work/life\n".encode()),
    ("empty.py", b""),
    ("logo.png", b"\x89PNG\0" + b"/" + b"home/teacher"),
    (CI, b"export COURSE_DATA=../" + b"shared/data\n"),
])
def test_what_is_allowed(name, content):
    assert list(faults(name, content)) == []
