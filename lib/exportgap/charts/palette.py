"""Colours by meaning, for white paper and for a dark page.

Every colour is a hex string that occurs once in its table, so a page can replace each by a CSS
variable. Charts draw with these and nothing else: a tint is an entry, never an alpha value.
"""

from collections.abc import Mapping, Sequence

from exportgap.charts.labels import names_of

PALETTE: dict[str, str] = {
    "ink": "#14181c",  # title, zero line
    "text": "#444c54",  # subtitle, category labels
    "muted": "#5f6a74",  # ticks, foot, labels of context lines
    "faint": "#98a1aa",  # axis line, leaders, connectors
    "light": "#cdd3d9",  # context lines
    "rule": "#e8ebee",  # grid
    "paper": "#ffffff",  # inside of hollow marks
    "home": "#c7412a",
    "home_deep": "#8a3a2b",  # a second home line
    "home_half": "#e59c86",
    "home_light": "#f8e0d8",
    "rival": "#144f7d",
    "rival_mid": "#3e79ae",  # a second rival line
    "rival_half": "#85abcb",
    "rival_light": "#dce8f2",
    "gap": "#3a434d",  # the gap itself, where neither leads
    "forecast": "#7656a3",
    "forecast_light": "#e7e0f1",
    "third": "#96620a",
    "third_half": "#d6ab58",
    "fourth": "#1c7763",
    "fourth_deep": "#0d4a3d",
    "fifth": "#a0447e",
    "fifth_half": "#c287a8",
}

# Lightness is turned over, hue kept: home stays warm, rival stays blue.
DARK: dict[str, str] = {
    "ink": "#f2f4f6",
    "text": "#c6cdd4",
    "muted": "#9aa5b0",
    "faint": "#66717c",
    "light": "#47515b",
    "rule": "#262d35",
    "paper": "#12161b",
    "home": "#f0765d",
    "home_deep": "#d9a193",
    "home_half": "#a04c3a",
    "home_light": "#5c3127",
    "rival": "#6cb2ec",
    "rival_mid": "#9cc3e2",
    "rival_half": "#3f6e96",
    "rival_light": "#254764",
    "gap": "#b4bfca",
    "forecast": "#b79be0",
    "forecast_light": "#332a45",
    "third": "#dba545",
    "third_half": "#80602a",
    "fourth": "#5cc0a8",
    "fourth_deep": "#a3e0d0",
    "fifth": "#e08cc0",
    "fifth_half": "#b0709a",
}

# Colours that words are set in: at least 4.5 : 1 against the paper of their table.
WORDS = (
    *("ink", "text", "muted", "home", "home_deep", "rival", "rival_mid", "gap"),
    *("forecast", "third", "fourth", "fourth_deep", "fifth"),
)
# Lines in order of use; the first two are the pair's own.
SERIES = ("home", "rival", "third", "fourth", "fifth")
# Areas that touch: each neighbour is darker or lighter, so that grey print tells them apart.
STACK = ("home", "third_half", "fourth_deep", "fifth_half")


def tones(
    names: Sequence[str],
    spare: Sequence[str],
    attrs: object,
    colours: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return a colour for each name: the one asked for, its side's own, the next spare one.

    Raises:
        ValueError: a colour for a name that is not drawn, or one that the palette lacks.
    """
    asked = dict(colours or {})
    if not set(asked) <= set(names) or not set(asked.values()) <= set(PALETTE):
        raise ValueError(f"colours maps {list(names)} to names in PALETTE, not {asked}.")
    sides = zip(names_of(attrs), ("home", "rival"), strict=True)
    own = {name: side for name, side in sides if name in names} | asked
    # A colour that was passed over for another is no one else's, unless the others run out.
    passed = {tone for name, tone in zip(names, spare, strict=False) if name in asked}
    free = [tone for tone in spare if tone not in own.values()]
    left = iter(sorted(free, key=lambda tone: tone in passed))
    return {name: own.get(name) or next(left) for name in names}


def word_tone(tone: str) -> str:
    """Return the colour for words about what is drawn in `tone`: the same where it can be read."""
    base = tone.split("_")[0]
    return tone if tone in WORDS else base if base in WORDS else "muted"
