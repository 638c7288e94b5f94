package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.EventRecorder;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lives the lives of the pods of one machine, a step at a time. */
final class PodRunner {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

  private final Surroundings around;
  private final Machine machine;
  private final PodNetwork network;
  private final List<PodGate> gates;
  private final ApiClient client;
  private final EventRecorder events;
  private final Informer pods;
  private final Images images;
  private final Prerequisites prerequisites;
  private final PodTroubles troubles;
  private final Reconciler queue;
  private final Map<String, PodLife> lives = new ConcurrentHashMap<>();
  private final Map<String, Instant> due = new ConcurrentHashMap<>();
  private final Map<String, Integer> restarts = new ConcurrentHashMap<>();
  private final Map<String, String> killed = new ConcurrentHashMap<>();

  PodRunner(Surroundings around, Machine machine, PodNetwork network, List<PodGate> gates) {
    this.around = around;
    this.machine = machine;
    this.network = network;
    this.gates = gates;
    this.client = around.client().as("kubelet");
    this.events = new EventRecorder(around, "kubelet", machine::name, machine.log());
    this.pods = around.informer(ResourceType.PODS);
    this.images = new Images(around, events, machine);
    this.prerequisites = new Prerequisites(client);
    this.troubles = new PodTroubles(around, events);
    this.queue = around.reconciler(this::step, ResourceType.PODS);
    pods.listen(
        change -> {
          if (machine.has(change.any())) {
            queue.add(change.any().key());
          }
        });
  }

  /** The machine was started anew: every container begins again. */
  void restart() {
    machine.state().staticPods().values().forEach(images::preload);
    lives.forEach(
        (uid, life) -> {
          if (!life.over()) {
            restarts.put(uid, life.restarts() + 1);
            lives.remove(uid);
            due.remove(uid);
          }
        });
    wake();
  }

  /** Images that are there. */
  Set<String> images() {
    return images.present();
  }

  /** One container of a pod ends and is started again. */
  void restart(String uid, String container) {
    killed.put(uid, container);
    wake();
  }

  /** Something pods wait for may have come. */
  void wake() {
    pods.all().stream().filter(machine::has).forEach(pod -> queue.add(pod.key()));
  }

  private void step(Key key) {
    Optional<Resource> found = pods.get(key);
    if (found.isEmpty() || !machine.state().running()) {
      return;
    }
    Resource pod = found.get();
    if (!machine.has(pod)) {
      return; // the pod that has the name now is another machine's
    }
    String container = killed.remove(pod.uid());
    if (container != null && lives.containsKey(pod.uid())) {
      revive(pod, lives.get(pod.uid()), container);
    }
    if (pod.deleting() && lives.containsKey(pod.uid())) {
      stop(pod);
      return;
    }
    if (around.now().isBefore(due.getOrDefault(pod.uid(), Instant.MIN))) {
      return; // its time has not come
    }
    if (pod.deleting()) {
      remove(pod);
      return;
    }
    PodLife life =
        lives.computeIfAbsent(
            pod.uid(), uid -> new PodLife(pod.spec(), uid, restarts.getOrDefault(uid, 0)));
    if (List.of("Succeeded", "Failed").contains(pod.status().path("phase").asText())) {
      return;
    }
    switch (life.stage()) {
      case CREATING -> create(pod, life);
      case INITIALISING -> initialise(pod, life);
      case RUNNING -> run(pod, life);
      case ENDED -> {
        life.again(around.wall());
        show(pod, life, true);
        again(pod, LOOK_AGAIN);
      }
      case READY, SUCCEEDED, FAILED -> show(pod, life, !life.told());
    }
  }

  private void revive(Resource pod, PodLife life, String container) {
    if (life.stage() == PodStage.READY || life.stage() == PodStage.RUNNING) {
      life.restart(container, around.wall());
      show(pod, life, true);
      events.normal(pod, "Started", "Started container " + container);
      again(pod, readyTakes(pod));
    }
  }

  private Duration readyTakes(Resource pod) {
    return around.pace().between(Duration.ofSeconds(2), Duration.ofSeconds(8), pod.name(), "ready");
  }

  private void create(Resource pod, PodLife life) {
    boolean first =
        pod.status().path("containerStatuses").isEmpty()
            || life.restarts() > 0 && life.address().isEmpty();
    if (!life.hostNetwork() && !network.ready()) {
      show(pod, life, first);
      again(pod, LOOK_AGAIN);
      return;
    }
    Optional<String> missing = prerequisites.unmountable(pod);
    if (missing.isPresent()) {
      hold(pod, life, first, troubles.unmountable(pod, life, missing.get()));
      return;
    }
    Optional<String> unreadable = prerequisites.unreadable(pod);
    if (life.address().isEmpty()) {
      life.sandbox(life.hostNetwork() ? machine.state().address() : network.address(pod));
      life.waits("ContainerCreating", "");
      show(pod, life, true);
    }
    Instant there = images.pull(pod);
    if (around.now().isBefore(there)) {
      again(pod, Duration.between(around.now(), there));
      return;
    }
    if (unreadable.isPresent()) {
      hold(pod, life, false, troubles.unreadable(pod, life, unreadable.get()));
      return;
    }
    troubles.complete(pod);
    Optional<PodTroubles.Held> unpulled = troubles.pull(pod, life, "initContainers");
    if (unpulled.isPresent()) {
      hold(pod, life, false, unpulled.get());
    } else if (pod.spec().path("initContainers").isEmpty()) {
      start(pod, life);
    } else {
      life.initialising(0);
      show(pod, life, true);
      again(pod, initTakes(pod, 0));
    }
  }

  private void hold(Resource pod, PodLife life, boolean first, PodTroubles.Held held) {
    show(pod, life, first || held.news());
    again(pod, held.pause());
  }

  private void initialise(Resource pod, PodLife life) {
    int done = life.initialised() + 1;
    if (done >= pod.spec().path("initContainers").size()) {
      start(pod, life);
    } else {
      life.initialising(done);
      show(pod, life, true);
      again(pod, initTakes(pod, done));
    }
  }

  private Duration initTakes(Resource pod, int index) {
    return around
        .pace()
        .between(Duration.ofMillis(600), Duration.ofSeconds(3), pod.name(), "init", "" + index);
  }

  private void start(Resource pod, PodLife life) {
    Optional<PodTroubles.Held> unpulled = troubles.pull(pod, life, "containers");
    if (unpulled.isPresent()) {
      life.initialisedAll();
      hold(pod, life, false, unpulled.get());
      return;
    }
    life.running(around.wall());
    Readiness readiness = Readiness.of(pod);
    boolean gated = gates.stream().anyMatch(gate -> !gate.open(pod));
    if (!readiness.probed() && !gated && !life.ends() && !troubles.ends(pod)) {
      life.ready();
    }
    show(pod, life, true);
    for (JsonNode container : pod.spec().path("containers")) {
      events.normal(pod, "Started", "Started container " + container.path("name").asText());
    }
    again(pod, readiness.delay().plus(readyTakes(pod)));
  }

  private void run(Resource pod, PodLife life) {
    if (troubles.ends(pod) && life.endsOnce()) {
      life.failed(around.wall());
      show(pod, life, true);
      return;
    }
    if (troubles.ends(pod)) {
      hold(pod, life, true, troubles.end(pod, life));
      return;
    }
    if (gates.stream().anyMatch(gate -> !gate.open(pod))) {
      again(pod, LOOK_AGAIN);
      return;
    }
    if (life.ends()) {
      life.succeeded(around.wall());
    } else {
      life.ready();
    }
    show(pod, life, true);
    network.changed();
  }

  private void show(Resource pod, PodLife life, boolean changed) {
    if (changed) {
      life.told(false);
      pods.saw(
          client.mergeStatus(
              ResourceType.PODS, pod.key(), life.status(machine.state().address(), around.wall())));
      life.told(true);
    }
  }

  private void again(Resource pod, Duration wait) {
    due.put(pod.uid(), around.now().plus(wait));
    around.after(wait, () -> queue.add(pod.key()));
  }

  private void stop(Resource pod) {
    lives.remove(pod.uid());
    for (JsonNode container : pod.spec().path("containers")) {
      events.normal(pod, "Killing", "Stopping container " + container.path("name").asText());
    }
    Duration grace = Duration.ofSeconds(pod.meta().path("deletionGracePeriodSeconds").asLong());
    Duration takes =
        around.pace().between(Duration.ofSeconds(1), Duration.ofSeconds(3), pod.uid(), "stop");
    again(pod, grace.compareTo(takes) < 0 ? grace : takes);
  }

  private void remove(Resource pod) {
    try {
      client.delete(
          ResourceType.PODS,
          pod.key(),
          Json.object("gracePeriodSeconds", 0, "preconditions", Json.object("uid", pod.uid())));
    } catch (ApiFailure e) {
      if (!e.conflict()) {
        throw e; // on a conflict another pod has the name by now: ours has gone
      }
    }
    due.remove(pod.uid());
    troubles.forget(pod);
    restarts.remove(pod.uid());
    network.changed();
  }
}
