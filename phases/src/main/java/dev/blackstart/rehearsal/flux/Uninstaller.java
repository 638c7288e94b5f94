package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.world.Charts;
import dev.blackstart.world.KubeObject;
import java.util.ArrayList;
import java.util.List;

/** Takes a release away: its objects, then Helm's record of it. Definitions stay, as with Helm. */
final class Uninstaller {
  private final ApiClient client;
  private final ApiTypes types;
  private final Charts charts;

  Uninstaller(ApiClient client, ApiTypes types, Charts charts) {
    this.client = client;
    this.types = types;
    this.charts = charts;
  }

  void uninstall(String namespace, String name) {
    List<KubeObject.Ref> objects = new ArrayList<>();
    charts.deployed(namespace, name).ifPresent(deployed -> objects.addAll(deployed.objects()));
    for (KubeObject.Ref object : objects.reversed()) {
      ManagedObject id =
          ManagedObject.of(object.apiVersion(), object.kind(), object.namespace(), object.name());
      if (!id.kind().equals("CustomResourceDefinition")) {
        types
            .find(id.apiVersion(), id.kind())
            .ifPresent(
                type ->
                    client.delete(type, id.key(), Json.object("propagationPolicy", "Background")));
      }
    }
    for (Resource record : client.list(ResourceType.SECRETS, namespace)) {
      if (record.label("owner").equals("helm") && record.label("name").equals(name)) {
        client.delete(ResourceType.SECRETS, record.key(), Json.object());
      }
    }
  }
}
