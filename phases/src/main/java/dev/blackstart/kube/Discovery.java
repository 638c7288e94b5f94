package dev.blackstart.kube;

import dev.blackstart.world.KubeObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which kinds the API server serves, group version by group version. A kind that is not known is
 * asked for again: CRDs appear while a cluster is built.
 */
final class Discovery {
  private static final Duration ASK_AGAIN = Duration.ofMillis(300);

  private final Connection connection;
  private final Map<String, Map<String, Kind>> known = new ConcurrentHashMap<>();
  private final Map<String, Long> asked = new ConcurrentHashMap<>();

  Discovery(Connection connection) {
    this.connection = connection;
  }

  /**
   * A kind as the API server serves it.
   *
   * @param root path of its group version, such as {@code /apis/apps/v1}
   */
  record Kind(String root, String plural, boolean namespaced) {
    /** Path of all of them. */
    String path(String namespace) {
      return namespaced && !namespace.isEmpty()
          ? root + "/namespaces/" + encoded(namespace) + "/" + plural
          : root + "/" + plural;
    }

    /** Path of one of them. */
    String path(KubeObject.Ref ref) {
      String namespace = namespaced && ref.namespace().isEmpty() ? "default" : ref.namespace();
      return path(namespace) + "/" + encoded(ref.name());
    }

    private static String encoded(String segment) {
      return URLEncoder.encode(segment, StandardCharsets.UTF_8);
    }
  }

  /** Path of a group version. */
  static String root(String apiVersion) {
    return apiVersion.contains("/") ? "/apis/" + apiVersion : "/api/" + apiVersion;
  }

  /**
   * @return empty when the API server does not serve it
   * @throws IOException when nobody answers
   */
  Optional<Kind> kind(String apiVersion, String kind) throws IOException, InterruptedException {
    Kind found = known.getOrDefault(apiVersion, Map.of()).get(kind);
    if (found == null && mayAsk(apiVersion)) {
      ask(apiVersion);
      found = known.getOrDefault(apiVersion, Map.of()).get(kind);
    }
    return Optional.ofNullable(found);
  }

  /** Several ask for the same unknown kind at once and often. */
  private boolean mayAsk(String apiVersion) {
    long now = connection.time().wallNanos();
    Long last = asked.get(apiVersion);
    return last == null || now - last > ASK_AGAIN.toNanos();
  }

  private void ask(String apiVersion) throws IOException, InterruptedException {
    String root = root(apiVersion);
    Reply reply = connection.get(root);
    if (reply.ok()) {
      Map<String, Kind> kinds = new HashMap<>();
      for (Object entry : new KubeObject(reply.json()).list("resources")) {
        if (entry instanceof Map<?, ?> map && !String.valueOf(map.get("name")).contains("/")) {
          kinds.put(
              String.valueOf(map.get("kind")),
              new Kind(
                  root,
                  String.valueOf(map.get("name")),
                  Boolean.TRUE.equals(map.get("namespaced"))));
        }
      }
      known.put(apiVersion, kinds);
    } else if (reply.code() != 404) {
      throw new RefusedReply("discovery of " + apiVersion, reply);
    }
    asked.put(apiVersion, connection.time().wallNanos());
  }
}
