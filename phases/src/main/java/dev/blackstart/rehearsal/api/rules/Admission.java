package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.admission.AdmissionWebhooks;
import dev.blackstart.rehearsal.api.admission.Operation;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The rules of every kind, looked up by resource: a new object or a change passes through here on
 * its way in.
 */
public final class Admission {
  private static final KindRules NONE = new KindRules() {};

  private final Defaults defaults = Defaults.read();
  private final Map<GroupResource, KindRules> rules = new HashMap<>();
  private final AdmissionWebhooks webhooks;

  /**
   * @param priorityClasses finds a PriorityClass by name, null for none
   * @param namespaces finds a Namespace likewise
   * @param storageClasses all there are
   * @param webhooks are asked about what clients want
   */
  public Admission(
      ServiceAddresses addresses,
      Function<String, JsonNode> priorityClasses,
      Function<String, JsonNode> namespaces,
      Supplier<List<ObjectNode>> storageClasses,
      PodSecurityDefaults podSecurity,
      AdmissionWebhooks webhooks) {
    this.webhooks = webhooks;
    core("namespaces", new SmallKindRules.Namespaces());
    core("secrets", new SmallKindRules.Secrets());
    core("configmaps", new SmallKindRules.ConfigMaps());
    core("nodes", new SmallKindRules.Nodes());
    core("services", new ServiceRules(addresses));
    core("pods", new PodRules(priorityClasses, new PodSecurity(podSecurity, namespaces)));
    core("persistentvolumeclaims", new VolumeClaimRules(storageClasses));
    core("persistentvolumes", new SmallKindRules.BeginsIn("Pending"));
    core("events", new EventRules());
    rules.put(new GroupResource("coordination.k8s.io", "leases"), new LeaseRules());
    apps("deployments", new WorkloadRules(List.of("selector")));
    apps("replicasets", new WorkloadRules(List.of("selector")));
    apps("daemonsets", new WorkloadRules(List.of("selector")));
    apps("statefulsets", new StatefulSetRules());
    rules.put(new GroupResource("batch", "jobs"), new JobRules());
    rules.put(new GroupResource("batch", "cronjobs"), new CronJobRules());
    rules.put(
        new GroupResource("rbac.authorization.k8s.io", "rolebindings"),
        new SmallKindRules.Bindings());
    rules.put(
        new GroupResource("rbac.authorization.k8s.io", "clusterrolebindings"),
        new SmallKindRules.Bindings());
    rules.put(
        new GroupResource("storage.k8s.io", "storageclasses"),
        new SmallKindRules.Fixed(
            List.of("provisioner", "parameters", "reclaimPolicy", "volumeBindingMode")));
    rules.put(
        new GroupResource("scheduling.k8s.io", "priorityclasses"),
        new SmallKindRules.Fixed(List.of("value", "preemptionPolicy")));
    rules.put(
        new GroupResource("apiextensions.k8s.io", "customresourcedefinitions"),
        new SmallKindRules.Definitions());
  }

  private void core(String resource, KindRules kind) {
    rules.put(new GroupResource("", resource), kind);
  }

  private void apps(String resource, KindRules kind) {
    rules.put(new GroupResource("apps", resource), kind);
  }

  /** Fills in the defaults of a built-in kind, in place. */
  public void defaults(ResourceType type, ObjectNode object) {
    defaults.apply(object, type.schema());
    of(type).defaults(object);
  }

  /** Prepares a new object in place, after its metadata is complete; may allocate. */
  public void create(ResourceType type, ObjectNode next) {
    of(type).create(next);
    JsonNode status = type.schema().properties().containsKey("status") ? next.path("status") : next;
    if (!type.custom() && type.hasStatus() && status.isMissingNode()) {
      FirstStatus.add(next, type.schema().properties().get("status"));
    }
  }

  /** Prepares a changed object in place. */
  public void update(ResourceType type, ObjectNode current, ObjectNode next) {
    of(type).update(current, next);
  }

  /**
   * What is wrong with an object ({@code current} is null for a new one); empty when nothing is.
   */
  public List<ApiFailure.Cause> validate(ResourceType type, ObjectNode current, ObjectNode next) {
    List<ApiFailure.Cause> causes = new ArrayList<>(Names.check(type, next));
    of(type).validate(current, next, causes);
    if (current == null && type.group().equals("events.k8s.io")) {
      EventRules.validateNew(next, causes);
    }
    return causes;
  }

  /**
   * Asks the webhooks whom a client's request concerns.
   *
   * @param subresource empty for the object itself
   * @param before null for a new one
   * @param after null for one that is deleted
   */
  public void ask(
      ResourceType type,
      String subresource,
      Operation operation,
      ObjectNode before,
      ObjectNode after) {
    webhooks.ask(type, subresource, operation, before, after);
  }

  /** Frees what was allocated for an object that is gone, or that did not come to be. */
  public void deleted(GroupResource resource, ObjectNode last) {
    rules.getOrDefault(resource, NONE).deleted(last);
  }

  private KindRules of(ResourceType type) {
    return type.custom() ? NONE : rules.getOrDefault(type.stored(), NONE);
  }
}
