"""Codes that lead from paper to a page: QR codes (ISO/IEC 18004), drawn during the build."""

import io

import segno

_CORRECTION = "m"
"""The level at which about 15 % of a code may be lost: paper is folded, and copied."""


def draw_code(address: str) -> str:
    """Return the code of an address as SVG; its quiet zone is white whatever lies around it."""
    file = io.BytesIO()
    code = segno.make(address, error=_CORRECTION, boost_error=False, micro=False)
    code.save(
        file,
        kind="svg",
        light="#fff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
    )
    return file.getvalue().decode()
