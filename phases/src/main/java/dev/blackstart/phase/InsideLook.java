package dev.blackstart.phase;

import dev.blackstart.phase.stack.Found;
import dev.blackstart.phase.stack.Stack;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What those inside the cluster said last: a phase looks at every change, and they are asked again
 * after seconds while there is a complaint, after a minute else.
 */
final class InsideLook {
  private static final Duration BELIEVED = Duration.ofMinutes(1);
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private List<Found> found = List.of();
  private Optional<Instant> last = Optional.empty();

  List<Found> look(World world) {
    Instant now = world.time().now();
    boolean well = found.stream().allMatch(each -> each.wrong().isEmpty());
    Duration pause = well ? BELIEVED : AGAIN;
    if (last.isEmpty() || !now.isBefore(last.get().plus(pause))) {
      found = Stack.ask(world);
      last = Optional.of(world.time().now());
    }
    return found;
  }

  /** What they said that is no complaint. */
  List<String> remarks() {
    return found.stream().flatMap(each -> each.remarks().stream()).toList();
  }
}
