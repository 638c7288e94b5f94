package dev.blackstart.rehearsal.actor.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.kubelet.KubeletHost;
import dev.blackstart.rehearsal.actor.operator.Vaults;
import dev.blackstart.rehearsal.node.container.ContainerLog;
import dev.blackstart.rehearsal.pod.HttpCall;
import dev.blackstart.rehearsal.pod.HttpReply;
import dev.blackstart.rehearsal.pod.PodAccess;
import dev.blackstart.rehearsal.pod.PodRefusal;
import dev.blackstart.rehearsal.pod.Ran;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The pods of the played machines, whose programs answer as far as they are known. */
public final class PlayedPods implements PodAccess {
  private static final int NOT_FOUND = 127;

  private final List<KubeletHost> machines;
  private final Informer pods;
  private final List<Program> programs;

  public PlayedPods(Surroundings around, List<KubeletHost> machines, Vaults vaults) {
    this.machines = machines;
    this.pods = around.informer(ResourceType.PODS);
    List<Program> servers =
        List.of(new CoreDns(around), new Spegel(around), new VaultProgram(vaults));
    this.programs =
        List.of(
            servers.get(0),
            servers.get(1),
            servers.get(2),
            new CiliumAgent(around, new ServiceNetwork(around, servers)));
  }

  @Override
  public boolean hasKubelet(String address) {
    return machines.stream()
        .map(KubeletHost::state)
        .anyMatch(state -> state.running() && state.address().equals(address));
  }

  @Override
  public Optional<Port> at(String address, int port) {
    return pods.all().stream()
        .filter(pod -> pod.status().path("podIP").asText().equals(address))
        .filter(PlayedPods::runs)
        .filter(pod -> programs.stream().anyMatch(each -> each.is(pod) && each.listens(pod, port)))
        .findFirst()
        .map(pod -> new Port(new Pod(pod.namespace(), pod.name()), port, speaksTls(pod, port)));
  }

  /** Charts name such a port after the scheme. */
  private static boolean speaksTls(Resource pod, int port) {
    for (JsonNode container : pod.spec().path("containers")) {
      for (JsonNode one : container.path("ports")) {
        if (one.path("containerPort").asInt() == port) {
          return one.path("name").asText().equals("https");
        }
      }
    }
    return false;
  }

  private static boolean runs(Resource pod) {
    return pod.status().path("phase").asText().equals("Running") && !pod.deleting();
  }

  @Override
  public HttpReply http(Pod pod, int port, HttpCall call) {
    Resource found = find(pod);
    String dial = "dial tcp %s:%d: ".formatted(found.status().path("podIP").asText(), port);
    if (!runs(found) || !kubeletOf(found)) {
      throw new PodRefusal(503, dial + "connect: no route to host");
    }
    return programs.stream()
        .filter(each -> each.is(found) && each.listens(found, port))
        .findFirst()
        .flatMap(each -> each.http(found, port, call))
        .orElseThrow(() -> new PodRefusal(503, dial + "connect: connection refused"));
  }

  @Override
  public Ran run(Pod pod, String container, List<String> words) {
    Resource found = find(pod);
    started(found, container);
    return programs.stream()
        .filter(each -> each.is(found))
        .flatMap(each -> each.run(found, words).stream())
        .findFirst()
        .orElseGet(
            () ->
                Ran.failed(
                    NOT_FOUND,
                    words.getFirst()
                        + ": a rehearsal starts no programs, and this command is not played\n"));
  }

  @Override
  public String log(Pod pod, String container, boolean stamped, int tail) {
    Resource found = find(pod);
    JsonNode status = started(found, container);
    String since = status.path("state").path("running").path("startedAt").asText();
    return ContainerLog.shown(
        container,
        status.path("image").asText(),
        since.isEmpty() ? Instant.EPOCH : Instant.parse(since),
        stamped,
        tail);
  }

  private Resource find(Pod pod) {
    return pods.get(new Key(pod.namespace(), pod.name()))
        .orElseThrow(() -> new PodRefusal(404, "pod \"" + pod.name() + "\" not found on its node"));
  }

  private boolean kubeletOf(Resource pod) {
    String node = pod.spec().path("nodeName").asText();
    return machines.stream()
        .map(KubeletHost::state)
        .anyMatch(state -> state.running() && state.nodeName().equals(node));
  }

  /** The status of a container that runs. */
  private JsonNode started(Resource pod, String container) {
    if (!kubeletOf(pod)) {
      throw new PodRefusal(
          503,
          "dial tcp %s:10250: no route to host".formatted(pod.status().path("hostIP").asText()));
    }
    for (String list : List.of("containerStatuses", "initContainerStatuses")) {
      for (JsonNode status : pod.status().path(list)) {
        if (status.path("name").asText().equals(container)) {
          if (status.path("state").has("waiting")) {
            throw new PodRefusal(
                400,
                "container \"%s\" in pod \"%s\" is waiting to start: %s"
                    .formatted(
                        container,
                        pod.name(),
                        status.path("state").path("waiting").path("reason").asText()));
          }
          return status;
        }
      }
    }
    throw new PodRefusal(
        404, "container not found (\"" + container + "\") in pod \"" + pod.name() + "\"");
  }
}
