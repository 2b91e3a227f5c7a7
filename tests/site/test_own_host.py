"""The preview answers under its own name only, and with nothing that lies outside of the site."""

from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from kb.site.mkdocs.own_host import answer_as


def ask(host: str, asked: str, path: str = "/") -> str:
    """Ask a preview that is served at a host, and return the status of its answer."""
    said: list[str] = []
    environ: dict[str, Any] = {"HTTP_HOST": asked, "PATH_INFO": path}
    setup_testing_defaults(environ)
    environ["HTTP_HOST"] = asked

    def start(status: str, _headers: object, _error: object = None) -> Any:  # noqa: ANN401 - as WSGI has it
        said.append(status)

    def app(_environ: object, start_response: Any) -> list[bytes]:  # noqa: ANN401 - as WSGI has it
        start_response("200 OK", [])
        return [b"the site"]

    b"".join(answer_as(host, app)(environ, start))
    return said[0][:3]


@pytest.mark.parametrize(
    ("host", "asked", "status"),
    [
        ("127.0.0.1", "127.0.0.1:8000", "200"),
        ("127.0.0.1", "localhost:8000", "200"),
        ("127.0.0.1", "LOCALHOST.:8000", "200"),
        ("127.0.0.1", "[::1]:8000", "200"),
        ("localhost", "127.0.0.1:8000", "200"),
        ("::1", "[::1]:8000", "200"),
        ("127.0.0.1", "evil.example:8000", "403"),
        ("127.0.0.1", "127.0.0.1.evil.example", "403"),
        ("127.0.0.1", "localhost.evil.example:8000", "403"),
        ("127.0.0.1", "192.0.2.1:8000", "403"),
        ("127.0.0.1", "", "403"),
        ("localhost", "evil.example", "403"),
        ("0.0.0.0", "192.0.2.1:8000", "200"),  # noqa: S104 - nothing is served
        ("0.0.0.0", "evil.example:8000", "403"),  # noqa: S104 - nothing is served
        ("desk.example", "desk.example:8000", "200"),
        ("desk.example", "evil.example:8000", "403"),
    ],
)
def test_only_its_own_name_is_answered(host: str, asked: str, status: str) -> None:
    """Another name stands for this machine only if somebody means to read along."""
    assert ask(host, asked) == status


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", "200"),
        ("/findings/f001/", "200"),
        ("/livereload/1/2", "200"),
        ("//evil.example", "404"),
        ("/../mkdocs.yml", "404"),
        ("/a/../../mkdocs.yml", "404"),
        ("/a/./b", "404"),
        ("/a\\..\\b", "404"),
        ("/a\0b", "404"),
        (f"/livereload/{'9' * 5000}/1", "404"),
        ("findings", "404"),
    ],
)
def test_only_what_lies_within_the_site_is_answered(path: str, status: str) -> None:
    """And nothing leads to another host."""
    assert ask("127.0.0.1", "127.0.0.1:8000", path) == status
