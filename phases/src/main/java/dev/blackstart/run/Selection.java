package dev.blackstart.run;

import dev.blackstart.world.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which phases of a plan to run; each bound absent when not given.
 *
 * @param only this phase and no other; excludes the other two
 */
public record Selection(Optional<String> from, Optional<String> until, Optional<String> only) {
  public static final Selection ALL =
      new Selection(Optional.empty(), Optional.empty(), Optional.empty());

  /** First and last index that run, both inclusive. */
  public record Range(int first, int last) {}

  /**
   * @throws UnknownPhase when a bound names no phase
   */
  public Range within(List<Phase> phases) {
    int first = only.or(() -> from).map(name -> index(phases, name)).orElse(0);
    int last = only.or(() -> until).map(name -> index(phases, name)).orElse(phases.size() - 1);
    if (first > last) {
      throw new UnknownPhase(
          "--from " + from.orElse("") + " comes after --until " + until.orElse(""),
          "swap the two, or use --only");
    }
    return new Range(first, last);
  }

  private static int index(List<Phase> phases, String name) {
    for (int i = 0; i < phases.size(); i++) {
      if (phases.get(i).id().name().equals(name)) {
        return i;
      }
    }
    throw new UnknownPhase(
        "no phase is called " + name,
        "one of: "
            + phases.stream().map(phase -> phase.id().name()).collect(Collectors.joining(", ")));
  }

  /** A bound that cannot be used. */
  public static final class UnknownPhase extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private final String remedy;

    UnknownPhase(String what, String remedy) {
      super(what);
      this.remedy = remedy;
    }

    public String remedy() {
      return remedy;
    }

    /** The same as a failure of the operator's input. */
    public Failure failure() {
      return new Failure(Failure.Kind.INPUT, getMessage(), remedy);
    }
  }
}
