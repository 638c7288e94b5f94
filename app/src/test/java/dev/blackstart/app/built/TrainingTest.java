package dev.blackstart.app.built;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.cli.Main;
import dev.blackstart.app.cli.Training;
import dev.blackstart.app.look.EmbeddedCluster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archives are made of is what a run on real machines needs. */
class TrainingTest {
  private static final Pattern LOADED = Pattern.compile("\\] ([\\w.$]+) source: ");

  @TempDir Path folder;

  @Test
  void itLoadsWhatALiveRunLoads() throws Exception {
    Path trained = Files.createDirectories(folder.resolve("training"));
    Set<String> kept = loaded(Training.class, List.of(trained.toString()));
    Path repository = trained.resolve("example");
    Set<String> needed;
    try (EmbeddedCluster cluster = new EmbeddedCluster(folder)) {
      needed =
          loaded(
              Main.class,
              List.of(
                  "bootstrap",
                  "--json",
                  "--cluster=infra",
                  "--until=crds",
                  "--adopt=" + folder.resolve("kubeconfig"),
                  "--repo=" + repository,
                  "--charts=" + repository.resolve("charts"),
                  "--state=" + folder.resolve("state")));
    }

    assertTrue(needed.contains("dev.blackstart.app.LiveRuns"), "no run began");
    assertTrue(needed.contains("dev.blackstart.kube.LiveList"), "nothing was asked");
    Set<String> missing = new TreeSet<>(needed);
    missing.removeAll(kept);
    int share = 100 - 100 * missing.size() / needed.size();
    assertTrue(share >= 90, share + " % only, not these: " + missing);
    assertTrue(kept.contains("jdk.internal.net.http.Http2Connection"), "no HTTP/2");
  }

  /** The classes with names of their own that a process loads from first to last. */
  private Set<String> loaded(Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    Path log = folder.resolve(main.getSimpleName() + ".log");
    List<String> command = new ArrayList<>(Application.java(main, true));
    command.add(1, "-Xlog:class+load:file=" + log);
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(new File("/dev/null"))
            .start();
    try {
      assertTrue(process.waitFor(10, TimeUnit.MINUTES), "it does not end: " + command);
    } finally {
      process.destroyForcibly();
    }
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .map(LOADED::matcher)
          .filter(Matcher::find)
          .map(found -> found.group(1))
          .filter(name -> !name.contains("$$"))
          .collect(Collectors.toSet());
    }
  }
}
