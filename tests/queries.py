"""The relevance table of the search: what readers type, and what must come first, among three, or never.

What is sought is named by its id, so that new content does not break the table: a statement (`kq-05-2`, whose hit must
land on its own page), a record (`kq-05`), an entry of the glossary (`tn-ubnd`), or a page without an id by its address
(`trich-dan/`). Several are as good as each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.findings import Lang


@dataclass(frozen=True, slots=True)
class Query:
    """One question of a reader's, asked on a page of one language."""

    kind: str
    lang: Lang
    text: str
    sought: tuple[str, ...] = ()
    """What must be among the first three, and first in nine of ten; nothing may be found where nothing is sought."""
    never: tuple[str, ...] = ()
    """What must not be found at all, however far down."""

    @property
    def on_statement(self) -> bool:
        """Whether a statement is sought, and nothing else would do."""
        return bool(self.sought) and all(
            name.rpartition("-")[2].isdecimal() and name.count("-") > 1 for name in self.sought
        )


VI: dict[str, str] = {
    "marked": """
        dân vận khéo = cd-dan-van-kheo
        51 đơn vị thường xuyên giúp các xã nghèo = kq-05-2
        hỗ trợ tặng quà cho xã nghèo = kq-05-5
        củng cố hệ thống chính trị ở cơ sở = kq-05-3
        giúp xã nghèo về cơ sở vật chất = kq-05-4
        cải cách hành chính = kq-02-2
        học tập và làm theo Bác = cd-hoc-tap-lam-theo-bac
        chăn ấm = bc-05-4
        bút danh X.Y.Z. = bc-02-1
        Người cùng chủ trì Lễ ký kết = tt-ky-ket-3
        """,
    "unmarked": """
        dan van kheo = cd-dan-van-kheo
        phat bieu tai buoi le = tt-ky-ket-7 tt-ky-ket-8
        quy che dan chu = cd-quy-che-dan-chu
        thai thanh quy = nv-thai-thanh-quy
        nghi quyet 01 = vb-nghi-quyet-01 tn-nghi-quyet
        chua biet = chua-biet/
        ao am sua banh keo = bc-05-2
        xa muong noc = bc-05-1
        """,
    "d-stroke": """
        dang uy khoi = tc-dang-uy-khoi
        Đảng uỷ Khối = tc-dang-uy-khoi
        dang bo khoi = tc-dang-bo-khoi
        diem sang = cd-diem-sang
        dong thoi gian = dong-thoi-gian/
        dinh chinh = dinh-chinh/
        lam nha cho 2 gia dinh = bc-05-5
        """,
    "tone-placement": """
        cơ quan văn hoá = cd-co-quan-van-hoa
        Tỉnh uỷ viên = nv-nguyen-thi-thu-huong-4
        lễ kí kết = tt-ky-ket
        trên 10 tỉ đồng = kq-05-6
        uỷ viên dự khuyết = tn-uy-vien-du-khuyet nv-thai-thanh-quy-1 nv-thai-thanh-quy-4
        thoả thuận = tt-chuong-trinh
        hai bên phối hợp kiểm tra, giám sát = ck-05-1 tt-chuong-trinh-9
        """,
    "form": """
        DÂN VẬN KHÉO = cd-dan-van-kheo
        “Điểm sáng” = cd-diem-sang
        "điểm sáng" = cd-diem-sang
        2015—2018 kết quả phối hợp = ket-qua/2015-2018/ vb-bao-cao-2015-2018
        THÁI THANH QUÝ = nv-thai-thanh-quy
        nfd:giúp xã nghèo về cơ sở vật chất = kq-05-4
        nfd:Thái Thanh Quý phát biểu = tt-ky-ket-7
        """,
    "apart": """
        tặng quà xã nghèo đơn vị = kq-05-5
        xã nghèo 51 = kq-05-2
        phiếu bầu Chủ tịch 86 = nv-thai-thanh-quy-14
        báo chí Đảng bộ Khối trọng tâm = ck-02-2
        đại biểu đồng tình báo cáo = vb-bao-cao-2015-2018-2 tt-ky-ket-4
        722 đảng viên = bc-03-10
        Nguyễn Thị Thu Hường Tỉnh ủy viên = nv-nguyen-thi-thu-huong-4
        Nguyễn Kim Chi Thị bí thư 2024 = bc-03-7 bc-05-3
        """,
    "abbreviation": """
        UBND = tn-ubnd
        ubnd = tn-ubnd
        BDV = tn-ban-dan-van-tinh-uy tn-ban-dan-van
        NQ 01 = vb-nghi-quyet-01
        NQ01 = vb-nghi-quyet-01
        nq 01 = vb-nghi-quyet-01
        CT 02 = vb-chi-thi-02
        CT02 = vb-chi-thi-02
        Chủ tịch Ủy ban nhân dân tỉnh = nv-thai-thanh-quy-15 nv-thai-thanh-quy-14 nv-thai-thanh-quy-8
        VND = tn-vnd
        """,
    "id": """
        kq05 = kq-05
        kq 05 = kq-05
        KQ-05 = kq-05
        kq-05-2 = kq-05-2
        KQ-05-2 = kq-05-2
        kq 05 2 = kq-05-2
        kq5 = kq-05
        nv-thai-thanh-quy-14 = nv-thai-thanh-quy-14
        tc-dang-bo-khoi = tc-dang-bo-khoi
        """,
    "figure": """
        10.000.000.000 = kq-05-6
        10 000 000 000 đồng = kq-05-6
        mười tỷ = kq-05-6
        10 tỷ = kq-05-6
        năm mươi mốt đơn vị = kq-05-2
        1.419 học sinh = bc-05-2
        1419 học sinh = bc-05-2
        142 triệu = bc-05-2
        500 nghìn đồng = bc-05-3
        500.000 đồng = bc-05-3
        151 điển hình = bc-04-3 n-bna-2025-10
        """,
    "date": """
        ngày 9 tháng 7 = bc-01-1 tt-ky-ket-1 tt-chuong-trinh-1 tc-ban-dan-van-1 tc-dang-uy-khoi-1
        9/7 = bc-01-1 tt-ky-ket-1 tt-chuong-trinh-1 tc-ban-dan-van-1 tc-dang-uy-khoi-1
        9/7/2018 = bc-01-1 bc-01-2 bc-01-4
        09-07-2018 = bc-01-1 bc-01-2 bc-01-4
        08/10/2018 = nv-thai-thanh-quy-10
        ngày 8 tháng 10 năm 2018 = nv-thai-thanh-quy-10
        15.10.1949 = bc-02-1
        tháng 9 năm 2017 = nv-thai-thanh-quy-6 nv-thai-thanh-quy-7
        thang 3/2020 = nv-thai-thanh-quy-15
        2025-02-12 = bc-03-9 bc-03-10 tc-dang-uy-khoi-5
        23/5/2021 = bc-04-1
        """,
    "question": """
        ai ký chương trình phối hợp = nv-thai-thanh-quy nv-nguyen-thi-thu-huong tt-ky-ket-6 tt-ky-ket-2 tt-ky-ket-1 vb-chuong-trinh-2018-2020-3
        bao nhiêu đơn vị giúp xã nghèo? = kq-05-2
        lễ ký kết diễn ra khi nào = bc-01-1 tt-ky-ket-1 bc-01 tt-ky-ket
        Nghị quyết 01 là gì? = vb-nghi-quyet-01
        vì sao là năm 2018 = bc-01
        ai là bí thư Đảng ủy Khối = nv-nguyen-thi-thu-huong-2 bc-03-7 bc-03-6 bc-03-5
        dân vận khéo là gì = cd-dan-van-kheo
        ai phát biểu tại buổi lễ = tt-ky-ket-7 tt-ky-ket-8
        """,
    "telex": """
        daan vaanj kheos = cd-dan-van-kheo
        ngheof = cd-giup-xa-ngheo
        ddangr uyr khoois = tc-dang-uy-khoi
        ddieemr sangs = cd-diem-sang
        nghij quyeets 01 = vb-nghi-quyet-01
        truowngr ban = tn-truong-ban
        hojc taapj vaf lamf theo = cd-hoc-tap-lam-theo-bac
        """,
    "vni": """
        dda6n va65n khe1o = cd-dan-van-kheo
        da6n va65n khe1o = cd-dan-van-kheo
        nghe2o = cd-giup-xa-ngheo
        d9ang3 uy3 kho61i = tc-dang-uy-khoi
        d9ie63m sang1 = cd-diem-sang
        nghi5 quye61t 01 = vb-nghi-quyet-01
        le64 ky1 ke61t = tt-ky-ket
        """,
    "slip": """
        nghèèo = cd-giup-xa-ngheo
        nghjèo = cd-giup-xa-ngheo
        tuyênn truyền = cd-tuyen-truyen ck-01
        thuwòng xuyên giúp = kq-05-2
        Nguyễnn Thị Thu Hường = nv-nguyen-thi-thu-huong
        chuowng trinhf phối hợp = tt-chuong-trinh vb-chuong-trinh-2018-2020 tn-chuong-trinh-phoi-hop ""
        """,
    "other language": """
        poor communes = cd-giup-xa-ngheo
        51 units = kq-05-2
        warm blankets = bc-05-4
        administrative reform = kq-02-2
        press agencies = ck-02-2 tc-dang-bo-khoi-3
        democracy regulations = cd-quy-che-dan-chu
        signing ceremony = tt-ky-ket
        """,
    "about": """
        trích dẫn = trich-dan/
        tải dữ liệu = du-lieu/
        dữ liệu = du-lieu/
        thuật ngữ = thuat-ngu/
        điều chưa biết = chua-biet/
        dòng thời gian = dong-thoi-gian/
        Thái Thanh Quý = nv-thai-thanh-quy
        Báo Nghệ An = n-bao-nghe-an
        Ban Dân vận Tỉnh ủy = tc-ban-dan-van tn-ban-dan-van-tinh-uy
        lễ ký kết = tt-ky-ket
        đối chiếu = doi-chieu/
        trợ năng = tro-nang/
        chương trình phối hợp = tn-chuong-trinh-phoi-hop tt-chuong-trinh
        """,
    "prose": """
        ba chữ dễ lẫn = thuat-ngu/
        hộ nhận quà hay gồm mọi hình thức giúp đỡ = kq-05
        báo lỗi = dong-gop/ tro-nang/
        """,
    "source": """
        Khoảnh khắc vàng = n-bna-2021-11
        Song Hà = n-vneconomy-2018
        Gia đình và Xã hội: bầu Chủ tịch = n-gia-dinh-2018
        nguồn Thanh Niên = n-thanh-nien-2020
        Nâng chất lượng công tác dân vận trong Khối = n-bao-nghe-an
        VTC News = n-vtc-2021
        """,
    "held": """
        tham nhũng = ! kq-05 bc-05 kq-05-2
        bàn dân vận = ! tc-ban-dan-van
        đạn = ! cd-dan-van-kheo
        giá đình =
        nghéo = ! kq-05-2 cd-giup-xa-ngheo
        báo động = ! n-bao-nghe-an
        quà tẳng = ! kq-05-5
        chữ tịch = ! nv-thai-thanh-quy-14
        """,
    "absent": """
        blarghle =
        nghèo qqqq =
        bóng đá =
        ŵŷŵŷ =
        xyzabc =
        giá vàng hôm nay =
        kq-99-9 =
        """,
}
EN: dict[str, str] = {
    "marked": """
        Skilful Mass Mobilisation = cd-dan-van-kheo
        51 units of the Bloc's Party organisation = kq-05-2
        warm jackets, milk, sweets and toys = bc-05-2
        pen name = bc-02-1
        poor communes = cd-giup-xa-ngheo
        right after the support with gifts = kq-05-6
        Thái Thanh Quý spoke at the ceremony = tt-ky-ket-7
        Mường Nọc = bc-05-1
        """,
    "unmarked": """
        Nghe An = n-bao-nghe-an cd-giup-xa-ngheo kq-05 ""
        thai thanh quy = nv-thai-thanh-quy
        nguyen thi thu huong = nv-nguyen-thi-thu-huong
        muong noc = bc-05-1
        Ho Chi Minh's thought, morality and style = kq-03-3 ck-04-3 cd-hoc-tap-lam-theo-bac
        quy che dan chu = cd-quy-che-dan-chu
        """,
    "d-stroke": """
        dang uy khoi = tc-dang-uy-khoi
        diem sang = cd-diem-sang
        Da Nang = n-da-nang-2024 bc-02-8
        Dong Nai = n-dong-nai-2025 bc-02-7
        """,
    "form": """
        BRIGHT SPOTS = cd-diem-sang
        “Bright Spots” = cd-diem-sang
        coordination programme 2018-2020 = tt-chuong-trinh vb-chuong-trinh-2018-2020 ""
        coordination programme 2018–2020 = tt-chuong-trinh vb-chuong-trinh-2018-2020 ""
        Bloc’s Party organisation = tc-dang-bo-khoi tn-dang-bo-khoi
        nfd:Thái Thanh Quý = nv-thai-thanh-quy
        """,
    "apart": """
        gifts communes poor units = kq-05-5
        delegates agreed draft = tt-chuong-trinh-4 tt-ky-ket-4
        chairman elected 86 votes = nv-thai-thanh-quy-14
        press bloc focus = ck-02-2
        sentence article named movement = bc-02-4
        political system grassroots communes = kq-05-3
        preschool blankets = bc-05-4
        """,
    "abbreviation": """
        UBND = tn-ubnd
        BDV = tn-ban-dan-van-tinh-uy tn-ban-dan-van
        NQ 01 = vb-nghi-quyet-01
        CT 02 = vb-chi-thi-02
        VND = tn-vnd
        """,
    "id": """
        kq05 = kq-05
        kq 05 = kq-05
        KQ-05-2 = kq-05-2
        ck-04-2 = ck-04-2
        bc 1 = bc-01
        n-vtc-2021 = n-vtc-2021
        """,
    "figure": """
        over VND 10 billion = kq-05-6
        10,000,000,000 = kq-05-6
        ten billion = kq-05-6
        10 billion đồng = kq-05-6
        fifty-one units = kq-05-2
        1,419 pupils = bc-05-2
        1.419 = bc-05-2
        65 million = bc-05-1
        86 votes = nv-thai-thanh-quy-14
        """,
    "date": """
        9 July = bc-01-1 tt-ky-ket-1 tt-chuong-trinh-1 tc-ban-dan-van-1 tc-dang-uy-khoi-1
        July 9 = bc-01-1 tt-ky-ket-1 tt-chuong-trinh-1 tc-ban-dan-van-1 tc-dang-uy-khoi-1
        July 9, 2018 = bc-01-1 bc-01-2 bc-01-4
        9th of July 2018 = bc-01-1 bc-01-2 bc-01-4
        08/10/2018 = nv-thai-thanh-quy-10
        8 October 2018 = nv-thai-thanh-quy-10
        Oct 8, 2018 = nv-thai-thanh-quy-10
        September 2017 = nv-thai-thanh-quy-6 nv-thai-thanh-quy-7
        15/10/1949 = bc-02-1
        26 January 2024 = bc-03-7 bc-05-3
        """,
    "spelling": """
        skillful mass mobilization = cd-dan-van-kheo bc-02-7 bc-02-8
        mass mobilization commission = tc-ban-dan-van tn-ban-dan-van-tinh-uy
        party organization of the bloc = tc-dang-bo-khoi
        coordination program = tt-chuong-trinh vb-chuong-trinh-2018-2020 tn-chuong-trinh-phoi-hop ""
        mobilizing by government bodies = cd-dan-van-chinh-quyen
        the programme's focus = ck-01-1 tt-chuong-trinh-6 tt-chuong-trinh-7
        emulation movements = tn-phong-trao-thi-dua bc-04-1
        """,
    "question": """
        who signed the agreement = tt-ky-ket tt-chuong-trinh tt-ky-ket-6 tt-ky-ket-5 tt-chuong-trinh-1 tt-ky-ket-1 vb-chuong-trinh-2018-2020-3
        how many units help poor communes? = kq-05-2
        when was the signing ceremony = bc-01-1 tt-ky-ket bc-01-2 tt-ky-ket-1
        what is Resolution 01 = vb-nghi-quyet-01
        why 2018 = bc-01
        who spoke at the ceremony = tt-ky-ket-7 tt-ky-ket-8
        what are bright spots? = cd-diem-sang
        how much was given to poor communes = kq-05-6
        """,
    "slip": """
        comunes poor = cd-giup-xa-ngheo kq-05-2 kq-05
        mobilistaion skilful = cd-dan-van-kheo
        cerremony signing = tt-ky-ket
        blankests = bc-05-4
        dissemniation = ck-01 cd-tuyen-truyen tt-chuong-trinh-7 ck-01-1
        documennts = van-ban/
        """,
    "other language": """
        dân vận khéo = cd-dan-van-kheo
        xã nghèo = cd-giup-xa-ngheo
        điểm sáng = cd-diem-sang
        chăn ấm = bc-05-4
        lễ ký kết = tt-ky-ket
        đơn vị thường xuyên giúp = kq-05-2
        """,
    "about": """
        how to cite = trich-dan/
        cite = trich-dan/
        download data = du-lieu/
        data = du-lieu/
        terms = thuat-ngu/
        timeline = dong-thoi-gian/
        campaigns = chien-dich/
        corrections = dinh-chinh/
        accessibility = tro-nang/
        Quý = nv-thai-thanh-quy
        coordination programme = tn-chuong-trinh-phoi-hop tt-chuong-trinh ""
        """,
    "prose": """
        easily confused = thuat-ngu/
        report a mistake = dong-gop/ tro-nang/ dinh-chinh/
        smart mass mobilization = bc-02-3 thuat-ngu/ n-tccs-2019 bc-02-8
        """,
    "source": """
        Nghe An has new Chairman = n-chinh-phu-2018
        Communist Review = n-tccs-2019
        Success through consensus = n-da-nang-2024
        VnEconomy = n-vneconomy-2018
        Evaluation of coordination = n-bna-danh-gia
        """,
    "held": """
        tham nhũng = ! kq-05 bc-05 kq-05-2
        bàn dân vận = ! tc-ban-dan-van
        nghẽo = ! kq-05-2 cd-giup-xa-ngheo
        """,
    "absent": """
        blarghle =
        bitcoin =
        football match =
        nghèo qqqq =
        xyzabc =
        """,
}


def _read(lang: Lang, tables: dict[str, str]) -> Iterator[Query]:
    for kind, table in tables.items():
        for line in filter(None, map(str.strip, table.splitlines())):
            text, _, right = line.partition(" =")
            sought, _, never = right.partition("!")
            names = tuple("" if name == '""' else name for name in sought.split())
            yield Query(kind, lang, text, names, tuple(never.split()))


QUERIES: tuple[Query, ...] = (*_read("vi", VI), *_read("en", EN))
