#!/usr/bin/env python3
"""Measures the built application's console in a terminal of its own: how soon it is there, and
what it costs while nothing happens.

    app/src/bench/console.py [-n LAUNCHES] [-i IDLE SECONDS] [-- OPTIONS OF blackstart]

Times are from launch to the first frame, and to the frame that lists the clusters; CPU is that of
the application and all it started. Prints Markdown tables.
"""
import argparse
import fcntl
import os
import pathlib
import pty
import select
import signal
import statistics
import struct
import tempfile
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
TICKS = os.sysconf("SC_CLK_TCK")
FIRST = b"blackstart"
LISTED = b"LAST RUN"


def launch(options):
    """Starts it in a pseudo terminal of 160x45; returns its process and the terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        environment.pop("NO_COLOR", None)
        time.sleep(0.05)  # until the size is set
        os.execve(ROOT / "blackstart", ["blackstart", *options], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 45, 160, 0, 0))
    return pid, terminal, time.monotonic() + 0.05


def read(terminal, seconds):
    ready, _, _ = select.select([terminal], [], [], seconds)
    if not ready:
        return b""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def until(terminal, began, *wanted):
    """Reads until each text was seen; returns when each was."""
    seen, text = {}, b""
    while len(seen) < len(wanted) and time.monotonic() - began < 60:
        text += read(terminal, 1)
        for each in wanted:
            if each in text and each not in seen:
                seen[each] = time.monotonic() - began
    missing = [each for each in wanted if each not in seen]
    if missing:
        raise SystemExit(f"never seen: {missing}; the last was {text[-400:]!r}")
    return [seen[each] for each in wanted]


def cpu(pid):
    """CPU seconds of a process and of all it started that live."""
    total, todo = 0.0, [pid]
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
            if int(entry.name) == pid:
                total += (int(fields[11]) + int(fields[12])) / TICKS
    for child in parents.get(pid, []):
        total += cpu(child)
    return total


def leave(pid, terminal):
    os.write(terminal, b"q")
    end = time.monotonic() + 10
    while time.monotonic() < end:
        read(terminal, 0.1)
        if os.waitpid(pid, os.WNOHANG)[0]:
            os.close(terminal)
            return
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(terminal)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=5)
    parser.add_argument("-i", type=int, default=20)
    parser.add_argument("options", nargs="*")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as state:
        options = ["--state", state, *given.options]
        pid, terminal, began = launch(options)  # builds, and lays out its classes, when it has to
        until(terminal, began, FIRST, LISTED)
        leave(pid, terminal)
        first, listed = [], []
        for _ in range(given.n):
            pid, terminal, began = launch(options)
            one, two = until(terminal, began, FIRST, LISTED)
            first.append(one)
            listed.append(two)
            leave(pid, terminal)
        print("| launches | first frame s, median | worst | clusters listed s, median | worst |")
        print("|---|---|---|---|---|")
        print(
            f"| {given.n} | {statistics.median(first):.2f} | {max(first):.2f}"
            f" | {statistics.median(listed):.2f} | {max(listed):.2f} |"
        )
        pid, terminal, began = launch(options)
        until(terminal, began, FIRST, LISTED)
        settle = time.monotonic() + 5
        while time.monotonic() < settle:
            read(terminal, 0.5)
        before, sent, start = cpu(pid), 0, time.monotonic()
        while time.monotonic() - start < given.i:
            sent += len(read(terminal, 0.5))
        took = time.monotonic() - start
        print()
        print("| idle s | CPU % of a core | bytes/s sent |")
        print("|---|---|---|")
        print(f"| {took:.0f} | {100 * (cpu(pid) - before) / took:.1f} | {sent / took:.0f} |")
        leave(pid, terminal)


if __name__ == "__main__":
    main()
