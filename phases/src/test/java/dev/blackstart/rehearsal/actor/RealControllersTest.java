package dev.blackstart.rehearsal.actor;

import dev.blackstart.rehearsal.actor.fault.Faults;
import java.nio.file.Path;

/** The same on a real kube-apiserver: what the embedded one is measured by. */
class RealControllersTest extends PlayedServer
    implements QuotaContract,
        OwnersContract,
        EndOfNamespacesContract,
        SigningContract,
        JobsContract {
  @Override
  Played start(Path folder, Faults faults) throws Exception {
    return Played.real(folder, faults);
  }
}
