"""What `make check` holds, and that each check can fail."""

from pathlib import Path

import pandas as pd
import pytest

from exportgap import check
from exportgap.check import agreement, contract

ROOT = Path(__file__).resolve().parents[1]
ITEMS, PARTNERS = "exports_by_item_monthly", "exports_by_partner_item_annual"


def change(folder, table, where, column, value):
    """Write a value, or a factor given as text ("x3"), into the first row that matches."""
    path = folder / f"{table}.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows = frame.query(where).index
    assert len(rows), where
    old = frame.loc[rows[0], column]
    frame.loc[rows[0], column] = str(float(old) * float(value[1:])) if value[0] == "x" else value
    frame.to_csv(path, index=False, lineterminator="\n")


def drop(folder, table, where):
    """Take the rows that match out of a table."""
    path = folder / f"{table}.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    gone = frame.query(where).index
    assert len(gone), where
    frame.drop(index=gone).to_csv(path, index=False, lineterminator="\n")


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
    # A section of Japan's exports one percent off: the nine miss the total.
    (
        ITEMS,
        "ITEM == 'chemicals' and TIME_PERIOD == '2015-03'",
        "OBS_VALUE",
        "x1.01",
        lambda: list(agreement.check_parts()),
        "exports_by_item_monthly 2015-03: the parts miss TOTAL by 0.1",
    ),
    (
        "semiconductor_billings",
        "REF_AREA == 'EUROPE' and TIME_PERIOD == '2020-05'",
        "OBS_VALUE",
        "x1.01",
        lambda: list(agreement.check_parts()),
        "semiconductor_billings 2020-05: the parts miss WLD by 0.0",
    ),
    (
        ITEMS,
        "CLASSIFICATION == 'KCS10' and ITEM == 'TOTAL' and TIME_PERIOD == '2025-10'",
        "OBS_VALUE",
        "x1.01",
        agreement.check_item_totals,
        "KCS10 2025-10: its total and that of KOR differ by 1.000 percent; allowed are 1e-06.",
    ),
    # The ministry's first print may differ by half a percent from what customs revised it to.
    (
        ITEMS,
        "CLASSIFICATION == 'MTI' and ITEM == 'TOTAL' and TIME_PERIOD == '2025-11' and "
        "MEASURE == 'value'",
        "OBS_VALUE",
        "x1.01",
        agreement.check_item_totals,
        "exports_by_item_monthly MTI 2025-11: its total and that of KOR differ by 1.",
    ),
    (
        ITEMS,
        "CLASSIFICATION == 'MOF-PC' and ITEM == 'TOTAL' and TIME_PERIOD == '2005-01'",
        "OBS_VALUE",
        "x0.99",
        agreement.check_item_totals,
        "exports_by_item_monthly MOF-PC 2005-01: its total and that of JPN differ by 1.000 percent",
    ),
    (
        ITEMS,
        "CLASSIFICATION == 'KCS10' and ITEM == 'TOTAL' and TIME_PERIOD == '2026-09'",
        "TIME_PERIOD",
        "2026-10",
        agreement.check_item_totals,
        "exports_by_item_monthly KCS10 2026-10: KOR has no such month.",
    ),
    (
        PARTNERS,
        "COUNTERPART_AREA == 'WLD' and ITEM == 'ships' and TIME_PERIOD == '2015'",
        "OBS_VALUE",
        "x1.01",
        lambda: list(agreement.check_partner_years()),
        f"{PARTNERS} ships 2015: the year and its twelve months differ by 0.9901 percent; "
        "allowed are 0.0001.",
    ),
    (
        ITEMS,
        "ITEM == 'TOTAL' and TIME_PERIOD == '2009-01'",
        "OBS_VALUE",
        "x1.01",
        lambda: list(agreement.check_partner_years()),
        f"{PARTNERS} TOTAL 2009: the year and its twelve months differ by 0.0",
    ),
    (
        "item_groups",
        "ITEM == 'auto_parts'",
        "GROUP",
        "parts",
        contract.check_groups,
        "item_groups: the card has no words for the group 'parts'.",
    ),
    (
        "item_groups",
        "ITEM == 'auto_parts'",
        "ITEM",
        "tyres",
        contract.check_groups,
        "item_groups: no table has tyres of KCS10.",
    ),
    # An item of the ministry's list is none of customs'.
    (
        "item_groups",
        "ITEM == 'automobiles'",
        "CLASSIFICATION",
        "KCS10",
        contract.check_groups,
        "item_groups: no table has automobiles of KCS10.",
    ),
    (
        "item_groups",
        "CLASSIFICATION == 'KCS10' and ITEM == 'ships'",
        "ITEM",
        "semiconductors",
        contract.check_groups,
        "item_groups: semiconductors stands in two groups.",
    ),
    # A section that holds other items of the list: they would count twice.
    (
        "item_groups",
        "CLASSIFICATION == 'MOF-PC' and ITEM == 'iron_and_steel'",
        "ITEM",
        "transport_equipment",
        contract.check_groups,
        "lies inside transport_equipment, so they do not add up.",
    ),
    (
        "item_groups",
        "CLASSIFICATION == 'MOF-PC' and ITEM == 'ships'",
        "ITEM",
        "motor_vehicles",
        contract.check_groups,
        "item_groups: passenger_cars lies inside motor_vehicles",
    ),
    # Periods of mixed length: years, months, runs of months, days, ten and twenty days.
    (
        "car_exports",
        "TIME_PERIOD == '2025'",
        "PUBLISHED",
        "2025-12-31",
        contract.check_published,
        "car_exports: 2025 was published on 2025-12-31; allowed is after its end",
    ),
    (
        "car_exports",
        "TIME_PERIOD == '2025-11'",
        "PUBLISHED",
        "2025-11-30",
        contract.check_published,
        "car_exports: 2025-11 was published on 2025-11-30",
    ),
    (
        "indicators",
        "TIME_PERIOD == '2025-01..2025-11'",
        "PUBLISHED",
        "2025-11-30",
        contract.check_published,
        "indicators: 2025-01..2025-11 was published on 2025-11-30",
    ),
    (
        "indicators",
        "TIME_PERIOD == '2026-02-26'",
        "PUBLISHED",
        "2026-02-25",
        contract.check_published,
        "indicators: 2026-02-26 was published on 2026-02-25",
    ),
    (
        "early_exports",
        "FREQ == 'D10' and TIME_PERIOD == '2025-10' and SOURCE == 'KCS-first'",
        "PUBLISHED",
        "2025-10-10",
        contract.check_published,
        "early_exports: 2025-10 was published on 2025-10-10",
    ),
    (
        "early_exports",
        "FREQ == 'D20' and TIME_PERIOD == '2025-10' and SOURCE == 'KCS-first'",
        "PUBLISHED",
        "2025-10-20",
        contract.check_published,
        "early_exports: 2025-10 was published on 2025-10-20",
    ),
    # A duty may be announced before it applies, but not after the tables were collected.
    (
        "tariffs",
        "MEASURE == 'announced'",
        "PUBLISHED",
        "2026-11-24",
        contract.check_published,
        "was published on 2026-11-24; allowed is after its end and up to 2026-11-23.",
    ),
]


@pytest.mark.parametrize(("table", "where", "column", "value", "run", "message"), BREACHES)
def test_a_breach_is_refused(data_copy, table, where, column, value, run, message):
    change(data_copy, table, where, column, value)
    with pytest.raises(ValueError) as refusal:
        run()
    assert message in str(refusal.value)


def test_figures_may_be_public_the_day_after_their_period_ends(data_copy):
    # The control of the breaches above: a day later each of them passes.
    for table, where, day in [
        ("car_exports", "TIME_PERIOD == '2025'", "2026-01-01"),
        ("indicators", "TIME_PERIOD == '2025-01..2025-11'", "2025-12-01"),
        ("indicators", "TIME_PERIOD == '2026-02-26'", "2026-02-26"),
        ("early_exports", "FREQ == 'D10' and TIME_PERIOD == '2025-10'", "2025-10-11"),
        ("early_exports", "FREQ == 'D20' and TIME_PERIOD == '2025-10'", "2025-10-21"),
        ("tariffs", "MEASURE == 'announced'", "2020-01-01"),
    ]:
        change(data_copy, table, where, "PUBLISHED", day)
    assert contract.check_published().endswith("in 15 tables")


@pytest.mark.parametrize(
    ("table", "where", "run", "message"),
    [
        (
            ITEMS,
            "ITEM == 'chemicals' and TIME_PERIOD == '2015-03'",
            agreement.check_parts,
            "exports_by_item_monthly 2015-03: chemicals is missing, which its whole needs.",
        ),
        (
            ITEMS,
            "CLASSIFICATION == 'MOF-PC' and ITEM == 'TOTAL' and TIME_PERIOD == '2015-03'",
            agreement.check_parts,
            "exports_by_item_monthly 2015-03: TOTAL is missing, which its whole needs.",
        ),
        (
            "semiconductor_billings",
            "REF_AREA == 'WLD' and TIME_PERIOD == '2020-05'",
            agreement.check_parts,
            "semiconductor_billings 2020-05: WLD is missing, which its whole needs.",
        ),
        (
            ITEMS,
            "ITEM == 'ships' and CLASSIFICATION == 'MOF-PC' and TIME_PERIOD == '2015-03'",
            agreement.check_partner_years,
            f"{PARTNERS} ships 2015: exports_by_item_monthly lacks a month of it.",
        ),
    ],
)
def test_what_is_missing_is_not_passed_over(data_copy, table, where, run, message):
    drop(data_copy, table, where)
    with pytest.raises(ValueError) as refusal:
        list(run())
    assert str(refusal.value) == message


def test_checks_of_sums_count_what_they_held():
    assert list(agreement.check_partner_years()) == [
        # Fourteen goods and all goods with months, 17 years each; chip machines from 2018.
        f"{PARTNERS}: 229 years of 14 goods are their twelve months, within 0.0000 percent"
    ]
    first, second = agreement.check_parts()
    assert first.startswith("exports_by_item_monthly: 9 parts sum to TOTAL in 464 periods")
    assert second.startswith("semiconductor_billings: 4 parts sum to WLD in 137 periods")


@pytest.mark.parametrize(
    ("table", "column", "value", "message"),
    [
        ("car_exports", "COUNTERPART_AREA", "MOON", "COUNTERPART_AREA: 'MOON' is in no vocab"),
        ("world_chips", "ITEM", "9999", "world_chips, ITEM: '9999' is in no vocabulary and has no"),
        (
            PARTNERS,
            "SOURCE",
            "HEARSAY",
            f"{PARTNERS}: source HEARSAY is used or described, not both",
        ),
    ],
)
def test_a_code_without_words_is_refused(data_copy, table, column, value, message):
    change(data_copy, table, "index >= 0", column, value)
    with pytest.raises(ValueError) as refusal:
        check.check_codes(check.tables.read(table), check.tables.card(table))
    assert message in str(refusal.value)


def test_words_for_a_code_that_no_row_has_are_refused():
    frame = check.tables.read("semiconductor_billings")
    rest = frame[frame["REF_AREA"] != "EUROPE"]
    with pytest.raises(ValueError, match="the label 'EUROPE' names no row"):
        check.check_codes(rest, check.tables.card("semiconductor_billings"))


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
