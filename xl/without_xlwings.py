"""What stands in for xlwings where it is not installed (LibreOffice, tests): its decorators, without effect."""

from collections.abc import Callable
from typing import TypeVar

Function = TypeVar("Function", bound=Callable[..., object])


def _unchanged(function: Function) -> Function:
    return function


def func(**options: object) -> Callable[[Function], Function]:
    """``xlwings.func``."""
    return _unchanged


def arg(name: str, **options: object) -> Callable[[Function], Function]:
    """``xlwings.arg``."""
    return _unchanged


def ret(**options: object) -> Callable[[Function], Function]:
    """``xlwings.ret``."""
    return _unchanged
