package dev.blackstart.rehearsal.pod;

import java.net.InetSocketAddress;
import java.util.Optional;

/** What an API server finds when it dials somebody of the cluster. */
@FunctionalInterface
public interface WayIn {
  /** Where {@code host:port} answers in this world, if it does. */
  Optional<InetSocketAddress> at(String target);

  /**
   * Tells who is meant by a connection that was made to such a place.
   *
   * @param port of our end
   * @return to be run when the connection has ended
   */
  default Runnable joined(int port, String target) {
    return () -> {};
  }

  /** The same, and where nobody answers in it, another one. */
  default WayIn or(WayIn other) {
    WayIn one = this;
    return new WayIn() {
      @Override
      public Optional<InetSocketAddress> at(String target) {
        return one.at(target).or(() -> other.at(target));
      }

      @Override
      public Runnable joined(int port, String target) {
        Runnable some = one.joined(port, target);
        Runnable others = other.joined(port, target);
        return () -> {
          some.run();
          others.run();
        };
      }
    };
  }
}
