"""The memory cap of a worker process, set from inside it.

POSIX: RLIMIT_AS, the address space; an allocation beyond it fails (MemoryError, or an abort in native code).
macOS accepts the limit without keeping it: there the deadline and the bounds of bounds.py have to do.
Windows: a Job Object with JOB_OBJECT_LIMIT_PROCESS_MEMORY, the committed memory, which fails allocations the
same way; jobs nest since Windows 8, and no Python we run on is older. Where the system refuses either (a container
without the right), the worker runs without a cap.
"""

import sys
from contextlib import suppress


def leave_no_trace() -> None:
    """A worker that dies must not write its memory, which holds what members typed, to a file; nor, on Windows,
    stop behind a window that waits for somebody to click.
    """
    if sys.platform == "win32":
        quiet = 0x0001 | 0x0002 | 0x8000  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX
        ctypes.WinDLL("kernel32").SetErrorMode(quiet)
        return
    import resource  # not on Windows

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def cap_memory(limit: int) -> bool:
    """Cap this process at ``limit`` bytes; False where the system would not."""
    if sys.platform == "win32":
        return cap_by_job(limit)
    import resource  # not on Windows

    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    except (OSError, ValueError):
        return False
    return True


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
    LIMIT_PROCESS_MEMORY = 0x0100

    class BasicLimits(ctypes.Structure):
        """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

        _fields_ = (
            ("per_process_time", wintypes.LARGE_INTEGER),
            ("per_job_time", wintypes.LARGE_INTEGER),
            ("flags", wintypes.DWORD),
            ("minimum_working_set", ctypes.c_size_t),
            ("maximum_working_set", ctypes.c_size_t),
            ("active_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority_class", wintypes.DWORD),
            ("scheduling_class", wintypes.DWORD),
        )

    class ExtendedLimits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _fields_ = (
            ("basic", BasicLimits),
            ("io_counters", ctypes.c_ulonglong * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    def cap_by_job(limit: int) -> bool:
        """Put this process into a job of its own; the job lasts as long as the process."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = kernel.CreateJobObjectW(None, None)
        limits = ExtendedLimits()
        limits.basic.flags = LIMIT_PROCESS_MEMORY
        limits.process_memory = limit
        told = kernel.SetInformationJobObject(job, EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        return bool(told and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()))
