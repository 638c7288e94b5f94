package dev.blackstart.phase;

import dev.blackstart.run.Event;
import dev.blackstart.world.NodeOperations.ApplyMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run is for; it decides which phases the run goes through. It travels in the journal, so
 * that a resume goes on with the same.
 */
public sealed interface Operation {
  /** From bare machines to green Flux. */
  record Bootstrap() implements Operation {
    @Override
    public String name() {
      return Event.RunStarted.BOOTSTRAP;
    }

    @Override
    public Map<String, String> written() {
      return Map.of();
    }
  }

  /** Every node runs the Talos its rendered config names as installer image. */
  record UpgradeTalos(Rolling rolling) implements Operation {
    @Override
    public String name() {
      return "upgrade-talos";
    }

    @Override
    public Map<String, String> written() {
      return rolling.written();
    }
  }

  /** Control plane and kubelets run the Kubernetes images the rendered configs name. */
  record UpgradeKubernetes(Rolling rolling) implements Operation {
    @Override
    public String name() {
      return "upgrade-k8s";
    }

    @Override
    public Map<String, String> written() {
      return rolling.written();
    }
  }

  /**
   * Every node runs its rendered config.
   *
   * @param mode how the config is to take effect
   */
  record Apply(Rolling rolling, ApplyMode mode) implements Operation {
    private static final String MODE = "operation-mode";

    @Override
    public String name() {
      return "apply";
    }

    @Override
    public Map<String, String> written() {
      Map<String, String> written = new LinkedHashMap<>(rolling.written());
      written.put(MODE, mode.name().toLowerCase(Locale.ROOT));
      return written;
    }

    static Apply of(Map<String, String> options) {
      return new Apply(
          Rolling.of(options),
          ApplyMode.valueOf(options.getOrDefault(MODE, "auto").toUpperCase(Locale.ROOT)));
    }
  }

  /**
   * Every node is back in maintenance.
   *
   * @param wipe disks beside the system's that are wiped too, each {@code NODE:/dev/x}
   */
  record ResetCluster(List<String> wipe) implements Operation {
    private static final String WIPE = "operation-wipe-disks";

    @Override
    public String name() {
      return "reset-cluster";
    }

    @Override
    public Map<String, String> written() {
      return Map.of(WIPE, Rolling.joined(wipe));
    }

    static ResetCluster of(Map<String, String> options) {
      return new ResetCluster(Rolling.split(options.getOrDefault(WIPE, "")));
    }
  }

  /**
   * Etcd is what a snapshot holds.
   *
   * @param snapshot absolute path of the snapshot
   * @param digest SHA-256 of the file when the run began, hexadecimal
   * @param skipHashCheck whether the file is a bare database, which carries no hash
   */
  record Rebuild(String snapshot, String digest, Wiping wiping, boolean skipHashCheck)
      implements Operation {
    private static final String SNAPSHOT = "operation-snapshot";
    private static final String DIGEST = "operation-snapshot-digest";
    private static final String WIPING = "operation-wipe";
    private static final String SKIP = "operation-skip-hash-check";

    /** What is taken from the nodes first. */
    public enum Wiping {
      /** The control planes' data, etcd's with it; configs stay. */
      EPHEMERAL,
      /** Configs and data of every node; they come back in maintenance. */
      ALL,
      /** Nothing: there is no etcd data on any control plane. */
      NONE
    }

    @Override
    public String name() {
      return "rebuild";
    }

    @Override
    public Map<String, String> written() {
      Map<String, String> written = new LinkedHashMap<>();
      written.put(SNAPSHOT, snapshot);
      written.put(DIGEST, digest);
      written.put(WIPING, wiping.name().toLowerCase(Locale.ROOT));
      written.put(SKIP, String.valueOf(skipHashCheck));
      return written;
    }

    static Rebuild of(Map<String, String> options) {
      return new Rebuild(
          options.getOrDefault(SNAPSHOT, ""),
          options.getOrDefault(DIGEST, ""),
          Wiping.valueOf(options.getOrDefault(WIPING, "ephemeral").toUpperCase(Locale.ROOT)),
          Boolean.parseBoolean(options.get(SKIP)));
    }
  }

  /**
   * How nodes are taken one after another.
   *
   * @param nodes names or addresses; empty for all
   * @param parallel how many workers at once; control planes go one by one
   * @param drain whether a node is drained before it goes down
   */
  record Rolling(List<String> nodes, int parallel, boolean drain) {
    /** All nodes, one by one, drained. */
    public static final Rolling ALL = new Rolling(List.of(), 1, true);

    private static final String NODES = "operation-nodes";
    private static final String PARALLEL = "operation-parallel";
    private static final String DRAIN = "operation-drain";

    Map<String, String> written() {
      Map<String, String> written = new LinkedHashMap<>();
      written.put(NODES, joined(nodes));
      written.put(PARALLEL, String.valueOf(parallel));
      written.put(DRAIN, String.valueOf(drain));
      return written;
    }

    static Rolling of(Map<String, String> options) {
      return new Rolling(
          split(options.getOrDefault(NODES, "")),
          Integer.parseInt(options.getOrDefault(PARALLEL, "1")),
          Boolean.parseBoolean(options.getOrDefault(DRAIN, "true")));
    }

    private static String joined(List<String> words) {
      return String.join(" ", words);
    }

    private static List<String> split(String text) {
      return Stream.of(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    }
  }

  /** The verb's name in one word, such as {@code upgrade-talos}. */
  String name();

  /** What the journal keeps of it beside its name; no secrets. */
  Map<String, String> written();

  /** The nodes the operator named, by name or address; none where all are meant. */
  default List<String> nodes() {
    return switch (this) {
      case UpgradeTalos upgrade -> upgrade.rolling().nodes();
      case UpgradeKubernetes upgrade -> upgrade.rolling().nodes();
      case Apply apply -> apply.rolling().nodes();
      case Bootstrap bootstrap -> List.of();
      case ResetCluster reset -> List.of();
      case Rebuild rebuild -> List.of();
    };
  }

  /**
   * The operation a journal names; older journals know only the bootstrap.
   *
   * @throws IllegalArgumentException when this version knows no such operation
   */
  static Operation of(Map<String, String> options) {
    String name = options.getOrDefault(Event.RunStarted.OPERATION, Event.RunStarted.BOOTSTRAP);
    return switch (name) {
      case Event.RunStarted.BOOTSTRAP -> new Bootstrap();
      case "upgrade-talos" -> new UpgradeTalos(Rolling.of(options));
      case "upgrade-k8s" -> new UpgradeKubernetes(Rolling.of(options));
      case "apply" -> Apply.of(options);
      case "reset-cluster" -> ResetCluster.of(options);
      case "rebuild" -> Rebuild.of(options);
      default -> throw new IllegalArgumentException("no operation is called " + name);
    };
  }
}
