package dev.blackstart.rehearsal.control;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.world.SecretKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The control connection's server side: JSON lines over loopback, opened by a token. The world runs
 * fast only while its one driver says that it waits; without a driver it runs at 1x, as in life.
 */
public final class ControlServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LINGER = Duration.ofMinutes(10);

  private final ServerSocket server;
  private final String token;
  private final WorldClock clock;
  private final double fast;
  private final ControlDesk desk;
  private int operators;
  private long departures;

  /**
   * @param token what a client must know
   * @param fast world seconds per wall second while the driver waits
   */
  public ControlServer(WorldClock clock, String token, double fast, ControlDesk desk)
      throws IOException {
    this.server = new ServerSocket(0, 16, InetAddress.getByName("127.0.0.1"));
    this.clock = clock;
    this.token = token;
    this.fast = fast;
    this.desk = desk;
    clock.execute(this::accept);
    clock.execute(this::watchDepartures);
  }

  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // Closing a listener that is gone already.
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        clock.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    boolean driver = false;
    boolean known = false;
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = socket.getOutputStream()) {
      socket.setTcpNoDelay(true);
      String line = in.readLine();
      Map<String, Object> hello = line == null ? Map.of() : parse(line);
      if (!tokenMatches(hello)) {
        return;
      }
      known = true;
      driver = Boolean.TRUE.equals(hello.get("driver"));
      arrived();
      send(out, time());
      while ((line = in.readLine()) != null) {
        send(out, answer(parse(line), driver));
      }
    } catch (IOException e) {
      // The operator is gone; whatever it was, the world stands.
    } finally {
      if (known) {
        left(driver);
      }
    }
  }

  private Map<String, Object> answer(Map<String, Object> request, boolean driver) {
    return switch (String.valueOf(request.get("ask"))) {
      case "speed" -> {
        if (driver) {
          clock.speed(Boolean.TRUE.equals(request.get("waiting")) ? fast : 1);
        }
        yield time();
      }
      case "secrets" -> Map.of("secrets", desk.secrets(references(request)));
      case "facts" -> desk.facts();
      case "stop" -> {
        clock.after(Duration.ofMillis(50), desk::stop);
        yield time();
      }
      default -> time();
    };
  }

  private Map<String, SecretKind> references(Map<String, Object> request) {
    Map<String, SecretKind> references = new LinkedHashMap<>();
    ((Map<?, ?>) request.get("references"))
        .forEach(
            (reference, kind) ->
                references.put(
                    String.valueOf(reference), SecretKind.valueOf(String.valueOf(kind))));
    return references;
  }

  private Map<String, Object> time() {
    return Map.of("now", clock.now().toString(), "speed", clock.speed());
  }

  private boolean tokenMatches(Map<String, Object> hello) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8),
        String.valueOf(hello.get("token")).getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void arrived() {
    operators++;
  }

  private synchronized void left(boolean driver) {
    operators--;
    departures++;
    if (driver) {
      clock.speed(1);
    }
    notifyAll();
  }

  /** Ends the world once nobody has been there for {@link #LINGER}. */
  private void watchDepartures() {
    try {
      while (true) {
        synchronized (this) {
          long before = departures;
          if (operators > 0) {
            wait();
          } else {
            wait(LINGER.toMillis());
            if (operators == 0 && departures == before) {
              break;
            }
          }
        }
      }
      desk.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, Object> parse(String line) throws IOException {
    return JSON.readValue(line, new TypeReference<Map<String, Object>>() {});
  }

  private static void send(OutputStream out, Map<String, Object> reply) throws IOException {
    out.write((JSON.writeValueAsString(reply) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
