package dev.blackstart.phase;

import dev.blackstart.run.Event;
import java.util.Map;

/**
 * What a run is for; it decides which phases the run goes through. It travels in the journal, so
 * that a resume goes on with the same.
 */
public sealed interface Operation {
  /** From bare machines to green Flux. */
  record Bootstrap() implements Operation {
    @Override
    public String name() {
      return Event.RunStarted.BOOTSTRAP;
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
    String name = options.getOrDefault(Event.RunStarted.OPERATION, Event.RunStarted.BOOTSTRAP);
    return switch (name) {
      case Event.RunStarted.BOOTSTRAP -> new Bootstrap();
      default -> throw new IllegalArgumentException("no operation is called " + name);
    };
  }
}
