#!/usr/bin/env python3
"""Measures whole rehearsals: wall time, own time, CPU and peak memory of both sides.

    app/src/bench/rehearse.py [-n RUNS] [-- OPTIONS OF blackstart rehearse]

Prints a row a run and the medians, as a Markdown table. The operator's side counts its Helm child;
the world counts its Helm child, etcd and kube-apiserver. Memory is the sum of the peaks of each
side's processes, which is more than was ever used at once.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
TICKS = os.sysconf("SC_CLK_TCK")


class Side:
    """CPU seconds and peak memory of a process and all it started, by looking now and then."""

    def __init__(self):
        self.cpu = {}
        self.peak = {}

    def look(self, pid, children):
        todo = [pid]
        while todo:
            one = todo.pop()
            todo += children.get(one, [])
            try:
                fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
                self.cpu[one] = (int(fields[11]) + int(fields[12])) / TICKS
                status = pathlib.Path(f"/proc/{one}/status").read_text()
                peak = [line for line in status.splitlines() if line.startswith("VmHWM")]
                now = int(peak[0].split()[1]) / 1024 if peak else 0
                self.peak[one] = max(now, self.peak.get(one, 0))
            except (OSError, IndexError):
                continue

    def row(self):
        return sum(self.cpu.values()), sum(self.peak.values())


def children_of_all():
    children = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                children.setdefault(int(stat[1]), []).append(int(entry.name))
            except (OSError, IndexError):
                continue
    return children


def rehearse(options):
    with tempfile.TemporaryDirectory() as state:
        start = time.monotonic()
        process = subprocess.Popen(
            [ROOT / "blackstart", "rehearse", "--json", "--state", state, *options],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        operator, world, done = Side(), Side(), threading.Event()

        def watch():
            while not done.wait(0.1):
                children = children_of_all()
                worlds = [json.loads(found.read_text())["pid"]
                          for found in pathlib.Path(state).glob("*/rehearsal/*/world.json")
                          if found.read_text().strip()]
                own = {parent: [one for one in ones if one not in worlds]
                       for parent, ones in children.items()}
                operator.look(process.pid, own)
                for pid in worlds:
                    world.look(pid, children)

        watcher = threading.Thread(target=watch)
        watcher.start()
        first, ended = None, {}
        for line in process.stdout:
            if line.startswith("{"):
                first = first or time.monotonic() - start
                event = json.loads(line)
                ended = event if event["event"] == "run.ended" else ended
        code = process.wait()
        wall = time.monotonic() - start
        done.set()
        watcher.join()
        if code != 0:
            sys.exit(f"the rehearsal ended with exit {code}: {ended}")
        return [first, wall, ended["own_ms"] / 1000, ended["took_ms"] / 1000,
                *operator.row(), *world.row()]


def main():
    arguments = sys.argv[1:]
    runs = 3
    if arguments[:1] == ["-n"]:
        runs = int(arguments[1])
        arguments = arguments[2:]
    options = arguments[1:] if arguments[:1] == ["--"] else arguments
    subprocess.run([ROOT / "blackstart", "phases"], stdout=subprocess.DEVNULL, check=True,
                   env=dict(os.environ, BLACKSTART_TRAINING="wait"))
    print("| run | first line s | wall s | own s | world time s | operator CPU s | operator MiB "
          "| world CPU s | world MiB |")
    print("|---|---|---|---|---|---|---|---|---|")
    rows = []
    for number in range(1, runs + 1):
        rows.append(rehearse(options))
        print(f"| {number} | " + " | ".join(f"{value:.1f}" for value in rows[-1]) + " |",
              flush=True)
    medians = [statistics.median(column) for column in zip(*rows)]
    print("| median | " + " | ".join(f"{value:.1f}" for value in medians) + " |")


if __name__ == "__main__":
    main()
