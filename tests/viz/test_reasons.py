"""Every sentence that the graph gives as a reason has its Vietnamese words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import out_of_order
from graph.inference import infer_place
from graph.kept import Document
from graph.suspects import echo, misprints, slips
from tests.viz.samples import TITLE
from viz.reasons import reason_in_both
from viz.words import words


def document(number: str, *, date: str = "2024-12-22", title: str = TITLE, **more: object) -> Document:
    facts = {"block": "b", "day": "d", "name": None, "type": "Nghị quyết", "issuer": None, "place": None, "held": False, "support": 1}
    return Document(key=number + date, id=number + date, number=number, date=date, title=title, **facts | more)  # type: ignore[arg-type]  # facts by name


TRUTH = document("57-NQ/TW", held=True, support=9)


def misprint(*lenders: str, number: str = "75-NQ/TW", truth: Document = TRUTH, **more: object) -> str:
    (suspect,) = misprints([document(number, **more), truth], lambda rare: {one.key: lenders for one in rare}, lambda *_: False)  # type: ignore[arg-type]  # facts by name
    return suspect.reason or ""


def slip() -> str:
    (suspect,) = slips([document("57-NQ/TW", date="2024-12-02"), TRUTH])
    return suspect.reason or ""


def place(*, held: bool) -> str:
    found = infer_place([document("1450/QCPH-UBND", place="Điện Biên"), document("3/QĐ-UBND", place="Điện Biên")])
    return found.reason(document("9/UBND-NC", held=held)) if found else ""


SENTENCES = {
    "misprint": (misprint(), "cùng ký hiệu, cùng ngày 22/12/2024 và cùng trích yếu với 57-NQ/TW"),
    "misprint_borrowed": (
        misprint("75-CTr/TU"),
        "cùng ký hiệu, cùng ngày 22/12/2024 và cùng trích yếu với 57-NQ/TW; số thứ tự lại là của 75-CTr/TU, văn bản được dẫn cùng chỗ",
    ),
    "out_of_order": (
        out_of_order("implements", "2022-03-01", "2022-10-01") or "",
        "văn bản bị tác động đề ngày 01/10/2022, sau văn bản tác động đề ngày 01/3/2022: một trong hai ngày bị sai",
    ),
    "misprint_year": (
        misprint(number="57/2014/NQ-HĐND", truth=document("57/2024/NQ-HĐND", held=True)),
        "cùng ký hiệu, cùng ngày 22/12/2024 và cùng trích yếu với 57/2024/NQ-HĐND; cùng số thứ tự, chỉ khác năm trong số",
    ),
    "misprint_letter": (
        misprint(number="I7-NQ/TW", truth=document("17-NQ/TW", held=True), title=None),
        "cùng ký hiệu và cùng ngày 22/12/2024 với 17-NQ/TW, nếu đọc chữ lẫn trong số thành chữ số",
    ),
    "misprint_digit": (
        misprint(number="75/NQ-HĐND", truth=document("175/NQ-HĐND", held=True), title=None),
        "cùng ký hiệu và cùng ngày 22/12/2024 với 175/NQ-HĐND, chỉ sai một chữ số; số ban hành trong một ngày không cách xa nhau như vậy",
    ),
    "slip_year": (
        echo(document("57-NQ/TW", date="2014-12-22"), TRUTH).reason or "",
        "cùng số, ký hiệu và trích yếu với 57-NQ/TW ngày 22/12/2024; chỉ khác năm ban hành",
    ),
    "slip": (slip(), "cùng số, ký hiệu và cùng một thời kỳ với 57-NQ/TW ngày 22/12/2024"),
    "place": (
        place(held=True),
        "suy ra: văn bản này dẫn 1450/QCPH-UBND, 3/QĐ-UBND như của chính tỉnh mình, mà đó là văn bản của Điện Biên",
    ),
    "place_of_cited": (
        place(held=False),
        "suy ra: văn bản dẫn đến nó cũng dẫn 1450/QCPH-UBND, 3/QĐ-UBND như của chính tỉnh mình, mà đó là văn bản của Điện Biên",
    ),
}


@pytest.mark.parametrize("form", SENTENCES)
def test_the_graphs_own_sentences_are_said_in_vietnamese(form: str) -> None:
    sentence, vietnamese = SENTENCES[form]
    assert sentence
    assert reason_in_both(sentence) == {"vi": vietnamese, "en": sentence}


def test_every_form_is_tried() -> None:
    assert SENTENCES.keys() == words().reasons.keys()


@given(st.text())
def test_other_words_stay_as_they_are(reason: str) -> None:
    assert reason_in_both(reason) == {"vi": reason, "en": reason}


def test_no_reason_is_none() -> None:
    assert reason_in_both(None) is None


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2024", "2024"),
        ("2024-03", "3/2024"),
        ("2024-02", "02/2024"),
        ("2024-12-05", "05/12/2024"),
        ("2024-05-31", "31/5/2024"),
        ("khoảng 2024", "khoảng 2024"),
    ],
)
def test_a_date_may_be_partial(date: str, said: str) -> None:
    both = reason_in_both(f"same number and series within one period as 5-NQ/TW of {date}")
    assert both is not None
    assert both["vi"].endswith(f"ngày {said}")
