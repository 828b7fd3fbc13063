"""Long tables of a master, written as Parquet and read back: exact points, nulls that are no zeros."""

import random
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from master_bloc import bloc
from masters import master_of, random_claims

from thidua_xl.consolidation.master import Master
from thidua_xl.consolidation.tables import tables
from thidua_xl.findings.finding import Finding, Where

pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def master() -> Master:
    """Six of seven units have handed in."""
    rulebook = bloc()
    claims = random_claims(rulebook, random.Random(7), [unit.code for unit in rulebook.units[:-1]])
    figures = {unit: {"SL1": Decimal("12.5")} for unit in claims}
    findings = [Finding("TD-CHUA-NOP", Where(unit="GG"), {"ma": "GG", "ten": "", "vi": "", "lien_he": "0912 345 678"})]
    return master_of(rulebook, claims, figures=figures, findings=findings)


@pytest.fixture(scope="module")
def read_back(master: Master, tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """Every table through a Parquet file."""
    folder: Path = tmp_path_factory.mktemp("parquet")
    for name, table in tables(master).items():
        table.to_parquet(folder / f"{name}.parquet")
    return {path.stem: pd.read_parquet(path) for path in folder.iterdir()}


def test_every_line_of_every_unit_once(master: Master, read_back: dict[str, pd.DataFrame]) -> None:
    scores = read_back["scores"]
    expected = {
        (unit, code, line.score, line.assessed, line.final)
        for unit, result in master.results.items()
        for code, line in result.card.lines.items()
    }
    columns = ["unit", "code", "score", "assessed", "final"]
    found = scores[columns].astype(object).where(scores[columns].notna(), None)
    assert {tuple(row) for row in found.itertuples(index=False)} == expected
    assert len(scores) == len(expected)
    assert not any(isinstance(value, float) for value in scores["score"].dropna())


def test_totals_have_a_row_for_every_unit(master: Master, read_back: dict[str, pd.DataFrame]) -> None:
    totals = read_back["totals"].set_index("unit")
    assert list(totals.index) == [unit.code for unit in master.rulebook.units]
    assert totals.loc["GG", ["rank", "total", "open_errors"]].isna().all()
    for standing in master.standings:
        row = totals.loc[standing.unit]
        assert (row["rank"], row["total"]) == (standing.place.rank, standing.totals.total)


def test_figures_findings_and_files(master: Master, read_back: dict[str, pd.DataFrame]) -> None:
    figures = read_back["figures"]
    assert set(figures.loc[figures["figure"] == "SL1", "result"]) == {Decimal("12.5")}
    findings = read_back["findings"]
    assert list(findings["code"]) == ["TD-CHUA-NOP"]
    assert "0912" not in findings.to_csv()  # neither sentences nor facts: they may name persons
    assert list(read_back["files"]["unit"]) == list(master.results)
    for table in read_back.values():
        assert set(table["bloc"]) <= {master.rulebook.bloc}
