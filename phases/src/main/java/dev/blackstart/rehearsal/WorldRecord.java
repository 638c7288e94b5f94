package dev.blackstart.rehearsal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a standing world writes down so that operators find it.
 *
 * @param pid of the world process
 * @param port of its control connection on 127.0.0.1
 * @param token what opens the control connection
 */
public record WorldRecord(String run, String cluster, long pid, int port, String token) {
  /** Name of the file in a run's folder. */
  public static final String NAME = "world.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  public String json() throws IOException {
    return JSON.writeValueAsString(this) + "\n";
  }

  /** The world of a run's folder, when it was written and its process still lives. */
  public static Optional<WorldRecord> standing(Path folder) {
    try {
      WorldRecord record =
          JSON.readValue(Files.readAllBytes(folder.resolve(NAME)), WorldRecord.class);
      boolean lives = ProcessHandle.of(record.pid()).map(ProcessHandle::isAlive).orElse(false);
      return lives ? Optional.of(record) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "WorldRecord[" + run + ", pid " + pid + "]";
  }
}
