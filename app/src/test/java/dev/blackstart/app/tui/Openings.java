package dev.blackstart.app.tui;

import dev.blackstart.app.tui.model.Banner;
import dev.blackstart.app.tui.model.ClusterCard;
import dev.blackstart.app.tui.model.ClusterCard.PastRun;
import dev.blackstart.app.tui.model.Forecast;
import dev.blackstart.app.tui.model.Home;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.cluster.Versions;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clusters and past runs for frames that come out the same every time. */
public final class Openings {
  public static final Instant NOW = Instant.parse("2026-01-01T23:14:00Z");
  public static final String RUN = "20260101-224800-7f3a";
  private static final List<PhaseId> PHASES =
      ids(
          "preflight",
          "configs",
          "apply",
          "etcd",
          "kubeconfig",
          "nodes",
          "seeds",
          "crds",
          "cilium",
          "coredns",
          "spegel",
          "cert-manager",
          "flux-operator",
          "flux-instance",
          "flux",
          "verify");
  private static final String VALUES = "kubernetes/apps/kube-system/cilium/app/helmrelease.yaml";

  private Openings() {}

  public static Home of(ClusterCard... cards) {
    return new Home(true, "/srv/home-ops", false, Optional.empty(), List.of(cards), List.of());
  }

  /** Nothing to go on with, nothing wrong, rehearsed three days ago. */
  public static ClusterCard calm() {
    return card("infra", 3, List.of(), List.of(passed(Duration.ofDays(3))), List.of());
  }

  /** No run yet, two warnings. */
  public static ClusterCard fresh() {
    return card("apps", 0, OpeningFindings.warnings(), List.of(), List.of());
  }

  /** A run on the machines was killed in cilium, and a file has changed since. */
  public static ClusterCard killed() {
    PastRun run =
        past(RUN, World.Kind.LIVE, Duration.ofMinutes(26), Duration.ofMinutes(14), null, "", true);
    return card(
        "infra",
        3,
        List.of(),
        List.of(run, passed(Duration.ofDays(41))),
        List.of(banner(World.Kind.LIVE, List.of(stale()), Optional.empty(), Optional.empty())));
  }

  /** A rehearsal was interrupted; its world stands and was looked at. */
  public static ClusterCard interrupted() {
    PastRun run =
        past(
            RUN,
            World.Kind.REHEARSAL,
            Duration.ofMinutes(26),
            Duration.ofMinutes(14),
            Event.Outcome.INTERRUPTED,
            "",
            true);
    return card(
        "infra",
        3,
        List.of(),
        List.of(run),
        List.of(
            banner(
                World.Kind.REHEARSAL,
                List.of(),
                Optional.of(NOW.minusSeconds(5)),
                Optional.empty())));
  }

  /** A live run that stopped, whose repository cannot be read any more. */
  public static ClusterCard unread() {
    PastRun run =
        past(RUN, World.Kind.LIVE, Duration.ofMinutes(26), Duration.ofMinutes(14), null, "", true);
    return card(
        "infra",
        3,
        OpeningFindings.errors(),
        List.of(run),
        List.of(
            banner(
                World.Kind.LIVE,
                List.of(),
                Optional.empty(),
                Optional.of("bootstrap/helmfile.yaml:12: a mapping is expected here"))));
  }

  /** Runs that ended in every way there is. */
  public static ClusterCard busy() {
    return card(
        "infra",
        3,
        List.of(),
        List.of(
            underWay(),
            past(
                "20260101-200000-3b1c",
                World.Kind.LIVE,
                Duration.ofHours(3),
                Duration.ofHours(2),
                Event.Outcome.FAILED,
                "",
                true),
            passed(Duration.ofDays(3)),
            past(
                "20251220-080000-90aa",
                World.Kind.REHEARSAL,
                Duration.ofDays(12),
                Duration.ofDays(12).minusMinutes(34),
                Event.Outcome.DONE,
                "missed",
                false),
            past(
                "20251219-080000-0c4d",
                World.Kind.REHEARSAL,
                Duration.ofDays(13),
                Duration.ofDays(13).minusMinutes(4),
                Event.Outcome.INTERRUPTED,
                "",
                false),
            past(
                "20251201-080000-11ee",
                World.Kind.LIVE,
                Duration.ofDays(31),
                Duration.ofDays(31).minusMinutes(17),
                Event.Outcome.DONE,
                "",
                false)),
        List.of());
  }

  private static Banner.StaleClaim stale() {
    return new Banner.StaleClaim(
        new PhaseId("crds"), "crds (helmrelease.yaml changed)", "crds: " + VALUES + " changed");
  }

  private static Banner banner(
      World.Kind world,
      List<Banner.StaleClaim> stale,
      Optional<Instant> seen,
      Optional<String> trouble) {
    int first = stale.isEmpty() ? 8 : 7;
    List<PhaseId> ahead = PHASES.subList(first, PHASES.size());
    return new Banner(
        RUN,
        world,
        "in cilium",
        world == World.Kind.LIVE ? "killed" : "paused by ada",
        NOW.minus(Duration.ofMinutes(14)),
        PHASES,
        PHASES.subList(0, 8),
        seen,
        stale,
        ahead,
        ahead.getFirst() + " ... verify",
        forecast().of(ahead),
        true,
        trouble);
  }

  private static Forecast forecast() {
    Map<PhaseId, Forecast.Span> spans = new LinkedHashMap<>();
    for (PhaseId phase : PHASES) {
      spans.put(phase, new Forecast.Span(61_000, 40_000, 90_000, 3));
    }
    return new Forecast(spans);
  }

  private static ClusterCard card(
      String name, int workers, List<Finding> findings, List<PastRun> runs, List<Banner> banners) {
    return new ClusterCard(
        name,
        nodes(name, workers),
        PHASES,
        findings,
        runs,
        banners,
        runs.isEmpty()
            ? Map.of()
            : Map.of(World.Kind.REHEARSAL, forecast(), World.Kind.LIVE, forecast()),
        List.of(
            "cluster " + name + " of /srv/home-ops (minijinja, helmfile)",
            "",
            "nodes",
            "  NODE      ADDRESS      ROLE          TALOS    KUBERNETES",
            "  infra-01  10.25.11.11  controlplane  v1.12.6  v1.35.3",
            "",
            "phases",
            "  PHASE      BUDGET  CLAIMS",
            "  preflight  2 min   everything the run will need is there and answers",
            "  apply      20 min  every node runs the machine config the repository renders"));
  }

  private static List<Node> nodes(String name, int workers) {
    Versions versions = new Versions(Optional.of("v1.12.6"), Optional.of("v1.35.3"));
    List<Node> nodes = new ArrayList<>();
    for (int i = 1; i <= 3 + workers; i++) {
      Role role = i <= 3 ? Role.CONTROL_PLANE : Role.WORKER;
      nodes.add(new Node(name + "-0" + i, "10.25.11.1" + i, role, Optional.empty(), versions));
    }
    return nodes;
  }

  private static PastRun underWay() {
    return new PastRun(
        RUN,
        World.Kind.LIVE,
        "bootstrap",
        NOW.minus(Duration.ofMinutes(9)),
        NOW,
        540_000,
        1_800_000,
        Optional.empty(),
        "",
        "cilium",
        8,
        16,
        false,
        true);
  }

  private static PastRun passed(Duration ago) {
    return past(
        "20251229-210000-5d20",
        World.Kind.REHEARSAL,
        ago.plusMinutes(17),
        ago,
        Event.Outcome.DONE,
        "passed",
        false);
  }

  private static PastRun past(
      String name,
      World.Kind world,
      Duration began,
      Duration ended,
      Event.Outcome outcome,
      String verdict,
      boolean resumable) {
    return new PastRun(
        name,
        world,
        "bootstrap",
        NOW.minus(began),
        NOW.minus(ended),
        began.minus(ended).toMillis(),
        1_800_000,
        Optional.ofNullable(outcome),
        verdict,
        outcome == Event.Outcome.DONE ? "verify" : "cilium",
        outcome == Event.Outcome.DONE ? 16 : 8,
        16,
        resumable,
        false);
  }

  private static List<PhaseId> ids(String... names) {
    return List.of(names).stream().map(PhaseId::new).toList();
  }
}
