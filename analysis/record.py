"""Classes of named fields, as ``dataclasses`` makes them, but made in a fifth of the time.

A dataclass compiles each of its methods while its module is imported. Half a millisecond is
little, but a hundred such classes are imported before the first document can be read. Here only
the constructor is compiled, all else is shared. Fields and defaults are written as in a
dataclass, ``field`` and ``__post_init__`` included, and mypy checks them alike. Not done here:
order, and fields that are inherited; who needs these writes a dataclass.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, field
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

__all__ = ["Keeping", "asdict", "field", "fields", "fixed", "record", "replace"]

T = TypeVar("T")
_ANEW: Any = object()  # stands for the default that is made for each object


class Keeping:
    """A base for records that keep what they have computed (``cached_property``)."""


@dataclass_transform(field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make a class with slots, whose objects may change: equal by their fields, not hashable."""
    return _made(cls, hashable=False)


@dataclass_transform(field_specifiers=(field,), frozen_default=True)
def fixed(cls: type[T]) -> type[T]:
    """Make a class with slots, whose objects never change: equal and hashed by their fields.

    mypy sees to it that nobody changes them; to watch over it at run time would make making them
    three times as long, and some are made by the thousand.
    """
    return _made(cls, hashable=True)


def fields(made: Any) -> tuple[str, ...]:
    """Return the names of the fields of a record or of its class, in their order."""
    names: tuple[str, ...] = made.__slots__
    return names


def asdict(made: Any) -> dict[str, Any]:
    """Return the fields of a record by name."""
    return {name: getattr(made, name) for name in fields(made)}


def replace(made: T, **changes: Any) -> T:
    """Return a record like ``made`` but for the fields in ``changes``."""
    return type(made)(**{name: getattr(made, name) for name in _taken(made)} | changes)


def _made(cls: type[T], hashable: bool) -> type[T]:
    """Return ``cls`` anew: where a class keeps its values is settled when it is made."""
    parts = dict(cls.__dict__)
    names = tuple(inspect.get_annotations(cls))
    given = {name: parts.pop(name) for name in names if name in parts}
    described = {name: one for name, one in given.items() if isinstance(one, Field)}
    compared = [name for name in names if name not in described or described[name].compare]
    taken = tuple(name for name in names if name not in described or described[name].init)
    equal, hashed = _comparisons(attrgetter(*compared))
    shared: dict[str, Any] = {
        "__init__": _constructor(cls, taken, given),
        "__eq__": equal,
        "__hash__": hashed if hashable else None,
        "__repr__": _told,
    }
    for name in ("__dict__", "__weakref__"):  # of the class as it was
        parts.pop(name, None)
    parts = shared | parts | {"__slots__": names, "__match_args__": taken}
    made: type[T] = type(cls.__name__, cls.__bases__, parts)
    made.__qualname__ = cls.__qualname__
    return made


def _constructor(cls: type, names: Sequence[str], given: Mapping[str, Any]) -> Callable[..., None]:
    """Return the ``__init__`` of ``cls``, which takes ``names``; ``given`` are their defaults."""
    defaults, around, lines = [], {"_anew": _ANEW}, []
    for name in names:
        taken, default = name, given.get(name, MISSING)
        if isinstance(default, Field) and default.default is not MISSING:
            default = default.default
        elif isinstance(default, Field):
            around[f"_new_{name}"], default = default.default_factory, _ANEW
            taken = f"_new_{name}() if {name} is _anew else {name}"
        if default is not MISSING:
            defaults.append(default)
        lines.append(f" self.{name} = {taken}\n")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()\n")
    exec(f"def __init__(self, {', '.join(names)}):\n{''.join(lines)}", around)
    made = around["__init__"]
    made.__defaults__ = tuple(defaults)
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _comparisons(values: Callable[[Any], object]) -> tuple[Callable[..., Any], Callable[..., int]]:
    """Return ``__eq__`` and ``__hash__`` of a class whose objects are told apart by ``values``."""

    def equal(one: Any, other: object) -> Any:
        if other.__class__ is not one.__class__:
            return NotImplemented
        return values(one) == values(other)

    def hashed(one: Any) -> int:
        return hash(values(one))

    return equal, hashed


def _taken(made: Any) -> tuple[str, ...]:
    """Return the names of the fields that the constructor of a record takes."""
    names: tuple[str, ...] = made.__match_args__
    return names


def _told(self: Any) -> str:
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in _taken(self))
    return f"{type(self).__qualname__}({told})"
