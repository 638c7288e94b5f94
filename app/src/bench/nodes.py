#!/usr/bin/env python3
"""Measures a rehearsal of many nodes up to their first boot: configs applied, installed, booted.

    app/src/bench/nodes.py [NODES ...]

Makes a repository of the bundled example with as many nodes, three of them control planes, and
rehearses it until the phase `apply` holds, at 60x. Prints a row a count as a Markdown table. Own
seconds are those in which the run waited for nobody; the operator's memory and threads are the peaks of
its own process, without the rehearsal's world, which stands for the machines.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]


def repository(folder, nodes):
    """The example with workers enough, all of one LAN that is wide enough for them."""
    shutil.copytree(ROOT / "docs" / "example", folder, dirs_exist_ok=True)
    shutil.rmtree(folder / "clusters" / "apps" / "talos")
    settings = folder / "blackstart.yaml"
    lines = settings.read_text().splitlines()
    settings.write_text("\n".join(lines[:lines.index("  apps:")]) + "\n")
    template = folder / "talos" / "machineconfig.yaml.j2"
    template.write_text(template.read_text().replace("{{ lan }}.0/24", "10.25.0.0/16"))
    workers = folder / "clusters" / "infra" / "talos" / "worker"
    model = (workers / "10.25.11.14.yaml").read_text().replace("/24", "/16")
    for old in workers.iterdir():
        old.unlink()
    for number in range(nodes - 3):
        address = f"10.25.{16 + number // 250}.{1 + number % 250}"
        text = model.replace("10.25.11.14", address).replace("infra-04", f"worker-{number:04}")
        (workers / f"{address}.yaml").write_text(text)


def peaks(pid, seen):
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return
    fields = dict(line.split(":", 1) for line in status.splitlines())
    seen["mib"] = max(seen["mib"], int(fields.get("VmHWM", "0 kB").split()[0]) / 1024)
    seen["threads"] = max(seen["threads"], int(fields.get("Threads", "0")))


def rehearse(nodes):
    with tempfile.TemporaryDirectory() as where:
        state, files = pathlib.Path(where) / "state", pathlib.Path(where) / "repository"
        repository(files, nodes)
        start = time.monotonic()
        process = subprocess.Popen(
            [ROOT / "blackstart", "rehearse", "--json", "--state", state, "--repo", files,
             "--charts", ROOT / "docs" / "example" / "charts", "--cluster", "infra",
             "--until", "apply", "--speed", "60"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        seen, world, done = {"mib": 0, "threads": 0}, {"mib": 0, "threads": 0}, threading.Event()

        def watch():
            while not done.wait(0.1):
                peaks(process.pid, seen)
                for found in state.glob("*/rehearsal/*/world.json"):
                    text = found.read_text()
                    if text.strip():
                        peaks(json.loads(text)["pid"], world)

        watcher = threading.Thread(target=watch)
        watcher.start()
        took, ended = {}, {}
        for line in process.stdout:
            event = json.loads(line)
            if event["event"] == "phase.done":
                took[event["phase"]] = event["wall_ms"] / 1000
            ended = event if event["event"] == "run.ended" else ended
        trouble = process.stderr.read()
        code = process.wait()
        wall = time.monotonic() - start
        done.set()
        watcher.join()
        if code not in (0, 5):
            sys.exit(f"the rehearsal ended with exit {code}: {ended} {trouble}")
        return [nodes, wall, ended["own_ms"] / 1000, took["configs"], took["apply"],
                ended["took_ms"] / 1000, seen["threads"], seen["mib"], world["mib"]]


def main():
    counts = [int(each) for each in sys.argv[1:]] or [6, 100, 500]
    subprocess.run([ROOT / "blackstart", "phases"], stdout=subprocess.DEVNULL, check=True,
                   env=dict(os.environ, BLACKSTART_TRAINING="wait"))
    print("| nodes | wall s | own s | configs s | apply s | world time s | operator threads "
          "| operator MiB | world MiB |")
    print("|---|---|---|---|---|---|---|---|---|")
    for count in counts:
        row = rehearse(count)
        print(f"| {row[0]} | " + " | ".join(f"{value:.1f}" for value in row[1:6])
              + f" | {row[6]} | {row[7]:.0f} | {row[8]:.0f} |", flush=True)


if __name__ == "__main__":
    main()
