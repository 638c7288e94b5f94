package dev.blackstart.rehearsal.actor.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.LabelSelector;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How a Service's address leads to one of the pods behind it. */
final class ServiceNetwork {
  private final Surroundings around;
  private final Informer services;
  private final Informer pods;
  private final List<Program> programs;

  ServiceNetwork(Surroundings around, List<Program> programs) {
    this.around = around;
    this.services = around.informer(ResourceType.SERVICES);
    this.pods = around.informer(ResourceType.PODS);
    this.programs = programs;
  }

  /** What comes back for a datagram from a node; absent when nothing does. */
  Optional<byte[]> datagram(String node, String address, int port, byte[] said) {
    if (around.faults().strikes(FaultKind.DNS, node)) {
      return Optional.empty();
    }
    return at(address, port)
        .flatMap(
            service ->
                behind(service)
                    .flatMap(
                        pod ->
                            programs.stream()
                                .filter(each -> each.is(pod))
                                .findFirst()
                                .flatMap(each -> each.datagram(pod, port, said))));
  }

  /** Whether a connection from a node to a Service comes about. */
  boolean connects(String address, int port) {
    return at(address, port)
        .filter(service -> service.spec().path("selector").isEmpty() || behind(service).isPresent())
        .isPresent();
  }

  private Optional<Resource> at(String address, int port) {
    return services.all().stream()
        .filter(service -> service.spec().path("clusterIP").asText().equals(address))
        .filter(service -> hasPort(service, port))
        .findFirst();
  }

  private static boolean hasPort(Resource service, int port) {
    for (JsonNode each : service.spec().path("ports")) {
      if (each.path("port").asInt() == port) {
        return true;
      }
    }
    return false;
  }

  private Optional<Resource> behind(Resource service) {
    return pods.in(service.namespace()).stream()
        .filter(pod -> LabelSelector.contains(service.spec().path("selector"), pod.labels()))
        .filter(pod -> pod.isTrue("Ready") && !pod.deleting())
        .min(Comparator.comparing(Resource::name));
  }
}
