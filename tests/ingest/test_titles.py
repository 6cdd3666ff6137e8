"""Where the title behind a citation ends, and what is none."""

from __future__ import annotations

import pytest

from ingest.reader import read

DECREE = "Nghị định số 15/2019/NĐ-CP ngày 02 tháng 3 năm 2019 của Chính phủ"
PLAN = "Kế hoạch số 9-KH/TU ngày 5/6/2021 của Tỉnh ủy"

TITLES = [
    # punctuation
    (f"Căn cứ {DECREE} quy định về chợ;", "quy định về chợ"),
    (f"Căn cứ {DECREE} về chợ.", "về chợ"),
    (f"{DECREE} về chợ (sau đây gọi là Nghị định 15) có quy định.", "về chợ"),
    (f"{DECREE} về chợ: các mức như sau", "về chợ"),
    (f"{DECREE} về chợ nông thôn\nĐiều 2. Phạm vi", "về chợ nông thôn"),
    (f"Nghị định 15/2019/NĐ-CP về việc chia chợ^{DECREE} về rừng", "về việc chia chợ"),
    (f"{DECREE} về chợ --\nTải về", "về chợ"),
    (f"{DECREE} về chợ? Xem thêm", "về chợ"),
    (f"{DECREE} ban hành bản đồ tỷ lệ 1:10.000 và 1:25.000;", "ban hành bản đồ tỷ lệ 1:10.000 và 1:25.000"),
    (f"{DECREE} về chợ tại TP. An Bình;", "về chợ tại TP. An Bình"),
    # quotes
    (f'{PLAN} về thực hiện Đề án "Chợ văn minh" giai đoạn 2021 - 2025;', 'về thực hiện Đề án "Chợ văn minh" giai đoạn 2021 - 2025'),
    (f'thay cụm từ "theo {DECREE} về chợ" bằng cụm từ khác', "về chợ"),
    (f'{PLAN} "về phát triển chợ" đã nêu.', "về phát triển chợ"),
    (f'{PLAN} về thực hiện Đề án "Chợ văn minh', "về thực hiện Đề án"),
    # effect
    (f"{DECREE} quy định về chợ, có hiệu lực kể từ ngày 01 tháng 7 năm 2019, được sửa đổi bởi", "quy định về chợ"),
    (f"{DECREE} quy định về chợ có hiệu lực thi hành kể từ ngày ký.", "quy định về chợ"),
    (f"{DECREE} quy định về chợ và có hiệu lực từ ngày ký.", "quy định về chợ"),
    (f"{DECREE} quy định về chợ hết hiệu lực thi hành kể từ ngày Nghị định này có hiệu lực.", "quy định về chợ"),
    (f"{DECREE} quy định về chợ hết hiệu lực kể từ 01/7/2021.", "quy định về chợ"),
    (f"{DECREE} công bố văn bản hết hiệu lực năm 2020;", "công bố văn bản hết hiệu lực năm 2020"),
    (f"{DECREE} công bố Nghị định về chợ tiếp tục có hiệu lực;", "công bố Nghị định về chợ tiếp tục có hiệu lực"),
    # what was done to it
    (f"{DECREE} quy định về chợ được sửa đổi, bổ sung tại Nghị định số 5/2021/NĐ-CP;", "quy định về chợ"),
    (f"{DECREE} quy định về chợ đã được sửa đổi;", "quy định về chợ"),
    (f"{DECREE} quy định về chợ, đã được thay thế bởi Nghị định khác;", "quy định về chợ"),
    (f"{DECREE} quy định về chợ được bổ sung theo Điều 3 của Nghị định số 5/2021/NĐ-CP", "quy định về chợ"),
    (f"{DECREE} quy định về chợ đã được Hội đồng nhân dân tỉnh thông qua tại kỳ họp;", "quy định về chợ"),
    (f"{DECREE} quy định về chợ được đầu tư bằng vốn nhà nước;", "quy định về chợ được đầu tư bằng vốn nhà nước"),
    (f"{DECREE} về chế độ đối với người đã hoàn thành nhiệm vụ;", "về chế độ đối với người đã hoàn thành nhiệm vụ"),
    # the sentence goes on
    (f"{DECREE} về chợ như sau:", "về chợ"),
    (f"{DECREE} về chợ, như sau:", "về chợ"),
    (f"{DECREE} về chợ, cụ thể như sau:", "về chợ"),
    (f"{PLAN} về phát triển chợ đã xác định mục tiêu", "về phát triển chợ"),
    (f"{PLAN} về phát triển chợ nêu rõ: phải", "về phát triển chợ"),
    (f"{PLAN} về phát triển chợ, Ủy ban nhân dân tỉnh yêu cầu", "về phát triển chợ"),
    (f"{PLAN} về phát triển chợ, đồng thời báo cáo", "về phát triển chợ"),
    (f"{PLAN} về phát triển chợ, trong đó chú trọng", "về phát triển chợ"),
    (f"{PLAN} về phát triển chợ gắn với du lịch", "về phát triển chợ"),
    (f"{PLAN} về phát triển chợ, trừ trường hợp khác", "về phát triển chợ"),
    (f"{PLAN} về phát triển chợ, siêu thị, trung tâm thương mại;", "về phát triển chợ, siêu thị, trung tâm thương mại"),
    (f"{PLAN} về phát triển chợ, bảo đảm an toàn thực phẩm;", "về phát triển chợ, bảo đảm an toàn thực phẩm"),
    (f"{DECREE} quy định về chợ theo quy định tại Thông tư này.", "quy định về chợ"),
    (f"{DECREE} quy định về chợ theo Luật Thương mại;", "quy định về chợ theo Luật Thương mại"),
    (f"{DECREE} quy định về chợ kể từ ngày Thông tư này có hiệu lực.", "quy định về chợ"),
    (f"{DECREE} quy định về chợ và các quy định khác có liên quan;", "quy định về chợ"),
    (f"{DECREE} quy định về chợ và các văn bản hướng dẫn thi hành;", "quy định về chợ"),
    (f"{DECREE} quy định về chợ và các cơ sở bán lẻ;", "quy định về chợ và các cơ sở bán lẻ"),
    (f"{DECREE} về chợ ra sao?", "về chợ"),
    (f"{DECREE} về chợ là gì", "về chợ"),
    # cells of a table, flattened
    (f"{DECREE} quy định về chợ 12/10/2023 24 Thông tư khác", "quy định về chợ"),
    (f"{DECREE} về kết luận cuộc họp ngày 12/10/2023 về chợ;", "về kết luận cuộc họp ngày 12/10/2023 về chợ"),
    # lists, and titles that hold others
    (f"{DECREE} về chợ và Nghị định số 16/2020/NĐ-CP về rừng.", "về chợ"),
    (f"{DECREE} về chợ, Nghị định số 16/2020/NĐ-CP về rừng.", "về chợ"),
    (f"{DECREE} về chợ và Điều 2 của Thông tư số 8/2022/TT-BCT về rừng.", "về chợ"),
    (f"{DECREE} về chợ và khoản 3 Điều 5 Thông tư số 8/2022/TT-BCT về rừng.", "về chợ"),
    (f"{PLAN} thực hiện Nghị quyết số 5-NQ/TW ngày 1/2/2020 về biển;", "thực hiện Nghị quyết số 5-NQ/TW ngày 1/2/2020 về biển"),
    (
        "Nghị định số 16/2021/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 15/2019/NĐ-CP về chợ;",
        "sửa đổi, bổ sung một số điều của Nghị định số 15/2019/NĐ-CP về chợ",
    ),
    ("Luật số 9/2025/QH15 sửa đổi, bổ sung một số điều của Luật Đất đai;", "sửa đổi, bổ sung một số điều của Luật Đất đai"),
    (f"{DECREE}\nQuy định về chợ\nĐiều 1", "Quy định về chợ"),
    (
        f"{DECREE} quy định chi tiết khoản 3 Điều 7 và Điều 9 của Luật Đất đai;",
        "quy định chi tiết khoản 3 Điều 7 và Điều 9 của Luật Đất đai",
    ),
    (f"{DECREE} quy định về chợ, yêu cầu về vốn của chợ;", "quy định về chợ, yêu cầu về vốn của chợ"),
    (f"{DECREE} quy định về chợ, tiếp tục đổi mới chợ;", "quy định về chợ, tiếp tục đổi mới chợ"),
]

UNTITLED = [
    f"Căn cứ {DECREE};",
    f"Theo {DECREE}, Ủy ban nhân dân tỉnh về trước.",
    f"{DECREE} thực hiện;",
    f"{DECREE} và Nghị định số 16/2020/NĐ-CP về rừng.",
    f"Điều 2. Sửa đổi {DECREE}\nThay thế cụm từ tại Điều 5",
    f"Sửa đổi {DECREE}\nBổ sung khoản 3 Điều 5",
    "theo Bộ luật Lao động về điều kiện lao động.",
    "theo quy định của Luật Đất đai quy định chi tiết thêm.",
    "Quy định này hướng dẫn chợ; Nghị định số 15/2019/NĐ-CP hướng dẫn này.",
]


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[text for text, _ in TITLES])
def test_a_title_ends(text: str, title: str) -> None:
    assert next(c for c in read(text).citations if c.kind == "full").title == title


@pytest.mark.parametrize("text", UNTITLED)
def test_no_title(text: str) -> None:
    assert next(c for c in read(text).citations if c.kind in ("full", "name")).title is None
