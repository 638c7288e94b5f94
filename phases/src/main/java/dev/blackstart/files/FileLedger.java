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
import java.util.function.Predicate;

/** Choices in one small file of the run's folder. */
public final class FileLedger implements Ledger {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "choices.json";

  private final Path file;
  private final Map<String, String> choices = new TreeMap<>();

  public FileLedger(Path folder) {
    this.file = folder.resolve(FILE);
    if (Files.exists(file)) {
      try {
        choices.putAll(JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
      } catch (IOException e) {
        throw broken("read", e);
      }
    }
  }

  /**
   * The choices of a run that works where others of its cluster have worked before: what the last
   * of them wrote of things that outlive a run, such as whose Helm is at work, holds for it, too. A
   * run that has chosen by itself knows it already.
   *
   * @param folder of the run, beside those of the others, whose names are in the order of time
   */
  public static FileLedger following(Path folder, Predicate<String> outlives) {
    FileLedger own = new FileLedger(folder);
    if (own.choices.isEmpty()) {
      earlier(folder)
          .ifPresent(
              last ->
                  new FileLedger(last)
                      .choices.entrySet().stream()
                          .filter(choice -> outlives.test(choice.getKey()))
                          .forEach(choice -> own.choices.put(choice.getKey(), choice.getValue())));
    }
    return own;
  }

  private static Optional<Path> earlier(Path folder) {
    String name = folder.getFileName().toString();
    return StateFolder.folders(folder.resolveSibling("")).stream()
        .filter(run -> run.getFileName().toString().compareTo(name) < 0)
        .filter(run -> Files.exists(run.resolve(FILE)))
        .reduce((first, second) -> second);
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
