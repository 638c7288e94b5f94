package dev.blackstart.rehearsal.actor.mishap;

import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Pace;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import dev.blackstart.rehearsal.pki.SigningRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Kubelets that ask for a certificate to serve with, and whom nobody answers. */
public final class ServingRequests {
  private static final ResourceType REQUESTS =
      new ResourceType(
          "certificates.k8s.io",
          "v1",
          "certificatesigningrequests",
          "CertificateSigningRequest",
          false);

  private final Surroundings around;
  private final Informer nodes;

  public ServingRequests(Surroundings around) {
    this.around = around;
    this.nodes = around.informer(ResourceType.NODES);
    Reconciler queue = around.reconciler(this::ask, ResourceType.NODES);
    nodes.listen(
        change -> {
          String node = change.any().name();
          if (change.before().isEmpty() && around.faults().strikes(FaultKind.CSR_PENDING, node)) {
            queue.add(Key.cluster(node));
          }
        });
  }

  private void ask(Key node) {
    if (nodes.get(node).isEmpty()) {
      return;
    }
    String name = "csr-" + Pace.letters(around.pace().number(node.name(), "serving"), 5);
    String request = SigningRequest.of("O=system:nodes, CN=system:node:" + node.name());
    around
        .client()
        .asKubelet(node.name())
        .createIfAbsent(
            REQUESTS,
            Json.object(
                "metadata",
                Json.object("name", name),
                "spec",
                Json.object(
                    "request",
                    Base64.getEncoder().encodeToString(request.getBytes(StandardCharsets.US_ASCII)),
                    "signerName",
                    "kubernetes.io/kubelet-serving",
                    "usages",
                    Json.array("digital signature", "server auth"))));
  }
}
