package dev.blackstart.app.door;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine tells a console that is attached to it.
 *
 * @param pid of the engine
 * @param lock who may give orders
 * @param attached every console, the oldest first
 * @param pausedBy who asked to pause; absent while nobody has
 */
public record DoorStatus(
    String run, long pid, Lock lock, List<Attached> attached, Optional<String> pausedBy) {
  /** Who may give orders, seen from the one who asks. */
  public enum Lock {
    YOU,
    OTHER,
    NOBODY
  }

  /**
   * A console at the door.
   *
   * @param commands whether it holds the lock
   */
  public record Attached(String user, long pid, boolean commands) {
    @Override
    public String toString() {
      return user + " (process " + pid + ")";
    }
  }

  /** The console that gives orders. */
  public Optional<Attached> commander() {
    return attached.stream().filter(Attached::commands).findFirst();
  }

  Map<String, Object> written() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", run);
    object.put("pid", pid);
    object.put("lock", lock.name());
    List<Map<String, Object>> consoles = new ArrayList<>();
    for (Attached each : attached) {
      consoles.add(Map.of("user", each.user(), "pid", each.pid(), "commands", each.commands()));
    }
    object.put("attached", consoles);
    pausedBy.ifPresent(by -> object.put("paused_by", by));
    return object;
  }

  static DoorStatus read(Map<?, ?> object) {
    List<Attached> consoles = new ArrayList<>();
    for (Object each : (List<?>) object.get("attached")) {
      Map<?, ?> console = (Map<?, ?>) each;
      consoles.add(
          new Attached(
              String.valueOf(console.get("user")),
              ((Number) console.get("pid")).longValue(),
              Boolean.TRUE.equals(console.get("commands"))));
    }
    return new DoorStatus(
        String.valueOf(object.get("run")),
        ((Number) object.get("pid")).longValue(),
        Lock.valueOf(String.valueOf(object.get("lock"))),
        consoles,
        Optional.ofNullable(object.get("paused_by")).map(String::valueOf));
  }
}
