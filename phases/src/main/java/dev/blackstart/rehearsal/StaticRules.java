package dev.blackstart.rehearsal;

import dev.blackstart.machineconfig.document.ConfigProblem;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.document.RefusedConfig;
import dev.blackstart.machineconfig.validation.ConfigValidation;
import dev.blackstart.rehearsal.node.config.ConfigRules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Talos's static validation, by the same rules our own side checks configs with. */
final class StaticRules implements ConfigRules {
  @Override
  public Verdict check(String yaml) {
    try {
      var verdict = ConfigValidation.check(MachineConfig.parse(yaml, "config"));
      return new Verdict(Optional.empty(), texts(verdict.errors()), texts(verdict.warnings()));
    } catch (RefusedConfig refused) {
      String problems =
          refused.problems().stream()
              .map(ConfigProblem::toString)
              .collect(Collectors.joining("; "));
      return new Verdict(Optional.of(problems), List.of(), List.of());
    }
  }

  private static List<String> texts(List<ConfigProblem> problems) {
    return problems.stream().map(ConfigProblem::what).toList();
  }
}
