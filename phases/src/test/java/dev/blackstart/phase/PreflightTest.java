package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.Release;
import dev.blackstart.run.Event;
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

  private static int found(List<Event.Checked> checks, String id) {
    return checks.stream().filter(each -> each.check().equals(id)).findFirst().get().findings();
  }
}
