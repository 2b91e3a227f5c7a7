"""The packages of the program as its code has them: their order, purposes, and who imports what."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from tests.helpers.building import REPOSITORY

SCRIPTS = REPOSITORY / "scripts"


def list_levels() -> list[list[str]]:
    """Return what the contract puts on each level, from the top; each level knows those below."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    (layers,) = [
        contract["layers"]
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    ]
    return [level.split(" | ") for level in layers]


def is_package(name: str) -> bool:
    """Tell whether a name is that of a package; other names are those of modules."""
    return (SCRIPTS / name.replace(".", "/") / "__init__.py").is_file()


def is_module(name: str) -> bool:
    """Tell whether a name is that of a module or a package."""
    path = SCRIPTS / name.replace(".", "/")
    return path.with_suffix(".py").is_file() or is_package(name)


def read_purpose(name: str) -> str:
    """Return the sentence that a package or module begins with."""
    purpose, _, _ = (import_module(name).__doc__ or "").partition("\n")
    return purpose


def list_packages() -> list[str]:
    """Return the name of every package in the program, at any depth."""
    return [name for name, path in _list_modules() if path.name == "__init__.py" and name != "kb"]


def list_names() -> list[str]:
    """Return the dotted name of every module, and of every function and class in it."""
    names = []
    for module, path in _list_modules():
        names += [module] + [
            f"{module}.{node.name}"
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        ]
    return names


def find_faces() -> dict[str, set[str]]:
    """Return what modules outside each package import from it: names, and modules in it."""
    faces: dict[str, set[str]] = defaultdict(set)
    for package in list_packages():
        for module, imported in _list_imports():
            if not _lies_in(module, package) and _lies_in(imported, f"{package}."):
                faces[package].add(imported.removeprefix(f"{package}.").partition(".")[0])
    return faces


def find_named(dotted: str) -> object:
    """Return what a dotted name stands for.

    Raises:
        ImportError: There is no such module.
        AttributeError: The module has no such name.
    """
    module, names = dotted, []
    while not is_module(module):
        module, _, name = module.rpartition(".")
        names.append(name)
        if not module:
            raise ImportError(dotted)
    found: object = import_module(module)
    for name in reversed(names):
        found = getattr(found, name)
    return found


def _lies_in(name: str, package: str) -> bool:
    return f"{name}.".startswith(package if package.endswith(".") else f"{package}.")


def _list_modules() -> Iterator[tuple[str, Path]]:
    for path in sorted((SCRIPTS / "kb").rglob("*.py")):
        parts = path.relative_to(SCRIPTS).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


@cache
def _list_imports() -> tuple[tuple[str, str], ...]:
    """Return each module with each name that it imports, or loads by its name when it is wanted."""
    found: list[tuple[str, str]] = []
    for module, path in _list_modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.ImportFrom(module=str(source), names=names):
                    found += [(module, f"{source}.{alias.name}") for alias in names]
                case ast.Import(names=names):
                    found += [(module, alias.name) for alias in names]
                case ast.Constant(value=str(text)) if re.fullmatch(r"kb(\.\w+)+", text):
                    found.append((module, text))
                case _:
                    pass
    return tuple(found)
