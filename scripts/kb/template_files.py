"""The files of templates, and how they are read: for pages and for what the search reads."""

from jinja2 import Environment, PackageLoader, StrictUndefined


def template_files() -> Environment:
    """Return an environment that escapes every text, and knows no name that it was not given."""
    return Environment(
        loader=PackageLoader("kb"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=-1,
        auto_reload=False,
    )
