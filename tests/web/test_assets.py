"""Many files to write, one of each kind to read."""

from kb.web.assets import join_files


def test_the_files_of_a_folder_become_one_in_the_order_of_their_names() -> None:
    """Later styles override earlier ones, whatever order the file system gives."""
    files = {"styles/20-b.css": b"b\n", "styles/10-a.css": b"a\n", "scripts/c.js": b"c\n"}
    assert join_files(files) == {"assets/site.css": b"a\nb\n", "assets/site.js": b"c\n;\n"}


def test_each_script_ends_before_the_next_begins() -> None:
    """Two functions in brackets, one after the other, would be a call of the first's result."""
    files = {"scripts/a.js": b"(() => {})()\n", "scripts/b.js": b"(() => {})()\n"}
    assert join_files(files) == {"assets/site.js": b"(() => {})()\n;\n(() => {})()\n;\n"}


def test_other_files_stay_where_they_are() -> None:
    """Pictures and whatever else is to be copied."""
    assert join_files({"assets/a.svg": b"<svg/>"}) == {"assets/a.svg": b"<svg/>"}
