package dev.blackstart.rehearsal.node.config;

import java.util.List;
import java.util.Optional;

/** Talos's static validation of a machine config. */
@FunctionalInterface
public interface ConfigRules {
  Verdict check(String yaml);

  /**
   * @param unreadable why it cannot be loaded at all: no YAML, an unknown key or kind
   * @param errors why it is refused
   * @param warnings what is told to the caller
   */
  record Verdict(Optional<String> unreadable, List<String> errors, List<String> warnings) {
    public Verdict {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }

    /** Everything is well. */
    public static Verdict fine() {
      return new Verdict(Optional.empty(), List.of(), List.of());
    }

    /** In the form Talos joins several errors. */
    public String joined() {
      StringBuilder text = new StringBuilder();
      text.append(errors.size()).append(errors.size() == 1 ? " error" : " errors");
      text.append(" occurred:\n");
      errors.forEach(error -> text.append("\t* ").append(error).append('\n'));
      return text.append('\n').toString();
    }
  }
}
