"""Many files to write, one of each kind to read."""

from kb.assets import joined


def test_the_files_of_a_folder_become_one_in_the_order_of_their_names() -> None:
    """Later styles override earlier ones, whatever order the file system gives."""
    files = {"styles/20-b.css": b"b\n", "styles/10-a.css": b"a\n", "scripts/c.js": b"c\n"}
    assert joined(files) == {"assets/site.css": b"a\nb\n", "assets/site.js": b"c\n"}


def test_other_files_stay_where_they_are() -> None:
    """Pictures and whatever else is to be copied."""
    assert joined({"assets/a.svg": b"<svg/>"}) == {"assets/a.svg": b"<svg/>"}
