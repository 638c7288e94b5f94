package dev.blackstart.app.door;

import dev.blackstart.run.PhaseId;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A console's way to a running engine: one order, one answer, in order. Calls block until the
 * answer is there, at most {@value #ANSWER_MILLIS} ms. All of them throw {@link Failure}:
 * UNREACHABLE when the engine has gone, REFUSED when another console commands, INPUT when the order
 * makes no sense.
 */
public final class DoorConnection implements AutoCloseable {
  private static final int ANSWER_MILLIS = 5000;
  private static final int CONNECT_MILLIS = 1000;

  private final Socket socket = new Socket();
  private final DoorLines lines;
  private boolean closed;

  private DoorConnection(DoorRecord record, boolean watch) throws IOException {
    try {
      socket.connect(new InetSocketAddress("127.0.0.1", record.port()), CONNECT_MILLIS);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(ANSWER_MILLIS);
      lines = new DoorLines(socket);
      exchange(
          Map.of(
              "token",
              record.token(),
              "user",
              System.getProperty("user.name", ""),
              "pid",
              ProcessHandle.current().pid(),
              "watch",
              watch));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Goes to the engine of a run.
   *
   * @param folder of the run
   * @param watch never to give orders; else the lock is ours when nobody has it
   * @return absent when no engine lets us in
   */
  public static Optional<DoorConnection> open(Path folder, boolean watch) {
    return DoorRecord.read(folder)
        .flatMap(
            record -> {
              try {
                return Optional.of(new DoorConnection(record, watch));
              } catch (IOException e) {
                return Optional.empty();
              }
            });
  }

  /** Who is there and who commands. */
  public DoorStatus status() {
    return ask("status", Map.of());
  }

  /** Takes the lock, when it is free. */
  public DoorStatus command() {
    return ask("command", Map.of());
  }

  /** Stops the run, to be resumed, as soon as nothing of ours is in flight. */
  public DoorStatus pause() {
    return ask("pause", Map.of());
  }

  /** Gives a phase more world time. */
  public DoorStatus moreTime(PhaseId phase, Duration more) {
    return ask("more-time", Map.of("phase", phase.name(), "millis", more.toMillis()));
  }

  /** Ends the run as a termination signal does; it can be resumed. */
  public DoorStatus abort() {
    return ask("abort", Map.of());
  }

  /** Whether the engine answered last. */
  public synchronized boolean open() {
    return !closed;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed either way.
    }
  }

  private DoorStatus ask(String what, Map<String, ?> more) {
    Map<String, Object> request = new HashMap<>(more);
    request.put("ask", what);
    Map<String, Object> answer;
    try {
      answer = exchange(request);
    } catch (IOException e) {
      close();
      throw new Failure(
          Failure.Kind.UNREACHABLE,
          "the engine has gone",
          "its journal says how it ended; go on with: blackstart resume",
          e);
    }
    if (answer.containsKey("refused")) {
      throw new Failure(
          Failure.Kind.valueOf(String.valueOf(answer.get("kind"))),
          String.valueOf(answer.get("refused")),
          String.valueOf(answer.get("remedy")));
    }
    return DoorStatus.read(answer);
  }

  private synchronized Map<String, Object> exchange(Map<String, Object> request)
      throws IOException {
    try {
      lines.write(request);
      return lines.read().orElseThrow(() -> new IOException("closed"));
    } catch (IOException e) {
      closed = true;
      throw e;
    }
  }
}
