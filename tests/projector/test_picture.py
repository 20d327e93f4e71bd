"""Pictures as PNG, on a machine without any font: Chinese is drawn, and not as empty boxes."""

import pytest

from bot.projector.picture import png
from bot.review.pictures.curves import curves
from bot.review.pictures.draw import to_svg
from bot.review.wording import Wording
from tests.review.goldens import voice
from tests.review.stories import everything, name, reviewed

NOT_ASSIGNED = "\U000e0fff"


def drawn(text: str) -> bytes:
    return png(
        '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="24" font-size="12" '
        "font-family=\"'Noto Sans CJK SC',sans-serif\">"
        f'<text x="4" y="16">{text}</text></svg>'
    )


def test_each_sign_of_both_scripts_has_a_shape_of_its_own() -> None:
    signs = ["", "危", "机", "A", "±", NOT_ASSIGNED]
    assert len({drawn(sign) for sign in signs}) >= len(signs) - 1
    assert drawn("危") not in {drawn(""), drawn(NOT_ASSIGNED)}


def test_a_picture_of_the_review_is_twice_as_wide_as_its_svg() -> None:
    made = curves(reviewed(everything()), Wording(voice("zh"), name))
    assert made is not None
    picture = png(to_svg(made))
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(picture[16:20]) == 1920


def test_what_is_no_svg_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown token"):
        png("no picture")
