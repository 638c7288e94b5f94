package dev.blackstart.machineconfig.validation;

import dev.blackstart.machineconfig.document.ConfigProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a config.
 *
 * @param errors why a node refuses it
 * @param warnings what a node takes and complains about; {@code --strict} refuses it
 */
public record Verdict(List<ConfigProblem> errors, List<ConfigProblem> warnings) {
  public Verdict {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  /** Both, as {@code --strict} counts. */
  public List<ConfigProblem> strict() {
    List<ConfigProblem> all = new ArrayList<>(errors);
    all.addAll(warnings);
    return all;
  }
}
