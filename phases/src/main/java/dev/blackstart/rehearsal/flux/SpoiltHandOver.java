package dev.blackstart.rehearsal.flux;

import dev.blackstart.cluster.Release;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import dev.blackstart.rehearsal.control.Agenda;
import dev.blackstart.world.Charts;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;

/** What is made to go wrong as Flux comes to a release that Helm had before. */
final class SpoiltHandOver {
  private final Surroundings around;
  private final Charts charts;
  private final Uninstaller uninstaller;

  SpoiltHandOver(Surroundings around, Charts charts, Uninstaller uninstaller) {
    this.around = around;
    this.charts = charts;
    this.uninstaller = uninstaller;
  }

  /**
   * Strikes a release that is taken over, unless nobody wants it struck.
   *
   * @throws Failure in Helm's words, where it is refused
   */
  void strike(Release release, ReleaseRun run) {
    if (!run.takesOver()) {
      return;
    }
    if (around.faults().strikes(FaultKind.OWNERSHIP_REFUSED, release.namespace(), release.name())) {
      throw refused(release);
    }
    if (around.faults().strikes(FaultKind.RELEASE_RECREATED, release.namespace(), release.name())) {
      try (Agenda.Hold hold = around.hold()) {
        uninstaller.uninstall(release.namespace(), release.name());
      }
      run.action("install");
    }
  }

  /** As Helm 4 says it, {@code pkg/action/validate.go}. */
  private Failure refused(Release release) {
    String object =
        charts.deployed(release.namespace(), release.name()).stream()
            .flatMap(deployed -> deployed.objects().stream())
            .findFirst()
            .map(SpoiltHandOver::named)
            .orElse("an object");
    return new Failure(
        Failure.Kind.REFUSED,
        "unable to continue with update: %s exists and cannot be imported into the current release: invalid ownership metadata; annotation validation error: key \"meta.helm.sh/release-name\" must equal \"%s\": current value is \"somebody-else\""
            .formatted(object, release.name()),
        "leave the object to one of them");
  }

  private static String named(KubeObject.Ref object) {
    return "%s \"%s\" in namespace \"%s\""
        .formatted(object.kind(), object.name(), object.namespace());
  }
}
