#!/usr/bin/env python3
"""Measures how long it takes to render the machine configs of a large talhelper repository.

    app/src/bench/render.py SAMPLE [-n NODES] [-r RUNS] [--origins]

SAMPLE is a repository of talhelper's; its first node is taken NODES times over (100), with names
and addresses of their own. Prints a row for `blackstart plan --render`, and one for `talhelper
genconfig` when talhelper is on the PATH: medians of wall seconds, CPU seconds and peak memory.
"""
import argparse
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]


def repository(sample, nodes, into):
    """A copy of the sample whose first node is there many times."""
    shutil.copytree(sample, into)
    path = next(into.rglob("talconfig.yaml"))
    text = path.read_text()
    head, rest = re.split(r"(?m)^nodes:\s*\n", text, maxsplit=1)
    first = re.match(r"(?m)((?:[ \t]*#.*\n)*(\s*)- (?:.*\n)(?:(?!\2- )(?:\2\s+.*|\s*)\n)*)", rest)
    node, after = first.group(1), re.split(r"(?m)^(?=\S)", rest[first.end():], maxsplit=1)
    address = re.search(r"ipAddress:\s*[\"']?([\d.]+)", node).group(1)
    name = re.search(r"hostname:\s*[\"']?([\w.-]+)", node).group(1)
    network = address.rsplit(".", 1)[0]
    all_nodes = "".join(
        node.replace(address, f"{network}.{i + 1}").replace(name, f"node-{i:03}")
        for i in range(nodes)
    )
    tail = after[1] if len(after) > 1 else ""
    path.write_text(head + "nodes:\n" + all_nodes + tail)
    return path.parent


def timed(command, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    peak, status = 0, pathlib.Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        try:
            line = [x for x in status.read_text().splitlines() if x.startswith("VmHWM")]
            peak = max(peak, int(line[0].split()[1]) // 1024 if line else 0)
        except OSError:
            pass
        time.sleep(0.01)
    wall = time.monotonic() - begin
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed: {process.stderr.read()[:500]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, peak


def row(name, runs):
    wall, cpu, peak = (statistics.median(column) for column in zip(*runs))
    print(f"| {name} | {wall:.1f} | {cpu:.1f} | {peak:.0f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sample", type=pathlib.Path)
    parser.add_argument("-n", "--nodes", type=int, default=100, help="at most 199")
    parser.add_argument("-r", "--runs", type=int, default=3)
    parser.add_argument("--origins", action="store_true", help="with the origin of every value")
    given = parser.parse_args()
    if not 0 < given.nodes < 200:
        parser.error("its network has room for 199 nodes")
    launcher = os.environ.get("BLACKSTART", str(ROOT / "blackstart")).split()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        talos = repository(given.sample, given.nodes, folder / "repository")
        extra = ["--origins", "json"] if given.origins else []
        ours = []
        for i in range(given.runs):
            out = folder / f"out-{i}"
            command = launcher + ["plan", "--repo", str(folder / "repository"), "--plain"]
            command += ["--secrets", "generated", "--render", str(out), *extra]
            ours.append(timed(command, folder))
            configs = [p for p in (out / "machineconfig").iterdir() if p.suffix == ".yaml"]
            if len(configs) != given.nodes:
                sys.exit(f"{len(configs)} configs instead of {given.nodes}")
        print("| | s | CPU s | MiB |\n|---|---|---|---|")
        row(f"blackstart, {given.nodes} nodes", ours)
        if not shutil.which("talhelper"):
            print("talhelper is not on the PATH", file=sys.stderr)
            return
        secrets = subprocess.run(
            ["talhelper", "gensecret"], capture_output=True, text=True, check=True
        ).stdout
        (talos / "talsecret.yaml").write_text(secrets)
        row(
            f"talhelper, {given.nodes} nodes",
            [
                timed(["talhelper", "genconfig", "--offline-mode", "--no-gitignore"], talos)
                for _ in range(given.runs)
            ],
        )


if __name__ == "__main__":
    main()
