"""The project's history: the one place that asks git, which knows every published version."""

import datetime as dt
import os
import posixpath
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MAIN = ("origin/HEAD", "origin/main", "main", "origin/master", "master")
"""Where the main branch may be; the first that exists is it."""

_SYMBOLIC_LINK = "120000"
_FILES = ("100644", "100755", _SYMBOLIC_LINK)
"""What git calls the kinds of files; the other kind is a repository within this one."""

_SECONDS = 120


class RepositoryError(Exception):
    """Git cannot say what it is asked; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A published state of one file.

    Attributes:
        commit: The commit that made it so.
        day: The day of the commit.
        path: Where the file was then, below the project's folder.
    """

    commit: str
    day: dt.date
    path: str


@dataclass(frozen=True, slots=True)
class Repository:
    """The history of the folder `root`, which may be a repository or a folder in one.

    Every path is below that folder, with forward slashes. Whatever git refuses is a
    RepositoryError.
    """

    root: Path

    @property
    def exists(self) -> bool:
        """Whether git is there and keeps a history of the folder."""
        try:
            return self._git("rev-parse", "--is-inside-work-tree").strip() == b"true"
        except RepositoryError:
            return False

    @property
    def is_shallow(self) -> bool:
        """Whether only the latest part of the history was fetched."""
        return self._git("rev-parse", "--is-shallow-repository").strip() == b"true"

    def main_branch(self) -> str | None:
        """Return the name of the main branch, as near to what others have as is known here."""
        found = next((name for name in MAIN if self._commit(name)), None)
        if found == "origin/HEAD":
            return self._git("rev-parse", "--abbrev-ref", found).decode().strip()
        return found

    def commit(self, revision: str) -> str:
        """Return the full name of the commit that a branch, a tag or a short name means."""
        if found := self._commit(revision):
            return found
        self._git("rev-parse", "--git-dir")
        raise RepositoryError(
            f"There is no revision “{revision}” here. "
            + (
                "Only the latest part of the history was fetched: run `git fetch --unshallow`."
                if self.is_shallow
                else "Name a branch, a tag or a commit; `git fetch` brings those of others."
            )
        )

    def short(self, revision: str) -> str:
        """Return the short name of a commit, as people write it."""
        return self._git("rev-parse", "--short", self.commit(revision)).decode().strip()

    def merge_base(self, other: str) -> str:
        """Return the commit at which what is checked out and another revision parted."""
        theirs = self.commit(other)
        ours = self.commit("HEAD")
        try:
            return self._git("merge-base", ours, theirs).decode().strip()
        except RepositoryError:
            raise RepositoryError(
                f"What is checked out here and “{other}” have no commit in common. "
                + (
                    "Only the latest part of the history was fetched: run `git fetch --unshallow`."
                    if self.is_shallow
                    else "Name a revision that this work began from."
                )
            ) from None

    def files_at(self, revision: str, folders: Iterable[str]) -> dict[str, bytes]:
        """Return the content of every file below some folders as it was, by its path.

        A symbolic link has the content of the file it leads to; one that leads elsewhere is left
        out. Nothing in .gitattributes has a say in it.
        """
        listing = self._git("ls-tree", "-r", "-z", self.commit(revision), "--", *folders)
        kinds: dict[str, str] = {}
        names: dict[str, str] = {}
        for entry in filter(None, listing.split(b"\0")):
            about, _, path = entry.partition(b"\t")
            kind, _, name = about.decode().split()
            if kind in _FILES:
                kinds[os.fsdecode(path)] = kind
                names[os.fsdecode(path)] = name
        files = dict(zip(names, self._objects(names.values()), strict=True))
        return _followed(files, {path for path, kind in kinds.items() if kind == _SYMBOLIC_LINK})

    def revisions_of(self, path: str) -> list[Revision]:
        """Return the published states of a file, newest first, wherever it lay then."""
        form = "--format=format:%H%x09%cs"
        log = self._git("log", "--follow", "--relative", "--name-only", "-z", form, "--", path)
        revisions = []
        for entry in filter(None, os.fsdecode(log).split("\0")):
            about, _, place = entry.partition("\n")
            commit, _, day = about.partition("\t")
            if place:
                revisions.append(Revision(commit, dt.date.fromisoformat(day), place))
        return revisions

    def content(self, revision: Revision) -> bytes | None:
        """Return what the file held in a revision; None where that revision removed it."""
        return self.files_at(revision.commit, [revision.path]).get(revision.path)

    def lines_ever(self, folder: str, revision: str | None = None) -> str:
        """Return every line that was ever in a folder; without git, nothing.

        Args:
            folder: The folder.
            revision: Up to when; None for all branches.
        """
        until = self.commit(revision) if revision else "--all"
        plain = ("-p", "-U0", "--no-color", "--no-ext-diff", "--no-textconv", "--format=")
        try:
            log = self._git("log", until, *plain, "--", folder)
        except RepositoryError:
            return ""
        return log.decode("utf-8", "replace")

    def _commit(self, revision: str) -> str | None:
        # What begins with a hyphen would be an option.
        if not revision or revision.startswith("-"):
            return None
        try:
            found = self._git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        except RepositoryError:
            return None
        return found.decode().strip() or None

    def _objects(self, names: Iterable[str]) -> list[bytes]:
        """Return the content of files by git's names for it, in one call for all."""
        wanted = list(names)
        answer = self._git("cat-file", "--batch", given="".join(f"{one}\n" for one in wanted))
        contents = []
        start = 0
        for _ in wanted:
            # Of each it says: its name, its type and its length; then comes the content.
            end = answer.index(b"\n", start)
            size = int(answer[start:end].rpartition(b" ")[2])
            contents.append(answer[end + 1 : end + 1 + size])
            start = end + size + 2
        return contents

    def _git(self, *arguments: str, given: str = "") -> bytes:
        """Run git and return what it says."""
        plainly = ("-c", "core.quotePath=false", "-c", "log.showSignature=false")
        command = ["git", "-C", str(self.root), "--literal-pathspecs", *plainly, *arguments]
        environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
        try:
            done = subprocess.run(
                command,
                input=given.encode(),
                capture_output=True,
                check=False,
                timeout=_SECONDS,
                env=environment,
            )
        except FileNotFoundError:
            raise RepositoryError("git is not installed here; the history needs it.") from None
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RepositoryError(f"git does not answer ({error}).") from None
        if done.returncode == 0:
            return done.stdout
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        if said.startswith("not a git repository"):
            raise RepositoryError(
                f"{self.root} is not in a git repository, so nothing is known of earlier versions."
            )
        raise RepositoryError(f"git says: {said or 'nothing'}")


def _followed(files: dict[str, bytes], links: set[str]) -> dict[str, bytes]:
    """Give symbolic links the content of the file that they lead to."""
    followed: dict[str, bytes] = {}
    for path in files:
        place, passed = path, {path}
        while place in links:
            target = os.fsdecode(files[place])
            place = posixpath.normpath(posixpath.join(posixpath.dirname(place), target))
            if place in passed:
                break
            passed.add(place)
        if place in files and place not in links:
            followed[path] = files[place]
    return followed
