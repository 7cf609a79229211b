"""Colours that can be read: how two contrast, which ink a label takes on a ground.

Luminance and contrast as WCAG 2.2 defines them. Not done here: which colour means what (the
shapes), the palette (``theme``).
"""

from __future__ import annotations

from analysis.briefing.theme import INK

__all__ = ["WHITE", "blended", "contrast", "ink_on", "readable"]

WHITE = "#ffffff"
_AA = 4.5  # the contrast that WCAG 2.2 AA asks of text
_STEPS = 50


def ink_on(ground: str) -> str:
    """Dark or white, whichever can be read better on ``ground`` (``#rrggbb``)."""
    return max((INK, WHITE), key=lambda ink: contrast(ink, ground))


def blended(colour: str, share: float) -> str:
    """``colour`` laid on white with so much opacity, 0 to 1."""
    mixed = (round(255 + (part - 255) * share) for part in _parts(colour))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def readable(colour: str, share: float) -> str:
    """``blended``, or the next darker shade on which a label can be read.

    Between the shades for dark and for white ink lie some that are good for neither.
    """
    for step in range(_STEPS + 1):
        shade = blended(colour, share + (1 - share) * step / _STEPS)
        if contrast(ink_on(shade), shade) >= _AA:
            return shade
    return colour


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(colour))
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
