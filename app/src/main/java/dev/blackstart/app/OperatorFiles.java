package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.files.SystemPrograms;
import dev.blackstart.files.contexts.OwnContext;
import dev.blackstart.repository.Repository;
import dev.blackstart.repository.RepositoryReader;
import dev.blackstart.repository.settings.ReadOptions;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Programs;
import dev.blackstart.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the repository and the cluster a verb is about.
 *
 * @param repository as the operator gave it
 * @param cluster as the operator gave it
 * @param charts mirrors the operator gave
 * @param vars template variables the operator gave
 * @param generatedSecrets whether secrets are made up, so that none need be there
 * @param allowExec whether programs the repository asks for may run
 * @param adopt kubeconfig of a cluster that stands already, whose machines are not ours
 */
public record OperatorFiles(
    Optional<Path> repository,
    Optional<String> cluster,
    List<Path> charts,
    Map<String, String> vars,
    boolean generatedSecrets,
    boolean allowExec,
    Optional<Path> adopt) {
  public OperatorFiles(
      Optional<Path> repository,
      Optional<String> cluster,
      List<Path> charts,
      Map<String, String> vars,
      boolean generatedSecrets,
      boolean allowExec) {
    this(repository, cluster, charts, vars, generatedSecrets, allowExec, Optional.empty());
  }

  /** How long a program a template calls may take. */
  private static final Duration EXEC = Duration.ofSeconds(60);

  private static final String EXAMPLE_CLUSTER = "infra";

  /**
   * @param bundled whether it is the example that comes with blackstart
   * @param charts mirrors, the operator's first
   */
  public record Chosen(ClusterSpec spec, boolean bundled, List<Path> charts) {
    /**
     * The same, for a verb that acts on it.
     *
     * @throws Refusal 3 when the repository is wrong, with everything that is
     */
    public Chosen sound() {
      Soundness.require(spec.findings());
      return this;
    }
  }

  /** The same for a verb whose secrets are made up. */
  public OperatorFiles withGeneratedSecrets() {
    return new OperatorFiles(repository, cluster, charts, vars, true, allowExec, adopt);
  }

  /** The same with the operator's leave to run the repository's programs, or without it. */
  public OperatorFiles allowingExec(boolean allowed) {
    return new OperatorFiles(repository, cluster, charts, vars, generatedSecrets, allowed, adopt);
  }

  /**
   * The same for a cluster that stands already where this kubeconfig says, when there is one.
   *
   * @throws Refusal 2 when there is no such file
   */
  public OperatorFiles adopting(Optional<Path> kubeconfig) {
    kubeconfig
        .filter(file -> !Files.isRegularFile(OwnContext.of(file).file()))
        .ifPresent(
            file -> {
              throw new Refusal(2, "--adopt " + file + " is no file", "check the path");
            });
    return new OperatorFiles(
        repository,
        cluster,
        charts,
        vars,
        generatedSecrets,
        allowExec,
        kubeconfig.map(file -> OwnContext.of(file).written()));
  }

  /** The same as a run was begun with, as to whose the machines are. */
  OperatorFiles asIn(RunHistory.Past past) {
    Optional<Path> begun = RunOrder.adopted(past.status().options());
    return new OperatorFiles(
        repository, cluster, charts, vars, generatedSecrets, allowExec, adopt.or(() -> begun));
  }

  /** The repository the operator named or stands in, else the bundled example. */
  public Chosen orExample() {
    Optional<Path> own = own();
    return own.isPresent() ? choose(own.get(), isExample(own.get())) : choose(example(), true);
  }

  /**
   * A repository with all its clusters; errors stay findings.
   *
   * @param bundled whether it is the example that comes with blackstart
   * @param findings what concerns the repository as a whole
   */
  public record Every(
      Path root, boolean bundled, List<ClusterSpec> clusters, List<Finding> findings) {}

  /** The repository the operator named or stands in, else the bundled example, as a whole. */
  public Every every() {
    Path root = own().orElseGet(OperatorFiles::example);
    Repository read = read(root);
    return new Every(
        root, isExample(root), read.names().stream().map(read::cluster).toList(), read.findings());
  }

  /**
   * Every cluster of the repository the operator named or stands in, else of the bundled example;
   * errors stay findings.
   */
  public List<ClusterSpec> everyCluster() {
    return every().clusters();
  }

  /**
   * The root of the repository the operator named or stands in.
   *
   * @throws Refusal 3 when there is none
   */
  public Path root() {
    return own()
        .orElseThrow(
            () ->
                new Refusal(
                    3,
                    "the current directory lies in no repository of a known layout",
                    "name one: --repo DIR"));
  }

  /**
   * The repository the operator named or stands in; never the bundled example.
   *
   * @throws Refusal 3
   */
  public Chosen forLive() {
    Path own = root();
    if (isExample(own)) {
      throw new Refusal(
          3,
          "the bundled example has no machines: a live verb does not run on it",
          "rehearse it: blackstart rehearse");
    }
    return choose(own, false);
  }

  /** The same repository again, as a journal names it; a run that began had its secrets. */
  public static Chosen again(
      Path repository, String cluster, List<Path> charts, ConfigPatches added, boolean allowExec) {
    return new OperatorFiles(
            Optional.of(repository), Optional.of(cluster), charts, added.vars(), true, allowExec)
        .choose(repository, isExample(repository));
  }

  /**
   * The repository, charts and patches a run was begun with, as its journal names them.
   *
   * @param allowExec whether programs the repository asks for may run
   */
  static Chosen again(RunHistory.Past past, boolean allowExec) {
    Optional<Path> adopted = RunOrder.adopted(past.status().options());
    return begunLike(past, past.found().cluster(), true, allowExec, adopted);
  }

  /** The same for another cluster of that repository, of which no run has begun yet. */
  static Chosen next(RunHistory.Past past, String cluster, boolean allowExec) {
    boolean generated = past.status().world() == World.Kind.REHEARSAL;
    Optional<Path> adopted = Turn.of(past.status().options()).adopted(cluster);
    return begunLike(past, cluster, generated, allowExec, adopted).sound();
  }

  private static Chosen begunLike(
      RunHistory.Past past,
      String cluster,
      boolean generated,
      boolean allowExec,
      Optional<Path> adopted) {
    Map<String, String> options = past.status().options();
    ConfigPatches added = new ConfigPatches(RunOrder.patches(options));
    List<Path> mirrors = RunOrder.charts(options);
    Path root = Path.of(options.getOrDefault("repository", ""));
    Chosen chosen =
        new OperatorFiles(
                Optional.of(root),
                Optional.of(cluster),
                mirrors,
                added.vars(),
                generated,
                allowExec,
                adopted)
            .choose(root, isExample(root));
    return new Chosen(added.on(chosen.spec()), chosen.bundled(), chosen.charts());
  }

  private Chosen choose(Path root, boolean bundled) {
    Repository read = read(root);
    List<String> names = List.copyOf(read.names());
    if (names.isEmpty()) {
      Soundness.require(read.findings());
      throw new Refusal(3, root + " holds no cluster", "name another repository: --repo DIR");
    }
    String name =
        cluster.orElseGet(
            () -> {
              if (names.size() == 1) {
                return names.getFirst();
              }
              if (bundled) {
                return EXAMPLE_CLUSTER;
              }
              throw new Refusal(
                  2,
                  "the repository has " + names.size() + " clusters: " + String.join(", ", names),
                  "choose one: --cluster NAME");
            });
    if (!names.contains(name)) {
      throw new Refusal(
          2, "the repository has no cluster " + name, "one of: " + String.join(", ", names));
    }
    ClusterSpec spec = read.cluster(name);
    return new Chosen(adopt.map(spec::adopting).orElse(spec), bundled, mirrors(root, bundled));
  }

  private Repository read(Path root) {
    try (Fanout fanout = new Fanout()) {
      Optional<Programs> programs =
          Optional.<Programs>of(new SystemPrograms(task -> fanout.background(task), EXEC))
              .filter(any -> allowExec);
      return RepositoryReader.read(
          root,
          new ReadOptions(vars, System.getenv(), generatedSecrets, programs, adopt.isPresent()));
    }
  }

  private List<Path> mirrors(Path root, boolean bundled) {
    List<Path> mirrors = new ArrayList<>();
    for (Path mirror : charts) {
      if (!Files.isDirectory(mirror)) {
        throw new Refusal(2, "--charts " + mirror + " is no folder", "check the path");
      }
      mirrors.add(mirror.toAbsolutePath().normalize());
    }
    Path own = root.resolve("charts").toAbsolutePath().normalize();
    if (bundled && !mirrors.contains(own)) {
      mirrors.add(own);
    }
    return mirrors;
  }

  private Optional<Path> own() {
    if (repository.isPresent()) {
      Path root = repository.get();
      if (!Files.isDirectory(root)) {
        throw new Refusal(3, "--repo " + root + " is no folder", "check the path");
      }
      return Optional.of(root.toAbsolutePath().normalize());
    }
    return RepositoryReader.find(Path.of("").toAbsolutePath());
  }

  /** Folder of the example that comes with blackstart. */
  public static Path example() {
    return Path.of(System.getProperty("blackstart.home", "."))
        .resolve("docs/example")
        .toAbsolutePath()
        .normalize();
  }

  private static boolean isExample(Path root) {
    return root.toAbsolutePath().normalize().equals(example());
  }
}
