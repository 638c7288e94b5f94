package dev.blackstart.rehearsal.control;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.world.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The control connection's client side: one question, one answer, in order. */
public final class ControlConnection implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ANSWER_MILLIS = 60_000;

  private final Socket socket = new Socket();
  private final BufferedReader in;
  private final OutputStream out;
  private final Map<String, Object> greeting;

  /**
   * @param driver whether this operator's waits set the world's speed
   * @throws IOException when no world listens there
   */
  public ControlConnection(int port, String token, boolean driver) throws IOException {
    socket.connect(new InetSocketAddress("127.0.0.1", port), 2000);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(ANSWER_MILLIS);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    out = socket.getOutputStream();
    greeting = exchange(Map.of("token", token, "driver", driver));
  }

  /** The world's first words: its time and speed. */
  public Map<String, Object> greeting() {
    return greeting;
  }

  /**
   * Asks the world.
   *
   * @throws Failure UNREACHABLE when the world has gone
   */
  public Map<String, Object> ask(String what, Map<String, ?> more) {
    Map<String, Object> request = new HashMap<>(more);
    request.put("ask", what);
    try {
      return exchange(request);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.UNREACHABLE,
          "the rehearsal world has gone",
          "start anew: blackstart rehearse",
          e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed either way.
    }
  }

  private synchronized Map<String, Object> exchange(Map<String, Object> request)
      throws IOException {
    out.write((JSON.writeValueAsString(request) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    String line = in.readLine();
    if (line == null) {
      throw new IOException("closed");
    }
    return JSON.readValue(line, new TypeReference<Map<String, Object>>() {});
  }
}
