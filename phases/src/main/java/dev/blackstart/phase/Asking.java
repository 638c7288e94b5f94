package dev.blackstart.phase;

import dev.blackstart.phase.inside.Answers;
import dev.blackstart.world.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks nodes again while they do not get what they need, and now and then while they do. Who cannot
 * be asked is waited for a minute; after that it is told, and stops nobody.
 */
final class Asking {
  /** World time for which good answers are believed. */
  private static final Duration BELIEVED = Duration.ofMinutes(1);

  /** World time after which the others are asked again. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Duration patience;
  private Answers answers = Answers.NONE;
  private Optional<Instant> last = Optional.empty();
  private Optional<Instant> silentSince = Optional.empty();
  private List<Waiting> missing = List.of();
  private List<String> remarks = List.of();

  /**
   * @param patience how long is waited for what stops nobody
   */
  Asking(Duration patience) {
    this.patience = patience;
  }

  List<Waiting> missing(Instant now, Supplier<Answers> ask) {
    Duration pause = missing.isEmpty() ? BELIEVED : AGAIN;
    if (last.isPresent() && now.isBefore(last.get().plus(pause))) {
      return missing;
    }
    answers = ask.get();
    last = Optional.of(now);
    List<Waiting> all = new ArrayList<>(answers.wrong());
    List<String> told = new ArrayList<>(answers.remarks());
    if (answers.tolerated().isEmpty()) {
      silentSince = Optional.empty();
    } else {
      silentSince = silentSince.or(() -> Optional.of(now));
      if (now.isBefore(silentSince.get().plus(patience))) {
        all.addAll(answers.tolerated());
      } else {
        answers.tolerated().forEach(silent -> told.add(silent.toString()));
      }
    }
    missing = List.copyOf(all);
    remarks = List.copyOf(told);
    return missing;
  }

  /** What is worth knowing of the last answers. */
  List<String> remarks() {
    return remarks;
  }
}
