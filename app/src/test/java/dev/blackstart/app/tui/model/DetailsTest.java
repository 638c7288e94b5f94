package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.look.Document;
import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.look.Weight;
import dev.blackstart.app.tui.Frames;
import dev.blackstart.app.tui.ScriptedRun;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the events tell of a phase, a node and a whole run, as documents. */
class DetailsTest {
  private static final String COMMAND =
      "talosctl apply-config --insecure --nodes 10.25.11.11 --file machineconfig/infra-01.yaml";

  @Test
  void everyActIsToldInOrderAndItsCommandCanBeCopied() {
    List<Fact> facts = section(document(acted(), "J"), "what was done").facts();

    assertTrue(facts.get(0).text().endsWith("run            begins"), facts.get(0).text());
    Fact act = facts.stream().filter(fact -> fact.text().contains("infra-01")).findFirst().get();
    assertEquals(Optional.of(COMMAND), act.command());
    Fact below = facts.get(facts.indexOf(act) + 1);
    assertEquals(COMMAND, below.text());
    assertEquals(Optional.of(COMMAND), below.command());
    assertTrue(below.depth() > act.depth());
    assertTrue(facts.getLast().text().endsWith("done after 0:02: 6 of 6"), facts.getLast().text());
  }

  @Test
  void aNodeTellsWhatWasDoneToIt() {
    Document node = document(acted(), "tab", "g", "enter");

    assertEquals(Optional.of(COMMAND), section(node, "what was done").facts().getFirst().command());
  }

  @Test
  void aPhaseThatHoldsSaysWhenThatWasVerified() {
    Document phase = document(acted(), "g", "j", "j", "enter");

    Fact state =
        phase.sections().getFirst().facts().stream()
            .filter(fact -> fact.text().startsWith("state"))
            .findFirst()
            .get();
    assertEquals("state    done: 6 of 6, verified at 2026-01-01T23:00:02Z", state.text());
    assertEquals(Weight.GOOD, state.weight());
  }

  @Test
  void theChecksThatRanAreToldBesideWhatTheyFound() {
    List<Fact> checks =
        section(document(acted(), "f"), "preflight: 1 of 2 checks without a remark").facts();

    assertEquals(
        List.of(
            "holds    clocks           clocks agree within 30 seconds",
            "2 found  charts           every chart is at hand"),
        checks.stream().map(Fact::text).toList());
  }

  @Test
  void aCheckThatIsMadeAgainIsToldOnce() {
    ScriptedRun again = acted().checked("charts", "every chart is at hand", 0);

    assertEquals(
        2,
        section(document(again, "f"), "preflight: 2 of 2 checks without a remark").facts().size());
  }

  private static ScriptedRun acted() {
    return ScriptedRun.in(World.Kind.LIVE)
        .checked("clocks", "clocks agree within 30 seconds", 0)
        .checked("charts", "every chart is at hand", 2)
        .did("apply", "applied the machine config to infra-01 (10.25.11.11)", COMMAND)
        .done("apply", "6 of 6", 2);
  }

  private static Document document(ScriptedRun run, String... keys) {
    return Details.of(Frames.watching(Frames.MIDDLE, run, keys));
  }

  private static Section section(Document document, String title) {
    return document.sections().stream()
        .filter(section -> section.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError(title + " is not in " + document.sections()));
  }
}
