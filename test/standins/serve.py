"""Runs a server's module until standard input ends, so that neither it nor what it started outlives whoever started it."""

import importlib
import os
import signal
import sys
import threading

# A group of its own: what it starts in turn, such as Lambda functions, ends with it.
os.setsid()


def end_with_input() -> None:
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=end_with_input, daemon=True).start()
module = sys.argv.pop(1)
importlib.import_module(module).main()
