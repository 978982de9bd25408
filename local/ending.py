"""Ending: by Ctrl-C, by a signal, or because whoever started us is gone. Told twice, we still end once, and cleanly."""

import os
import signal
import sys
import threading

from local.saying import say

ended = threading.Event()


def listen() -> None:
    """From here on Ctrl-C, SIGTERM and a terminal that closes (without nohup) set `ended`; nothing is broken off."""
    heard = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        heard.append(signal.SIGHUP)
    for number in heard:
        signal.signal(number, lambda *_: ended.set())
    if os.environ.get("MAKELEVEL"):
        threading.Thread(target=_watch_parent, args=(os.getppid(),), daemon=True).start()


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
