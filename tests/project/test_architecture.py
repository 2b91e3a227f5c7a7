"""What the pages on how it is built say of the program is so."""

import re
from importlib import import_module

import pytest

from tests.helpers.packages import (
    find_faces,
    is_module,
    list_levels,
    list_packages,
    read_purpose,
)

TOP = [name for level in list_levels() for name in level]
"""Every package and module at the top of the program, from the last stage to the first."""

# ------------------------------------------------------------------------------------ packages


@pytest.mark.parametrize("name", [f"kb.{name}" for name in TOP] + list_packages())
def test_each_package_says_in_a_sentence_what_it_is_for(name: str) -> None:
    """Its docstring begins with one line that a table can hold."""
    assert re.fullmatch(r"[A-Z][^.]+\.", read_purpose(name)), name


@pytest.mark.parametrize("package", list_packages())
def test_each_package_names_its_public_face(package: str) -> None:
    """Nobody outside imports what is not in `__all__`, and no module stands there for nobody."""
    face = set(import_module(package).__all__)
    used = find_faces()[package]
    hidden = used - face
    idle = {name for name in face - used if is_module(f"{package}.{name}")}
    assert not hidden, f"{package}: put into `__all__`, or import less: {sorted(hidden)}"
    assert not idle, f"{package}: no other package imports: {sorted(idle)}"


def test_imports_are_found_whatever_their_form() -> None:
    """The test above would pass if it found none."""
    faces = find_faces()
    assert {"Finding", "kinds"} <= faces["kb.records"]  # a name, and a module
    assert "plugin" not in faces["kb.site"]  # it lies deeper
    assert "check" in faces["kb.commands"]  # loaded by its name
