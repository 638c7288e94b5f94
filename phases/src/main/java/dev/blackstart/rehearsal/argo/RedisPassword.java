package dev.blackstart.rehearsal.argo;

import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What {@code argocd admin redis-initial-password} leaves: the Secret its Redis is opened with. */
final class RedisPassword {
  private static final String COMMAND = "redis-initial-password";
  private static final String SECRET = "argocd-redis";

  private final Surroundings around;

  RedisPassword(Surroundings around) {
    this.around = around;
    around
        .informer(ResourceType.PODS)
        .listen(
            change ->
                change
                    .now()
                    .filter(RedisPassword::hasRun)
                    .ifPresent(pod -> around.soon(() -> write(pod))));
  }

  private static boolean hasRun(Resource pod) {
    return pod.status().path("phase").asText().equals("Succeeded")
        && pod.spec().path("containers").toString().contains(COMMAND);
  }

  private void write(Resource pod) {
    String password = around.suffix(SECRET) + around.suffix(pod.uid());
    around
        .client()
        .as("argocd")
        .createIfAbsent(
            ResourceType.SECRETS,
            Json.object(
                "metadata", Json.object("name", SECRET, "namespace", pod.namespace()),
                "data",
                    Json.object(
                        "auth",
                        Base64.getEncoder()
                            .encodeToString(password.getBytes(StandardCharsets.UTF_8)))));
  }
}
