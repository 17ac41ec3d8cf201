"""Pure functions from tidy frames to tables of numbers; no file is read and nothing is drawn.

`gap` measures the distance between two economies, `currency` what the exchange rate does to it,
`growth` changes on the year, `trend` its slope and breaks.

`drivers` says what moved a total or a gap, item by item; `prices` whether by price or by volume;
`competitiveness` shares, advantage and overlap; `tariffs` which duty applied and
`partial_equilibrium` what one does; `working_days` how long a month was.
"""
