package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.Role;
import dev.blackstart.cluster.Silence;
import dev.blackstart.run.Event;
import dev.blackstart.run.Fanout;
import dev.blackstart.run.PaperWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightTest {
  private final PaperWorld paper = new PaperWorld();
  private final Release cilium = Specs.release("kube-system", "cilium");

  @Test
  void everyCheckThatRanIsToldWithWhatItFound() throws Exception {
    paper.unfindable.add("cilium");
    List<Event> events = new ArrayList<>();

    Specs.run(paper, new Preflight(Specs.with(List.of(cilium)), Duration.ofMinutes(2)), events);

    List<Event.Checked> checks =
        events.stream()
            .filter(Event.Checked.class::isInstance)
            .map(Event.Checked.class::cast)
            .toList();
    assertEquals(PreflightChecks.ids(), checks.stream().map(Event.Checked::check).toList());
    assertEquals(1, found(checks, "charts"));
    assertEquals(0, found(checks, "clocks"));
  }

  @Test
  void aSilencedWarningIsInformationWithItsReasonAndAnErrorStaysOne() throws Exception {
    paper.unfindable.add("cilium");
    Place at = new Place("blackstart.yaml", 4);
    Node one = new Node("infra-01", "10.25.11.11", Role.CONTROL_PLANE);
    Node two = new Node("infra-02", "10.25.11.12", Role.CONTROL_PLANE);
    ClusterSpec spec =
        Specs.silent(
            Specs.of(one, two),
            new Silence("control-planes-even", "a third comes in May", at),
            new Silence("cluster-unknown", "never mind", at));

    List<Finding> found;
    try (Fanout fanout = new Fanout()) {
      found = Preflight.look(spec, paper.world(), fanout);
    }

    Finding even =
        found.stream().filter(each -> each.id().equals("control-planes-even")).findFirst().get();
    assertEquals(Finding.Level.INFO, even.level());
    assertEquals("silenced: 2 control planes survive no more failures than 1 would", even.what());
    assertEquals("blackstart.yaml:4 says why: a third comes in May", even.remedy());
    assertEquals(
        List.of("nothing that can be silenced was found by the id cluster-unknown"),
        found.stream()
            .filter(each -> each.id().equals("silence-unused"))
            .map(Finding::what)
            .toList());
    ClusterSpec wrong =
        spec.withFindings(
            List.of(
                new Finding(
                    "cluster-unknown", Finding.Level.ERROR, "blackstart.yaml:9", "a", "b")));
    assertEquals(Finding.Level.ERROR, wrong.findings().getFirst().level());
  }

  @Test
  void chartsArePinnedByTheRunThatBeginsAndAnotherOneIsRefusedLater() throws Exception {
    Preflight preflight = new Preflight(Specs.with(List.of(cilium)), Duration.ofMinutes(2));
    String key = "chart oci://example.org/charts/cilium 1.0.0";

    assertTrue(Specs.run(paper, preflight).failed().isEmpty());
    assertEquals("digest of cilium 1.0.0", paper.choices.get(key));
    assertTrue(Specs.run(paper, preflight).failed().isEmpty());

    paper.choices.put(key, "another");
    String what = Specs.run(paper, preflight).failure().orElseThrow().what();
    assertTrue(what.contains("is another than when the run began"), what);
    assertEquals("another", paper.choices.get(key), "what was pinned stays");
  }

  private static int found(List<Event.Checked> checks, String id) {
    return checks.stream().filter(each -> each.check().equals(id)).findFirst().get().findings();
  }
}
