"""Which GitHub repository the site is built from, hence the addresses that a fork gets with no edit."""

import subprocess
from dataclasses import dataclass
from urllib.parse import urlparse


@dataclass(frozen=True)
class Repository:
    """A repository on GitHub; its site is published from the branch gh-pages."""

    owner: str
    name: str

    @property
    def address(self):
        return f"https://github.com/{self.owner}/{self.name}"

    @property
    def site(self):
        """Where GitHub Pages shows the site."""
        host = f"{self.owner.lower()}.github.io"
        return f"https://{host}/" if self.name.lower() == host else f"https://{host}/{self.name}/"

    def in_colab(self, path):
        """The address that opens a notebook of the published site in Colab."""
        return f"https://colab.research.google.com/github/{self.owner}/{self.name}/blob/gh-pages/{path}"


def parsed(address):
    """The repository at an address as git and people write it; None if that is not one on GitHub."""
    if "://" not in address:  # git@github.com:owner/name.git
        address = "ssh://" + address.replace(":", "/", 1)
    parts = urlparse(address)
    path = parts.path.strip("/").removesuffix(".git").split("/")
    if parts.hostname not in ("github.com", "www.github.com") or len(path) != 2 or not all(path):
        return None
    return Repository(*path)


def git(folder, *arguments):
    """What git prints, or an empty string where there is no git or no repository."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def find_repository(environment, remote, configured):
    """The first one known of GITHUB_REPOSITORY, which GitHub's workflows set, the git remote, the setting."""
    on_github = environment.get("GITHUB_REPOSITORY", "")
    candidates = [on_github and f"https://github.com/{on_github}", remote, configured]
    return next(filter(None, map(parsed, filter(None, candidates))), None)
