package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.container.ContainerLog;
import dev.blackstart.rehearsal.node.container.PodContainer;
import dev.blackstart.rehearsal.node.hardware.Digits;
import dev.blackstart.rehearsal.node.wire.Feed;
import dev.talos.api.common.ContainerDriver;
import dev.talos.api.common.ContainerdNamespace;
import dev.talos.api.common.Data;
import dev.talos.api.machine.Container;
import dev.talos.api.machine.ContainerInfo;
import dev.talos.api.machine.ContainersResponse;
import dev.talos.api.machine.ImageListRequest;
import dev.talos.api.machine.ImageListResponse;
import dev.talos.api.machine.ImagePull;
import dev.talos.api.machine.ImagePullRequest;
import dev.talos.api.machine.ImagePullResponse;
import dev.talos.api.machine.LogsRequest;
import dev.talos.api.machine.Restart;
import dev.talos.api.machine.RestartRequest;
import dev.talos.api.machine.RestartResponse;
import dev.talos.api.machine.Stat;
import dev.talos.api.machine.Stats;
import dev.talos.api.machine.StatsResponse;
import io.grpc.Status;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Containers and images, in the order and the words of Talos 1.12. Acts only within a turn. */
final class ContainerCalls {
  private static final String PODS = "k8s.io";
  private static final List<String> SYSTEM = List.of("apid", "trustd");

  private final Boot boot;
  private final Runtime runtime;

  ContainerCalls(Boot boot) {
    this.boot = boot;
    this.runtime = new Runtime(boot);
  }

  ContainersResponse containers(String namespace, ContainerDriver driver) {
    require(namespace, driver);
    Container.Builder list = Container.newBuilder();
    if (!namespace.equals(PODS)) {
      SYSTEM.stream()
          .flatMap(id -> boot.services().get(id).stream())
          .filter(Service::isRunning)
          .forEach(
              service ->
                  list.addContainers(
                      ContainerInfo.newBuilder()
                          .setNamespace(namespace)
                          .setId(service.id())
                          .setInternalId(service.id())
                          .setName(service.id())
                          .setPodId(service.id())
                          .setPid(service.pid())
                          .setStatus("RUNNING")));
      return ContainersResponse.newBuilder().addMessages(list).build();
    }
    Set<String> sandboxes = new LinkedHashSet<>();
    for (PodContainer one : runtime.containers()) {
      if (sandboxes.add(one.podId())) {
        list.addContainers(sandbox(one));
      }
      list.addContainers(
          ContainerInfo.newBuilder()
              .setNamespace(PODS)
              .setId(one.display())
              .setInternalId(one.id())
              .setPodId(one.podId())
              .setName(one.name())
              .setImage(one.image())
              .setPid(one.running() ? pid(one.id()) : 0)
              .setStatus(one.running() ? "CONTAINER_RUNNING" : "CONTAINER_EXITED"));
    }
    return ContainersResponse.newBuilder().addMessages(list).build();
  }

  private static ContainerInfo sandbox(PodContainer one) {
    return ContainerInfo.newBuilder()
        .setNamespace(PODS)
        .setId(one.podId())
        .setInternalId(one.sandbox())
        .setUid(one.uid())
        .setPodId(one.podId())
        .setName(one.podId())
        .setImage(Runtime.PAUSE)
        .setPid(pid(one.sandbox()))
        .setStatus("SANDBOX_READY")
        .setNetworkNamespace(one.hostNetwork() ? "" : "cni-" + new Digits(one.uid()).uuid("net"))
        .build();
  }

  StatsResponse stats(String namespace, ContainerDriver driver) {
    Stats.Builder stats = Stats.newBuilder();
    for (ContainerInfo one : containers(namespace, driver).getMessages(0).getContainersList()) {
      if (one.getStatus().equals("CONTAINER_EXITED")) {
        continue;
      }
      Stat.Builder stat =
          Stat.newBuilder()
              .setNamespace(namespace)
              .setId(one.getId())
              .setPodId(one.getPodId())
              .setName(one.getName());
      if (!one.getStatus().equals("SANDBOX_READY")) {
        Digits digits = new Digits(one.getInternalId());
        stat.setMemoryUsage((long) ((20 + 180 * digits.fraction("memory")) * (1 << 20)))
            .setCpuUsage((long) (boot.seconds() * 30e6 * digits.fraction("cpu")));
      }
      stats.addStats(stat);
    }
    return StatsResponse.newBuilder().addMessages(stats).build();
  }

  RestartResponse restart(RestartRequest request) {
    require(request.getNamespace(), request.getDriver());
    if (request.getNamespace().equals(PODS)) {
      boot.node().pods().restart(required(request.getId()));
    } else if (SYSTEM.stream().noneMatch(request.getId()::equals)) {
      throw absent(request.getId());
    }
    return RestartResponse.newBuilder().addMessages(Restart.getDefaultInstance()).build();
  }

  /** The log of a container of a pod, as the kubelet's file of it. */
  void logs(LogsRequest request, Feed<Data> reader) {
    require(request.getNamespace(), request.getDriver());
    byte[] log = ContainerLog.of(required(request.getId()), request.getTailLines());
    FileCalls.send(log, reader);
    if (!request.getFollow()) {
      reader.end();
    }
  }

  void images(ImageListRequest request, Feed<ImageListResponse> reader) {
    for (String image : images(request.getNamespace())) {
      Digits digits = new Digits(image);
      String digest = "sha256:" + digits.hex("digest", 32) + digits.hex("image", 32);
      ImageListResponse.Builder one =
          ImageListResponse.newBuilder()
              .setDigest(digest)
              .setSize((long) (4_000_000 + 90_000_000 * digits.fraction("size")))
              .setCreatedAt(boot.timestamp().toBuilder().setSeconds(boot.since().getEpochSecond()));
      reader.send(one.setName(image).build());
      int tag = image.lastIndexOf(':');
      if (tag > image.lastIndexOf('/') && !image.contains("@")) {
        reader.send(one.setName(image.substring(0, tag) + "@" + digest).build());
      }
    }
    reader.end();
  }

  ImagePullResponse pull(ImagePullRequest request) {
    images(request.getNamespace());
    String name = request.getReference();
    if (!name.matches("[a-z0-9][a-z0-9.:-]*(/[a-z0-9._-]+)+(:[\\w.-]+)?(@sha256:[0-9a-f]{64})?")) {
      throw Answer.refused(
          Status.UNKNOWN, "failed to parse image reference \"" + name + "\": invalid reference");
    }
    boot.node().media().pulled.add(name);
    return ImagePullResponse.newBuilder().addMessages(ImagePull.getDefaultInstance()).build();
  }

  private Set<String> images(ContainerdNamespace namespace) {
    return switch (namespace) {
      case NS_CRI -> runtime.podImages();
      case NS_SYSTEM -> runtime.systemImages();
      case NS_UNKNOWN, UNRECOGNIZED ->
          throw Answer.refused(Status.INVALID_ARGUMENT, "invalid namespace " + namespace);
    };
  }

  private PodContainer required(String id) {
    return runtime.find(id).orElseThrow(() -> absent(id));
  }

  private static RuntimeException absent(String id) {
    return Answer.refused(Status.UNKNOWN, "container \"" + id + "\" not found");
  }

  private static void require(String namespace, ContainerDriver driver) {
    if (driver == ContainerDriver.CRI && !namespace.equals(PODS)) {
      throw Answer.refused(Status.UNKNOWN, "CRI inspector is supported only for K8s namespace");
    }
  }

  /** Of the process in a container. */
  static int pid(String id) {
    return (int) (2_000 + 28_000 * new Digits(id).fraction("pid"));
  }
}
