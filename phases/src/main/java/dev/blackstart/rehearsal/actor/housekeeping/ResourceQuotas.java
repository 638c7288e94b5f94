package dev.blackstart.rehearsal.actor.housekeeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.namespace.Quota;
import dev.blackstart.rehearsal.namespace.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what ResourceQuotas are about, whenever something of it comes, goes or ends. */
public final class ResourceQuotas {
  private static final ResourceType QUOTAS =
      new ResourceType("", "v1", "resourcequotas", "ResourceQuota", true);
  private static final List<ResourceType> ALWAYS =
      List.of(ResourceType.PODS, ResourceType.SERVICES, ResourceType.VOLUME_CLAIMS);

  private final Surroundings around;
  private final Informer quotas;
  private final Reconciler queue;
  private final Set<ResourceType> watched = ConcurrentHashMap.newKeySet();

  public ResourceQuotas(Surroundings around) {
    this.around = around;
    this.quotas = around.informer(QUOTAS);
    this.queue = around.reconciler(this::count, QUOTAS);
    quotas.listen(change -> change.now().ifPresent(quota -> queue.add(quota.key())));
  }

  private void count(Key key) {
    Resource quota = quotas.get(key).orElse(null);
    if (quota == null || quota.deleting()) {
      return;
    }
    Quota counts = new Quota(quota.json());
    Map<String, BigDecimal> sum = new TreeMap<>();
    for (ResourceType type : types(counts)) {
      if (watched.add(type)) {
        around.informer(type).listen(change -> changed(change.any().namespace()));
      }
      // What is stored, for a view of ours may be older than what admission has counted.
      for (Resource each : around.client().list(type, key.namespace())) {
        if (counts.covers(named(type), each.json())) {
          Usage.of(named(type), each.json())
              .forEach((name, amount) -> sum.merge(name, amount, BigDecimal::add));
        }
      }
    }
    ObjectNode status =
        Json.object("hard", quota.spec().path("hard").deepCopy(), "used", counts.used(sum, false));
    if (!status.equals(quota.status())) {
      write(quota, status);
    }
  }

  private void changed(String namespace) {
    quotas.in(namespace).forEach(quota -> queue.add(quota.key()));
  }

  private List<ResourceType> types(Quota counts) {
    Set<String> names = counts.resources();
    return new Discovery(around.client())
        .deletable().stream()
            .filter(
                type ->
                    ALWAYS.contains(type)
                        || names.contains(named(type))
                        || names.contains("count/" + named(type)))
            .toList();
  }

  private static String named(ResourceType type) {
    return type.group().isEmpty() ? type.plural() : type.plural() + "." + type.group();
  }

  /** Unless admission has counted meanwhile: its count is looked at then. */
  private void write(Resource quota, ObjectNode status) {
    for (String part : List.of("hard", "used")) {
      JsonNode now = status.path(part);
      quota
          .status()
          .path(part)
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!now.has(name)) {
                  ((ObjectNode) now).putNull(name);
                }
              });
    }
    ObjectNode patch =
        Json.object(
            "metadata",
            Json.object("resourceVersion", Long.toString(quota.version())),
            "status",
            status);
    try {
      quotas.saw(around.client().merge(QUOTAS, quota.key(), "/status", patch));
    } catch (ApiFailure e) {
      if (!e.notFound()) {
        throw e;
      }
    }
  }
}
