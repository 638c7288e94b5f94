package dev.blackstart.rehearsal.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs kubectl and Helm, the real ones, against a server. */
final class Programs {
  /** What a program printed, and how it ended. */
  record Output(int exit, String text) {
    Output succeeded() {
      if (exit != 0) {
        throw new AssertionError("exit " + exit + ": " + text);
      }
      return this;
    }
  }

  private static final long DEADLINE_SECONDS = 120;

  private final Path folder;
  private final Path home;
  private final Path kubeconfig;

  /**
   * {@code home} takes what the programs keep; {@code names} are those a test cannot do without.
   */
  Programs(RunningServer server, Path home, String... names) throws IOException {
    this.folder = RealServer.programs(names);
    this.home = home;
    this.kubeconfig = server.kubeconfig(home);
  }

  /** The upstream charts beside the repository, or an aborted test. */
  static Path chart(String name) {
    Path chart =
        Path.of(System.getProperty("blackstart.root", "."), "..", "shared", "charts", name);
    Assumptions.assumeTrue(Files.exists(chart), "no chart " + name + " in ../shared/charts");
    return chart.toAbsolutePath().normalize();
  }

  Output kubectl(String... arguments) throws IOException, InterruptedException {
    return run("", "kubectl", arguments);
  }

  /** Runs kubectl with this on its standard input. */
  Output kubectlWith(String input, String... arguments) throws IOException, InterruptedException {
    return run(input, "kubectl", arguments);
  }

  Output helm(String... arguments) throws IOException, InterruptedException {
    return run("", "helm", arguments);
  }

  private Output run(String input, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(folder.resolve(program).toString()));
    command.addAll(List.of(arguments));
    Path in = Files.writeString(home.resolve("in"), input);
    Path out = home.resolve("out");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("HOME", home.toString());
    builder.directory(home.toFile());
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .start();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          String.join(" ", command) + " does not end: " + Files.readString(out));
    }
    return new Output(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
  }
}
