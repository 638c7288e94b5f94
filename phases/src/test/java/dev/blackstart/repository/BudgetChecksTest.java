package dev.blackstart.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Place;
import dev.blackstart.phase.Phases;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.Findings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetChecksTest {
  @Test
  void everyPhaseOfARunMayHaveABudget() {
    ClusterSpec infra =
        RepositoryReader.read(Path.of(System.getProperty("blackstart.root"), "docs/example"))
            .cluster("infra");
    Map<String, Setting<Duration>> budgets = new LinkedHashMap<>();
    Phases.of(infra)
        .forEach(
            phase ->
                budgets.put(
                    phase.id().toString(),
                    new Setting<>(Duration.ofMinutes(1), new Place("blackstart.yaml", 1))));
    Findings findings = new Findings();

    BudgetChecks.check(budgets, infra.nodes(), infra.releases(), findings);

    assertEquals(List.of(), findings.all());
  }

  @Test
  void everyStageOfWhatFluxBringsMayHaveABudgetAndNobodyElse() {
    Findings findings = new Findings();
    Map<String, Setting<Duration>> budgets = new LinkedHashMap<>();
    for (String stage :
        List.of("external-secrets", "rook-ceph", "victoria-metrics", "applications", "calico")) {
      budgets.put(stage, new Setting<>(Duration.ofMinutes(20), new Place("blackstart.yaml", 4)));
    }

    BudgetChecks.check(budgets, List.of(), List.of(), findings);

    assertEquals(
        List.of("a budget for calico, and there is no such phase"),
        findings.all().stream().map(finding -> finding.what()).toList());
  }
}
