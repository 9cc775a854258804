"""Proofs as trees: down to the sources, up to what rests on a claim; as text, JSON and a graph."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.archives import PERSON, REASON, YEAR, load, withdrawn

from archive import proof

LAST = "Bài báo ghi ông giữ chức ấy.\n{ .reason }\n"
MORE = (
    (f"vi/{YEAR}", LAST, f'{LAST}\nVậy.\n{{ #bc-01-3 .claim status="inferred" from="bc-01-1 bc-01-2" }}\n'),
)  # fmt: skip


def ids(step: proof.Step) -> list[tuple[int, str]]:
    return [(depth, found.statement.id) for depth, found in step.walk()]


def test_a_proof_goes_down_to_reported_claims(small: Path) -> None:
    step = proof.proof(load(small), "bc-01-1")
    assert ids(step) == [(0, "bc-01-1"), (1, "tt-ky-ket-1"), (1, "bc-01-2"), (2, "tt-ky-ket-2"), (2, "nv-mau-2")]
    assert step.references == ("n-bao#p1", "n-bao#p2", "n-khac#tieu-su")


def test_what_rests_on_a_claim_goes_up_to_the_last_conclusion(small: Path) -> None:
    assert ids(proof.used_by(load(small), "nv-mau-2")) == [(0, "nv-mau-2"), (1, "bc-01-2"), (2, "bc-01-1")]
    assert ids(proof.used_by(load(small), "bc-01-1")) == [(0, "bc-01-1")]


def test_an_unknown_claim_is_a_key_error(small: Path) -> None:
    with pytest.raises(KeyError):
        proof.proof(load(small), "bc-99-1")


def test_a_circle_is_cut_where_it_closes(small: Path) -> None:
    archive = load(small, (f"vi/{YEAR}", 'from="tt-ky-ket-2 nv-mau-2"', 'from="bc-01-1 nv-mau-2"'))
    assert ids(proof.proof(archive, "bc-01-1")) == [
        (0, "bc-01-1"), (1, "tt-ky-ket-1"), (1, "bc-01-2"), (2, "nv-mau-2"),
    ]  # fmt: skip


def test_the_tree_as_text_in_both_languages(small: Path) -> None:
    archive = load(small)
    step = proof.proof(archive, "bc-01-2")
    assert proof.as_text(step, "vi").splitlines() == [
        "bc-01-2 [inferred] Lễ ký kết diễn ra khi ông là Trưởng Ban.",
        "  tt-ky-ket-2 [reported] Nguyễn Văn Mẫu, Trưởng Ban, chủ trì lễ ký kết.",
        "    <- n-bao#p2",
        "  nv-mau-2 [reported] Nguyễn Văn Mẫu là Trưởng Ban từ tháng 9/2017 đến tháng 9/2018.",
        "    <- n-khac#tieu-su",
    ]
    assert "was Head from September 2017" in proof.as_text(step, "en")


def test_the_tree_as_json(small: Path) -> None:
    archive = load(small)
    data = json.loads(proof.as_json(proof.proof(archive, "bc-01-2")))
    assert data["status"] == "inferred"
    assert [below["id"] for below in data["below"]] == ["tt-ky-ket-2", "nv-mau-2"]
    assert data["below"][1]["sources"] == ["n-khac#tieu-su"]
    assert data["below"][0]["words"]["en"] == "Nguyễn Văn Mẫu, Head of the Commission, chaired the signing."


def test_a_claim_withdrawn_with_its_record_says_so_in_every_form(small: Path) -> None:
    archive = load(small, *withdrawn(PERSON, "", "2026-11-22", "kq-01"))
    step = proof.proof(archive, "nv-mau-2")
    assert "2026-11-22" in proof.as_text(step, "vi")
    data = json.loads(proof.as_json(step))
    assert (data["withdrawn"], data["withdrawn_because"]["vi"], data["instead"]) == ("2026-11-22", REASON[0], "kq-01")


def test_the_tree_as_a_graph_has_an_edge_for_each_step(small: Path) -> None:
    dot = proof.as_dot(proof.proof(load(small), "bc-01-1"))
    assert dot.startswith("digraph proof {")
    assert dot.endswith("}")
    edges = set(re.findall(r'"([^"]+)" -> "([^"]+)"', dot))
    assert edges == {
        ("tt-ky-ket-1", "bc-01-1"), ("bc-01-2", "bc-01-1"), ("tt-ky-ket-2", "bc-01-2"), ("nv-mau-2", "bc-01-2"),
        ("n-bao#p1", "tt-ky-ket-1"), ("n-bao#p2", "tt-ky-ket-2"), ("n-khac#tieu-su", "nv-mau-2"),
    }  # fmt: skip
    assert dot.count("style=dashed") == 2


def test_the_graph_of_what_rests_on_a_claim_points_the_same_way_and_has_no_sources(small: Path) -> None:
    dot = proof.as_dot(proof.used_by(load(small), "nv-mau-2"), up=True)
    assert set(re.findall(r'"([^"]+)" -> "([^"]+)"', dot)) == {("nv-mau-2", "bc-01-2"), ("bc-01-2", "bc-01-1")}
    assert "n-khac" not in dot


def test_a_claim_that_is_met_again_is_a_reference_to_where_it_stands(small: Path) -> None:
    archive = load(small, (f"vi/{YEAR}", 'from="tt-ky-ket-1 bc-01-2"', 'from="bc-01-2 tt-ky-ket-2"'), *MORE)
    step = proof.proof(archive, "bc-01-3")
    assert ids(step) == [
        (0, "bc-01-3"), (1, "bc-01-1"), (2, "bc-01-2"), (3, "tt-ky-ket-2"), (3, "nv-mau-2"), (2, "tt-ky-ket-2"),
        (1, "bc-01-2"),
    ]  # fmt: skip
    assert [found.statement.id for _, found in step.walk() if found.again] == ["bc-01-2"]
    assert proof.as_text(step, "en").splitlines()[-1] == "  bc-01-2 (see above)"
    written = json.loads(proof.as_json(step))
    assert written["below"][1] == {**written["below"][0]["below"][0], "below": [], "again": True}
    assert json.loads(proof.as_json([step, step])) == [written, written]
