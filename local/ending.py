"""Ending: by Ctrl-C, by a signal, or because whoever started us is gone. Told twice, we still end once, and cleanly."""

import os
import signal
import sys
import threading
from queue import SimpleQueue

from local.saying import say

ended = threading.Event()
_told: SimpleQueue[None] = SimpleQueue()


def listen() -> None:
    """From here on Ctrl-C, SIGTERM and a terminal that closes (without nohup) set `ended`; nothing is broken off."""
    heard = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        heard.append(signal.SIGHUP)
    for number in heard:
        # An Event set by a handler can wait for ever: for the lock that the interrupted thread holds while it waits.
        signal.signal(number, lambda *_: _told.put(None))
    threading.Thread(target=_set_when_told, daemon=True).start()
    if os.environ.get("MAKELEVEL"):
        threading.Thread(target=_watch_parent, args=(os.getppid(),), daemon=True).start()


def _set_when_told() -> None:
    _told.get()
    ended.set()


def _watch_parent(parent: int) -> None:
    """A make that was killed leaves its recipes running; this one ends with it."""
    while not ended.wait(1):
        if os.getppid() != parent:
            say("make has ended, so this ends too.")
            ended.set()


def with_starter() -> None:
    """End when the other end of standard input closes, as it does however the starter ends."""
    threading.Thread(target=_read_to_end, daemon=True).start()


def _read_to_end() -> None:
    sys.stdin.buffer.read()
    ended.set()
