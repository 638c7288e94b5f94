package dev.blackstart.phase;

import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What has to hold of a release beyond its pods being ready, before the next phase leans on it. */
interface ReleaseGate {
  /** Who is not there yet, and why; reads, and asks for nothing that is stored. */
  List<Waiting> missing(World world);

  /** What was seen that stops nobody and should be known. */
  default List<String> remarks() {
    return List.of();
  }

  /** World time after which what is still missing does not come by being waited for. */
  default Optional<Duration> patience() {
    return Optional.empty();
  }
}
