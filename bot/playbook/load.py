"""Loads playbooks: the one that comes with the bot, a brand's own, or one stored with an incident.

Called where the bot is put together, by ``kolcrisis doctor`` and by tests. Keeps nothing between
calls: whoever needs a playbook often holds on to it.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from bot.crisis.playbook import Playbook
from bot.playbook.problems import FieldPath, Place, PlaybookError, described, misshapen
from bot.playbook.read import MAX_BYTES, read
from bot.playbook.references import findings
from bot.playbook.schema import PlaybookEntry

__all__ = ["PlaybookError", "default_path", "dump", "load", "load_default", "parse"]


def default_path() -> Path:
    """Return the folder of the playbook that comes with the bot."""
    return Path(__file__).parent / "default"


def load_default() -> Playbook:
    """Return the playbook that comes with the bot."""
    return load(default_path())


def load(path: Path, instead: Mapping[str, str] = MappingProxyType({})) -> Playbook:
    """Return the playbook in a folder of YAML files or in one YAML file.

    ``instead`` is read in place of the files of these names: how a change would read.
    Raises :class:`PlaybookError` with every problem on its own line: file, line, field.
    """
    document = read(path, instead)
    return _checked(_canonical(document.data), document.data, document.places)


def dump(path: Path) -> str:
    """Return the playbook at ``path`` as one canonical JSON text, to be stored.

    The same content gives the same text, however the YAML is laid out; ``parse`` of it gives the
    same playbook with the same version. Raises as :func:`load`.
    """
    document = read(path)
    text = _canonical(document.data)
    _checked(text, document.data, document.places)
    return text


def parse(document: str) -> Playbook:
    """Return the playbook of a text that :func:`dump` made, today or by an earlier release.

    Raises :class:`PlaybookError` without lines, since nobody wrote the text by hand.
    """
    if len(document.encode()) > MAX_BYTES:
        raise PlaybookError((f"larger than {MAX_BYTES:,} bytes",))
    try:
        data = json.loads(document)
    except (ValueError, RecursionError):
        raise PlaybookError(("not a stored playbook: it is not JSON",)) from None
    return _checked(_canonical(data), data, {})


def _canonical(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _checked(text: str, data: object, places: dict[FieldPath, Place]) -> Playbook:
    try:
        entry = PlaybookEntry.model_validate_json(text)
    except ValidationError as error:
        raise PlaybookError(misshapen(error, data, places)) from None
    wrong = tuple(described(path, said, data, places) for path, said in findings(entry))
    if wrong:
        raise PlaybookError(wrong)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return entry.value(f"{entry.version}-{digest[:12]}")
