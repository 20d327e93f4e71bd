"""A changed copy of a wide value. Used by the fold: it makes one for each event.

``dataclasses.replace`` reads every field by name and runs the constructor; with as many fields as
an incident has, that is most of what folding a long record costs. Here the copy takes them at once.
"""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import replace as altered
else:

    def altered(value: Any, /, **changes: Any) -> Any:
        """Return what ``dataclasses.replace`` would, for a class without slots or constructor code.

        Raises TypeError for a name that is no field.
        """
        kept = value.__dict__
        if not changes.keys() <= kept.keys():
            unknown = sorted(changes.keys() - {one.name for one in fields(value)})
            message = f"{type(value).__name__} has no {', '.join(unknown)}"
            raise TypeError(message)
        copy = object.__new__(type(value))
        copy.__dict__.update(kept, **changes)
        return copy


__all__ = ["altered"]
