package dev.blackstart.kube;

import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Kubeconfig;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One server of Vault, asked by way of the API server, which passes a call on to its pod. Keys go
 * through in the body of the call and are kept nowhere; what Vault answers is told without them.
 */
public final class VaultServer implements AutoCloseable {
  private static final int PORT = 8200;

  private final Connection connection;
  private final KubeObject pod;

  /**
   * @param kubeconfig of somebody who may create {@code pods/proxy}
   */
  public VaultServer(Kubeconfig kubeconfig, KubeObject pod, TimeSource time) {
    this.connection = new Connection(kubeconfig, time);
    this.pod = pod;
  }

  /**
   * How sealed it is.
   *
   * @param threshold keys that are needed, of {@code shares}
   * @param progress keys it has been given since it was last sealed
   */
  public record Seal(
      boolean initialized, boolean sealed, int threshold, int shares, int progress) {}

  /** What a new Vault gives away once. Whoever has enough of the keys has everything. */
  public record Keys(List<String> keys, String rootToken) {
    public Keys {
      keys = List.copyOf(keys);
    }

    @Override
    public String toString() {
      return "Keys[redacted]";
    }
  }

  /** The name of its pod. */
  public String name() {
    return pod.namespace() + "/" + pod.name();
  }

  /**
   * How sealed it is now.
   *
   * @throws Failure UNREACHABLE, REFUSED
   */
  public Seal seal() {
    return seal(call("seal-status", Map.of(), false));
  }

  /**
   * Gives it one key.
   *
   * @throws Failure REFUSED when Vault does not take it, UNREACHABLE
   */
  public Seal unseal(String key) {
    return seal(call("unseal", Map.of("key", key), true));
  }

  /**
   * Makes a new Vault's keys.
   *
   * @throws Failure REFUSED when it has some already, UNREACHABLE
   */
  public Keys init(int shares, int threshold) {
    Map<String, Object> made =
        call("init", Map.of("secret_shares", shares, "secret_threshold", threshold), true);
    List<String> keys = new ArrayList<>();
    if (made.get("keys_base64") instanceof List<?> list) {
      list.forEach(key -> keys.add(String.valueOf(key)));
    }
    return new Keys(keys, String.valueOf(made.get("root_token")));
  }

  private static Seal seal(Map<String, Object> answer) {
    return new Seal(
        Boolean.TRUE.equals(answer.get("initialized")),
        !Boolean.FALSE.equals(answer.get("sealed")),
        number(answer, "t"),
        number(answer, "n"),
        number(answer, "progress"));
  }

  private static int number(Map<String, Object> answer, String key) {
    return answer.get(key) instanceof Number number ? number.intValue() : 0;
  }

  private Map<String, Object> call(String what, Map<String, Object> body, boolean write) {
    String doing = "ask Vault " + name() + " (" + what + ")";
    try {
      Reply reply = write ? connection.post(path(what), body) : connection.get(path(what));
      if (reply.ok()) {
        return reply.json();
      }
      if (Json.readLeniently(reply.body()).get("errors") instanceof List<?> errors
          && !errors.isEmpty()) {
        throw new Failure(
            Failure.Kind.REFUSED,
            "Vault " + name() + " refuses: " + withoutKeys(errors.getFirst(), body),
            "see how it stands: blackstart vault status");
      }
      throw new Failure(
          reply.code() == 403 ? Failure.Kind.REFUSED : Failure.Kind.UNREACHABLE,
          "cannot " + doing + ": " + withoutKeys(reply.message(), body),
          reply.code() == 403
              ? "use a kubeconfig that may create pods/proxy"
              : "see that its pod runs: blackstart vault status");
    } catch (IOException e) {
      throw KubeFailures.unreachable(doing, e);
    } catch (InterruptedException e) {
      throw KubeFailures.interrupted(doing, e);
    }
  }

  /** Nobody in between has a reason to repeat a key; should one, it ends here. */
  private static String withoutKeys(Object said, Map<String, Object> body) {
    String text = String.valueOf(said);
    return body.get("key") instanceof String key && !key.isEmpty() ? text.replace(key, "…") : text;
  }

  private String path(String what) {
    String scheme = servesTls() ? "https:" : "";
    return "/api/v1/namespaces/%s/pods/%s%s:%d/proxy/v1/sys/%s"
        .formatted(pod.namespace(), scheme, pod.name(), PORT, what);
  }

  /** The chart names its port after the scheme. */
  private boolean servesTls() {
    for (Object container : pod.list("spec", "containers")) {
      if (container instanceof Map<?, ?> map && map.get("ports") instanceof List<?> ports) {
        for (Object port : ports) {
          if (port instanceof Map<?, ?> one
              && one.get("containerPort") instanceof Number number
              && number.intValue() == PORT) {
            return "https".equals(one.get("name"));
          }
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    connection.close();
  }
}
