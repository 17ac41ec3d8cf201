"""Notebooks into a report: the only room that knows papermill and nbconvert.

`report` runs a preset and publishes its pages; `presets` reads presets and checks parameters;
`executed` reads what a run notebook says; `overview` gathers what chapters share; `page` makes
the markup; `publish` writes aside and swaps; `progress` tells how far it is.
"""

from exportgap.render.report import ReportError, Step, Terminal, render_report

__all__ = ["ReportError", "Step", "Terminal", "render_report"]
