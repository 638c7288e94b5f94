package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.wire.Peers;
import dev.blackstart.rehearsal.node.wire.Served;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.Optional;

/** The other nodes of the world as one node's apid reaches them; by address or host name. */
final class Neighbours implements Peers {
  private final SimulatedNode self;
  private final Machinery machinery;

  Neighbours(SimulatedNode self, Machinery machinery) {
    this.self = self;
    this.machinery = machinery;
  }

  @Override
  public boolean canForward() {
    return machinery.turn().take(() -> self.boot().map(Boot::isControlPlane).orElse(false));
  }

  @Override
  public boolean isSelf(String target) {
    return self.isCalled(target);
  }

  @Override
  public ServerMethodDefinition<?, ?> method(String target, String fullMethodName)
      throws StatusException {
    Optional<SimulatedNode> node = machinery.turn().take(() -> machinery.find(target));
    if (node.isEmpty()) {
      throw unavailable("dial tcp: lookup " + target + ": no such host");
    }
    Optional<Served> served = machinery.turn().take(() -> node.get().front().apid());
    if (served.isEmpty()) {
      throw unavailable(
          node.get().maintenanceFingerprint().isPresent()
              ? "authentication handshake failed: tls: failed to verify certificate: x509:"
                  + " certificate signed by unknown authority"
              : "Error while dialing: dial tcp " + target + ":50000: connect: connection refused");
    }
    if (!sameAuthority(node.get())) {
      throw unavailable(
          "authentication handshake failed: tls: failed to verify certificate: x509: certificate"
              + " signed by unknown authority");
    }
    return served
        .get()
        .method(fullMethodName)
        .orElseThrow(
            () ->
                Status.UNIMPLEMENTED
                    .withDescription("unknown method " + fullMethodName)
                    .asException());
  }

  private boolean sameAuthority(SimulatedNode other) {
    return authority(self).equals(authority(other));
  }

  private static Optional<String> authority(SimulatedNode node) {
    return node.machineConfig().flatMap(config -> config.text("machine.ca.crt"));
  }

  private static StatusException unavailable(String why) {
    return Status.UNAVAILABLE
        .withDescription("connection error: desc = \"transport: " + why + "\"")
        .asException();
  }
}
