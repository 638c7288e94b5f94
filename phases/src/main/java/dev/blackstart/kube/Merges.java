package dev.blackstart.kube;

import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import java.io.IOException;
import java.util.Map;

/** Changes single fields, as {@code kubectl patch --type merge} does. */
final class Merges {
  private Merges() {}

  static KubeObject merge(Cluster now, String doing, KubeObject.Ref ref, Map<String, Object> fields)
      throws IOException, InterruptedException {
    Discovery.Kind kind =
        now.kind(ref.apiVersion(), ref.kind())
            .orElseThrow(() -> KubeFailures.unknownKind(doing, ref.apiVersion(), ref.kind()));
    Reply reply =
        now.connection()
            .patch(
                kind.path(ref) + "?fieldManager=" + KubeApi.MANAGER,
                "application/merge-patch+json",
                fields);
    if (!reply.ok()) {
      throw KubeFailures.of(doing, reply);
    }
    return new KubeObject(reply.json());
  }
}
