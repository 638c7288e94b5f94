package dev.blackstart.files;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Choices in one small file of the run's folder. */
public final class FileLedger implements Ledger {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Map<String, String> choices = new TreeMap<>();

  public FileLedger(Path folder) {
    this.file = folder.resolve("choices.json");
    if (Files.exists(file)) {
      try {
        choices.putAll(JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
      } catch (IOException e) {
        throw broken("read", e);
      }
    }
  }

  @Override
  public synchronized Optional<String> choice(String name) {
    return Optional.ofNullable(choices.get(name));
  }

  @Override
  public synchronized void choose(String name, String value) {
    choices.put(name, value);
    try {
      PrivateFile.write(file, JSON.writeValueAsString(choices) + "\n");
    } catch (IOException e) {
      throw broken("write", e);
    }
  }

  private Failure broken(String verb, IOException e) {
    return new Failure(
        Failure.Kind.INPUT,
        "cannot " + verb + " " + file + ": " + e.getMessage(),
        "check the state folder",
        e);
  }
}
