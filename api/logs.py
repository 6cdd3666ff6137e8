"""Logs. The server's is one JSON object a line on stderr: never a document's text, never a query's words."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path

import structlog


def log_to_stderr() -> None:
    """Configure logging for a server process."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_Forward()], force=True)


class _Forward(logging.Handler):
    """Warnings of the libraries, as lines of our own log."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record as one line."""
        structlog.get_logger().log(record.levelno, record.getMessage(), logger=record.name)


def frames(error: BaseException) -> list[str]:
    """Where an error arose, outermost first: files, lines and functions, but no message, which may quote a document."""
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
