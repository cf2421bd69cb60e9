"""Publishing, tried on a repository in a folder; the workflow that calls it."""

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]


def git(*arguments, cwd):
    return subprocess.run(["git", *arguments], cwd=cwd, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def repository(tmp_path):
    """A commit with the script, a built site of three files, and a bare repository to publish to."""
    folder, bare = tmp_path / "course", tmp_path / "published.git"
    (folder / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "publish", folder / ".ci")
    git("init", "-q", "-b", "main", cwd=folder)
    git("add", ".ci", cwd=folder)
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "first", cwd=folder)
    git("init", "-q", "--bare", str(bare), cwd=tmp_path)
    site = folder / "_build" / "html"
    for name in ("index.html", "_static/course.css", "colab/uk/01.ipynb"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name)
    return folder, bare


def publish(folder, bare):
    return subprocess.run(["bash", folder / ".ci" / "publish", str(bare)], capture_output=True, text=True)


def published(bare):
    return sorted(git("ls-tree", "-r", "--name-only", "gh-pages", cwd=bare).split())


def test_the_branch_holds_the_site_and_names_the_commit(repository):
    folder, bare = repository
    run = publish(folder, bare)
    assert run.returncode == 0, run.stderr
    assert published(bare) == [".nojekyll", "_static/course.css", "colab/uk/01.ipynb", "index.html"]
    commit = git("rev-parse", "HEAD", cwd=folder).strip()
    assert git("log", "--format=%s", "gh-pages", cwd=bare).strip() == f"Site of {commit}"
    assert git("status", "--porcelain", "--ignored", cwd=folder) == "?? _build/\n"


def test_a_second_site_takes_the_place_of_the_first(repository):
    folder, bare = repository
    publish(folder, bare)
    (folder / "_build" / "html" / "index.html").rename(folder / "_build" / "html" / "start.html")
    assert publish(folder, bare).returncode == 0
    assert "start.html" in published(bare) and "index.html" not in published(bare)
    assert len(git("log", "--format=%h", "gh-pages", cwd=bare).split()) == 1


def test_nothing_is_published_without_a_built_site(repository):
    folder, bare = repository
    shutil.rmtree(folder / "_build")
    assert publish(folder, bare).returncode != 0
    assert git("branch", cwd=bare) == ""


def test_the_workflow_publishes_only_what_passed_and_only_from_the_default_branch():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "course.yml").read_text("utf-8"))
    jobs = workflow["jobs"]
    assert {"run": "bash .ci/run"} in jobs["test"]["steps"]
    assert workflow["permissions"] == {"contents": "read"} and "permissions" not in jobs["test"]
    assert jobs["publish"]["needs"] == "test"
    assert {"push", "pull_request"} == set(workflow[True])  # YAML 1.1 takes the key "on" for true
    assert jobs["publish"]["if"] == (
        "github.event_name == 'push' && github.ref_name == github.event.repository.default_branch")
    given, taken = (next(step["with"] for step in job["steps"] if "artifact" in step.get("uses", ""))
                    for job in (jobs["test"], jobs["publish"]))
    assert given["name"] == taken["name"] and given["path"] == taken["path"] == "_build/html"
