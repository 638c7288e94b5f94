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

  @Override
  void close();
}
