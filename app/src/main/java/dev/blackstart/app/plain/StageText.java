package dev.blackstart.app.plain;

import dev.blackstart.phase.PlannedStages;
import dev.blackstart.phase.PlannedStages.Stage;
import dev.blackstart.world.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Flux or Argo CD brings, stage by stage, for people. */
public final class StageText {
  private StageText() {}

  /** Such as {@code stages of flux}. */
  public static String title(PlannedStages planned) {
    return "stages of " + planned.phase();
  }

  public static List<String> lines(PlannedStages planned, int width) {
    List<String> lines = new ArrayList<>();
    if (planned.stages().isEmpty()) {
      lines.add("none: what comes is waited for as one");
      members(lines, planned.brought(), width);
    } else {
      stages(lines, planned, width);
    }
    if (!planned.suspended().isEmpty()) {
      lines.add("suspended, or synced by hand, and not waited for");
      members(lines, planned.suspended(), width);
    }
    lines.add("known only once it runs");
    List<String> unseen = new ArrayList<>(planned.unseen());
    unseen.add("what charts bring that makes objects of its own");
    unseen.forEach(each -> lines.addAll(Folded.lines("  " + each, width)));
    return lines;
  }

  private static void stages(List<String> lines, PlannedStages planned, int width) {
    Table table = new Table("STAGE", "BUDGET", "UNTIL");
    for (Stage stage : planned.stages()) {
      String budget =
          stage
              .budget()
              .map(own -> own.toMinutes() + " min")
              .orElse(planned.budget().toMinutes() + " min of " + planned.phase());
      table.row(stage.id(), budget, stage.claim());
    }
    List<String> rows = table.lines();
    lines.add(rows.getFirst());
    for (int i = 0; i < planned.stages().size(); i++) {
      lines.add(rows.get(i + 1));
      List<String> members = planned.stages().get(i).members();
      members(lines, members, width);
      if (members.isEmpty()) {
        lines.add("  nothing of it is in the repository");
      }
    }
  }

  private static void members(List<String> lines, List<String> members, int width) {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    for (String member : members) {
      int blank = member.indexOf(' ');
      kinds
          .computeIfAbsent(member.substring(0, blank), kind -> new ArrayList<>())
          .add(member.substring(blank + 1));
    }
    for (String kind : List.of("Kustomization", "HelmRelease", "Application")) {
      List<String> names = kinds.getOrDefault(kind, List.of());
      if (!names.isEmpty()) {
        String counted = Counted.of(names.size(), kind);
        lines.addAll(Folded.lines("  " + counted + ": " + String.join(", ", names), width));
      }
    }
  }
}
