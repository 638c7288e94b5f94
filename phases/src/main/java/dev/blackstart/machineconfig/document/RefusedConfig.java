package dev.blackstart.machineconfig.document;

import java.util.List;

/** A machine config, or a patch, that Talos would not load. */
public final class RefusedConfig extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<ConfigProblem> problems;

  public RefusedConfig(List<ConfigProblem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  public RefusedConfig(ConfigProblem problem) {
    this(List.of(problem));
  }

  /** All of them, in the order of the text; at least one. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  private static String text(List<ConfigProblem> problems) {
    String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
    return problems.getFirst() + more;
  }
}
