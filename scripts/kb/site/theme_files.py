"""What the site has of Material's own files: the one style sheet that pages load, and its licence.

Material brings along scripts, workers and dictionaries of a search, and other looks: some two
megabytes that no page here asks for.
"""

from importlib.metadata import distribution

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

LICENCE = ".LICENSE.txt"
"""What a licence's name ends in, after that of what it is for."""

_ASSETS = "assets/"


def keep_only_what_is_loaded(files: Files, config: MkDocsConfig) -> None:
    """Take the theme's other files out of the site.

    Args:
        files: All files of the site.
        config: The settings; the extra ones name the style sheet: see
            `kb.site.frame.make_frame_settings`.
    """
    styles = config.extra["theme_styles"]
    for file in [*files]:
        is_themes = file.src_dir != config.docs_dir and file.src_uri.startswith(_ASSETS)
        if is_themes and file.src_uri != styles:
            files.remove(file)
    content = read_licence("mkdocs-material")
    files.append(File.generated(config, f"{styles}{LICENCE}", content=content))


def read_licence(package: str) -> str:
    """Return the licence of a package, which asks to be given along with every copy."""
    own = distribution(package)
    place = next(path for path in own.files or () if path.stem == "LICENSE")
    return place.read_text(encoding="utf-8")
