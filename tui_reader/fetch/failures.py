"""What went wrong on the way, in one line for a person: foreign errors become ours.

The texts are our own. What the libraries say may quote the answer, or the address.
"""

import errno
import os
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from h2.exceptions import H2Error

from tui_reader.errors import FetchError

FOREIGN = (httpx.HTTPError, httpx.InvalidURL, H2Error, OSError, ValueError)
"""What may come out of a fetch. httpx lets pass, as they are, those of h2 and of ssl, hosts that
can't be encoded (UnicodeError) and, over HTTP/2, a status that is no number (ValueError)."""

NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN})
REASONS = {
    errno.ECONNREFUSED: "the server refuses the connection",
    errno.ECONNRESET: "the connection was lost",
    errno.EHOSTUNREACH: "there is no way to the server",
}

BREACHES = {
    "peer closed connection": "the answer ended too early",
    "Server disconnected": "the server closed the connection without an answer",
    "ConnectionTerminated": "the server closed the connection",
    "StreamReset": "the server closed the connection",
}
"""Breaches of HTTP that a person knows apart; the libraries have them only as texts."""


@contextmanager
def our_errors(seconds: float, connect: float) -> Iterator[None]:
    """Foreign errors become FetchError; the numbers are the limits that may have been met."""
    try:
        yield
    except httpx.ConnectTimeout as error:
        raise FetchError(f"no connection within {connect:g} s", temporary=True) from error
    except TimeoutError as error:
        raise FetchError(f"no answer within {seconds:g} s", temporary=True) from error
    except FOREIGN as error:
        raise _failure(error) from error


def _failure(error: Exception) -> FetchError:
    """Our error for a foreign one."""
    if isinstance(error, UnicodeError | httpx.InvalidURL):
        return FetchError("the host is not valid")
    if isinstance(error, httpx.ProtocolError | H2Error | ValueError):
        known = (reason for words, reason in BREACHES.items() if words in str(error))
        return FetchError(next(known, "the answer is not valid HTTP"), temporary=True)
    if isinstance(error, httpx.ProxyError):
        return FetchError("the proxy does not let it pass", temporary=True)
    if isinstance(error, httpx.ConnectError | OSError):
        return _of_system([*_causes(error)])
    return FetchError("the connection was lost", temporary=True)


def _causes(error: BaseException) -> Iterator[OSError]:
    """The system's own errors behind an error: more than one where a host has many addresses."""
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _causes(one)
        return
    # The pool of httpcore raises "from None": the context still knows.
    behind = error.__cause__ or error.__context__
    if isinstance(error, OSError) and (error.errno is not None or behind is None):
        yield error
    elif behind is not None:
        yield from _causes(behind)


def _of_system(causes: list[OSError]) -> FetchError:
    """Our error for those of the system; of many the first counts that says more than offline."""
    if causes and all(map(_is_offline, causes)):
        return FetchError("offline: no network", temporary=True, offline=True)
    cause = next((one for one in causes if not _is_offline(one)), OSError())
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchError(f"the server's certificate is not valid: {cause.verify_message}")
    if isinstance(cause, ssl.SSLError):
        return FetchError("no secure connection: the server does not speak TLS as we do")
    if isinstance(cause, socket.gaierror):
        return FetchError("the host name could not be found", temporary=True, unresolved=True)
    number = cause.errno or errno.ECONNRESET
    reason = REASONS.get(number) or f"no connection: {os.strerror(number)}"
    return FetchError(reason, temporary=True)


def _is_offline(error: OSError) -> bool:
    """Whether an error looks like no network at all."""
    if isinstance(error, socket.gaierror):
        return error.errno == socket.EAI_AGAIN
    return error.errno in NO_NETWORK
