package dev.blackstart.app.plain;

import dev.blackstart.app.Change;
import dev.blackstart.app.Stale;
import dev.blackstart.app.Unfinished;
import dev.blackstart.app.engine.Estimates;
import dev.blackstart.run.PhaseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An unfinished run in words: where it stopped, what is stale and why, what a resume would do. */
public final class ResumeText {
  private ResumeText() {}

  /**
   * For people, a line each.
   *
   * @param estimates of earlier runs of the cluster in that kind of world
   */
  public static List<String> lines(Unfinished unfinished, Estimates estimates, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "run "
            + unfinished.past().found().run()
            + " stopped "
            + unfinished.where()
            + " "
            + Ages.ago(unfinished.stopped(), now)
            + " ("
            + unfinished.why()
            + ")");
    lines.add(
        "  held: "
            + unfinished.held().size()
            + " of "
            + unfinished.survey().phases().size()
            + " phases, as its journal last saw them");
    unfinished.survey().trouble().ifPresent(why -> lines.add("  stale: not known, " + why));
    if (unfinished.survey().trouble().isEmpty() && unfinished.survey().stale().isEmpty()) {
      lines.add("  stale: none, the repository is as it was");
    }
    unfinished.survey().stale().forEach(stale -> lines.add("  stale: " + stale.sentence()));
    lines.add("  a resume does: " + unfinished.plan() + takes(unfinished, estimates));
    lines.add("  go on: blackstart resume " + unfinished.past().found().run());
    return lines;
  }

  private static String takes(Unfinished unfinished, Estimates estimates) {
    Map<PhaseId, Long> ahead =
        unfinished.ahead().stream().collect(Collectors.toMap(phase -> phase, phase -> 0L));
    return estimates.left(ahead).words().map(words -> ", " + words).orElse("");
  }

  /** The same for programs. */
  public static Map<String, Object> json(Unfinished unfinished) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("run", unfinished.past().found().run().name());
    one.put("stopped", unfinished.where());
    one.put("stopped_at", unfinished.stopped().toString());
    one.put("stopped_because", unfinished.why());
    one.put("held", names(unfinished.held()));
    one.put("stale", unfinished.survey().stale().stream().map(ResumeText::json).toList());
    unfinished.survey().trouble().ifPresent(why -> one.put("stale_unknown", why));
    one.put("ahead", names(unfinished.ahead()));
    return one;
  }

  private static Map<String, Object> json(Stale stale) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("phase", stale.phase().name());
    one.put("certain", stale.certain());
    one.put("files", stale.changes().stream().map(Change::file).toList());
    return one;
  }

  private static List<String> names(List<PhaseId> phases) {
    return phases.stream().map(PhaseId::name).toList();
  }
}
