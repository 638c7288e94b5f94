package dev.blackstart.app.cli;

import dev.blackstart.app.ConfigPreviews;
import dev.blackstart.app.fresh.Talk;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.phase.ConfigPreview;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What changed configs would do to live machines, and whether the operator means it. */
final class ApplyQuestion {
  private ApplyQuestion() {}

  /** A line a node with how its config would take effect, below it what would change. */
  static List<String> lines(ConfigPreviews previews) {
    List<String> lines = new ArrayList<>();
    for (ConfigPreviews.OfNode node : previews.nodes()) {
      lines.add(
          node.node().name()
              + "  "
              + node.preview()
                  .map(ConfigPreview::effect)
                  .orElse("cannot be asked: " + node.reach()));
      node.preview()
          .ifPresent(
              preview -> {
                preview.diff().forEach(line -> lines.add("  " + Harmless.text(line, false)));
                preview
                    .warnings()
                    .forEach(line -> lines.add("  warns: " + Harmless.text(line, false)));
              });
    }
    return lines;
  }

  /** Shows it and asks; where nothing would change there is nothing to ask. */
  static boolean agreed(ConfigPreviews previews, Talk talk) {
    long changed =
        previews.nodes().stream()
            .filter(node -> node.preview().map(ConfigPreview::changes).orElse(true))
            .count();
    if (changed == 0) {
      return true;
    }
    lines(previews).forEach(talk::say);
    String nodes = changed == 1 ? "this node" : "these " + changed + " nodes";
    String answer =
        talk.ask("apply to " + nodes + " of cluster " + previews.cluster() + "? [y/N] ")
            .orElse("")
            .toLowerCase(Locale.ROOT);
    boolean agreed = answer.equals("y") || answer.equals("yes");
    if (!agreed) {
      talk.say("nothing was changed");
    }
    return agreed;
  }
}
