package dev.blackstart.app.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.files.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a running engine writes down so that its owner's consoles find it.
 *
 * @param pid of the engine
 * @param port on 127.0.0.1
 * @param token what opens the door
 */
record DoorRecord(String run, long pid, int port, String token) {
  /** Name of the file in a run's folder. */
  static final String NAME = "door.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  void write(Path folder) throws IOException {
    PrivateFile.write(folder.resolve(NAME), JSON.writeValueAsString(this) + "\n");
  }

  /** What was written last; an engine that was killed leaves it behind. */
  static Optional<DoorRecord> read(Path folder) {
    try {
      return Optional.of(
          JSON.readValue(Files.readAllBytes(folder.resolve(NAME)), DoorRecord.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "DoorRecord[" + run + ", pid " + pid + "]";
  }
}
