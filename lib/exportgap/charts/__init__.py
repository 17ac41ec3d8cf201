"""The few chart forms, all in one frame: title = finding, subtitle = measure, foot = source.

Each form takes a frame and returns a `Chart`, which shows itself in a notebook in two layouts
and saves itself as SVG or PNG. Forms compute nothing but where labels stand.
"""

from exportgap.charts.bars import bars, dots, waterfall
from exportgap.charts.calendar import same_point, scoreboard
from exportgap.charts.chart import Chart
from exportgap.charts.columns import gap_columns, stacked
from exportgap.charts.days import steps
from exportgap.charts.labels import spread
from exportgap.charts.palette import DARK, PALETTE
from exportgap.charts.through_time import lines, ratio_line, two_lines

__all__ = [
    "DARK",
    "PALETTE",
    "Chart",
    "bars",
    "dots",
    "gap_columns",
    "lines",
    "ratio_line",
    "same_point",
    "scoreboard",
    "spread",
    "stacked",
    "steps",
    "two_lines",
    "waterfall",
]
