package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One machine's kubelet: its Node, its lease, its static pods, and through them its pods. */
public final class Kubelet {
  private static final int LEASE_SECONDS = 40;
  private static final int RENEW_SECONDS = 10;

  private final Surroundings around;
  private final KubeletHost host;
  private final Machine machine;
  private final ApiClient client;
  private final EventRecorder events;
  private final Informer nodes;
  private final PodNetwork network;
  private final PodRunner runner;
  private final Reconciler queue;
  private final Executor executor;
  private boolean ran;
  private volatile boolean closed;

  /**
   * Plays the kubelet of a machine from now on.
   *
   * @param gates what certain programs wait for before they get ready
   */
  public Kubelet(Surroundings around, KubeletHost host, List<PodGate> gates) {
    this.around = around;
    this.host = host;
    this.machine = new Machine(host);
    this.executor = around::soon;
    this.client = around.client().as("kubelet");
    this.events = new EventRecorder(around, "kubelet", machine::name, machine.log());
    this.nodes = around.informer(ResourceType.NODES);
    this.network = new PodNetwork(around, machine, this::look);
    this.runner = new PodRunner(around, machine, network, gates);
    this.queue =
        around.reconciler(
            key -> reconcile(), ResourceType.NODES, ResourceType.PODS, ResourceType.NAMESPACES);
    host.runs(new RuntimePods(machine, around.informer(ResourceType.PODS), runner));
    host.onChange(this::look);
    nodes.listen(
        change -> {
          if (change.any().name().equals(machine.name())) {
            look();
          }
        });
    around
        .informer(ResourceType.PODS)
        .listen(
            change -> {
              boolean mirrorGone =
                  change.now().isEmpty() && !change.any().annotation(StaticPod.MIRROR).isEmpty();
              if (mirrorGone || PodNetwork.isAgent(change.any())) {
                look();
              }
            });
    renewLater();
    look();
  }

  private void look() {
    queue.add(Key.cluster("node")); // it has but one, whose name may change
  }

  private void reconcile() {
    KubeletState state = machine.state();
    if (!state.running()) {
      ran = false;
      host.nodeReady(false, "the kubelet does not run");
      return;
    }
    Resource node = nodes.get(Key.cluster(state.nodeName())).orElseGet(() -> register(state));
    if (!ran) {
      ran = true;
      events.normal(node, "Starting", "Starting kubelet.");
      renew();
      runner.restart();
    }
    boolean ready = network.ready();
    boolean turned = !node.condition("Ready").equals(ready ? "True" : "False");
    if (turned || !NodeObject.tells(node, state)) {
      ObjectNode status =
          NodeObject.status(state, ready, node.status().path("conditions"), around.wall());
      node = nodes.saw(client.mergeStatus(ResourceType.NODES, node.key(), status));
      if (ready && turned) {
        events.normal(node, "NodeReady", "Node %s status is now: NodeReady".formatted(node.name()));
        runner.wake();
      }
    }
    node = labelled(state, node);
    runStaticPods(state, node);
    host.nodeReady(ready, ready ? "" : NodeObject.NO_NETWORK);
  }

  private Resource register(KubeletState state) {
    Optional<Resource> made =
        client.createIfAbsent(ResourceType.NODES, NodeObject.registration(state));
    Resource node =
        made.or(() -> client.find(ResourceType.NODES, Key.cluster(state.nodeName())))
            .orElseThrow(() -> new ApiFailure(404, "node " + state.nodeName() + " has gone again"));
    return nodes.saw(node);
  }

  /** Labels and annotations of the config reach the Node whenever they change. */
  private Resource labelled(KubeletState state, Resource node) {
    ObjectNode patch = NodeObject.missing(state, node.meta());
    return patch.isEmpty() ? node : nodes.saw(client.merge(ResourceType.NODES, node.key(), patch));
  }

  private void runStaticPods(KubeletState state, Resource node) {
    Informer pods = around.informer(ResourceType.PODS);
    if (around.informer(ResourceType.NAMESPACES).get(Key.cluster("kube-system")).isEmpty()) {
      return; // it comes, and with it a change of ours
    }
    state
        .staticPods()
        .forEach(
            (component, image) -> {
              Key key = new Key("kube-system", StaticPod.name(component, node));
              pods.get(key)
                  .filter(pod -> !StaticPod.image(pod).equals(image))
                  .ifPresent(pod -> client.delete(ResourceType.PODS, key, StaticPod.AT_ONCE));
              if (pods.get(key).isEmpty()) {
                client
                    .createIfAbsent(
                        ResourceType.PODS, StaticPod.mirror(component, image, node, around.pace()))
                    .ifPresent(pods::saw);
              }
            });
  }

  /** Leases go by the wall clock: whoever looks at them compares them with it. */
  private void renewLater() {
    if (!closed) {
      CompletableFuture.delayedExecutor(RENEW_SECONDS, TimeUnit.SECONDS, executor)
          .execute(
              () -> {
                if (ran) {
                  renew();
                }
                renewLater();
              });
    }
  }

  private void renew() {
    String name = machine.name();
    Key key = new Key("kube-node-lease", name);
    String now = Json.microTime(around.wall());
    try {
      client.merge(ResourceType.LEASES, key, Json.object("spec", Json.object("renewTime", now)));
    } catch (ApiFailure e) {
      if (e.notFound()) {
        lease(name, now);
      }
    }
  }

  private void lease(String name, String now) {
    try {
      client.createIfAbsent(
          ResourceType.LEASES,
          Json.object(
              "metadata", Json.object("name", name, "namespace", "kube-node-lease"),
              "spec",
                  Json.object(
                      "holderIdentity", name,
                      "leaseDurationSeconds", LEASE_SECONDS,
                      "renewTime", now)));
    } catch (ApiFailure e) {
      // The next renewal tries again.
    }
  }

  /** Stops renewing the lease. */
  public void close() {
    closed = true;
  }
}
