"""How the site stands to WCAG 2.2, levels A and AA: each criterion, what is so here, and how that was tried.

Gives the table that the accessibility statement shows, in both languages at once, so that neither says more than the
other. The Vietnamese names are our translation. A way of trying is named only where somebody or something did try.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.findings import Text

MET = Text("Đạt", "Met")
PARTLY = Text("Đạt một phần", "Partly met")
NONE_HERE = Text("Không áp dụng", "Not applicable")

PAGES = Text("phép thử trên mọi trang đã dựng", "a test over every built page")
BROWSER = Text("phép thử trong trình duyệt thật", "a test in a real browser")
AXE = Text("axe-core trên mọi trang", "axe-core on every page")
WORDS = Text("đọc lời của mọi loại trang, tìm những chữ như “màu”, “bên phải”, “ở trên”",
             "reading the words of every type of page for the likes of “colour”, “right”, “above”")  # fmt: skip
LOOKING = Text("xem trang bằng mắt", "looking at the pages")
READING = Text("đọc mã của trang", "reading the pages' code")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: its number, level and name, how the site stands to it and why, and how that was tried."""

    number: str
    level: Literal["A", "AA"]
    name: Text
    state: Text
    why: Text
    tried: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Principle:
    """One of the four principles, with its criteria in order."""

    name: Text
    criteria: tuple[Criterion, ...]


_NO_MEDIA = Text("Không có âm thanh hay video.", "There is no audio and no video.")
_NO_FORM = Text(
    "Chỉ có ô tìm kiếm; không có gì để điền, gửi hay xác nhận.",
    "There is a search field and nothing else to fill in, send or confirm.",
)


def _media(number: str, level: Literal["A", "AA"], vi: str, en: str) -> Criterion:
    return Criterion(number, level, Text(vi, en), NONE_HERE, _NO_MEDIA, (PAGES,))


def _form(number: str, level: Literal["A", "AA"], vi: str, en: str) -> Criterion:
    return Criterion(number, level, Text(vi, en), NONE_HERE, _NO_FORM, (PAGES,))


PERCEIVABLE = Principle(
    Text("Nhận biết được", "Perceivable"),
    (
        Criterion(
            "1.1.1", "A", Text("Nội dung không phải chữ", "Non-text Content"), MET,
            Text(
                "Hình nào cũng có tên và lời mô tả; điều hình vẽ cũng viết bằng chữ trên trang hay ở trang được dẫn.",
                "Every picture has a name and a description; what it draws also stands in words, on the page or on one that it links.",
            ),
            (AXE, BROWSER, LOOKING),
        ),
        _media("1.2.1", "A", "Chỉ có tiếng hoặc chỉ có hình (thu sẵn)", "Audio-only and Video-only (Prerecorded)"),
        _media("1.2.2", "A", "Phụ đề (thu sẵn)", "Captions (Prerecorded)"),
        _media(
            "1.2.3", "A", "Lời tả hình hoặc bản thay thế (thu sẵn)",
            "Audio Description or Media Alternative (Prerecorded)",
        ),
        _media("1.2.4", "AA", "Phụ đề (trực tiếp)", "Captions (Live)"),
        _media("1.2.5", "AA", "Lời tả hình (thu sẵn)", "Audio Description (Prerecorded)"),
        Criterion(
            "1.3.1", "A", Text("Thông tin và quan hệ", "Info and Relationships"), MET,
            Text(
                "Tiêu đề, danh sách, bảng và nhãn đều là phần tử HTML đúng loại; bảng nào cũng có tên, tiêu đề cột và tiêu đề hàng.",
                "Headings, lists, tables and labels are the HTML elements made for them; every table has a name and headers of columns and rows.",
            ),
            (AXE, PAGES),
        ),
        Criterion(
            "1.3.2", "A", Text("Thứ tự có nghĩa", "Meaningful Sequence"), MET,
            Text("Trang đọc theo thứ tự trong mã, cả khi không có kiểu trình bày.", "A page reads in the order of its code, without its stylesheet too."),
            (LOOKING, READING),
        ),
        Criterion(
            "1.3.3", "A", Text("Đặc điểm cảm quan", "Sensory Characteristics"), MET,
            Text("Không lời chỉ dẫn nào chỉ dựa vào hình dạng, màu hay vị trí.", "No instruction rests on shape, colour or place alone."),
            (WORDS,),
        ),
        Criterion(
            "1.3.4", "AA", Text("Hướng màn hình", "Orientation"), MET,
            Text("Không có gì khóa hướng màn hình. Chưa thử trên máy cầm tay thật.", "Nothing locks the orientation. It has not been tried on a real handheld."),
            (READING,),
        ),
        Criterion(
            "1.3.5", "AA", Text("Nhận ra mục đích của ô nhập", "Identify Input Purpose"), NONE_HERE,
            Text("Không có ô nào hỏi về người đọc.", "No field asks anything about the reader."),
            (PAGES,),
        ),
        Criterion(
            "1.4.1", "A", Text("Dùng màu", "Use of Color"), MET,
            Text(
                "Tình trạng của một câu có chữ và kiểu nét, màu chỉ nhắc lại; liên kết có gạch chân.",
                "The status of a statement is a word and a style of line, which colour repeats; links are underlined.",
            ),
            (AXE, LOOKING),
        ),
        _media("1.4.2", "A", "Điều khiển âm thanh", "Audio Control"),
        Criterion(
            "1.4.3", "AA", Text("Độ tương phản (tối thiểu)", "Contrast (Minimum)"), MET,
            Text("Đo trên nền sáng và nền tối.", "Measured on the light and the dark background."),
            (AXE,),
        ),
        Criterion(
            "1.4.4", "AA", Text("Đổi cỡ chữ", "Resize Text"), MET,
            Text(
                "Chữ lớn gấp đôi không mất gì, trên điện thoại và màn hình rộng. Chữ trong hình vẽ lớn lên khi phóng to cả trang.",
                "At twice the text size nothing is lost, on a phone and on a wide screen. Words within a picture grow when the whole page is zoomed.",
            ),
            (BROWSER,),
        ),
        Criterion(
            "1.4.5", "AA", Text("Chữ dạng hình ảnh", "Images of Text"), MET,
            Text("Chữ trên trang và trong hình vẽ đều là chữ thật.", "Words on a page and within a picture are text."),
            (READING, LOOKING),
        ),
        Criterion(
            "1.4.10", "AA", Text("Tự dàn lại", "Reflow"), MET,
            Text(
                "Ở bề rộng của màn hình phóng bốn lần, chỉ bảng mới phải cuộn ngang, mỗi bảng trong khung riêng mà bàn phím tới được.",
                "At the width of a screen enlarged four times only tables scroll sideways, each in a frame of its own that the keyboard reaches.",
            ),
            (BROWSER,),
        ),
        Criterion(
            "1.4.11", "AA", Text("Độ tương phản của phần không phải chữ", "Non-text Contrast"), MET,
            Text(
                "Viền ô nhập, viền khi chọn và nét chỉ tình trạng đều đủ tương phản, tính từ bảng màu.",
                "The edges of fields, the mark of focus and the lines that show a status have enough of it, worked out from the palette.",
            ),
            (PAGES,),
        ),
        Criterion(
            "1.4.12", "AA", Text("Giãn chữ", "Text Spacing"), MET,
            Text(
                "Giãn dòng, chữ, từ và đoạn như tiêu chí nêu không làm mất gì. Chữ trong hình vẽ giữ khoảng cách của hình; trang nêu cùng nội dung bằng chữ.",
                "With the spacing of lines, letters, words and paragraphs that the criterion names nothing is lost. Words within a picture keep its own; the page says the same in text.",
            ),
            (BROWSER,),
        ),
        Criterion(
            "1.4.13", "AA", Text("Nội dung hiện khi rê hoặc khi chọn", "Content on Hover or Focus"), MET,
            Text(
                "Khi rê chuột, trang không tự làm hiện thêm gì; khi dùng phím Tab, chỉ đường tắt tới nội dung hiện ra.",
                "The pages show nothing of their own on hover; on focus, by the key Tab, the link that skips to the content alone.",
            ),
            (READING,),
        ),
    ),
)  # fmt: skip

OPERABLE = Principle(
    Text("Thao tác được", "Operable"),
    (
        Criterion(
            "2.1.1", "A", Text("Bàn phím", "Keyboard"), MET,
            Text("Menu, tìm kiếm, trích dẫn, nền tối và đổi ngôn ngữ đều dùng được bằng phím.", "Menu, search, citations, the dark background and the change of language all work by key."),
            (BROWSER,),
        ),
        Criterion(
            "2.1.2", "A", Text("Không mắc kẹt bàn phím", "No Keyboard Trap"), MET,
            Text("Ô tìm kiếm đóng bằng phím Esc, và đưa tiêu điểm bàn phím về chỗ cũ.", "Search closes with the key Esc and gives the focus back."),
            (BROWSER,),
        ),
        Criterion(
            "2.1.4", "A", Text("Phím tắt một ký tự", "Character Key Shortcuts"), MET,
            Text(
                "Chỉ có phím /, tắt được ngay ở trang này; nó không làm gì khi đang gõ chữ hay khi bộ gõ đang ghép chữ.",
                "There is the key / alone, which can be switched off on this page; it does nothing while you type or an input method composes.",
            ),
            (BROWSER,),
        ),
        Criterion(
            "2.2.1", "A", Text("Chỉnh được thời gian", "Timing Adjustable"), NONE_HERE,
            Text("Không có gì giới hạn thời gian.", "Nothing has a time limit."),
            (READING,),
        ),
        Criterion(
            "2.2.2", "A", Text("Tạm dừng, dừng, ẩn", "Pause, Stop, Hide"), NONE_HERE,
            Text("Không có gì tự chuyển động, nhấp nháy hay tự cập nhật.", "Nothing moves, blinks or updates by itself."),
            (READING, LOOKING),
        ),
        Criterion(
            "2.3.1", "A", Text("Không quá ba lần chớp", "Three Flashes or Below Threshold"), MET,
            Text("Không có gì chớp.", "Nothing flashes."),
            (READING, LOOKING),
        ),
        Criterion(
            "2.4.1", "A", Text("Bỏ qua phần lặp lại", "Bypass Blocks"), MET,
            Text("Phím Tab đầu tiên mở đường tắt tới nội dung.", "The first press of Tab gives a way straight to the content."),
            (BROWSER, AXE),
        ),
        Criterion(
            "2.4.2", "A", Text("Trang có tiêu đề", "Page Titled"), MET,
            Text("Mỗi trang có một tiêu đề khác nhau.", "Every page has a title of its own."),
            (PAGES,),
        ),
        Criterion(
            "2.4.3", "A", Text("Thứ tự tiêu điểm", "Focus Order"), MET,
            Text(
                "Theo thứ tự đọc. Trên điện thoại, nút Menu đến trước nút tìm kiếm dù đứng bên phải nó; nghĩa không đổi.",
                "It is the reading order. On a phone the menu's button comes before that of search though it stands to its right; the meaning is the same.",
            ),
            (BROWSER, LOOKING),
        ),
        Criterion(
            "2.4.4", "A", Text("Mục đích của liên kết (trong ngữ cảnh)", "Link Purpose (In Context)"), MET,
            Text("Trên một trang, hai liên kết cùng tên luôn dẫn tới cùng một nơi.", "On a page two links of the same name lead to the same place."),
            (BROWSER,),
        ),
        Criterion(
            "2.4.5", "AA", Text("Nhiều đường tới", "Multiple Ways"), MET,
            Text("Có menu, tìm kiếm, danh sách, dòng thời gian và liên kết giữa các trang.", "There are the menu, search, lists, the timeline and links between pages."),
            (BROWSER, LOOKING),
        ),
        Criterion(
            "2.4.6", "AA", Text("Tiêu đề và nhãn", "Headings and Labels"), MET,
            Text("Tiêu đề nào cũng có lời (ở trang quy tắc, mã đứng trước); nút của mỗi câu nói rõ là của câu nào.", "Every heading has words (on the pages of rules a code stands first); the buttons of a statement say which one they belong to."),
            (PAGES, LOOKING),
        ),
        Criterion(
            "2.4.7", "AA", Text("Thấy rõ chỗ đang chọn", "Focus Visible"), MET,
            Text("Một viền đậm quanh chỗ ấy.", "A thick outline around it."),
            (BROWSER,),
        ),
        Criterion(
            "2.4.11", "AA", Text("Chỗ đang chọn không bị che (tối thiểu)", "Focus Not Obscured (Minimum)"), MET,
            Text("Đầu trang không dính lại khi cuộn, nên không che gì.", "The header does not stay when the page scrolls, and covers nothing."),
            (BROWSER,),
        ),
        Criterion(
            "2.5.1", "A", Text("Cử chỉ con trỏ", "Pointer Gestures"), NONE_HERE,
            Text("Không việc gì cần vuốt hay chụm ngón tay.", "Nothing needs a swipe or a pinch."),
            (READING,),
        ),
        Criterion(
            "2.5.2", "A", Text("Hủy thao tác con trỏ", "Pointer Cancellation"), MET,
            Text("Nút và liên kết chỉ chạy khi nhả ra, như trình duyệt vẫn làm.", "Buttons and links act on release, as browsers do."),
            (READING,),
        ),
        Criterion(
            "2.5.3", "A", Text("Nhãn nằm trong tên", "Label in Name"), MET,
            Text("Tên mà máy đọc bắt đầu bằng chữ nhìn thấy.", "The name that is heard begins with the words that are seen."),
            (PAGES,),
        ),
        Criterion(
            "2.5.4", "A", Text("Kích hoạt bằng chuyển động", "Motion Actuation"), NONE_HERE,
            Text("Không việc gì chạy bằng lắc hay nghiêng máy.", "Nothing is worked by shaking or tilting."),
            (READING,),
        ),
        Criterion(
            "2.5.7", "AA", Text("Thao tác kéo", "Dragging Movements"), NONE_HERE,
            Text("Không việc gì cần kéo.", "Nothing has to be dragged."),
            (READING,),
        ),
        Criterion(
            "2.5.8", "AA", Text("Cỡ của chỗ bấm (tối thiểu)", "Target Size (Minimum)"), MET,
            Text("Đo ở bốn trạng thái của mỗi trang, cả phần gấp lại.", "Measured in four states of each page, and in what is folded away."),
            (AXE, BROWSER),
        ),
    ),
)  # fmt: skip

UNDERSTANDABLE = Principle(
    Text("Hiểu được", "Understandable"),
    (
        Criterion(
            "3.1.1", "A", Text("Ngôn ngữ của trang", "Language of Page"), MET,
            Text("Trang nào cũng ghi ngôn ngữ của mình.", "Every page names its language."),
            (PAGES, AXE),
        ),
        Criterion(
            "3.1.2", "AA", Text("Ngôn ngữ của từng phần", "Language of Parts"), PARTLY,
            Text(
                "Trên trang tiếng Anh, tên báo, tiêu đề bài, tên người đứng riêng và thuật ngữ trong bảng được đánh dấu là tiếng Việt; chữ tiếng "
                "Việt nằm giữa câu tiếng Anh thì chưa. Trên trang tiếng Việt, chữ tiếng Anh chưa được đánh dấu.",
                "On English pages names of newspapers, headlines, people's names that stand alone and the terms of the glossary are marked as "
                "Vietnamese; Vietnamese words within an English sentence are not yet. On Vietnamese pages English words are not marked yet.",
            ),
            (PAGES,),
        ),
        Criterion(
            "3.2.1", "A", Text("Khi được chọn", "On Focus"), MET,
            Text("Đi tới một nút hay liên kết không làm gì đổi.", "Coming to a control changes nothing."),
            (BROWSER, READING),
        ),
        Criterion(
            "3.2.2", "A", Text("Khi nhập", "On Input"), MET,
            Text("Gõ vào ô tìm kiếm chỉ làm đổi danh sách kết quả; trang chỉ mở khi nhấn Enter hoặc bấm vào một kết quả.", "Typing into search changes the list of results alone; a page opens on Enter, or on a click on a result."),
            (BROWSER,),
        ),
        Criterion(
            "3.2.3", "AA", Text("Điều hướng nhất quán", "Consistent Navigation"), MET,
            Text("Đầu trang và chân trang có cùng thứ tự ở mọi trang.", "Header and footer have the same order on every page."),
            (LOOKING, READING),
        ),
        Criterion(
            "3.2.4", "AA", Text("Gọi tên nhất quán", "Consistent Identification"), MET,
            Text("Cùng một việc mang cùng một tên ở mọi trang.", "What does the same is called the same on every page."),
            (LOOKING, READING),
        ),
        Criterion(
            "3.2.6", "A", Text("Trợ giúp nhất quán", "Consistent Help"), MET,
            Text("Đường tới trang này, nơi chỉ cách báo lỗi, ở cùng một chỗ cuối mọi trang.", "The way to this page, which says how to report a fault, is at the same place at the foot of every page."),
            (LOOKING, READING),
        ),
        Criterion(
            "3.3.1", "A", Text("Chỉ ra lỗi", "Error Identification"), NONE_HERE,
            Text("Gõ gì vào ô tìm kiếm cũng không phải là lỗi; không thấy kết quả thì trang nói bằng lời.", "Nothing typed into search is an error; where nothing is found, the page says so in words."),
            (BROWSER,),
        ),
        Criterion(
            "3.3.2", "A", Text("Nhãn hoặc chỉ dẫn", "Labels or Instructions"), MET,
            Text("Ô tìm kiếm và ô bật tắt phím đều có nhãn.", "The search field and the switch of the key have labels."),
            (AXE, BROWSER),
        ),
        _form("3.3.3", "AA", "Gợi ý sửa lỗi", "Error Suggestion"),
        _form("3.3.4", "AA", "Ngừa lỗi (pháp lý, tài chính, dữ liệu)", "Error Prevention (Legal, Financial, Data)"),
        _form("3.3.7", "A", "Không bắt nhập lại", "Redundant Entry"),
        Criterion(
            "3.3.8", "AA", Text("Đăng nhập không gây khó (tối thiểu)", "Accessible Authentication (Minimum)"), NONE_HERE,
            Text("Không có đăng nhập.", "There is nothing to log in to."),
            (PAGES,),
        ),
    ),
)  # fmt: skip

ROBUST = Principle(
    Text("Tương thích", "Robust"),
    (
        Criterion(
            "4.1.2", "A", Text("Tên, vai trò, giá trị", "Name, Role, Value"), MET,
            Text("Xem trong cây trợ năng của trình duyệt: nút và liên kết nào cũng có tên và đúng vai trò.", "Seen in the browser's accessibility tree: every control has a name and the right role."),
            (AXE, BROWSER),
        ),
        Criterion(
            "4.1.3", "AA", Text("Thông báo trạng thái", "Status Messages"), MET,
            Text(
                "Số kết quả tìm và lời báo đã chép nằm trong vùng mà trình đọc màn hình theo dõi. Chưa nghe bằng trình đọc màn hình nào.",
                "The count of results and the word that a citation was copied stand in regions that screen readers watch. No screen reader has been listened to.",
            ),
            (BROWSER,),
        ),
    ),
)  # fmt: skip

PRINCIPLES = (PERCEIVABLE, OPERABLE, UNDERSTANDABLE, ROBUST)
