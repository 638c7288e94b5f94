package dev.blackstart.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.ConfigPreviews;
import dev.blackstart.app.fresh.Talk;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.phase.ConfigPreview;
import dev.blackstart.world.NodeOperations.ApplyMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApplyQuestionTest {
  private final List<String> said = new ArrayList<>();

  @Test
  void liveMachinesAreChangedOnlyAfterAYes() {
    assertTrue(ApplyQuestion.agreed(previews(true), answering("y")));
    assertEquals(
        List.of(
            "lab-1  changes with a reboot",
            "  +  hostname: other",
            "apply to this node of cluster lab? [y/N] "),
        said);
    assertFalse(ApplyQuestion.agreed(previews(true), answering("")));
    assertEquals("nothing was changed", said.getLast());
  }

  @Test
  void whoeverCannotAnswerHasNotAgreed() {
    assertFalse(ApplyQuestion.agreed(previews(true), answering(null)));
  }

  @Test
  void nothingIsAskedWhereNothingChanges() {
    assertTrue(ApplyQuestion.agreed(previews(false), answering(null)));
    assertEquals(List.of(), said);
  }

  private static ConfigPreviews previews(boolean changes) {
    Node node = new Node("lab-1", "10.0.0.11", Role.CONTROL_PLANE);
    ConfigPreview preview =
        new ConfigPreview(
            node,
            changes ? Optional.of(ApplyMode.REBOOT) : Optional.empty(),
            changes ? List.of("+  hostname: other") : List.of(),
            List.of());
    return new ConfigPreviews(
        "lab", List.of(new ConfigPreviews.OfNode(node, Optional.of(preview), "ours")));
  }

  private Talk answering(String answer) {
    return new Talk() {
      @Override
      public void say(String line) {
        said.add(line);
      }

      @Override
      public Optional<String> ask(String question) {
        said.add(question);
        return Optional.ofNullable(answer);
      }
    };
  }
}
