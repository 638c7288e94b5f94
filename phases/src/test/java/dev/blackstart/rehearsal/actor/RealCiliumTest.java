package dev.blackstart.rehearsal.actor;

import dev.blackstart.rehearsal.actor.fault.Faults;
import java.nio.file.Path;

class RealCiliumTest extends CiliumContract {
  @Override
  Played played(Path folder, Faults faults) throws Exception {
    return Played.real(folder, faults);
  }
}
