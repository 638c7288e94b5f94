package dev.blackstart.phase;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why Flux has nothing to do yet: its instance, or a source it cannot fetch. */
final class FluxBeginning {
  private static final String SOURCES = "source.toolkit.fluxcd.io/v1";

  private FluxBeginning() {}

  static List<Waiting> waiting(World world) {
    List<Waiting> waiting = new ArrayList<>();
    List.of(
            world.kube().list("fluxcd.controlplane.io/v1", "FluxInstance", ""),
            world.kube().list(SOURCES, "GitRepository", ""),
            world.kube().list(SOURCES, "OCIRepository", ""))
        .forEach(objects -> objects.forEach(object -> failing(object).ifPresent(waiting::add)));
    return waiting.isEmpty()
        ? List.of(new Waiting("Flux", "has nothing to do yet"))
        : List.copyOf(waiting);
  }

  private static Optional<Waiting> failing(KubeObject object) {
    return object
        .condition("Ready")
        .filter(ready -> !ready.text("status").equals("True"))
        .map(
            ready ->
                new Waiting(
                    object.ref().toString(),
                    ready.text("reason")
                        + ": "
                        + ready.text("message").lines().findFirst().orElse("")));
  }
}
