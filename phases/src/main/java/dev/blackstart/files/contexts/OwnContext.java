package dev.blackstart.files.contexts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One of the clusters an operator's kubeconfig knows, written {@code FILE} or {@code FILE#CONTEXT}.
 *
 * @param file the kubeconfig
 * @param context absent for the file's current one
 */
public record OwnContext(Path file, Optional<String> context) {
  private static final char MARK = '#';

  /** A file that is there by the whole name is that file. */
  public static OwnContext of(Path written) {
    String text = written.toString();
    int mark = text.lastIndexOf(MARK);
    return mark <= 0 || mark == text.length() - 1 || Files.exists(written)
        ? new OwnContext(written, Optional.empty())
        : new OwnContext(Path.of(text.substring(0, mark)), Optional.of(text.substring(mark + 1)));
  }

  /** As a run's journal keeps it: wherever somebody stands who resumes the run. */
  public Path written() {
    Path whole = file.toAbsolutePath().normalize();
    return context.map(name -> Path.of(whole + String.valueOf(MARK) + name)).orElse(whole);
  }
}
