package dev.blackstart.app;

import dev.blackstart.repository.Adoption;
import dev.blackstart.repository.RepositoryReader;
import dev.blackstart.repository.settings.ClusterSettings;
import dev.blackstart.repository.settings.ReadOptions;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the file that says what is found in an operator's repository. */
public final class Adopting {
  private Adopting() {}

  /**
   * What was written.
   *
   * @param file where
   */
  public record Written(Path file, Adoption adoption) {}

  /**
   * Writes it; never over another.
   *
   * @param cluster the only one to write; all when it is empty
   * @throws Refusal 2 when there is such a file, 3 when it cannot be written
   */
  public static Written write(Path root, Optional<String> cluster, Map<String, String> vars) {
    Path file = root.resolve(ClusterSettings.FILE);
    refuseExisting(file);
    ReadOptions options = new ReadOptions(vars, System.getenv());
    cluster.ifPresent(name -> refuseUnknown(root, options, name));
    Adoption adoption = RepositoryReader.adopt(root, options, cluster);
    try {
      Files.writeString(file, adoption.text(), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException meanwhile) {
      refuseExisting(file);
    } catch (IOException e) {
      throw new Refusal(3, "cannot write " + file, "let your user write to the repository");
    }
    return new Written(file, adoption);
  }

  private static void refuseExisting(Path file) {
    if (Files.exists(file)) {
      throw new Refusal(
          2,
          file + " exists, it is not written over",
          "move it away, or change it by hand: blackstart plan tells what it amounts to");
    }
  }

  private static void refuseUnknown(Path root, ReadOptions options, String cluster) {
    Set<String> names = RepositoryReader.read(root, options).names();
    if (!names.contains(cluster)) {
      throw new Refusal(
          2, "the repository has no cluster " + cluster, "one of: " + String.join(", ", names));
    }
  }
}
