"""click's own words in Vietnamese: usage, options, what was typed wrong.

click looks its words up through gettext, whose catalogues are compiled files chosen by the environment; officers' PCs
have neither, so the words are put in the place of the look-up itself.
"""

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

SAID = {
    "Aborted!": "Đã dừng.",
    "Argument {name!r} takes {nargs} values.": "{name} cần {nargs} giá trị.",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "Commands": "Các lệnh",
    "Could not open file {filename!r}: {message}": "Không mở được tệp {filename}: {message}",
    "Error: {message}": "Lỗi: {message}",
    "Invalid value for {param_hint}: {message}": "Giá trị của {param_hint} không dùng được: {message}",
    "Invalid value: {message}": "Giá trị không dùng được: {message}",
    "Missing argument": "Thiếu",
    "Missing command.": "Thiếu tên lệnh.",
    "Missing option": "Thiếu tùy chọn",
    "Missing parameter": "Thiếu",
    "Missing parameter: {param_name}": "Thiếu {param_name}",
    "Missing {param_type}": "Thiếu {param_type}",
    "No such command {name!r}.": "Không có lệnh {name}.",
    "No such option {name!r}.": "Không có tùy chọn {name}.",
    "No such option: {name}": "Không có tùy chọn {name}.",
    "Option {name!r} does not take a value.": "Tùy chọn {name} không nhận giá trị.",
    "Option {name!r} requires an argument.": "Tùy chọn {name} cần một giá trị.",
    "Options": "Tùy chọn",
    "Positional arguments": "Tham số",
    "Show the version and exit.": "Cho biết phiên bản rồi thoát.",
    "Show this message and exit.": "Hiện hướng dẫn này rồi thoát.",
    "Try '{command} {option}' for help.": "Gõ “{command} {option}” để xem hướng dẫn.",
    "Usage:": "Cách dùng:",
    "default: {default}": "mặc định: {default}",
    "required": "bắt buộc",
    # {name} is not said: click looks it up while the commands are declared, before it speaks Vietnamese
    "{name} {filename!r} does not exist.": "không có {filename}. Xem lại tên và nơi để.",
    "{name} {filename!r} is a directory.": "{filename} là thư mục, ở đây cần tệp. Ghi tên một tệp.",
    "{name} {filename!r} is a file.": "{filename} là tệp, ở đây cần thư mục. Ghi tên một thư mục.",
    "{name} {filename!r} is not readable.": "không đọc được {filename}. Xem lại quyền mở.",
    "{name} {filename!r} is not writable.": "không ghi được {filename}. Đóng tệp nếu đang mở, hoặc chọn nơi khác.",
    "{value!r} is not a valid {number_type}.": "{value} không phải số.",
    "{value} is not in the range {range}.": "{value} ngoài khoảng {range}.",
    "(Possible options: {possibilities})": "(Có thể là: {possibilities})",
    "Did you mean {possibility}?": "Có phải {possibility}?",
    "Did you mean {possibility!r}?": "Có phải {possibility}?",
    "Got unexpected extra argument ({args})": "Thừa tham số ({args})",
    "Got unexpected extra arguments ({args})": "Thừa tham số ({args})",
    "{value!r} is not {choice}.": "{value} không phải {choice}.",
    "{value!r} is not one of {choices}.": "{value} không nằm trong: {choices}.",
}
MODULES = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
)


def said(words: str) -> str:
    """The Vietnamese of click's words; other words as they are."""
    return SAID.get(words, words)


def counted(one: str, many: str, count: int) -> str:
    """The same for words with a plural, which Vietnamese has not."""
    return SAID.get(one if count == 1 else many, SAID.get(one, one))


def speak_vietnamese() -> None:
    """Let click speak Vietnamese in this process."""
    for module in MODULES:
        if hasattr(module, "_"):
            vars(module)["_"] = said
        if hasattr(module, "ngettext"):
            vars(module)["ngettext"] = counted
