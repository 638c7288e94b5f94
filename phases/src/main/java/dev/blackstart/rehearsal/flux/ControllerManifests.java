package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.util.ArrayList;
import java.util.List;

/** What flux-operator puts into the cluster for the controllers an instance lists. */
final class ControllerManifests {
  private static final List<String> DEFAULT =
      List.of(
          "source-controller",
          "kustomize-controller",
          "helm-controller",
          "notification-controller");

  private final Resource instance;
  private final String namespace;

  ControllerManifests(Resource instance) {
    this.instance = instance;
    this.namespace = instance.namespace();
  }

  List<String> components() {
    List<String> listed = new ArrayList<>();
    instance.spec().path("components").forEach(component -> listed.add(component.asText()));
    return listed.isEmpty() ? DEFAULT : listed;
  }

  /** Definitions, accounts, services and Deployments. */
  List<ObjectNode> objects() {
    List<ObjectNode> objects = new ArrayList<>();
    components().forEach(component -> objects.addAll(FluxDefinitions.of(component)));
    objects.add(clusterAdmin());
    for (String component : components()) {
      objects.add(account(component));
      objects.add(deployment(component));
    }
    if (components().contains("source-controller")) {
      objects.add(service("source-controller", "source-controller", "http"));
    }
    if (components().contains("notification-controller")) {
      objects.add(service("notification-controller", "notification-controller", "http"));
      objects.add(service("webhook-receiver", "notification-controller", "http-webhook"));
    }
    return objects;
  }

  /** The repository and the root Kustomization that {@code spec.sync} asks for. */
  List<ObjectNode> sync() {
    JsonNode sync = instance.spec().path("sync");
    if (!sync.isObject()) {
      return List.of();
    }
    String name = sync.path("name").asText(namespace);
    String kind = sync.path("kind").asText("GitRepository");
    ObjectNode spec = Json.object("interval", sync.path("interval").asText("1m0s"));
    String reference = sync.path("ref").asText();
    switch (kind) {
      case "OCIRepository" ->
          spec.put("url", sync.path("url").asText()).set("ref", Json.object("tag", reference));
      case "Bucket" -> spec.put("endpoint", sync.path("url").asText()).put("bucketName", reference);
      default ->
          spec.put("url", sync.path("url").asText()).set("ref", Json.object("name", reference));
    }
    if (sync.hasNonNull("pullSecret")) {
      spec.set("secretRef", Json.object("name", sync.path("pullSecret")));
    }
    ObjectNode source = object(FluxTypes.SOURCE + "/v1", kind, name);
    source.set("spec", spec);
    ObjectNode root = object("kustomize.toolkit.fluxcd.io/v1", "Kustomization", name);
    root.set(
        "spec",
        Json.object(
            "interval",
            "10m0s",
            "path",
            sync.path("path"),
            "prune",
            true,
            "sourceRef",
            Json.object("kind", kind, "name", name)));
    return List.of(source, root);
  }

  private ObjectNode object(String apiVersion, String kind, String name) {
    return Json.object(
        "apiVersion", apiVersion,
        "kind", kind,
        "metadata",
            Json.object(
                "name", name,
                "namespace", namespace,
                "labels",
                    Json.object(
                        "app.kubernetes.io/instance",
                        namespace,
                        "app.kubernetes.io/managed-by",
                        "flux-operator",
                        "app.kubernetes.io/part-of",
                        "flux",
                        "fluxcd.controlplane.io/name",
                        instance.name(),
                        "fluxcd.controlplane.io/namespace",
                        namespace)));
  }

  private ObjectNode clusterAdmin() {
    ObjectNode binding =
        object(
            "rbac.authorization.k8s.io/v1",
            "ClusterRoleBinding",
            "cluster-reconciler-" + namespace);
    ((ObjectNode) binding.path("metadata")).remove("namespace");
    binding.set(
        "roleRef",
        Json.object(
            "apiGroup",
            "rbac.authorization.k8s.io",
            "kind",
            "ClusterRole",
            "name",
            "cluster-admin"));
    ArrayNode subjects = Json.array();
    for (String account : List.of("kustomize-controller", "helm-controller")) {
      subjects.add(Json.object("kind", "ServiceAccount", "name", account, "namespace", namespace));
    }
    binding.set("subjects", subjects);
    return binding;
  }

  private ObjectNode account(String component) {
    ObjectNode account = object("v1", "ServiceAccount", component);
    labels(account).put("app.kubernetes.io/component", component);
    return account;
  }

  private static ObjectNode labels(ObjectNode object) {
    return (ObjectNode) object.path("metadata").path("labels");
  }

  private ObjectNode service(String name, String app, String port) {
    ObjectNode service = object("v1", "Service", name);
    service.set(
        "spec",
        Json.object(
            "type", "ClusterIP",
            "selector", Json.object("app", app),
            "ports",
                Json.array(
                    Json.object(
                        "name", "http", "port", 80, "protocol", "TCP", "targetPort", port))));
    return service;
  }

  private ObjectNode deployment(String component) {
    ObjectNode deployment = object("apps/v1", "Deployment", component);
    labels(deployment)
        .put("app.kubernetes.io/component", component)
        .put("control-plane", "controller");
    boolean source = component.equals("source-controller");
    boolean notification = component.equals("notification-controller");
    ArrayNode arguments =
        Json.array("--watch-all-namespaces=true", "--log-level=info", "--log-encoding=json");
    if (!notification) {
      arguments.insert(
          0, "--events-addr=http://notification-controller." + namespace + ".svc.cluster.local./");
      arguments.add("--enable-leader-election");
    }
    if (source) {
      arguments.add("--storage-path=/data");
    }
    ArrayNode ports = Json.array(port("http-prom", 8080), port("healthz", 9440));
    if (source || notification) {
      ports.insert(0, port("http", 9090));
    }
    if (notification) {
      ports.insert(1, port("http-webhook", 9292));
    }
    ArrayNode volumes = Json.array();
    ArrayNode mounts = Json.array();
    for (String volume : source ? List.of("data", "tmp") : List.of("temp")) {
      volumes.add(Json.object("name", volume, "emptyDir", Json.object()));
      mounts.add(
          Json.object("name", volume, "mountPath", volume.equals("data") ? "/data" : "/tmp"));
    }
    ObjectNode container =
        Json.object(
            "name",
            "manager",
            "image",
            image(component),
            "imagePullPolicy",
            "IfNotPresent",
            "args",
            arguments,
            "ports",
            ports,
            "livenessProbe",
            probe("/healthz", "healthz"),
            "readinessProbe",
            source ? probe("/", "http") : probe("/readyz", "healthz"),
            "resources",
            Json.object(
                "limits", Json.object("cpu", "1000m", "memory", "1Gi"),
                "requests", Json.object("cpu", "100m", "memory", "64Mi")),
            "volumeMounts",
            mounts);
    ObjectNode pod =
        Json.object(
            "containers",
            Json.array(container),
            "nodeSelector",
            Json.object("kubernetes.io/os", "linux"),
            "priorityClassName",
            "system-cluster-critical",
            "serviceAccountName",
            component,
            "terminationGracePeriodSeconds",
            10,
            "volumes",
            volumes);
    deployment.set(
        "spec",
        Json.object(
            "replicas", 1,
            "selector", Json.object("matchLabels", Json.object("app", component)),
            "strategy", Json.object("type", source ? "Recreate" : "RollingUpdate"),
            "template",
                Json.object(
                    "metadata",
                    Json.object("labels", Json.object("app", component)),
                    "spec",
                    pod)));
    return deployment;
  }

  private static ObjectNode port(String name, int number) {
    return Json.object("name", name, "containerPort", number, "protocol", "TCP");
  }

  private static ObjectNode probe(String path, String port) {
    return Json.object("httpGet", Json.object("path", path, "port", port));
  }

  /** The distribution's version stands for the controller's, which only its manifests know. */
  private String image(String component) {
    JsonNode distribution = instance.spec().path("distribution");
    return distribution.path("registry").asText("ghcr.io/fluxcd")
        + "/"
        + component
        + ":v"
        + distribution.path("version").asText("2.x").replaceFirst("^v", "").replace('x', '0');
  }
}
