"""Numbers, dates and directions into words, and sentences that record what they publish.

A sentence is a template whose every figure is a `Number`: digits typed into the template are
refused, and each number used travels with the sentence (value, unit, period, areas, rule, date),
so that a report can list all it published.
"""

from exportgap.prose.figures import (
    DIGITS,
    MINUS,
    Number,
    choose,
    figure,
    in_words,
    ordinal,
    unit_words,
)
from exportgap.prose.sentences import (
    Finding,
    Sentence,
    caption,
    facts,
    frame_words,
    number,
    numbers_of,
    say,
    sentence,
    show,
    takeaways,
    words,
)
from exportgap.prose.wording import (
    APOSTROPHE,
    area_label,
    date_words,
    label,
    listing,
    opening,
    period_words,
    possessive,
    ranges,
    rule_words,
    span,
)

__all__ = [
    "APOSTROPHE",
    "DIGITS",
    "MINUS",
    "Finding",
    "Number",
    "Sentence",
    "area_label",
    "caption",
    "choose",
    "date_words",
    "facts",
    "figure",
    "frame_words",
    "in_words",
    "label",
    "listing",
    "number",
    "numbers_of",
    "opening",
    "ordinal",
    "period_words",
    "possessive",
    "ranges",
    "rule_words",
    "say",
    "sentence",
    "show",
    "span",
    "takeaways",
    "unit_words",
    "words",
]
