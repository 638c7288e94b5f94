package dev.blackstart.rehearsal.pod;

import java.util.List;
import java.util.Optional;

/** The running pods of a world, as far as their programs are played. Safe for several threads. */
public interface PodAccess {
  /** A world whose pods nobody plays. */
  PodAccess NOBODY =
      new PodAccess() {
        @Override
        public boolean hasKubelet(String address) {
          return false;
        }

        @Override
        public Optional<Port> at(String address, int port) {
          return Optional.empty();
        }

        @Override
        public HttpReply http(Pod pod, int port, HttpCall call) {
          throw nobody();
        }

        @Override
        public Ran run(Pod pod, String container, List<String> words) {
          throw nobody();
        }

        @Override
        public String log(Pod pod, String container, boolean stamped, int tail) {
          throw nobody();
        }

        private PodRefusal nobody() {
          return new PodRefusal(501, "no containers run behind this API server");
        }
      };

  /** A pod by name. */
  record Pod(String namespace, String name) {}

  /**
   * What listens at an address.
   *
   * @param tls whether it wants TLS
   */
  record Port(Pod pod, int number, boolean tls) {}

  /** Whether a kubelet runs on the machine of this address. */
  boolean hasKubelet(String address);

  /** Whose port this is, when its pod runs. */
  Optional<Port> at(String address, int port);

  /**
   * Calls a pod on one of its ports.
   *
   * @throws PodRefusal when nobody listens there
   */
  HttpReply http(Pod pod, int port, HttpCall call);

  /**
   * Runs a command in a container; nothing is typed to it.
   *
   * @throws PodRefusal when the container does not run
   */
  Ran run(Pod pod, String container, List<String> words);

  /**
   * What a container has written.
   *
   * @param stamped each line with the time it was written
   * @param tail how many lines; negative for all
   * @throws PodRefusal when the container does not run
   */
  String log(Pod pod, String container, boolean stamped, int tail);
}
