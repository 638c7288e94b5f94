package dev.blackstart.rehearsal.actor;

import dev.blackstart.rehearsal.actor.fault.Faults;
import java.nio.file.Path;

/** What controllers do, on the embedded API server. */
class EmbeddedControllersTest extends PlayedServer
    implements QuotaContract,
        OwnersContract,
        EndOfNamespacesContract,
        SigningContract,
        JobsContract {
  @Override
  Played start(Path folder, Faults faults) throws Exception {
    return new Played(folder, faults);
  }
}
