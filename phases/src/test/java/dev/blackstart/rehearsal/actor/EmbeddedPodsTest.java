package dev.blackstart.rehearsal.actor;

import dev.blackstart.rehearsal.actor.fault.Faults;
import java.nio.file.Path;
import java.util.Optional;

/** Pods behind the embedded API server. */
class EmbeddedPodsTest extends PodsContract {
  @Override
  Playground playground(Path folder, Faults faults) throws Exception {
    Path programs =
        Optional.ofNullable(System.getenv("KUBEBUILDER_ASSETS")).map(Path::of).orElse(folder);
    return new Playground(programs, folder, false, 120, faults);
  }
}
