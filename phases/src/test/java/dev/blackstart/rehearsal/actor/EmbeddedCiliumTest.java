package dev.blackstart.rehearsal.actor;

import dev.blackstart.rehearsal.actor.fault.Faults;
import java.nio.file.Path;

class EmbeddedCiliumTest extends CiliumContract {
  @Override
  Played played(Path folder, Faults faults) throws Exception {
    return new Played(folder, faults);
  }
}
