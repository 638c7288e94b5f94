package dev.blackstart.rehearsal.actor.operator;

import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether some program runs in the cluster just now. */
public final class RunningPods {
  private final Informer pods;
  private final Predicate<Resource> program;

  public RunningPods(Surroundings around, Predicate<Resource> program) {
    this.pods = around.informer(ResourceType.PODS);
    this.program = program;
  }

  /** A pod of a program, by the label that charts agree on. */
  public static Predicate<Resource> named(String name) {
    return pod -> pod.label("app.kubernetes.io/name").equals(name);
  }

  /** A pod of one component of a product, which may give the component's name or the product's. */
  static Predicate<Resource> component(String product, String component) {
    return pod ->
        List.of(product, component).contains(pod.label("app.kubernetes.io/name"))
            && pod.label("app.kubernetes.io/component").equals(component);
  }

  /** At least one has its containers started. */
  boolean running() {
    return pods.all().stream()
        .anyMatch(
            pod -> program.test(pod) && pod.status().path("phase").asText().equals("Running"));
  }

  /** At least one is ready. */
  public boolean ready() {
    return pods.all().stream().anyMatch(pod -> program.test(pod) && pod.isTrue("Ready"));
  }

  /** Namespaces in which one is ready. */
  Set<String> readyIn() {
    return pods.all().stream()
        .filter(pod -> program.test(pod) && pod.isTrue("Ready"))
        .map(Resource::namespace)
        .collect(Collectors.toSet());
  }

  /** Calls when the program may have started, stopped or got ready. */
  public void listen(Runnable changed) {
    pods.listen(
        change -> {
          if (program.test(change.any())) {
            changed.run();
          }
        });
  }
}
