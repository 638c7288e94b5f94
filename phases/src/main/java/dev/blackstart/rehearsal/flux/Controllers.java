package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which of Flux's controllers run: one acts only while a pod of its Deployment is available. */
final class Controllers {
  private static final Duration REQUEUE = Duration.ofSeconds(30);
  private static final String FLAG = "--requeue-dependency=";

  private final Informer deployments;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  Controllers(Surroundings around) {
    this.deployments = around.informer(ResourceType.DEPLOYMENTS);
    deployments.listen(
        change -> {
          boolean before = change.before().map(Controllers::isAvailable).orElse(false);
          boolean now = change.now().map(Controllers::isAvailable).orElse(false);
          if (now && !before) {
            listeners.forEach(Runnable::run);
          }
        });
  }

  /** Told when some Deployment becomes available. */
  void listen(Runnable listener) {
    listeners.add(listener);
  }

  boolean isRunning(String name) {
    return deployments.all().stream()
        .anyMatch(deployment -> deployment.name().equals(name) && isAvailable(deployment));
  }

  /** Whether the program a chart installs under an application's name runs. */
  boolean isApplicationRunning(String application) {
    return deployments.all().stream()
        .anyMatch(
            deployment ->
                deployment.label("app.kubernetes.io/name").equals(application)
                    && isAvailable(deployment));
  }

  /** How long a controller waits before it looks at unready dependencies again. */
  Duration requeueDependency(String name) {
    for (Resource deployment : deployments.all()) {
      if (deployment.name().equals(name)) {
        for (var argument : deployment.spec().at("/template/spec/containers/0/args")) {
          if (argument.asText().startsWith(FLAG)) {
            return Durations.of(
                TextNode.valueOf(argument.asText().substring(FLAG.length())), REQUEUE);
          }
        }
      }
    }
    return REQUEUE;
  }

  private static boolean isAvailable(Resource deployment) {
    return deployment.status().path("availableReplicas").asLong() > 0;
  }
}
