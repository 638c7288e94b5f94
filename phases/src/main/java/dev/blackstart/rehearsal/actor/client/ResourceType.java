package dev.blackstart.rehearsal.actor.client;

/**
 * A type of object and where the API server serves it.
 *
 * @param group empty for the core group
 * @param plural as in paths
 */
public record ResourceType(
    String group, String version, String plural, String kind, boolean namespaced) {
  public static final ResourceType NAMESPACES = core("namespaces", "Namespace", false);
  public static final ResourceType NODES = core("nodes", "Node", false);
  public static final ResourceType PODS = core("pods", "Pod", true);
  public static final ResourceType SERVICES = core("services", "Service", true);
  public static final ResourceType SERVICE_ACCOUNTS =
      core("serviceaccounts", "ServiceAccount", true);
  public static final ResourceType CONFIG_MAPS = core("configmaps", "ConfigMap", true);
  public static final ResourceType SECRETS = core("secrets", "Secret", true);
  public static final ResourceType EVENTS = core("events", "Event", true);
  public static final ResourceType ENDPOINTS = core("endpoints", "Endpoints", true);
  public static final ResourceType VOLUMES = core("persistentvolumes", "PersistentVolume", false);
  public static final ResourceType VOLUME_CLAIMS =
      core("persistentvolumeclaims", "PersistentVolumeClaim", true);
  public static final ResourceType ENDPOINT_SLICES =
      new ResourceType("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", true);
  public static final ResourceType DEPLOYMENTS = apps("deployments", "Deployment");
  public static final ResourceType REPLICA_SETS = apps("replicasets", "ReplicaSet");
  public static final ResourceType DAEMON_SETS = apps("daemonsets", "DaemonSet");
  public static final ResourceType STATEFUL_SETS = apps("statefulsets", "StatefulSet");
  public static final ResourceType JOBS = new ResourceType("batch", "v1", "jobs", "Job", true);
  public static final ResourceType CRON_JOBS =
      new ResourceType("batch", "v1", "cronjobs", "CronJob", true);
  public static final ResourceType LEASES =
      new ResourceType("coordination.k8s.io", "v1", "leases", "Lease", true);
  public static final ResourceType DISRUPTION_BUDGETS =
      new ResourceType("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true);
  public static final ResourceType STORAGE_CLASSES =
      new ResourceType("storage.k8s.io", "v1", "storageclasses", "StorageClass", false);
  public static final ResourceType DEFINITIONS =
      new ResourceType(
          "apiextensions.k8s.io",
          "v1",
          "customresourcedefinitions",
          "CustomResourceDefinition",
          false);
  public static final ResourceType VALIDATING_WEBHOOKS =
      admission("validatingwebhookconfigurations", "ValidatingWebhookConfiguration");
  public static final ResourceType MUTATING_WEBHOOKS =
      admission("mutatingwebhookconfigurations", "MutatingWebhookConfiguration");

  private static ResourceType core(String plural, String kind, boolean namespaced) {
    return new ResourceType("", "v1", plural, kind, namespaced);
  }

  private static ResourceType apps(String plural, String kind) {
    return new ResourceType("apps", "v1", plural, kind, true);
  }

  private static ResourceType admission(String plural, String kind) {
    return new ResourceType("admissionregistration.k8s.io", "v1", plural, kind, false);
  }

  /** As objects name it: {@code v1}, {@code apps/v1}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** Path of all of them, or of those in one namespace when it is not empty. */
  public String path(String namespace) {
    String root = (group.isEmpty() ? "/api/" : "/apis/") + apiVersion();
    return namespaced && !namespace.isEmpty()
        ? root + "/namespaces/" + namespace + "/" + plural
        : root + "/" + plural;
  }

  /** Path of one object. */
  public String path(Key key) {
    return path(key.namespace()) + "/" + key.name();
  }
}
