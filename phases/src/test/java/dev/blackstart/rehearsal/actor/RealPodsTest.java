package dev.blackstart.rehearsal.actor;

import dev.blackstart.rehearsal.actor.fault.Faults;
import dev.blackstart.rehearsal.real.RealPrograms;
import java.nio.file.Path;

/** Pods behind a real kube-apiserver, which dials kubelets and pods. */
class RealPodsTest extends PodsContract {
  @Override
  Playground playground(Path folder, Faults faults) throws Exception {
    return new Playground(RealPrograms.assume(), folder, true, 120, faults);
  }
}
