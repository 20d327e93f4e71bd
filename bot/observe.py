"""What an operator sees: structured logs and counters. Never a token, a text or a name.

``bot.app`` configures it once; rooms take ``log()`` and the :class:`Metrics` they are given.
"""

import logging
import re
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from functools import partial
from typing import Any

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_NAME = re.compile(r"[A-Za-z0-9_.:-]{0,160}")
_QUIET = ("slack_bolt", "slack_sdk", "aiohttp.access", "alembic", "sqlalchemy")


def configure_logging(*, level: int = logging.INFO) -> None:
    """Log JSON lines to standard error. Libraries speak from warnings up, without bodies."""
    logging.basicConfig(level=level, stream=sys.stderr, format="%(message)s", force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Bolt finds our token in the environment and warns that it makes no use of it: it must not.
    # A filter, because Bolt sets the level of its loggers anew.
    logging.getLogger("slack_bolt.AsyncApp").addFilter(_errors_only)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_where_it_broke,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _errors_only(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.ERROR


def log() -> Any:
    """Return the logger. Event names are sentences without data; data are ids."""
    return structlog.get_logger()


def as_name(value: object) -> str:
    """Return an id or a kind of Slack's as it is, and anything else as odd: it may be a text."""
    name = str(value)
    return name if _NAME.fullmatch(name) else "odd"


def _only_where_it_broke(_: Any, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Turn an exception into its type and places. Its message may quote what people typed."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        # Of parts that ended together the first says why; its group says only that they did.
        first = next(_leaves(error))
        event["error"] = type(first).__name__
        event["where"] = _places(first)
        if first.__cause__ is not None:
            event["cause"] = type(first.__cause__).__name__
    return event


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _leaves(one)
    else:
        yield error


def _places(error: BaseException) -> list[str]:
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-8:]


class Metrics:
    """Counters of one running bot, on a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        counter = partial(Counter, registry=self.registry)
        gauge = partial(Gauge, registry=self.registry)
        self.acks = counter(
            "kolcrisis_acks",
            "Requests answered, by kind and status",
            ["kind", "status"],
        )
        self.ack_seconds = Histogram(
            "kolcrisis_ack_seconds",
            "Time from request to answer",
            ["kind"],
            registry=self.registry,
            buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3),
        )
        self.signals = counter(
            "kolcrisis_signal_requests",
            "Requests at the door for signals, by status",
            ["status"],
        )
        self.slack_calls = counter(
            "kolcrisis_slack_calls",
            "Web API calls, by method and outcome",
            ["method", "outcome"],
        )
        self.events = counter(
            "kolcrisis_events",
            "Events appended, by kind, those of exercises apart",
            ["kind", "exercise"],
        )
        self.retries = counter(
            "kolcrisis_retries",
            "Things to show in Slack that must be tried again, by kind and reason",
            ["kind", "reason"],
        )
        self.projection_lag = gauge(
            "kolcrisis_projection_behind", "Streams whose surfaces are behind their record"
        )
        self.token_refused = gauge(
            "kolcrisis_token_refused", "1 while Slack does not accept the bot token"
        )
        self.surfaces_failing = gauge(
            "kolcrisis_surfaces_failing", "Surfaces waiting for another try"
        )
        self.timers_late = gauge(
            "kolcrisis_timers_late_seconds", "Age of the oldest timer that has not fired"
        )

    def render(self) -> bytes:
        """Return everything in Prometheus' text format."""
        return generate_latest(self.registry)
