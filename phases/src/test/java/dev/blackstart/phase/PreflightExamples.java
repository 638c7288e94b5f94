package dev.blackstart.phase;

import dev.blackstart.cluster.Finding;
import dev.blackstart.run.Fanout;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What preflight says in the case of each of its findings, for the page that lists them. */
public final class PreflightExamples {
  private PreflightExamples() {}

  /** A finding of each kind, by the name of the kind's constant, in the order of the table. */
  public static Map<String, Finding> all() throws InterruptedException {
    Map<String, Finding> all = new LinkedHashMap<>();
    try (Fanout fanout = new Fanout()) {
      for (Map.Entry<PreflightFinding, PreflightFindingsTest.Case> entry :
          PreflightFindingsTest.cases().entrySet()) {
        PreflightFindingsTest.Case one = entry.getValue();
        Preflight.look(one.spec(), one.world(), fanout).stream()
            .filter(finding -> finding.id().equals(entry.getKey().id()))
            .findFirst()
            .ifPresent(finding -> all.put(entry.getKey().name(), finding));
      }
    }
    return all;
  }

  /** The names of all constants. */
  public static List<String> names() {
    return Arrays.stream(PreflightFinding.values()).map(Enum::name).toList();
  }
}
