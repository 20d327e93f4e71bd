"""Pictures as PNG, because Slack shows no SVG. Handed to the projector where the bot is built.

The font comes with us, and the pictures name it: a server has none, and a picture must look the
same everywhere.
"""

from importlib.resources import as_file, files

import resvg_py

_FONT = files("noto_cjk_sans_otc") / "NotoSansCJK-Regular.ttc"
_ZOOM = 2.0
"""Phones show twice as many points as they have pixels in CSS."""


def png(svg: str) -> bytes:
    """Return a picture as PNG. Takes about half a second. Raises ``ValueError`` for no SVG."""
    with as_file(_FONT) as font:
        made = resvg_py.svg_to_bytes(
            svg_string=svg,
            font_files=[str(font)],
            skip_system_fonts=True,
            zoom=_ZOOM,
        )
    return bytes(made)
