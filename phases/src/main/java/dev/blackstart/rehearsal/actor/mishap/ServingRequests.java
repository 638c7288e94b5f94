package dev.blackstart.rehearsal.actor.mishap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Pace;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import dev.blackstart.rehearsal.actor.housekeeping.SigningRequests;
import dev.blackstart.rehearsal.pki.SigningRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Kubelets that ask for a certificate to serve with, and whom nobody answers. */
public final class ServingRequests {
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
    Resource there = nodes.get(node).orElse(null);
    if (there == null) {
      return;
    }
    List<String> addresses = new ArrayList<>();
    for (JsonNode each : there.status().path("addresses")) {
      if (each.path("type").asText().equals("InternalIP")) {
        addresses.add(each.path("address").asText());
      }
    }
    String name = "csr-" + Pace.letters(around.pace().number(node.name(), "serving"), 5);
    String request =
        SigningRequest.of(
            "O=system:nodes, CN=system:node:" + node.name(), List.of(node.name()), addresses);
    around
        .client()
        .asKubelet(node.name())
        .createIfAbsent(
            SigningRequests.TYPE,
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
