package dev.blackstart.rehearsal.node.container;

import java.util.List;
import java.util.Set;

/** The pods of one machine, as its container runtime sees them. May be asked from any thread. */
public interface Pods {
  /** A machine whose kubelet nobody plays. */
  Pods NONE =
      new Pods() {
        @Override
        public List<PodContainer> containers() {
          return List.of();
        }

        @Override
        public Set<String> images() {
          return Set.of();
        }

        @Override
        public void restart(PodContainer container) {}
      };

  /** Containers that run or have run, pod by pod. */
  List<PodContainer> containers();

  /** References of the images that are there. */
  Set<String> images();

  /** Stops it; the kubelet starts it again. */
  void restart(PodContainer container);
}
