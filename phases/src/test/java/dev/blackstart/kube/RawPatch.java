package dev.blackstart.kube;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Kubeconfig;
import java.util.Map;

/** A PATCH as another client sends it. */
public final class RawPatch {
  private RawPatch() {}

  /**
   * An answer.
   *
   * @param code HTTP status
   * @param object what the server answered, a Status when it refused
   */
  public record Answer(int code, KubeObject object) {}

  /** Merges fields into an object. */
  public static Answer merge(Kubeconfig kubeconfig, String path, Map<String, Object> fields)
      throws Exception {
    return send(kubeconfig, path, "application/merge-patch+json", fields);
  }

  /** Applies an object server-side as this manager, conflicts not forced. */
  public static Answer apply(
      Kubeconfig kubeconfig, String path, KubeObject object, String fieldManager) throws Exception {
    return send(
        kubeconfig,
        path + "?fieldManager=" + fieldManager,
        "application/apply-patch+yaml",
        object.fields());
  }

  private static Answer send(
      Kubeconfig kubeconfig, String path, String type, Map<String, Object> body) throws Exception {
    try (Connection connection = new Connection(kubeconfig, new SystemTimeSource())) {
      Reply reply = connection.patch(path, type, body);
      return new Answer(reply.code(), new KubeObject(reply.json()));
    }
  }
}
