"""Founding workspaces, adding people, installing apps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.workspace.acts.channels import create_channel
from bot.workspace.acts.members import add_member
from bot.workspace.checks.manifest import check_manifest
from bot.workspace.manifest import read_manifest
from bot.workspace.model.app import App
from bot.workspace.model.people import Person, Team
from bot.workspace.state import Event, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.workspace.clock import Clock
    from bot.workspace.ids import Ids
    from bot.workspace.state import Sink

SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class Foundation:
    """What every workspace of one local Slack is founded on."""

    ids: Ids
    clock: Clock
    origin: Callable[[], str]
    sink: Sink


def found(foundation: Foundation, name: str, domain: str) -> Workspace:
    """Return a new workspace with Slackbot and an empty #general."""
    team = Team(foundation.ids.entity("T"), name, domain)
    workspace = Workspace(
        team, foundation.ids, foundation.clock, foundation.origin, foundation.sink
    )
    slackbot = Person(SLACKBOT, team.id, "slackbot", "Slackbot")
    workspace.people[SLACKBOT] = slackbot
    general = create_channel(workspace, "general", SLACKBOT, private=False)
    general.is_general = True
    general.members.clear()
    general.messages.clear()
    return workspace


def add_person(workspace: Workspace, name: str, details: Mapping[str, Any]) -> Person:
    """Return a new person who is in #general unless a guest of one channel or of another team."""
    fields: dict[str, Any] = {"team_id": workspace.team.id, "real_name": name, **details}
    handle = fields.pop("handle", "") or name.lower().replace(" ", ".")
    person = Person(id=workspace.ids.entity("U"), name=handle, **fields)
    person.updated = workspace.clock.seconds()
    workspace.people[person.id] = person
    at_home = person.team_id == workspace.team.id
    if at_home and not person.is_restricted and not person.is_ultra_restricted:
        add_member(workspace, workspace.channel("general"), person.id)
        user = person.to_json(workspace.team.id, workspace.clock.now(), locale=True, email=False)
        workspace.emit(Event("team_join", {"type": "team_join", "user": user}))
    return person


def install(
    workspace: Workspace, document: Mapping[str, Any], request_url: str, twin: App | None = None
) -> App:
    """Install an app from its manifest; ValueError with all that is wrong with the manifest.

    `twin` is the same app in another workspace: id and secrets are the app's, the bot token is not.
    """
    problems = check_manifest(dict(document))
    if problems:
        raise ValueError("\n".join(problems))
    manifest = read_manifest(document)
    ids = workspace.ids
    app = App(
        id=twin.id if twin is not None else ids.entity("A"),
        team_id=workspace.team.id,
        bot_user_id=ids.entity("U"),
        bot_id=ids.entity("B"),
        signing_secret=twin.signing_secret if twin is not None else ids.hexadecimal(32),
        verification_token=twin.verification_token if twin is not None else ids.short(24),
        bot_token=ids.token("xoxb"),
        app_token=ids.token("xapp-1"),
        manifest=manifest,
        scopes=set(manifest.scopes),
        request_url=request_url,
        installed=workspace.clock.seconds(),
    )
    workspace.apps[app.id] = app
    _add_bot_user(workspace, app)
    return app


def _add_bot_user(workspace: Workspace, app: App) -> None:
    name = app.manifest.bot_name or app.manifest.name
    workspace.people[app.bot_user_id] = Person(
        id=app.bot_user_id,
        team_id=workspace.team.id,
        name=name.lower().replace(" ", ""),
        real_name=app.manifest.name,
        is_bot=True,
        app_id=app.id,
        bot_id=app.bot_id,
        updated=app.installed,
    )
