package dev.blackstart.machineconfig.document;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The judge of machine configs, a program on Talos's own library; tests go on without it. */
public final class Taloscheck {
  private final Path program;

  private Taloscheck(Path program) {
    this.program = program;
  }

  /** The program from $KUBEBUILDER_ASSETS or the PATH; skips the test when there is none. */
  public static Taloscheck assumed() {
    Optional<Path> found =
        Stream.concat(
                Stream.ofNullable(System.getenv("KUBEBUILDER_ASSETS")),
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator)))
            .map(folder -> Path.of(folder, "taloscheck"))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), "no taloscheck in $KUBEBUILDER_ASSETS or the PATH");
    return new Taloscheck(found.get());
  }

  /** What it printed, and whether it was content. */
  public record Verdict(boolean good, String text) {}

  public Verdict validate(Path file) throws IOException, InterruptedException {
    return run("validate", file);
  }

  /** What it says of each of many files, one line a file. */
  public Map<Path, String> validateAll(List<Path> files) throws IOException, InterruptedException {
    Map<Path, String> said = new HashMap<>();
    for (int from = 0; from < files.size(); from += 500) {
      List<Path> some = files.subList(from, Math.min(files.size(), from + 500));
      String text = run("validate", some.toArray(Path[]::new)).text();
      if (text.contains("goroutine ") && some.size() > 1) {
        for (Path one : some) {
          said.put(one, run("validate", one).text().strip());
        }
        continue;
      }
      Set<Path> known = Set.copyOf(some);
      Path at = null;
      for (String line : text.lines().toList()) {
        Path named = Path.of(line.split(": ", 2)[0]);
        at = known.contains(named) ? named : at;
        said.merge(at, line, (before, more) -> before + " " + more.strip());
      }
    }
    return said;
  }

  public Verdict patch(Path config, Path patch) throws IOException, InterruptedException {
    return run("patch", config, patch);
  }

  public Verdict equal(Path one, Path other) throws IOException, InterruptedException {
    return run("equal", one, other);
  }

  private Verdict run(String verb, Path... files) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString(), verb));
    Arrays.stream(files).map(Path::toString).forEach(command::add);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Verdict(process.waitFor() == 0, text);
  }
}
