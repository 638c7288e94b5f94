package dev.blackstart.rehearsal.node.wire;

import io.grpc.ServerMethodDefinition;
import io.grpc.StatusException;

/** The other nodes, as one node's apid reaches them. */
public interface Peers {
  /** Workers have no client certificate of their own, so they cannot forward. */
  boolean canForward();

  /** Whether this node itself is meant by an address or a name. */
  boolean isSelf(String target);

  /**
   * A node's own method.
   *
   * @param target as the client wrote it
   * @throws StatusException UNAVAILABLE when nobody answers there
   */
  ServerMethodDefinition<?, ?> method(String target, String fullMethodName) throws StatusException;
}
