package dev.blackstart.rehearsal.flux;

import java.nio.file.Path;

/** The same on a real kube-apiserver and etcd. */
class FluxOnRealApiServerTest extends FluxTest {
  @Override
  FluxWorld start(Path folder) throws Exception {
    return FluxWorld.real(folder);
  }
}
