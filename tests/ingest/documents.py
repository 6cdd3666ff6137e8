"""Documents in the forms in which they are found: snippets written for these tests."""

from __future__ import annotations

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"

LETTER = f"""**ỦY BAN NHÂN DÂN
TỈNH GIA LAI**

Số: **48** /UBND-NC

V/v triển khai Kế hoạch số
17-KH/TU của Tỉnh ủy

**{MOTTO}**

Gia Lai, ngày 5 tháng 9 năm 2022

Kính gửi:

- Các sở, ban, ngành.

Thực hiện Kế hoạch số 17-KH/TU ngày 1/9/2022 của Tỉnh ủy, Ủy ban nhân dân tỉnh yêu cầu các sở làm việc này./.

**Nơi nhận:**

- Như trên;
- Lưu: VT, NC 55/KH.

**KT. CHỦ TỊCH
PHÓ CHỦ TỊCH**

(Đã ký)

*Nguyễn Thị Lan Anh*
"""

DECISION_PAGE = f"""| **ỦY BAN NHÂN DÂN
TỈNH SÓC TRĂNG**
------- | **{MOTTO}** |
| Số: 7/2023/QĐ-UBND | *Sóc
Trăng, ngày 30 tháng 01 năm 2023* |

**QUYẾT ĐỊNH**

BAN HÀNH QUY CHẾ LÀM VIỆC CỦA
HỘI ĐỒNG X

**ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG**

*Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;*

**Điều 1.** Ban hành Quy chế làm việc.
"""

PARTY_PLAN = """TỈNH ỦY LÀO CAI
*
Số 31-KH/TU

ĐẢNG CỘNG SẢN VIỆT NAM

Lào Cai, ngày 2 tháng 12 năm 2021

KẾ HOẠCH
thực hiện Nghị quyết số 4-NQ/TW của Bộ Chính trị

Thực hiện Nghị quyết số 4-NQ/TW ngày 1/2/2021, Ban Thường vụ Tỉnh ủy xây dựng kế hoạch như sau:

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ


Lý Văn Hải
"""

HEADLESS_PLAN = """*

Số 9-KH/TU

Lâm Đòng, ngày 3 tháng 2 năm 2021

KẾ HOẠCH

thực hiện Chỉ thị số 2-CT/TW

Thực hiện Chỉ thị số 2-CT/TW, Ban Thường vụ Tỉnh ủy ban hành kế hoạch như sau:
"""

NOTICE = """ THÔNG BÁO
Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp về chuyển đổi số tỉnh Phú Yên năm 2022

Sáng ngày 4 tháng 5 năm 2022, đồng chí Chủ tịch Ủy ban nhân dân tỉnh chủ trì cuộc họp. Chủ tịch Ủy ban nhân dân tỉnh kết luận:

Văn phòng Ủy ban nhân dân tỉnh thông báo để các đơn vị biết./.

Nơi nhận:
- Lưu: VT.

KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
"""

LETTER_WITHOUT_HEAD = """Kính gửi: Các sở, ban, ngành thuộc tỉnh.

Xét báo cáo của Sở Tài chính tại Văn bản số 12/STC-NS ngày 4/5/2022, Ủy ban nhân dân tỉnh yêu cầu:

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Y Lan
"""

DEPARTMENT = f"""UBND TỈNH TRÀ VINH
SỞ TƯ PHÁP

Số:         /STP-VP
V/v góp ý dự thảo
{MOTTO}

Trà Vinh, ngày      tháng 3 năm 2024

Kính gửi: Sở Nội vụ

GIÁM ĐỐC


Kim Sa Rươne
"""

GAZETTE = f"""
12
CÔNG BÁO/Số 5 + 6/Ngày 03-01-2024

BỘ CÔNG THƯƠNG

BỘ CÔNG THƯƠNG

Số: 3/2024/TT-BCT
{MOTTO}

Hà Nội, ngày 2 tháng 01 năm 2024

THÔNG TƯ
Bãi bỏ một số thông tư do Bộ trưởng Bộ Công Thương
ban hành

Căn cứ Nghị định số 96/2022/NĐ-CP;

BỘ TRƯỞNG

Nguyễn Hồng Diên
"""

PROPERTIES = f"""Bản dịch này thuộc quyền sở hữu
#
**Số hiệu:**
|
61/NQ-CP
|
**Loại văn bản:**
|
Nghị quyết
|
**Người ký:**
|
Phạm Văn A
|
**CHÍNH PHỦ**
-------
|
**{MOTTO}**
|
|
Số: 61/NQ-CP
|
*Hà Nội, ngày 2 tháng 4 năm 2024*
|
**NGHỊ QUYẾT**
VỀ PHIÊN HỌP THƯỜNG KỲ
Tại phiên họp, Chính phủ thảo luận.
"""

SEGMENTED = """Quyết_định về việc ban_hành quy_định quản_lý chợ trên địa_bàn tỉnh
Uỷ_ban_nhân_dân tỉnh long an
Căn_cứ Luật Tổ_chức HĐND và UBND ngày 26/11/2003 ;
Điều 1 . Chợ là nơi mua_bán , trao_đổi hàng_hoá , dịch_vụ của nhân_dân , do Uỷ_ban_nhân_dân các cấp quản_lý tại quy_định này .
"""

UNWRAPPED = f"""BỘ XÂY DỰNG
{MOTTO}
Số: 4/2026/TT-BXD
Hà Nội, ngày 7 tháng 01 năm 2026
THÔNG TƯ
Bãi bỏ một số văn bản quy phạm pháp luật thuộc thẩm quyền của
Bộ trưởng Bộ Xây dựng và khu vực quản lý của tỉnh Gia
Lai do thay đổi tổ chức
{"Căn cứ Nghị định số 33/2025/NĐ-CP của Chính phủ quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ Xây dựng; " * 2}
{"Điều 1. Bãi bỏ toàn bộ các văn bản quy phạm pháp luật sau đây do Bộ trưởng Bộ Xây dựng ban hành trong lĩnh vực hàng hải. " * 2}
{"Điều 2. Thông tư này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2026 và thay thế các quy định trước đây trái với Thông tư này. " * 2}
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Thứ Trưởng
Nguyễn Tường Vân
"""

TITLE_IN_PARTS = f"""BỘ XÂY DỰNG

{MOTTO}

Số: 4/KL-BXD

KẾT LUẬN

CỦA BỘ TRƯỞNG NGUYỄN VĂN A

TẠI HỘI NGHỊ TOÀN QUỐC NĂM 2025

Hội nghị được tổ chức ngày 5 tháng 6.
"""

LOST_TYPE = f"""{MOTTO}

Số: 21/2025/TT-BGDĐT

Quy định chế độ trả lương dạy thêm giờ

Căn cứ Luật Giáo dục số 43/2019/QH14;

Bộ trưởng Bộ Giáo dục và Đào tạo ban hành Thông tư.
"""

BEHIND_ITS_FIRST_PAGE = f"""THÔNG TƯ
Quy định danh mục nghề

Căn cứ Luật Phòng, chống tham nhũng số 36/2018/QH14;

Bộ trưởng Bộ Nội vụ ban hành Thông tư.

Điều 1. Phạm vi điều chỉnh.

BỘ NỘI VỤ

Số: 32/2026/TT-BNV

{MOTTO}

Hà Nội, ngày 11 tháng 6 năm 2026

2. Viên chức thuộc tổ chức công lập.
"""

ADOPTED = f"""ỦY BAN THƯỜNG VỤ QUỐC HỘI
{MOTTO}
Nghị quyết số: 105/2025/UBTVQH15
NGHỊ QUYẾT
VỀ CHƯƠNG TRÌNH LẬP PHÁP NĂM 2026
ỦY BAN THƯỜNG VỤ QUỐC HỘI
Căn cứ Hiến pháp;
Nghị quyết này được Ủy ban Thường vụ Quốc hội thông qua tại Phiên họp thứ 49 ngày 26 tháng 9 năm 2025.
"""

PREMIER = """Quyết_định phê_duyệt đề_án thí_điểm .
Thủ_tướng chính_phủ
Căn_cứ Luật Tổ_chức Chính_phủ ngày 25 tháng 12 năm 2001 ;
"""

CITING_NEWS = """# Phụ cấp của dân quân ra sao?

Kinh phí chi trả: Thực hiện theo khoản 3 Điều 1 Nghị quyết số 08/2025/NQ-HĐND.
"""

NEWS = """# Phụ cấp tăng từ tháng 7 ra sao?

Ngày 9/9/2025, Ban Chấp hành Trung ương đã ban hành Nghị quyết 72-NQ/TW năm 2025.
"""
