"""Fixtures: the committed tables by default, a copy to damage, a package of a few rows."""

import shutil

import pytest

import frames


@pytest.fixture(scope="session", autouse=True)
def committed_tables():
    """Read the tables beside `lib/`, whatever folder the shell names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("EXPORTGAP_DATA", raising=False)
        yield


@pytest.fixture
def data_copy(tmp_path, monkeypatch):
    """Copy the data package to a folder of its own and read from there.

    The caches of `tables` and `load` are keyed by folder and time of change, so that a test
    damages its copy before the first read and no other test sees it.
    """
    folder = tmp_path / "data"
    shutil.copytree(frames.DATA, folder)
    monkeypatch.setenv("EXPORTGAP_DATA", str(folder))
    return folder


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Return a function that writes a data package of a few rows and reads from it."""

    def write(**rows):
        folder = frames.write_package(tmp_path / "package", **rows)
        monkeypatch.setenv("EXPORTGAP_DATA", str(folder))
        return folder

    return write
