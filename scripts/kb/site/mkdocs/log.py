"""What MkDocs says while it works, told on the terminal."""

import logging

from kb.terminal import say


def report_to_mkdocs_log(level: int) -> None:
    """Print what MkDocs logs, from a level on."""
    logger = logging.getLogger("mkdocs")
    logger.addHandler(_Echo(level))
    logger.setLevel(level)


class _Echo(logging.Handler):
    """Prints what is logged."""

    def emit(self, record: logging.LogRecord) -> None:
        say(f"{record.levelname.capitalize()}: {record.getMessage()}", to_errors=True)
