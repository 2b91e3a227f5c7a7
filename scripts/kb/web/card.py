"""The picture that link previews show, painted during the build with Pillow’s own typeface."""

import io
import textwrap

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
"""The width and height in pixels that the Open Graph protocol's users recommend."""

PAPER, INK, SOFT, ACCENT = "#fcfbf8", "#1b2427", "#4c595d", "#0b5d6b"
MARGIN = 90
LETTERS_A_LINE = 46


def draw_preview(name: str, description: str) -> bytes:
    """Paint the site's name and description as a PNG; the same words give the same bytes."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    _mark(draw)
    draw.text((MARGIN, 250), name, fill=INK, font=ImageFont.load_default(76))
    lines = textwrap.wrap(description, LETTERS_A_LINE)
    draw.multiline_text(
        (MARGIN, 375), "\n".join(lines), fill=SOFT, font=ImageFont.load_default(36), spacing=16
    )
    draw.rectangle((0, SIZE[1] - 14, SIZE[0], SIZE[1]), fill=ACCENT)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _mark(draw: ImageDraw.ImageDraw) -> None:
    """Draw the site's mark: what was said, and the chain that leads on from it."""
    left, top, right, bottom = MARGIN, 64, MARGIN + 168, 64 + 126
    draw.rounded_rectangle((left, top, right, bottom), radius=24, fill=ACCENT)
    draw.polygon([(left + 36, bottom), (left + 36, bottom + 36), (left + 78, bottom)], fill=ACCENT)
    middle = (top + bottom) // 2
    draw.line((left + 42, middle, right - 42, middle), fill=PAPER, width=8)
    for x in (left + 42, (left + right) // 2, right - 42):
        draw.circle((x, middle), 16, fill=PAPER)
