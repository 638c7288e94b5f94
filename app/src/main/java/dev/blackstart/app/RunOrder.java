package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.StateFolder;
import dev.blackstart.phase.Consent;
import dev.blackstart.phase.Operation;
import dev.blackstart.rehearsal.control.Loopback;
import dev.blackstart.run.Event;
import dev.blackstart.run.Selection;
import dev.blackstart.world.World;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run is asked for; the part a resume must use again travels in the journal.
 *
 * @param operation what it is for
 * @param host the run whose rehearsal world it is in, when it begins none of its own
 * @param charts chart mirrors, in the order they are looked at
 * @param controlPlane folder with etcd and kube-apiserver; empty for the embedded API server
 * @param speed world seconds per wall second while the run waits
 * @param keep how long a rehearsal's world stands when the run is over
 * @param allowExec whether programs the repository asks for may run
 * @param consent what the operator allowed by word, this time
 * @param turn the clusters whose runs come one after the other, when this is one of them
 */
public record RunOrder(
    ClusterSpec spec,
    World.Kind world,
    Operation operation,
    Optional<String> host,
    StateFolder state,
    Selection selection,
    List<Path> charts,
    List<String> patches,
    String controlPlane,
    double speed,
    Keep keep,
    boolean allowExec,
    Consent consent,
    Turn turn) {
  private static final String LOOPBACK = "loopback ";

  /** The run whose rehearsal world this one is in, when it began none of its own. */
  static final String IN_WORLD_OF = "in-world-of";

  private static final String ALLOW_EXEC = "allow-exec";

  /** The kubeconfig of a cluster that stood before the run. */
  private static final String ADOPTED = "adopt";

  /** What the journal keeps of it. */
  Map<String, String> journalled(Map<String, String> loopback) {
    Map<String, String> options = new LinkedHashMap<>();
    if (!(operation instanceof Operation.Bootstrap)) {
      options.put(Event.RunStarted.OPERATION, operation.name());
      options.putAll(operation.written());
    }
    host.ifPresent(run -> options.put(IN_WORLD_OF, run));
    options.put("repository", spec.repository().toString());
    spec.kubeconfig().ifPresent(file -> options.put(ADOPTED, file.toString()));
    options.put(
        "charts", String.join(File.pathSeparator, charts.stream().map(Path::toString).toList()));
    options.put("patches", String.join("\u001f", patches));
    options.put("control-plane", controlPlane);
    options.put("speed", String.valueOf(speed));
    keep.into(options);
    turn.into(options);
    options.put(ALLOW_EXEC, String.valueOf(allowExec));
    loopback.forEach((from, to) -> options.put(LOOPBACK + from, to));
    return options;
  }

  /** What of it a resume may have changed, and tells whether its world outlives it. */
  Map<String, String> resumed() {
    Map<String, String> options = new LinkedHashMap<>();
    host.ifPresent(run -> options.put(IN_WORLD_OF, run));
    keep.into(options);
    return options;
  }

  static boolean allowExec(Map<String, String> options) {
    return Boolean.parseBoolean(options.get(ALLOW_EXEC));
  }

  static Optional<Path> adopted(Map<String, String> options) {
    return Optional.ofNullable(options.get(ADOPTED)).map(Path::of);
  }

  static List<Path> charts(Map<String, String> options) {
    return split(options.getOrDefault("charts", ""), File.pathSeparator).stream()
        .map(Path::of)
        .toList();
  }

  static List<String> patches(Map<String, String> options) {
    return split(options.getOrDefault("patches", ""), "\u001f");
  }

  static Loopback loopback(Map<String, String> options) {
    Map<String, String> table = new LinkedHashMap<>();
    options.forEach(
        (key, value) -> {
          if (key.startsWith(LOOPBACK)) {
            table.put(key.substring(LOOPBACK.length()), value);
          }
        });
    return Loopback.of(table);
  }

  private static List<String> split(String text, String by) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(by));
  }
}
