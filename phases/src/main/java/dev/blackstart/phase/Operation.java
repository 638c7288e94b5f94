package dev.blackstart.phase;

import java.util.Map;

/**
 * What a run is for; it decides which phases the run goes through. It travels in the journal, so
 * that a resume goes on with the same.
 */
public sealed interface Operation {
  /** The journal's key of {@link #name}. */
  String OPTION = "operation";

  /** From bare machines to green Flux. */
  record Bootstrap() implements Operation {
    @Override
    public String name() {
      return "bootstrap";
    }

    @Override
    public Map<String, String> written() {
      return Map.of();
    }
  }

  /** The verb's name in one word, such as {@code upgrade-talos}. */
  String name();

  /** What the journal keeps of it beside its name; no secrets. */
  Map<String, String> written();

  /**
   * The operation a journal names; older journals know only the bootstrap.
   *
   * @throws IllegalArgumentException when this version knows no such operation
   */
  static Operation of(Map<String, String> options) {
    String name = options.getOrDefault(OPTION, "bootstrap");
    return switch (name) {
      case "bootstrap" -> new Bootstrap();
      default -> throw new IllegalArgumentException("no operation is called " + name);
    };
  }
}
