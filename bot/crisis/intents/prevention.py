"""What is known from before about the influencers of a crisis."""

from dataclasses import dataclass

from bot.crisis.events import KolProfile, PreventionFact


@dataclass(frozen=True, slots=True)
class RecogniseKol:
    """Keep with the crisis what the register says of one of its influencers."""

    kol: str
    profile: KolProfile
    facts: tuple[PreventionFact, ...] = ()
