"""Styles and scripts are written one idea a file, and read by a browser as one file of each."""

from collections.abc import Mapping

JOINED = {"styles/": "assets/site.css", "scripts/": "assets/site.js"}
"""The file that the files of each folder become."""


def joined(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Join the files of each folder, in the order of their names; leave all others as they are.

    A semicolon ends each script: without one, a script that begins with a bracket would be read as
    a call of what the script before it returns.
    """
    result: dict[str, bytes] = {}
    for path in sorted(files):
        target = next((whole for folder, whole in JOINED.items() if path.startswith(folder)), path)
        end = b";\n" if path != target and target.endswith(".js") else b""
        result[target] = result.get(target, b"") + files[path] + end
    return result
