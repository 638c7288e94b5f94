package dev.blackstart.rehearsal.api.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.namespace.Quota;
import dev.blackstart.rehearsal.namespace.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Refuses what the ResourceQuotas of a namespace have no room for, and counts what they have room
 * for. What goes is counted by a controller, as is a quota that is new.
 */
final class QuotaCharge {
  private static final GroupResource QUOTAS = new GroupResource("", "resourcequotas");

  private final ObjectStore store;

  QuotaCharge(ObjectStore store) {
    this.store = store;
  }

  /**
   * Lets an object pass.
   *
   * @param current the object it takes the place of, or null
   * @param dryRun whether nothing is counted
   */
  void admit(ResourceType type, ObjectNode current, ObjectNode next, boolean dryRun) {
    String namespace = next.path("metadata").path("namespace").asText();
    if (namespace.isEmpty()) {
      return;
    }
    String resource = type.stored().toString();
    for (ObjectNode each : store.list(QUOTAS, namespace, 0).objects()) {
      Quota quota = new Quota(each);
      if (quota.covers(resource, next)) {
        Map<String, BigDecimal> more = Usage.of(resource, next);
        if (current != null) {
          Usage.of(resource, current)
              .forEach((name, old) -> more.merge(name, old.negate(), BigDecimal::add));
        }
        demand(type, quota, next, more, current == null);
        if (!dryRun) {
          count(each, more);
        }
      }
    }
  }

  private static void demand(
      ResourceType type,
      Quota quota,
      ObjectNode next,
      Map<String, BigDecimal> more,
      boolean created) {
    String unsaid = created && type.isCore("pods") ? quota.unsaid(next) : "";
    for (String because : List.of(unsaid, quota.refusal(more))) {
      if (!because.isEmpty()) {
        throw Refusals.forbidden(type.about(next.path("metadata").path("name").asText()), because);
      }
    }
  }

  private void count(ObjectNode quota, Map<String, BigDecimal> more) {
    ObjectNode counted = quota.deepCopy();
    ObjectNode used = counted.withObjectProperty("status").withObjectProperty("used");
    new Quota(quota)
        .used(more, true)
        .forEach(
            (name, amount) -> {
              if (used.has(name)) {
                used.put(name, amount);
              }
            });
    if (!counted.equals(quota) && !store.replace(QUOTAS, quota, counted)) {
      throw Refusals.modified(
          new Refusals.About("", "resourcequotas", "ResourceQuota", new Quota(quota).name()));
    }
  }
}
