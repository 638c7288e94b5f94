package dev.blackstart.rehearsal.actor.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Conditions;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Statuses;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.time.Duration;
import java.util.Optional;

/**
 * external-secrets: stores become valid when their own credentials are there, and secrets are
 * fetched from vaults that hold generated values.
 */
public final class ExternalSecrets {
  private static final ResourceType STORES = type("secretstores", "SecretStore", true);
  private static final ResourceType CLUSTER_STORES =
      type("clustersecretstores", "ClusterSecretStore", false);
  private static final ResourceType EXTERNAL_SECRETS =
      type("externalsecrets", "ExternalSecret", true);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(20);

  private final Surroundings around;
  private final FetchedSecret fetched;
  private final StoreCredentials credentials;

  public ExternalSecrets(Surroundings around) {
    this.around = around;
    this.fetched = new FetchedSecret(around);
    this.credentials = new StoreCredentials(around);
    RunningPods controller = new RunningPods(around, RunningPods.named("external-secrets"));
    OwnObjects own = new OwnObjects(around, controller);
    own.follow(STORES, this::validate);
    own.follow(CLUSTER_STORES, this::validate);
    own.follow(EXTERNAL_SECRETS, this::fetch, this::followed);
  }

  private static ResourceType type(String plural, String kind, boolean namespaced) {
    return new ResourceType("external-secrets.io", "v1", plural, kind, namespaced);
  }

  private void followed(Informer informer, Reconciler queue) {
    informer.listen(
        change -> {
          if (change.now().isEmpty()) {
            around.soon(() -> fetched.forget(change.any()));
          }
        });
    around.informer(ResourceType.PODS).listen(change -> fetched.demanded(change, informer, queue));
  }

  private void validate(Informer informer, Resource store) {
    Optional<String> missing = credentials.missing(store);
    Conditions conditions = new Conditions(store, around.wall());
    conditions.with(
        "Ready",
        missing.isEmpty(),
        missing.isEmpty() ? "Valid" : "InvalidProviderConfig",
        missing.map(what -> "unable to create client: " + what).orElse("store validated"));
    Statuses.write(
        around,
        informer,
        store,
        Json.object("capabilities", "ReadOnly", "conditions", conditions.withoutUpdates()));
    if (missing.isPresent()) {
      around.after(
          LOOK_AGAIN, () -> informer.get(store.key()).ifPresent(now -> validate(informer, now)));
    } else if (!store.isTrue("Ready")) {
      Informer waiting = around.informer(EXTERNAL_SECRETS);
      waiting.all().forEach(secret -> around.soon(() -> fetch(waiting, secret)));
    }
  }

  private Optional<Resource> store(Resource secret) {
    JsonNode reference = secret.spec().path("secretStoreRef");
    boolean cluster = reference.path("kind").asText().equals("ClusterSecretStore");
    return around
        .informer(cluster ? CLUSTER_STORES : STORES)
        .get(new Key(cluster ? "" : secret.namespace(), reference.path("name").asText()));
  }

  private void fetch(Informer informer, Resource secret) {
    boolean able = store(secret).map(found -> found.isTrue("Ready")).orElse(false);
    if (!able && secret.spec().has("secretStoreRef")) {
      show(informer, secret, false, "SecretSyncedError", "could not get secret data from provider");
      around.after(
          LOOK_AGAIN, () -> informer.get(secret.key()).ifPresent(now -> fetch(informer, now)));
      return;
    }
    if (secret.isTrue("Ready") && fetched.upToDate(secret)) {
      return;
    }
    Duration takes =
        around
            .pace()
            .between(
                Duration.ofMillis(500), Duration.ofSeconds(4), secret.namespace(), secret.name());
    around.after(
        takes,
        () ->
            informer
                .get(secret.key())
                .filter(now -> !now.deleting())
                .ifPresent(
                    now -> {
                      fetched.write(now);
                      show(informer, now, true, "SecretSynced", "secret synced");
                    }));
  }

  private void show(
      Informer informer, Resource secret, boolean ready, String reason, String message) {
    Conditions conditions = new Conditions(secret, around.wall());
    conditions.with("Ready", ready, reason, message);
    var status = Json.object("conditions", conditions.withoutUpdates());
    if (ready) {
      status.set("binding", Json.object("name", fetched.target(secret)));
      status.put("refreshTime", Json.time(around.wall()));
      status.put("syncedResourceVersion", secret.generation() + "-" + fetched.version(secret));
    }
    Statuses.write(around, informer, secret, status);
  }
}
