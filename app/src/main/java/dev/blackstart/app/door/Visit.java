package dev.blackstart.app.door;

import dev.blackstart.run.PhaseId;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One console at the door, from its first word to its leaving. */
final class Visit {
  /** Wall milliseconds a stranger has to say the token. */
  private static final int HELLO_MILLIS = 2000;

  private static final int LONGEST_NAME = 64;

  private final EngineDoor door;
  private final Socket socket;
  private volatile boolean known;
  private volatile String user = "";
  private volatile long pid;

  Visit(EngineDoor door, Socket socket) {
    this.door = door;
    this.socket = socket;
  }

  /** Whether it has said the token. */
  boolean known() {
    return known;
  }

  String user() {
    return user;
  }

  long pid() {
    return pid;
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed either way.
    }
  }

  void serve() {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(HELLO_MILLIS);
      DoorLines lines = new DoorLines(socket);
      if (!introduced(lines.read())) {
        return;
      }
      socket.setSoTimeout(0);
      lines.write(door.status(this).written());
      Optional<Map<String, Object>> request = lines.read();
      while (request.isPresent()) {
        lines.write(answer(request.get()));
        if (isAbort(request.get()) && door.commands(this)) {
          door.desk().abort();
        }
        request = lines.read();
      }
    } catch (IOException e) {
      // The console is gone, or a stranger spoke nonsense; the run goes on.
    } finally {
      door.left(this);
    }
  }

  private boolean introduced(Optional<Map<String, Object>> hello) {
    if (hello.isEmpty() || !door.opens(String.valueOf(hello.get().get("token")))) {
      return false;
    }
    String name = String.valueOf(hello.get().get("user"));
    user = name.substring(0, Math.min(LONGEST_NAME, name.length()));
    pid = number(hello.get().get("pid"));
    known = true;
    if (!Boolean.TRUE.equals(hello.get().get("watch"))) {
      door.command(this);
    }
    return true;
  }

  private Map<String, Object> answer(Map<String, Object> request) {
    try {
      switch (String.valueOf(request.get("ask"))) {
        case "status" -> {}
        case "command" -> requireLock(door.command(this));
        case "pause" -> {
          requireLock(door.commands(this));
          door.desk().pause(user);
        }
        case "more-time" -> {
          requireLock(door.commands(this));
          PhaseId phase = new PhaseId(String.valueOf(request.get("phase")));
          Duration more = Duration.ofMillis(number(request.get("millis")));
          door.desk().moreTime(phase, more, user);
        }
        case "abort" -> requireLock(door.commands(this));
        default ->
            throw new Failure(
                Failure.Kind.INPUT,
                "the engine knows no such order: " + request.get("ask"),
                "use the console of the same version");
      }
      return door.status(this).written();
    } catch (Failure refusal) {
      return Map.of(
          "refused", refusal.what(), "remedy", refusal.remedy(), "kind", refusal.kind().name());
    }
  }

  private void requireLock(boolean ours) {
    if (!ours) {
      throw new Failure(
          Failure.Kind.REFUSED,
          door.commander().map(other -> "the lock is with " + other).orElse("nobody has the lock"),
          "take the lock when it is free");
    }
  }

  private static boolean isAbort(Map<String, Object> request) {
    return "abort".equals(request.get("ask"));
  }

  private static long number(Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
