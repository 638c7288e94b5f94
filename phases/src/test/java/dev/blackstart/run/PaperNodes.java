package dev.blackstart.run;

import dev.blackstart.world.KubeApi;
import dev.blackstart.world.Waiting;
import java.util.List;

/** Nodes of a paper world as Kubernetes has them: nobody runs on them. */
public interface PaperNodes extends KubeApi {
  @Override
  default void cordon(String node, boolean closed) {}

  @Override
  default List<Waiting> drain(String node) {
    return List.of();
  }
}
