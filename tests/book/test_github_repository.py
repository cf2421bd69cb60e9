"""Owner and repository: where they come from, and the addresses made of them."""

import subprocess

import pytest

import github_repository
from github_repository import Repository, find_repository, parsed

COURSE = Repository("teacher", "course")


@pytest.mark.parametrize("address", [
    "https://github.com/teacher/course", "https://github.com/teacher/course.git",
    "https://github.com/teacher/course/", "https://token@github.com/teacher/course.git",
    "http://www.github.com/teacher/course",
    "git@github.com:teacher/course.git", "ssh://git@github.com/teacher/course.git",
    "ssh://git@github.com:22/teacher/course", "git://github.com/teacher/course.git",
])
def test_addresses_of_a_repository_on_github(address):
    assert parsed(address) == COURSE


@pytest.mark.parametrize("address", [
    "", "https://gitlab.com/teacher/course", "git@gitlab.com:teacher/course.git",
    "https://github.com/teacher",
    "https://github.com/teacher/course/tree/main", "https://github.com//course", "/srv/git/course",
    "../course", "C:\\course", "https://notgithub.com/teacher/course",
    "https://github.com.example.org/teacher/course",
])
def test_other_addresses_are_no_repository_on_github(address):
    assert parsed(address) is None


@pytest.mark.parametrize("on_github, remote, configured, owner", [
    ("a/x", "git@github.com:b/x.git", "https://github.com/c/x", "a"),
    ("", "git@github.com:b/x.git", "https://github.com/c/x", "b"),
    (None, "/srv/git/course", "https://github.com/c/x", "c"),
    (None, "", "https://github.com/c/x", "c"),
    ("not a repository", "", "https://github.com/c/x", "c"),
    (None, "https://gitlab.com/b/x", "", None),
    (None, "", "", None),
])
def test_the_first_known_source_decides(on_github, remote, configured, owner):
    environment = {} if on_github is None else {"GITHUB_REPOSITORY": on_github}
    found = find_repository(environment, remote, configured)
    assert found == (owner and Repository(owner, "x"))


@pytest.mark.parametrize("repository, site", [
    (COURSE, "https://teacher.github.io/course/"),
    (Repository("Teacher", "Course"), "https://teacher.github.io/Course/"),
    (Repository("Teacher", "teacher.github.io"), "https://teacher.github.io/"),
])
def test_address_of_the_published_site(repository, site):
    assert repository.site == site


def test_colab_opens_copies_from_the_branch_of_the_site():
    assert COURSE.in_colab("colab/uk/07_mnist.ipynb") == (
        "https://colab.research.google.com/github/teacher/course/blob/gh-pages/colab/uk/07_mnist.ipynb")


def test_git_answers_or_is_silent(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert github_repository.git(tmp_path, "remote", "get-url", "origin") == ""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    assert github_repository.git(tmp_path, "remote", "get-url", "origin") == ""
    add_remote = ["git", "-C", str(tmp_path), "remote", "add", "origin", "git@github.com:a/b.git"]
    subprocess.run(add_remote, check=True)
    assert github_repository.git(tmp_path, "remote", "get-url", "origin") == "git@github.com:a/b.git"
    monkeypatch.setenv("PATH", "")
    assert github_repository.git(tmp_path, "remote", "get-url", "origin") == ""
