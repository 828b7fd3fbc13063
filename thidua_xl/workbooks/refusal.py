"""Why the system would not open, read or write a file, in words an officer understands."""

import errno
import sys

LONGEST_ON_WINDOWS = 259  # characters of a whole path, where long paths were never switched on
WINDOWS_IN_USE = {32, 33}  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
WINDOWS_TOO_LONG = 206  # ERROR_FILENAME_EXCED_RANGE
REASONS = {
    errno.ENOSPC: "ổ đĩa đã đầy, hãy giải phóng dung lượng",
    errno.EDQUOT: "đã dùng hết dung lượng được cấp, hãy giải phóng dung lượng",
    errno.EFBIG: "tệp lớn hơn mức hệ thống cho phép",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENAMETOOLONG: "tên hoặc đường dẫn quá dài, hãy đặt tên ngắn hơn hoặc chuyển ra thư mục ngoài",
    errno.ELOOP: "đường dẫn liên kết vòng tròn",
    errno.EIO: "ổ đĩa báo lỗi khi đọc, ghi",
    errno.EMFILE: "đang mở quá nhiều tệp, hãy đóng bớt chương trình khác",
    errno.ENFILE: "máy đang mở quá nhiều tệp, hãy đóng bớt chương trình khác",
    errno.ENODEV: "ổ đĩa không còn kết nối",
    errno.ENOTDIR: "một phần của đường dẫn không phải thư mục",
    errno.EISDIR: "đó là thư mục",
    errno.EBUSY: "chương trình khác đang giữ tệp",
    errno.ETIMEDOUT: "ổ đĩa mạng không trả lời",
    errno.ENOENT: "tệp hoặc thư mục không còn ở đó",
    errno.EACCES: "không có quyền, hoặc chương trình khác đang giữ tệp",
    errno.EPERM: "không có quyền, hoặc chương trình khác đang giữ tệp",
    errno.EINVAL: "tên có ký tự mà hệ thống không nhận",
}


def why_refused(error: OSError) -> str:
    """The reason of a system error, without a final stop; the system's own words where we have none."""
    code = getattr(error, "winerror", None)
    if code in WINDOWS_IN_USE:
        return "chương trình khác (thường là Excel) đang mở tệp"
    if code == WINDOWS_TOO_LONG or _too_long_for_windows(error):
        return REASONS[errno.ENAMETOOLONG]
    return REASONS.get(error.errno or 0, error.strerror or type(error).__name__)


def _too_long_for_windows(error: OSError) -> bool:
    """Windows says of a path that is too long that it is not there."""
    missing = sys.platform == "win32" and isinstance(error, FileNotFoundError)
    return missing and len(str(error.filename or "")) > LONGEST_ON_WINDOWS
