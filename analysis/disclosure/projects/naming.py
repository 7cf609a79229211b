"""One identity for a project, however a list, a sheet, a heading or a sentence calls it.

Not done here: linking a project that was renamed from one year to the next.
"""

from __future__ import annotations

import re

from analysis.disclosure import records as r
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import fold

# Words that one place of a document adds to a project's name and another leaves out.
_TAIL = re.compile(r"(?:专项|项目|经费|[。,;:、])+$")
_SHORTEST_NAME = 2


def project_id(name: str) -> str:
    """Return the identity of a project: its name folded, without 项目 or 经费 at its end.

    “社区治理创新经费”, “社区治理创新项目” and “社区治理创新经费项目” are one project.
    A slash, which separates the parts of a figure's address, becomes a full stop.
    """
    folded = fold(name).strip("“”\"'《》").replace("/", ".")
    short = _TAIL.sub("", folded)
    return short if len(short) >= _SHORTEST_NAME else folded


def merge_project(recorder: Recorder, project_id: str, **fields: object) -> r.Project:
    """Return the record of a project, made when it is missing, with the given fields filled in.

    A field given as None leaves what stands; any other value replaces it. Raises AttributeError
    for a field that a project does not have.
    """
    for project in recorder.out.project:
        if project.project_id == project_id:
            break
    else:
        project = r.Project(recorder.document_id, project_id)
        recorder.out.project.append(project)
    for field, value in fields.items():
        if value is not None:
            getattr(project, field)  # slots refuse a new name anyway; this names the wrong one
            setattr(project, field, value)
    return project
