package dev.blackstart.app.built;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a JDK that is a script: it notes how it is started and makes what is asked. */
class LauncherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Takes its time to be trained, so that who waits for it is seen. */
  private static final String JAVA =
      """
      #!/bin/sh
      echo "$*" >>"$NOTES"
      for option in "$@"; do
        case $option in
          dev.blackstart.app.cli.Training) touch "$SLOW"; while [ -f "$HELD" ]; do sleep 0.1; done ;;
          -XX:AOTCache=* | -XX:ArchiveClassesAtExit=*) made=${option#*=} ;;
          -XX:AOTMode=create) create=yes ;;
        esac
      done
      case "$*" in *AOTMode=create* | *ArchiveClassesAtExit*) touch "$made" ;; esac
      echo ran
      """;

  @TempDir Path folder;
  private Path home;
  private Path target;

  @BeforeEach
  void build() throws IOException {
    home = folder.resolve("home");
    target = Files.createDirectories(home.resolve("app/target/lib")).getParent();
    for (String module : List.of("app", "phases", "protos")) {
      Files.createDirectories(home.resolve(module + "/src/main"));
      Files.writeString(home.resolve(module + "/pom.xml"), "<project/>");
    }
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.copy(Application.ROOT.resolve("blackstart"), home.resolve("blackstart"));
    Files.writeString(target.resolve("app-0.1.0-SNAPSHOT.jar"), "");
  }

  @Test
  void theFirstStartWaitsForNoArchiveAndTheNextOnesUseThem() throws Exception {
    Path jdk = jdk("25", "25.0.1");
    Path held = Files.writeString(folder.resolve("held"), "");

    assertEquals("ran", start(jdk, "plan"));
    until(() -> Files.exists(folder.resolve("slow")));
    assertEquals(List.of(), archives(), "made while somebody waited");
    Files.delete(held);
    until(() -> archives().size() == 2 && trainings() == 0);

    start(jdk, "plan");
    assertTrue(last().contains("-XX:AOTCache=" + named("classes-25-")), last());
    start(jdk, "bootstrap");
    assertTrue(last().contains("-XX:AOTCache=" + named("runs-25-")), last());
    assertTrue(last().contains("-Dblackstart.archive=" + named("runs-25-")), last());
  }

  @Test
  void eachJdkHasItsOwnArchive() throws Exception {
    trained(jdk("21", "21.0.4"));
    assertTrue(last().contains("-XX:SharedArchiveFile=" + named("classes-21-")), last());
    String first = named("classes-21-");

    trained(jdk("21", "21.0.5"));
    assertEquals(2, archives().size());
    assertTrue(!last().contains(first) && last().contains("/classes-21-"), last());
  }

  @Test
  void archivesAreMadeAnewOfWhatWasBuiltAnew() throws Exception {
    Path jdk = jdk("21", "21.0.4");
    trained(jdk);
    long before = trainedSoFar();
    trained(jdk);
    assertEquals(before, trainedSoFar());

    Path archive = Path.of(named("classes-21-"));
    Files.setLastModifiedTime(archive, FileTime.from(Instant.EPOCH));
    trained(jdk);
    assertEquals(before + 1, trainedSoFar());
  }

  @Test
  void aTrainingThatWasKilledIsBegunAnew() throws Exception {
    Path jdk = jdk("25", "25.0.1");
    trained(jdk);
    String archive = named("classes-25-");
    Path left = Path.of(archive.replace("/classes-", "/training-").replace(".aot", ""));
    Files.delete(Path.of(archive));
    Files.writeString(Files.createDirectories(left).resolve("by"), "999999999");

    trained(jdk);
    assertEquals(2, archives().size());
    assertEquals(0, trainings());
  }

  private void trained(Path jdk) throws Exception {
    assertEquals("ran", start(jdk, "plan", "BLACKSTART_TRAINING=wait"));
  }

  private Path jdk(String feature, String version) throws IOException {
    Path jdk = Files.createDirectories(folder.resolve("jdk-" + version + "/bin")).getParent();
    Path java = Files.writeString(jdk.resolve("bin/java"), JAVA);
    assertTrue(java.toFile().setExecutable(true));
    Files.writeString(
        jdk.resolve("release"),
        "JAVA_VERSION=\"" + feature + "\"\nJAVA_RUNTIME_VERSION=\"" + version + "\"\n");
    return jdk;
  }

  private String start(Path jdk, String verb, String... environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", home.resolve("blackstart").toString(), verb)
            .redirectErrorStream(true);
    builder.environment().remove("BLACKSTART_TRAINING");
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("NOTES", folder.resolve("notes").toString());
    builder.environment().put("SLOW", folder.resolve("slow").toString());
    builder.environment().put("HELD", folder.resolve("held").toString());
    for (String each : environment) {
      String[] pair = each.split("=", 2);
      builder.environment().put(pair[0], pair[1]);
    }
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    return said.strip();
  }

  /** How the application itself was started last. */
  private String last() throws IOException {
    return notes().filter(line -> line.contains(".Main ")).reduce("", (one, next) -> next);
  }

  private long trainedSoFar() throws IOException {
    return notes().filter(line -> line.contains(".Training ")).count();
  }

  private Stream<String> notes() throws IOException {
    return Files.readAllLines(folder.resolve("notes")).stream();
  }

  private List<String> archives() {
    return in("(classes|runs)-.*");
  }

  private int trainings() {
    return in("training-.*").size();
  }

  private String named(String beginning) {
    return in(beginning + ".*").getFirst();
  }

  private List<String> in(String pattern) {
    String[] names = target.toFile().list((parent, name) -> name.matches(pattern));
    return Stream.of(names).map(name -> target.resolve(name).toString()).sorted().toList();
  }

  /** A condition of the file system. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void until(Condition condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "not true after " + PATIENCE);
      Thread.sleep(50);
    }
  }
}
