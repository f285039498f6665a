"""Serves moto until standard input ends, so that it never outlives whoever started it, however that ended."""

import os
import sys
import threading

from moto.server import main


def end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_input, daemon=True).start()
main(sys.argv[1:])
