package dev.blackstart.app.door;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** One JSON object a line, either way; nobody can make the other side read without end. */
final class DoorLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 64 * 1024;

  private final InputStream in;
  private final OutputStream out;

  DoorLines(Socket socket) throws IOException {
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** The next object; absent when the other side has gone. */
  Optional<Map<String, Object>> read() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return Optional.empty();
      }
      if (line.size() == LONGEST) {
        throw new IOException("a line without end");
      }
      line.write(next);
    }
    return Optional.of(JSON.readValue(line.toByteArray(), new TypeReference<>() {}));
  }

  void write(Map<String, ?> object) throws IOException {
    out.write((JSON.writeValueAsString(object) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
