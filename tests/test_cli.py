"""The command line: what it prints, in which form it refuses, and that it teaches itself."""

import json
import subprocess
import sys

import pytest

import frames
from exportgap.__main__ import main

KEYS = [
    *("home", "rival", "year", "through", "as_of", "rule", "currency"),
    *("home_exports", "rival_exports", "gap", "ratio", "rank"),
    *("smallest_year", "smallest_gap", "years"),
]


def answer(capsys, *arguments):
    """Return what `gap --json` prints."""
    assert main(["gap", *arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def refused(capsys, *arguments):
    """Return the one line with which a command is refused."""
    assert main(list(arguments)) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("exportgap: ")
    assert err.endswith("\n")
    assert err.count("\n") == 1
    return err.removeprefix("exportgap: ").rstrip("\n")


def test_json_has_exactly_its_keys_in_order(capsys):
    found = answer(capsys, "--year", "2025", "--through", "10", "--as-of", "2025-12-05")
    assert list(found) == KEYS


def test_json_says_what_was_asked(capsys):
    found = answer(
        capsys,
        *("--year", "2024", "--through", "6", "--as-of", "2025-12-05", "--home", "ITA"),
        *("--rival", "KOR", "--rule", "period_mean", "--currency", "JPY"),
    )
    assert {key: found[key] for key in KEYS[:7]} == {
        "home": "ITA",
        "rival": "KOR",
        "year": 2024,
        "through": 6,
        "as_of": "2025-12-05",
        "rule": "period_mean",
        "currency": "JPY",
    }


def test_json_values_are_those_of_the_date(capsys):
    found = answer(capsys, "--year", "2025", "--through", "10", "--as-of", "2025-12-05")
    # Korea Customs: 579.1 bn. Japan: 606.1 bn in the press, converted at another mean rate.
    assert found["home_exports"] == pytest.approx(579.1, rel=0.001)
    assert found["rival_exports"] == pytest.approx(606.1, rel=0.006)
    assert found["gap"] == pytest.approx(found["rival_exports"] - found["home_exports"], abs=0.001)
    ratio = found["home_exports"] / found["rival_exports"]
    assert found["ratio"] == pytest.approx(ratio, abs=0.0001)
    # January to October from 1990 to 2025; only in 2024 was the gap smaller.
    assert (found["rank"], found["years"]) == (2, 36)
    assert found["smallest_year"] == 2024
    assert found["smallest_gap"] < found["gap"]


def test_json_of_the_year_with_the_smallest_gap_names_itself(capsys):
    found = answer(capsys, "--year", "2024", "--through", "10", "--as-of", "2025-12-05")
    assert (found["rank"], found["smallest_year"]) == (1, 2024)
    assert found["smallest_gap"] == found["gap"]


def test_a_year_without_a_month_is_the_whole_year(capsys):
    assert answer(capsys, "--year", "2024", "--as-of", "2025-12-05")["through"] == 12


def test_swapping_the_sides_turns_the_gap(capsys):
    one = answer(capsys, "--year", "2024", "--as-of", "2025-12-05")
    other = answer(
        capsys,
        *("--year", "2024", "--as-of", "2025-12-05", "--home", "JPN", "--rival", "KOR"),
    )
    assert other["gap"] == -one["gap"]
    assert (other["home_exports"], other["rival_exports"]) == (
        one["rival_exports"],
        one["home_exports"],
    )


def test_latest_is_printed_as_the_date_it_stands_for(capsys):
    assert answer(capsys, "--year", "2025")["as_of"] == "2026-11-23"


def test_a_spot_rule_is_taken(capsys):
    found = answer(capsys, "--year", "2025", "--rule", "spot:2026-01-22")
    assert found["rule"] == "spot:2026-01-22"


def test_the_tables_named_by_the_environment_are_read(capsys, package):
    package(
        monthly=(
            "KOR X 2025-01 2025-02-01 50000 USD P MOTIE",
            "JPN X 2025-01 2025-02-20 6000000 JPY P MOF-2026",
        ),
        rates=("JPY 2025-01 FRB-H10 2025-02-01 150",),
    )
    found = answer(capsys, "--year", "2025", "--through", "1")
    # 6000 billion yen at 150
    assert [found[key] for key in KEYS[7:]] == [50.0, 40.0, -10.0, 1.25, 1, 2025, -10.0, 1]


def test_the_text_reads_the_same_numbers(capsys):
    named = ["--year", "2025", "--through", "10", "--as-of", "2025-12-05"]
    assert main(["gap", *named]) == 0
    text = capsys.readouterr().out
    found = answer(capsys, *named)
    assert text.splitlines()[0] == "January to October 2025, each month at its own mean rate"
    assert f"{found['home_exports']:.1f} billion dollars" in text
    assert f"{found['rival_exports']:.1f} billion dollars" in text
    assert f"+{found['gap']:.1f} billion dollars; ratio {found['ratio']:.2f}" in text
    assert "second smallest" in text
    assert f" was {found['smallest_gap']:.1f} billion dollars" in text
    assert text.endswith("Public by 5 December 2025.\n")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--home", "KRO"], "home: 'KRO' is not a known area. Did you mean KOR?"),
        (["--home", "Korea"], "home: 'Korea' is not a known area. Did you mean KOR?"),
        (["--rival", "KOR"], "home KOR and rival KOR are one area: name two different areas."),
        (["--rival", "KOR.gem"], "home KOR and rival KOR.gem are one area: "),
        (
            ["--rival", "SWE", "--through", "10"],
            "an annual frame has whole years only, not months 1 to 10.",
        ),
        (
            ["--rival", "CHN.frist"],
            "rival: 'CHN.frist' is not a series of exports_monthly or",
        ),
        (["--rival", "CAN.sa"], "KOR is not seasonally adjusted, CAN.sa is seasonally adjusted"),
        (["--rule", "spot"], "rule: 'spot' is not a currency rule."),
        (
            ["--rule", "spot:2026-01-24"],
            "rule spot:2026-01-24: no exchange rate on that day; the last business day before is "
            "2026-01-23.",
        ),
        (["--rule", "constant:2026"], "rule constant:2026: "),
        (["--currency", "EUR"], "currency: 'EUR' is not a known currency. Allowed: USD, JPY, KRW."),
        (["--as-of", "2999-01-01"], "as_of: 2999-01-01 is in the future"),
        (["--as-of", "soon"], "as_of: 'soon' is not a date"),
        (["--as-of", "1970-01-01"], "KOR: no exports figure was public by 1970-01-01."),
        (["--through", "13"], "through is a month, 1 to 12, not 13."),
        (["--through", "0"], "through is a month, 1 to 12, not 0."),
        (["--home", "K\nR"], "home: 'K\\nR' is not a known area."),
    ],
)
def test_a_wrong_argument_is_refused_in_one_line(capsys, arguments, reason):
    assert refused(capsys, "gap", "--year", "2025", *arguments).startswith(reason)


def test_a_year_that_lacks_months_is_refused_with_those_it_has(capsys):
    named = ["--as-of", "2025-12-05"]
    assert refused(capsys, "gap", "--year", "2025", *named) == (
        "KOR and JPN lack a month of 2025 as of 2025-12-05: both have January to October 2025. "
        "Years that have it: 1990 to 2024."
    )
    assert refused(capsys, "gap", "--year", "1989", "--through", "3", *named) == (
        "KOR and JPN lack a month of January to March 1989 as of 2025-12-05: they share no month "
        "of it. Years that have it: 1990 to 2025."
    )


@pytest.mark.parametrize("year", ["-1", "0", "99999", "99999999999999999999"])
def test_a_year_out_of_this_world_is_refused_in_one_line(capsys, year):
    assert refused(capsys, "gap", f"--year={year}") == (
        f"--year {year} is not a year of these tables: write one like 2025."
    )


def test_a_report_that_cannot_be_made_is_refused_in_one_line(capsys):
    assert refused(capsys, "report", "story", "-p", "as_of") == (
        "-p as_of: write name=value, for example -p as_of=2025-12-05."
    )
    assert "'storry'" in refused(capsys, "report", "storry")
    assert "'KRO'" in refused(capsys, "report", "story", "-p", "home=KRO")


def test_a_presets_parameters_are_listed_with_their_help(capsys):
    assert main(["report", "article", "--parameters"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "as_of = '2025-12-05'" in lines
    helped = lines[lines.index("home = 'KOR'") + 1]
    assert helped.startswith("    the economy that catches up")


def test_a_folder_without_tables_is_refused_in_one_line(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("EXPORTGAP_DATA", str(tmp_path))
    assert refused(capsys, "gap", "--year", "2025").startswith("no data package at ")


def test_a_missing_table_is_refused_in_one_line(capsys, data_copy):
    (data_copy / "exports_monthly.csv").unlink()
    assert "exports_monthly.csv" in refused(capsys, "gap", "--year", "2025")


@pytest.mark.parametrize(
    ("arguments", "taught"),
    [
        (["--help"], ["gap", "report", "check", "exportgap gap --year 2025 --through 10"]),
        (
            ["gap", "--help"],
            [
                "exportgap gap --year 2025 --rule spot:2026-01-22",
                "monthly_mean, period_mean, spot:YYYY-MM-DD, constant:YYYY",
                "rival minus home",
                "1 = smallest",
                "--as-of",
                "--json",
            ],
        ),
        (["report", "--help"], ["exportgap report article", "-p as_of=2024-12-31"]),
        (["check", "--help"], ["--write"]),
    ],
)
def test_help_teaches(capsys, arguments, taught):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    text = " ".join(capsys.readouterr().out.split())
    for words in taught:
        assert words in text


@pytest.mark.parametrize(
    "example",
    [
        "--year 2025 --through 10",
        "--year 2025 --rule spot:2026-01-22",
        "--year 2024 --home ITA --rival KOR --json",
    ],
)
def test_the_examples_of_the_help_run(capsys, example):
    assert main(["gap", *example.split()]) == 0
    with pytest.raises(SystemExit):
        main(["gap", "--help"])
    assert f"exportgap gap {example}\n" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["gap"], ["gap", "--year", "this"], ["guess"]])
def test_a_command_that_cannot_be_parsed_is_refused_with_its_usage(capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: exportgap")


def test_the_module_runs_as_a_program():
    command = [sys.executable, "-W", "error", "-m", "exportgap", "gap", "--year", "2025"]
    command += ["--through", "10", "--as-of", "2025-12-05", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(json.loads(done.stdout)) == KEYS


def test_the_package_names_what_an_analyst_types():
    import exportgap

    assert "load_exports" in dir(exportgap)
    for name in exportgap.__all__:
        assert getattr(exportgap, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'load_export'"):
        _ = exportgap.load_export
    assert exportgap.tables.data_dir() == frames.DATA


def test_a_pair_without_months_is_answered_by_whole_years(capsys):
    assert main(["gap", "--year", "2024", "--home", "SWE", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["home_exports"], result["rival_exports"]) == (195.663, 707.009)
    assert result["rule"] == "publisher"
