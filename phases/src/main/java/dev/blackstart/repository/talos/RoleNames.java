package dev.blackstart.repository.talos;

import dev.blackstart.cluster.Role;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words operators have for what a machine is for, in the names of files and folders. */
final class RoleNames {
  private static final Pattern CONTROL_PLANE =
      Pattern.compile("(?i)(control-?planes?|controllers?|masters?)");
  private static final Pattern WORKER = Pattern.compile("(?i)workers?");

  private RoleNames() {}

  /** What a folder of this name holds. */
  static Optional<Role> folder(String name) {
    return CONTROL_PLANE.matcher(name).matches()
        ? Optional.of(Role.CONTROL_PLANE)
        : Optional.of(Role.WORKER).filter(role -> WORKER.matcher(name).matches());
  }

  /** The role a file's name speaks of. */
  static Optional<Role> file(String name) {
    return CONTROL_PLANE.matcher(name).find()
        ? Optional.of(Role.CONTROL_PLANE)
        : Optional.of(Role.WORKER).filter(role -> WORKER.matcher(name).find());
  }

  /** The role a machine's own name begins with, as in {@code worker-2}. */
  static Optional<Role> machine(String name) {
    return CONTROL_PLANE.matcher(name).lookingAt()
        ? Optional.of(Role.CONTROL_PLANE)
        : Optional.of(Role.WORKER).filter(role -> WORKER.matcher(name).lookingAt());
  }
}
