package dev.blackstart.phase;

import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Names that the API server does not accept because another definition has them: such a definition
 * is never served, however long one waits.
 */
final class DefinitionNames {
  /** World time for which it must be so: the other may be on its way out. */
  private static final Duration SURE = Duration.ofSeconds(3);

  private final Progress progress;
  private Optional<Instant> since = Optional.empty();

  DefinitionNames(Progress progress) {
    this.progress = progress;
  }

  /** Why a definition's names are not accepted, as the API server says. */
  static Optional<String> refused(KubeObject definition) {
    return definition
        .condition("NamesAccepted")
        .filter(condition -> condition.text("status").equals("False"))
        .map(
            condition ->
                "its names are not accepted: "
                    + condition.text("reason")
                    + ": "
                    + condition.text("message"));
  }

  /**
   * Looks at those that are wanted.
   *
   * @throws Failure when one of them has been refused for a while
   */
  void look(World world, Set<String> wanted) {
    Optional<KubeObject> lost =
        world.kube().list("apiextensions.k8s.io/v1", "CustomResourceDefinition", "").stream()
            .filter(definition -> wanted.contains(definition.name()))
            .filter(definition -> refused(definition).isPresent())
            .findFirst();
    Instant now = world.time().now();
    since = lost.isEmpty() ? Optional.empty() : Optional.of(since.orElse(now));
    if (lost.isPresent() && !progress.patient() && !now.isBefore(since.orElse(now).plus(SURE))) {
      String name = lost.get().name();
      throw new Failure(
          Failure.Kind.REFUSED,
          "CRD " + name + ": " + refused(lost.get()).orElse(""),
          "find the other definition of "
              + name.substring(name.indexOf('.') + 1)
              + " that has the name, and delete it: kubectl get crds; then: blackstart resume");
    }
  }
}
