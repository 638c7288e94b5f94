package dev.blackstart.app.cli;

import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.Turn;
import dev.blackstart.app.engine.EngineProcess;
import dev.blackstart.app.engine.Estimates;
import dev.blackstart.app.plain.JsonFace;
import dev.blackstart.app.plain.PlainFace;
import dev.blackstart.app.tui.ConsoleOrder;
import dev.blackstart.files.Redaction;
import dev.blackstart.files.StateFolder;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Options every verb has. */
final class SharedOptions {
  /** When ANSI colours are used. */
  enum Colours {
    AUTO,
    ALWAYS,
    NEVER
  }

  @Option(
      names = "--repo",
      paramLabel = "DIR",
      description = "the operator's repository (default: the one the current directory lies in)")
  private Path repository;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description =
          "which cluster of the repository; runs take several, such as infra,apps: one after the"
              + " other")
  private String cluster;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "where runs are kept (default: $XDG_STATE_HOME/blackstart)")
  private Path state;

  @Option(
      names = "--charts",
      paramLabel = "DIR",
      description = "chart mirror looked at before the network; may be given again")
  private List<Path> charts = new ArrayList<>();

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "template variable of machine configs; may be given again")
  private Map<String, String> vars = new LinkedHashMap<>();

  @Option(names = "--plain", description = "append-only lines")
  private boolean plain;

  @Option(names = "--json", description = "one JSON object a line on standard output")
  private boolean json;

  @Option(names = "--window", description = "the console in a desktop window")
  private boolean window;

  @Option(
      names = "--theme",
      paramLabel = "NAME",
      description = "dark, light, high-contrast, colour-blind, mono, or one of your own")
  private String theme;

  @Option(names = "--ascii", description = "the console in ASCII signs")
  private boolean ascii;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never; NO_COLOR is obeyed")
  private Colours colour = Colours.AUTO;

  @Option(names = "--debug", description = "stack traces with errors")
  private boolean debug;

  OperatorFiles files() {
    return files(Optional.ofNullable(cluster));
  }

  private OperatorFiles files(Optional<String> of) {
    return new OperatorFiles(Optional.ofNullable(repository), of, charts, vars, false, false);
  }

  /** The clusters whose runs come one after the other, when several are named. */
  Turn turn() {
    return cluster().map(Turn::written).orElse(Turn.ALONE);
  }

  /** As {@link #files}, for one of several clusters. */
  OperatorFiles files(String one) {
    return files(Optional.of(one));
  }

  Optional<Path> repository() {
    return Optional.ofNullable(repository);
  }

  Optional<String> cluster() {
    return Optional.ofNullable(cluster);
  }

  List<Path> charts() {
    return charts.stream().map(Path::toAbsolutePath).map(Path::normalize).toList();
  }

  Map<String, String> vars() {
    return vars;
  }

  boolean json() {
    return json;
  }

  boolean window() {
    return window;
  }

  /** Whether lines were asked for, whatever the terminal can do. */
  boolean lines() {
    return plain || json;
  }

  /** The console as these options want it; opens on the clusters. */
  ConsoleOrder console(List<String> begin, boolean readonly) {
    List<String> options = new ArrayList<>();
    repository().ifPresent(each -> options.add("--repo=" + each));
    charts().forEach(each -> options.add("--charts=" + each));
    vars.forEach((name, value) -> options.add("--var=" + name + "=" + value));
    return new ConsoleOrder(
        turn().several() ? files(Optional.empty()) : files(),
        state(),
        EngineProcess.program(Main.class.getName()),
        options,
        begin,
        readonly,
        ascii,
        Optional.ofNullable(theme),
        window,
        folder("XDG_CONFIG_HOME", ".config"));
  }

  StateFolder state() {
    return new StateFolder(Optional.ofNullable(state).orElseGet(SharedOptions::defaultState));
  }

  /** The face the options and the terminal ask for. */
  Function<Redaction, Consumer<Event>> face() {
    return redaction ->
        json
            ? new JsonFace(System.out, redaction)
            : new PlainFace(System.out, redaction, colours(), this::expected);
  }

  private OptionalLong expected(Event.RunStarted run) {
    Map<PhaseId, Long> all = new LinkedHashMap<>();
    run.outline().phases().forEach(phase -> all.put(phase, 0L));
    Estimates.Left left = Estimates.of(state(), run.cluster(), run.world()).left(all);
    return left.unknown().isEmpty() ? OptionalLong.of(left.median()) : OptionalLong.empty();
  }

  boolean colours() {
    return switch (colour) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          onTerminal()
              && System.getenv("NO_COLOR") == null
              && !plain
              && !"dumb".equals(System.getenv("TERM"));
    };
  }

  /** Whether lines go to a terminal. */
  static boolean onTerminal() {
    return System.console() != null && isTerminal();
  }

  /** From Java 22 on there is a console object without a terminal too; 21 cannot be asked. */
  private static boolean isTerminal() {
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(System.console());
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private static Path defaultState() {
    return folder("XDG_STATE_HOME", ".local", "state");
  }

  /** Our folder below the one that an XDG variable names. */
  private static Path folder(String variable, String... belowHome) {
    String xdg = System.getenv(variable);
    Path base =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), belowHome)
            : Path.of(xdg);
    return base.resolve("blackstart");
  }
}
