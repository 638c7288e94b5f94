#!/usr/bin/env python3
"""Measures the phases seeds to flux-instance beside helmfile, helm and kubectl doing the same.

    app/src/bench/peers.py REPOSITORY CHARTS ASSETS CLASSPATH [-n RUNS] [--ours]

REPOSITORY has home-ops's layout, CHARTS the packages of its charts, ASSETS etcd, kube-apiserver,
kubectl and helm; CLASSPATH is that of the tests (mvn -pl phases dependency:build-classpath). Both
sides get a real API server of their own with six nodes, whose pods are ready at once, and do their
work twice: from nothing, and with nothing to do. helmfile and yq are taken from the PATH; --ours
leaves the peers out. CPU and memory are those of a side's own processes, without the API server's;
memory is the most they had together.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
TICKS = os.sysconf("SC_CLK_TCK")
OP = r"""#!/usr/bin/env python3
import re, sys
print(re.sub(r"\{\{\s*op://[^}]*\}\}|op://[^\s\"'}|]+", "c3R1Yg==", sys.stdin.read()), end="")
"""


class Tree:
    """CPU seconds of a process and all it started, and the most memory they had together."""

    def __init__(self, pid):
        self.pid, self.cpu, self.peak, self.over = pid, {}, 0, threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self):
        while not self.over.wait(0.05):
            self.look()

    def look(self):
        children = {}
        stats = {}
        for entry in pathlib.Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                except (OSError, IndexError):
                    continue
                stats[int(entry.name)] = fields
                children.setdefault(int(fields[1]), []).append(int(entry.name))
        todo, now = [self.pid], 0
        while todo:
            one = todo.pop()
            todo += children.get(one, [])
            if one in stats:
                self.cpu[one] = (int(stats[one][11]) + int(stats[one][12])) / TICKS
                now += int(stats[one][21]) * os.sysconf("SC_PAGE_SIZE") / 2**20
        self.peak = max(self.peak, now)

    def end(self):
        self.over.set()
        self.thread.join()
        return sum(self.cpu.values()), self.peak


class Cluster:
    """An API server with six nodes whose pods are ready at once."""

    def __init__(self, options):
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ \
            else "java"
        self.process = subprocess.Popen(
            [java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", f"-Dblackstart.root={ROOT}",
             "-cp", options.classpath, "dev.blackstart.rehearsal.actor.InstantCluster",
             options.assets],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.kubeconfig = self.process.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=60)


def repository(options, folder):
    """The repository with an address for CoreDNS that this API server gives."""
    shutil.copytree(options.repository, folder)
    subprocess.run(["chmod", "-R", "u+w", folder], check=True)
    for file in folder.rglob("helmrelease.yaml"):
        file.write_text(file.read_text().replace("clusterIP: 10.245.0.10", "clusterIP: 10.96.0.10"))


def local_charts(options, folder):
    """helmfile's charts from the same packages as ours."""
    charts = pathlib.Path(options.charts).resolve()
    for file in folder.rglob("*.yaml"):
        if "helmfile.d" in file.parts:
            text = re.sub(r"chart: oci://\S*/(\S+)\n(\s+)version: (\S+)",
                          lambda found: f"chart: {charts}/{found[1]}-{found[3]}.tgz",
                          file.read_text())
            file.write_text(text)


def ours(options, where, kubeconfig, env):
    process = subprocess.Popen(
        [ROOT / "blackstart", "bootstrap", "--adopt", kubeconfig, "--repo", where / "ours",
         "--state", where / "state", "--charts", options.charts, "--until", "flux-instance",
         "--json", "--allow-exec"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    start, tree, took, acts = time.monotonic(), Tree(process.pid), {}, 0
    failed = {}
    for line in process.stdout:
        event = json.loads(line)
        if event["event"] == "phase.done":
            took[event["phase"]] = event["took_ms"] / 1000
        acts += event["event"] == "act"
        failed = event if event["event"] == "phase.failed" else failed
    wall, trouble = time.monotonic() - start, process.stderr.read()
    if process.wait() != 0:
        sys.exit(f"ours ended {process.returncode}: {failed} {trouble}")
    crds = took.get("crds", 0)
    return [wall, crds, wall - crds - took.get("seeds", 0), *tree.end(), acts]


def theirs(options, where, kubeconfig, env):
    bootstrap = where / "theirs" / "bootstrap"
    steps = [
        "op inject < secrets.yaml.tpl | kubectl apply --server-side -f -",
        "helmfile -q -f helmfile.d/00-crds.yaml template | kubectl apply --server-side -f - &&"
        " kubectl wait --for=condition=Established crd --all --timeout=120s",
        "helmfile -q -f helmfile.d/01-apps.yaml sync",
    ]
    took, cpu, peak = [], 0, 0
    for step in steps:
        start = time.monotonic()
        process = subprocess.Popen(["bash", "-ec", step], cwd=bootstrap, env=env,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        tree = Tree(process.pid)
        trouble = process.stderr.read()
        if process.wait() != 0:
            sys.exit(f"{step} ended {process.returncode}: {trouble}")
        took.append(time.monotonic() - start)
        used, most = tree.end()
        cpu, peak = cpu + used, max(peak, most)
    return [sum(took), took[1], took[2], cpu, peak, float("nan")]


def side(options, name, act, rows):
    with tempfile.TemporaryDirectory() as folder, Cluster(options) as cluster:
        where = pathlib.Path(folder)
        (where / "bin").mkdir()
        (where / "bin" / "op").write_text(OP)
        (where / "bin" / "op").chmod(0o755)
        repository(options, where / name)
        if name == "theirs":
            local_charts(options, where / name)
        env = dict(os.environ, KUBECONFIG=cluster.kubeconfig, HOME=str(where),
                   PATH=f"{where / 'bin'}:{options.assets}:{os.environ['PATH']}")
        for turn in ("first", "again"):
            row = act(options, where, cluster.kubeconfig, env)
            rows.setdefault((name, turn), []).append(row)
            print(f"| {name}, {turn} | " + " | ".join(f"{value:.1f}" for value in row) + " |",
                  flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("repository", "charts", "assets", "classpath"):
        parser.add_argument(name)
    parser.add_argument("-n", "--runs", type=int, default=1)
    parser.add_argument("--ours", action="store_true")
    options = parser.parse_args()
    subprocess.run([ROOT / "blackstart", "phases"], stdout=subprocess.DEVNULL, check=True,
                   env=dict(os.environ, BLACKSTART_TRAINING="wait"))
    print("| | wall s | CRDs s | releases s | CPU s | MiB | acts |")
    print("|---|---|---|---|---|---|---|")
    rows = {}
    for _ in range(options.runs):
        side(options, "ours", ours, rows)
        if not options.ours:
            side(options, "theirs", theirs, rows)
    if options.runs > 1:
        for (name, turn), of in rows.items():
            medians = [statistics.median(column) for column in zip(*of)]
            print(f"| median {name}, {turn} | "
                  + " | ".join(f"{value:.1f}" for value in medians) + " |")


if __name__ == "__main__":
    main()
