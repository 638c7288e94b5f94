package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Release;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.world.Charts;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.ReleasePreview;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mirror with one chart, "app" 1.0.0, that brings one Deployment of the release's name. */
final class FewCharts implements Charts {
  final List<Release> installed = new CopyOnWriteArrayList<>();
  final Map<String, Deployed> deployed = new ConcurrentHashMap<>();
  private static final String OWNER = "app.kubernetes.io/managed-by";

  private final ApiClient client;

  FewCharts(ApiClient client) {
    this.client = client;
  }

  @Override
  public void warmUp() {}

  @Override
  public Chart find(ChartRef ref) {
    if (!ref.name().equals("app") || !ref.version().equals("1.0.0")) {
      throw new Failure(
          Failure.Kind.INPUT, "chart " + ref + " is in no mirror", "put it into a mirror");
    }
    return new Chart("app", "1.0.0", "app-1.0.0.tgz", "00");
  }

  @Override
  public List<KubeObject> crds(Release release) {
    return List.of();
  }

  @Override
  public List<String> ownCrds(ChartRef ref) {
    return List.of();
  }

  @Override
  public List<String> bundledCrds(ChartRef ref) {
    return List.of();
  }

  @Override
  public List<KubeObject> render(Release release) {
    return List.of(
        new KubeObject(
            Map.of(
                "apiVersion",
                "apps/v1",
                "kind",
                "Deployment",
                "metadata",
                Map.of("name", release.name()))));
  }

  @Override
  public ReleasePreview preview(Release release) {
    throw new UnsupportedOperationException("Flux previews nothing");
  }

  @Override
  public Optional<Deployed> deployed(String namespace, String name) {
    return Optional.ofNullable(deployed.get(namespace + "/" + name));
  }

  @Override
  public String valuesDigest(Release release) {
    StringBuilder text = new StringBuilder();
    release.values().forEach(layer -> text.append(layer.yaml()));
    return Integer.toHexString(text.toString().hashCode());
  }

  @Override
  public void install(Release release) {
    demandOwn(release);
    installed.add(release);
    if (client
        .find(ResourceType.DEPLOYMENTS, new Key(release.namespace(), release.name()))
        .isEmpty()) {
      deployed.remove(release.qualifiedName());
    }
    boolean stuck =
        release.values().stream().anyMatch(layer -> layer.yaml().contains("stuck: true"));
    ObjectNode labels = Json.object(OWNER, "Helm");
    if (stuck) {
      labels.put("test/stuck", "yes");
    }
    client.createIfAbsent(
        ResourceType.DEPLOYMENTS,
        Json.object(
            "metadata",
                Json.object(
                    "name", release.name(), "namespace", release.namespace(), "labels", labels),
            "spec",
                Json.object(
                    "selector", Json.object("matchLabels", Json.object("a", "b")),
                    "template",
                        Json.object(
                            "metadata", Json.object("labels", Json.object("a", "b")),
                            "spec",
                                Json.object(
                                    "containers",
                                    Json.array(Json.object("name", "a", "image", "a")))))));
    deploy(release);
  }

  /** Helm leaves alone what others made, and says so in these words. */
  private void demandOwn(Release release) {
    boolean foreign =
        client
            .find(ResourceType.DEPLOYMENTS, new Key(release.namespace(), release.name()))
            .filter(found -> !found.label(OWNER).equals("Helm"))
            .isPresent();
    if (foreign) {
      throw new Failure(
          Failure.Kind.REFUSED,
          "Unable to continue with install: Deployment \""
              + release.name()
              + "\" exists and cannot be imported into the current release: invalid ownership"
              + " metadata",
          "take it over");
    }
  }

  /** As if Helm had it already, or once more. */
  void deploy(Release release) {
    Deployed before = deployed.get(release.qualifiedName());
    deployed.put(
        release.qualifiedName(),
        new Deployed(
            release.namespace(),
            release.name(),
            before == null ? 1 : before.revision() + 1,
            "deployed",
            "app",
            "1.0.0",
            valuesDigest(release),
            List.of(
                new KubeObject.Ref("apps/v1", "Deployment", release.namespace(), release.name()))));
  }

  @Override
  public Optional<Unfinished> unfinished(String namespace, String name) {
    return Optional.empty();
  }

  @Override
  public void heal(String namespace, String name) {}

  @Override
  public void close() {}
}
