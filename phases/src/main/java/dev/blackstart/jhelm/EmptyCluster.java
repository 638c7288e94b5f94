package dev.blackstart.jhelm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The cluster that charts are rendered against: it knows the kinds charts look up and holds no
 * object. Rendering by helm-java asks the API server for every {@code lookup} and fails when none
 * answers; {@code helm template} lets lookups find nothing, and so does this. It refuses writing.
 */
final class EmptyCluster {
  private static final Map<String, List<String>> KINDS =
      Map.of(
          "/api/v1",
          List.of(
              "ConfigMap:configmaps",
              "Endpoints:endpoints",
              "Namespace:namespaces",
              "Node:nodes",
              "PersistentVolume:persistentvolumes",
              "PersistentVolumeClaim:persistentvolumeclaims",
              "Pod:pods",
              "Secret:secrets",
              "Service:services",
              "ServiceAccount:serviceaccounts"),
          "/apis/admissionregistration.k8s.io/v1",
          List.of(
              "MutatingWebhookConfiguration:mutatingwebhookconfigurations",
              "ValidatingWebhookConfiguration:validatingwebhookconfigurations"),
          "/apis/apiextensions.k8s.io/v1",
          List.of("CustomResourceDefinition:customresourcedefinitions"),
          "/apis/apps/v1",
          List.of("DaemonSet:daemonsets", "Deployment:deployments", "StatefulSet:statefulsets"),
          "/apis/batch/v1",
          List.of("CronJob:cronjobs", "Job:jobs"),
          "/apis/networking.k8s.io/v1",
          List.of("Ingress:ingresses", "IngressClass:ingressclasses"),
          "/apis/rbac.authorization.k8s.io/v1",
          List.of("ClusterRole:clusterroles", "ClusterRoleBinding:clusterrolebindings"),
          "/apis/storage.k8s.io/v1",
          List.of("StorageClass:storageclasses"));

  private EmptyCluster() {}

  /** Serves on loopback until the process ends, and writes a kubeconfig that names it. */
  static void serve(Path kubeconfig) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", EmptyCluster::answer);
    server.start();
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        current-context: empty
        contexts: [{name: empty, context: {cluster: empty, user: nobody}}]
        users: [{name: nobody, user: {}}]
        clusters: [{name: empty, cluster: {server: "http://127.0.0.1:%d"}}]
        """
            .formatted(server.getAddress().getPort()));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String group = KINDS.keySet().stream().filter(path::startsWith).findFirst().orElse("");
    if (!exchange.getRequestMethod().equals("GET")) {
      say(exchange, 405, status(405, "MethodNotAllowed"));
    } else if (path.equals(group)) {
      say(exchange, 200, resources(group));
    } else if (!group.isEmpty() && isCollection(path, group)) {
      say(exchange, 200, "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[]}");
    } else {
      say(exchange, 404, status(404, "NotFound"));
    }
  }

  private static boolean isCollection(String path, String group) {
    return KINDS.get(group).stream()
        .anyMatch(kind -> path.endsWith("/" + kind.substring(kind.indexOf(':') + 1)));
  }

  private static String resources(String group) {
    String version = group.substring(group.indexOf('/', 1) + 1);
    String kinds =
        KINDS.get(group).stream()
            .map(kind -> kind.split(":", 2))
            .map(
                kind ->
                    "{\"kind\":\"%s\",\"name\":\"%s\",\"namespaced\":%b,\"verbs\":[\"get\",\"list\"]}"
                        .formatted(kind[0], kind[1], !ClusterScoped.includes(kind[0])))
            .collect(Collectors.joining(","));
    return "{\"kind\":\"APIResourceList\",\"groupVersion\":\""
        + version
        + "\",\"resources\":["
        + kinds
        + "]}";
  }

  private static String status(int code, String reason) {
    return ("{\"apiVersion\":\"v1\",\"kind\":\"Status\",\"status\":\"Failure\",\"code\":%d,"
            + "\"reason\":\"%s\",\"message\":\"charts are rendered against an empty cluster\"}")
        .formatted(code, reason);
  }

  private static void say(HttpExchange exchange, int code, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
