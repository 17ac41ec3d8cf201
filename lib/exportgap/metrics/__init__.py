"""Pure functions from tidy frames to tables of numbers; no file is read and nothing is drawn.

`gap` measures the distance between two economies, `currency` what the exchange rate does to it,
`growth` changes on the year, `trend` its slope and breaks.
"""
