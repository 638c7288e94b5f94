package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.app.cli.Answer;
import dev.blackstart.cluster.Node;
import dev.blackstart.files.FileJournal;
import dev.blackstart.files.StateFolder;
import dev.blackstart.run.Event;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.MachineReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A rehearsal of the cluster apps that stands, of a copy of the example that can be changed. */
final class StandingCluster implements AutoCloseable {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("blackstart.root", ".."))
          .toAbsolutePath()
          .normalize()
          .resolve("docs/example");

  private final Path repository;
  private final Path state;
  private final Operator operator;

  StandingCluster(Path folder) throws IOException {
    repository = folder.resolve("repository");
    state = folder.resolve("state");
    operator = new Operator(state);
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      files.filter(Files::isRegularFile).forEach(this::copy);
    }
  }

  Path state() {
    return state;
  }

  void rehearse(String... more) throws Exception {
    rehearsed(0, more);
  }

  /** Begins the world; the run comes to an end with that exit code. Returns the journal. */
  List<Event> rehearsed(int exit, String... more) throws Exception {
    assertEquals(exit, operator.run(about(with(more, "rehearse", "--keep"))), operator.tail());
    return journal();
  }

  /** Changes a file of the repository. */
  void change(String file, String from, String to) throws IOException {
    Path path = repository.resolve(file);
    String text = Files.readString(path);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(file + " does not hold " + from);
    }
    Files.writeString(path, text.replace(from, to));
  }

  /** Asks in this process, of the rehearsal. */
  Answer ask(String... arguments) {
    List<String> all = new ArrayList<>(List.of(about(arguments)));
    if (!all.contains("--rehearsal")) {
      all.add("--rehearsal");
    }
    all.addAll(List.of("--state", state.toString()));
    return Answer.to(all);
  }

  /** The same of live machines, which there are none of. */
  Answer onLiveMachines(String... arguments) {
    List<String> all = new ArrayList<>(List.of(about(arguments)));
    all.addAll(List.of("--state", state.toString()));
    return Answer.to(all);
  }

  /** Runs to the end, which is a good one; returns the journal. */
  List<Event> done(String... arguments) throws Exception {
    return refused(0, arguments);
  }

  /** Runs to an end with that exit code; returns the journal. */
  List<Event> refused(int exit, String... arguments) throws Exception {
    assertEquals(
        exit, operator.run(about(with(new String[] {"--rehearsal"}, arguments))), operator.tail());
    return journal();
  }

  void killAt(String line, String... arguments) throws Exception {
    operator.killAt(line, about(arguments));
  }

  void resumeAndKillAt(String line) throws Exception {
    operator.killAt(line, "resume");
  }

  /** Goes on to the end, which is a good one; returns the whole journal. */
  List<Event> resumed() throws Exception {
    assertEquals(0, operator.run("resume"), operator.tail());
    return journal();
  }

  /** How many acts are told of with these words. */
  long acts(List<Event> journal, String words) {
    return journal.stream()
        .filter(event -> event instanceof Event.Acted act && act.what().contains(words))
        .count();
  }

  /** The last run's. */
  private List<Event> journal() {
    RunHistory.Past last =
        new RunHistory(new StateFolder(state))
            .of("apps").stream().reduce((older, newer) -> newer).orElseThrow();
    return FileJournal.read(last.found().folder());
  }

  Inspection look() {
    return Inspection.last(
        new StateFolder(state),
        new OperatorFiles(
            Optional.of(repository), Optional.of("apps"), List.of(), Map.of(), true, false));
  }

  List<String> nodes() {
    try (Inspection look = look()) {
      return look.spec().nodes().stream().map(Node::name).toList();
    }
  }

  Map<String, String> boots() {
    Map<String, String> boots = new LinkedHashMap<>();
    try (Inspection look = look()) {
      look.spec()
          .nodes()
          .forEach(
              node ->
                  boots.put(node.name(), look.world().operations().bootId(node).orElse("none")));
    }
    return boots;
  }

  MachineReport report(String node) {
    try (Inspection look = look()) {
      return look.world().machines().report(look.node(node));
    }
  }

  KubeObject kubernetes(String node) {
    try (Inspection look = look()) {
      return look.world().kube().get(new KubeObject.Ref("v1", "Node", "", node)).orElseThrow();
    }
  }

  boolean has(KubeObject.Ref object) {
    try (Inspection look = look()) {
      return look.world().kube().get(object).isPresent();
    }
  }

  @Override
  public void close() throws Exception {
    operator.run("rehearse", "--stop");
  }

  private String[] about(String... arguments) {
    return with(
        new String[] {
          "--repo",
          repository.toString(),
          "--cluster",
          "apps",
          "--charts",
          EXAMPLE.resolve("charts").toString()
        },
        arguments);
  }

  private static String[] with(String[] more, String... arguments) {
    return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
  }

  private void copy(Path file) {
    try {
      Path to = repository.resolve(EXAMPLE.relativize(file).toString());
      Files.createDirectories(to.getParent());
      Files.copy(file, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
