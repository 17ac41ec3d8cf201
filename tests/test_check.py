"""What `make check` holds, and that each check can fail."""

from pathlib import Path

import pandas as pd
import pytest

from exportgap import check

ROOT = Path(__file__).resolve().parents[1]


def change(folder, table, where, column, value):
    """Write a value, or a factor given as text ("x3"), into the first row that matches."""
    path = folder / f"{table}.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows = frame.query(where).index
    assert len(rows), where
    old = frame.loc[rows[0], column]
    frame.loc[rows[0], column] = str(float(old) * float(value[1:])) if value[0] == "x" else value
    frame.to_csv(path, index=False, lineterminator="\n")


def test_the_data_and_the_generated_files_pass_every_check():
    lines = list(check.check_all(ROOT))
    assert any(line.startswith("KOR: joined at 2000-01; 308 common months") for line in lines)
    assert any(line.startswith("environment.yml") for line in lines)


def test_environment_yml_is_what_pyproject_makes():
    assert (ROOT / "environment.yml").read_text() == check.environment(ROOT / "pyproject.toml")


def test_environment_names_every_dependency(tmp_path):
    project = tmp_path / "pyproject.toml"
    project.write_text(
        '[project]\nrequires-python = ">=3.11"\ndependencies = ["b>=2", "ziamath>=1"]\n'
        "[project.optional-dependencies]\ndev = ['a>=1']\n"
    )
    lines = check.environment(project).splitlines()
    assert lines[4:] == [
        '  - "python>=3.11"',
        '  - "a>=1"',
        '  - "b>=2"',
        '  - "pip"',
        "  - pip:",
        '      - "ziamath>=1"',
        "      - --editable .",
    ]


def test_the_catalogue_names_every_table_series_and_source(data_copy):
    text = check.catalogue()
    for resource in check.tables.package()["resources"]:
        assert f"## {resource['name']}" in text
        for code in resource["trade"].get("series", {}):
            assert f"| {code} |" in text
        for source in resource["sources"]:
            assert f"| {source['name']} |" in text


def test_an_edited_catalogue_is_refused(data_copy):
    (data_copy / "README.md").write_text("edited")
    with pytest.raises(ValueError, match=r"README.md is not what it is made from"):
        list(check.check_all(ROOT))


def test_write_generated_restores_the_catalogue(data_copy, tmp_path):
    (data_copy / "README.md").write_text("edited")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    check.write_generated(tmp_path)
    assert (data_copy / "README.md").read_text() == check.catalogue()
    assert not list(data_copy.glob("*.part"))


BREACHES = [
    # A Korean month ten percent off the World Bank's year.
    (
        "exports_monthly",
        "SERIES == 'KOR' and TIME_PERIOD == '2010-05' and FLOW == 'X'",
        "OBS_VALUE",
        "x1.1",
        lambda: list(check.check_against_years()),
        "KOR 2010: months and the World Bank's year differ by",
    ),
    # The same, so far only against the second source of the join.
    (
        "exports_monthly",
        "SERIES == 'KOR' and TIME_PERIOD == '1995-05' and FLOW == 'X'",
        "OBS_VALUE",
        "x1.001",
        lambda: list(check.check_joins()),
        "the join of KOR at 2000-01",
    ),
    (
        "exports_monthly",
        "SERIES == 'JPN' and TIME_PERIOD == '2012-05' and FLOW == 'X'",
        "OBS_VALUE",
        "x1.002",
        check.check_second_conversion,
        "JPN 2012-05: our dollars and the World Bank's differ",
    ),
    (
        "exchange_rates_monthly",
        "CURRENCY == 'JPY' and TIME_PERIOD == '2015-03' and SOURCE == 'FRB-H10'",
        "OBS_VALUE",
        "x1.02",
        lambda: list(check.check_rates()),
        "exchange rates: the two sources differ by",
    ),
    (
        "exchange_rates_daily",
        "CURRENCY == 'JPY' and TIME_PERIOD == '2015-03-10'",
        "OBS_VALUE",
        "x1.001",
        lambda: list(check.check_rates()),
        "daily rates: their monthly mean differs",
    ),
    (
        "exports_monthly",
        "SERIES == 'ITA' and TIME_PERIOD == '2015-03'",
        "TIME_PERIOD",
        "2014-03",
        check.check_grid,
        "ITA X lacks ['2015-03'], its card declares []",
    ),
    (
        "exports_monthly",
        "SERIES == 'KOR' and TIME_PERIOD == '2015-03' and FLOW == 'X'",
        "PUBLISHED",
        "2015-03-31",
        check.check_published,
        "2015-03 was published on 2015-03-31",
    ),
    (
        "exports_annual",
        "REF_AREA == 'KOR' and TIME_PERIOD == '2015'",
        "PUBLISHED",
        "2027-01-01",
        check.check_published,
        "2015 was published on 2027-01-01",
    ),
]


@pytest.mark.parametrize(("table", "where", "column", "value", "run", "message"), BREACHES)
def test_a_breach_is_refused(data_copy, table, where, column, value, run, message):
    change(data_copy, table, where, column, value)
    with pytest.raises(ValueError) as refusal:
        run()
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("REF_AREA", "XXX", "'XXX' is in no vocabulary and has no label"),
        ("REF_AREA", "JPN", "has another REF_AREA"),
        ("UNIT_MEASURE", "EUR", "mixes values of UNIT_MEASURE"),
        ("ADJUSTMENT", "S", "mixes values of ADJUSTMENT"),
        ("SOURCE", "HEARSAY", "source HEARSAY is used or described, not both"),
    ],
)
def test_a_code_out_of_place_is_refused(data_copy, column, value, message):
    change(data_copy, "exports_monthly", "SERIES == 'ITA'", column, value)
    frame = check.tables.read("exports_monthly")
    with pytest.raises(ValueError, match=message):
        check.check_codes(frame, check.tables.card("exports_monthly"))


def test_the_frictionless_standard_is_asked(data_copy):
    change(data_copy, "exports_annual", "REF_AREA == 'KOR'", "OBS_VALUE", "a lot")
    with pytest.raises(ValueError, match="Type Error"):
        check.check_package()
