package dev.blackstart.rehearsal.pod;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whoever answers for the pods at the time: an API server is there before its actors are. */
record LatePods(Supplier<PodAccess> now) implements PodAccess {
  @Override
  public boolean hasKubelet(String address) {
    return now.get().hasKubelet(address);
  }

  @Override
  public Optional<Port> at(String address, int port) {
    return now.get().at(address, port);
  }

  @Override
  public HttpReply http(Pod pod, int port, HttpCall call) {
    return now.get().http(pod, port, call);
  }

  @Override
  public Ran run(Pod pod, String container, List<String> words) {
    return now.get().run(pod, container, words);
  }

  @Override
  public String log(Pod pod, String container, boolean stamped, int tail) {
    return now.get().log(pod, container, stamped, tail);
  }
}
