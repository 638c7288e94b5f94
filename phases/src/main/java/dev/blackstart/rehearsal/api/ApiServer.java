package dev.blackstart.rehearsal.api;

import java.net.InetSocketAddress;

/**
 * A Kubernetes API server of the rehearsal world. Closing it ends its connections and forgets its
 * objects.
 */
public interface ApiServer extends AutoCloseable {
  /** Where it answers HTTPS. */
  InetSocketAddress address();

  /** What its etcd holds, as a database file without a hash. May take its time. */
  byte[] database();

  /** Revision of the last write. */
  long revision();

  /**
   * Says another version of itself from now on, where it can.
   *
   * @param version such as {@code v1.35.1}
   */
  void version(String version);

  @Override
  void close();
}
