"""The smallest scenario that shows everything, for tests to play and to spoil."""

from pathlib import Path

from bot.playbook.load import load_default
from bot.scenario.load import ScenarioError, load

SMALL = """\
scenario: small
title: {en: A small one, zh: 小演练}
about: {en: "Save, then pause.", zh: 先取证，再停投。}
begins: {hour: 9, zone: Asia/Shanghai}
ends: 45
opening: {by: ana, words: A note went wrong, language: en, kol: 小满Mia}
cast:
  - {id: ana, name: Ana, zone: Europe/London, language: en}
  - {id: lin, name: Lin, zone: Asia/Shanghai, language: zh, roles: [ads, scribe]}
injects:
  - id: spend
    at: 5
    from: {en: Ads, zh: 投放后台}
    via: lin
    text: {en: It still spends., zh: 还在投。}
expected:
  - {id: saved, objective: preserve, task: A2, by: 20, improve: {en: Save first., zh: 先取证。}}
  - {id: proof, objective: preserve, receipt: A2, by: 20, improve: {en: Keep it., zh: 留存。}}
  - {id: paused, objective: pause, task: B1, by: "0:30", improve: {en: Pause., zh: 停投。}}
never:
  - id: hidden
    decision: takedown
    choices: {action: [hide, remove]}
    before: {task: A2}
    why: {en: Gone is gone., zh: 没了就没了。}
players:
  - {at: 3, who: lin, do: complete, task: A2, evidence: 录屏 03:12}
  - {at: 8, who: lin, do: press, reads: Paused}
"""

NOBODY_PLAYS = SMALL.partition("players:")[0]


def written(folder: Path, text: str = SMALL) -> Path:
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> tuple[str, ...]:
    try:
        load(written(folder, text), load_default())
    except ScenarioError as error:
        return error.problems
    return ()
