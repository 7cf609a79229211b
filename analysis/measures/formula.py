"""Formulas over printed figures: written of a calculation, read again, numbered anew.

A formula names the figures by their place in a list: ``f1 - f2``, ``(f1 - f2) / f2 * 100``,
``sum(f2..f9)`` for a run of them; ``count: rows`` says in words what was counted.

Not done here: calculating (``traced``), the figures themselves (``quantity``).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from itertools import groupby

__all__ = ["EXACT", "TERM", "Node", "evaluate", "leaves", "renumbered", "used", "write"]

# Wide enough for any product of printed figures (the default of 28 digits would round it); making
# a value and computing it again share it.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
# A printed figure by its id, or an operation on such.
Node = str | tuple[str, tuple["Node", ...]]
TERM = re.compile(r"\bf(\d+)(?:\.\.f(\d+))?")  # f3, or the run f3..f9


def write(node: Node, figure_ids: Sequence[str]) -> str:
    """Write a calculation over f1, f2, … of ``figure_ids``."""
    return _write(node, {figure: i for i, figure in enumerate(figure_ids, start=1)})


def leaves(node: Node | None) -> Iterable[str]:
    """Give the printed figures of a calculation in the order of their use."""
    if isinstance(node, str):
        yield node
    elif node is not None:
        for child in node[1]:
            yield from leaves(child)


def used(formula: str) -> list[int]:
    """Return the places of the figures that a formula takes in, in order.

    >>> used("f7 / sum(f2..f4)")
    [2, 3, 4, 7]
    """
    places: set[int] = set()
    for first, last in TERM.findall(formula):
        places.update(range(int(first), int(last or first) + 1))
    return sorted(places)


def renumbered(formula: str, place: Callable[[int], int]) -> str:
    """Return the formula with every figure at its new place.

    >>> renumbered("f1 / sum(f2..f9)", lambda old: old + 3)
    'f4 / sum(f5..f12)'
    """
    return re.sub(r"\bf(\d+)", lambda found: f"f{place(int(found[1]))}", formula)


def evaluate(formula: str, figures: Sequence[Decimal]) -> Decimal | None:
    """Compute ``formula`` with ``figures`` as f1, f2, …

    Returns None for a ``count:`` formula. Raises ValueError for anything that is not plain
    arithmetic (+ - * /, brackets, ``sum``, ``abs``) over existing figures.
    """
    if formula.startswith("count:"):
        return None
    text = TERM.sub(lambda found: ", ".join(f"f{i}" for i in used(found[0])), formula)
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise ValueError(f"formula {formula!r} is not arithmetic over f1, f2, …") from error
    with localcontext(EXACT):
        return _value(tree, figures, formula)


def _write(node: Node, positions: dict[str, int]) -> str:
    if isinstance(node, str):
        return f"f{positions[node]}"
    op, children = node
    if op == "sum":
        return f"sum({', '.join(_addends(children, positions))})"
    terms = [_write(child, positions) for child in children]
    # Brackets where the written order would bind otherwise: a sum or difference anywhere, and
    # any operation on the right.
    left = _wrap(children[0], terms[0], "+-")
    right = _wrap(children[-1], terms[-1], "+-*/%n")
    match op:
        case "+":
            return f"{terms[0]} + {terms[1]}"
        case "-":
            return f"{terms[0]} - {right}"
        case "*":
            return f"{left} * {right}"
        case "neg":
            return f"-{right}"
        case "%":
            return f"{left} / {right} * 100"
        case "/":
            return f"{left} / {right}"
        case _:  # "*10000": times a plain number
            return f"{left} * {op[1:]}"


def _wrap(node: Node, text: str, operations: str) -> str:
    return f"({text})" if not isinstance(node, str) and node[0][0] in operations else text


def _addends(children: Iterable[Node], positions: dict[str, int]) -> Iterable[str]:
    """Addends of a sum, with neighbouring figures drawn together: f2..f9."""
    figures = sorted(positions[child] for child in children if isinstance(child, str))
    # Within a run of neighbours, position minus index stays the same.
    for _, group in groupby(enumerate(figures), key=lambda pair: pair[1] - pair[0]):
        run = [position for _, position in group]
        yield f"f{run[0]}" if len(run) == 1 else f"f{run[0]}..f{run[-1]}"
    for child in children:
        if not isinstance(child, str):
            yield _write(child, positions)


def _value(node: ast.expr, figures: Sequence[Decimal], formula: str) -> Decimal:
    match node:
        case ast.Constant(value=int() | float()):
            return Decimal(ast.unparse(node))
        case ast.Name(id=name) if re.fullmatch(r"f[1-9]\d*", name):
            position = int(name[1:])
            if position > len(figures):
                raise ValueError(f"formula {formula!r} names {name}, given {len(figures)} figures")
            return figures[position - 1]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, figures, formula)
        case ast.BinOp(left=left, op=op, right=right):
            a, b = _value(left, figures, formula), _value(right, figures, formula)
            match op:
                case ast.Add():
                    return a + b
                case ast.Sub():
                    return a - b
                case ast.Mult():
                    return a * b
                case ast.Div():
                    return a / b
        case ast.Call(func=ast.Name(id="sum"), args=args, keywords=[]):
            return sum((_value(a, figures, formula) for a in args), Decimal(0))
        case ast.Call(func=ast.Name(id="abs"), args=[arg], keywords=[]):
            return abs(_value(arg, figures, formula))
    raise ValueError(f"formula {formula!r}: {ast.unparse(node)!r} is not allowed in it")
