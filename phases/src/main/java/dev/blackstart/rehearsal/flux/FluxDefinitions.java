package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.template.kustomize.FluxFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The definitions of Flux's kinds: true names, versions and columns, and which fields a {@code
 * spec} has in the newest version.
 */
final class FluxDefinitions {
  private static final String READY = ".status.conditions[?(@.type==\"Ready\")]";
  private static final List<String> SOURCES = List.of("all", "fluxcd", "fluxcd-sources");
  private static final List<String> APPLIERS = List.of("all", "fluxcd", "fluxcd-appliers");
  private static final List<String> FLUX = List.of("fluxcd");

  /**
   * A kind.
   *
   * @param versions the stored one first
   * @param shortName empty for none
   * @param columns own columns as alternating names and paths
   */
  private record Kind(
      String group,
      String kind,
      String plural,
      List<String> versions,
      String shortName,
      List<String> categories,
      boolean status,
      List<String> columns) {}

  private FluxDefinitions() {}

  /** What a controller brings. */
  static List<ObjectNode> of(String controller) {
    List<Kind> kinds =
        switch (controller) {
          case "source-controller" -> sources();
          case "kustomize-controller" ->
              List.of(
                  new Kind(
                      "kustomize.toolkit.fluxcd.io",
                      "Kustomization",
                      "kustomizations",
                      List.of("v1", "v1beta2"),
                      "ks",
                      APPLIERS,
                      true,
                      List.of()));
          case "helm-controller" ->
              List.of(
                  new Kind(
                      "helm.toolkit.fluxcd.io",
                      "HelmRelease",
                      "helmreleases",
                      List.of("v2", "v2beta2"),
                      "hr",
                      APPLIERS,
                      true,
                      List.of()));
          case "notification-controller" ->
              List.of(
                  new Kind(
                      FluxTypes.NOTIFICATION,
                      "Alert",
                      "alerts",
                      List.of("v1beta3", "v1beta2"),
                      "",
                      FLUX,
                      false,
                      List.of()),
                  new Kind(
                      FluxTypes.NOTIFICATION,
                      "Provider",
                      "providers",
                      List.of("v1beta3", "v1beta2"),
                      "",
                      FLUX,
                      false,
                      List.of()),
                  new Kind(
                      FluxTypes.NOTIFICATION,
                      "Receiver",
                      "receivers",
                      List.of("v1", "v1beta2"),
                      "",
                      FLUX,
                      true,
                      List.of()));
          case "image-reflector-controller" ->
              List.of(
                  new Kind(
                      FluxTypes.IMAGE,
                      "ImageRepository",
                      "imagerepositories",
                      List.of("v1", "v1beta2"),
                      "imgrepo",
                      FLUX,
                      true,
                      List.of("Image", ".spec.image")),
                  new Kind(
                      FluxTypes.IMAGE,
                      "ImagePolicy",
                      "imagepolicies",
                      List.of("v1", "v1beta2"),
                      "imgpol",
                      FLUX,
                      true,
                      List.of()));
          case "image-automation-controller" ->
              List.of(
                  new Kind(
                      FluxTypes.IMAGE,
                      "ImageUpdateAutomation",
                      "imageupdateautomations",
                      List.of("v1", "v1beta2"),
                      "iua",
                      FLUX,
                      true,
                      List.of()));
          case "source-watcher" ->
              List.of(
                  new Kind(
                      "source.extensions.fluxcd.io",
                      "ArtifactGenerator",
                      "artifactgenerators",
                      List.of("v1beta1"),
                      "ag",
                      FLUX,
                      true,
                      List.of()));
          default -> List.of();
        };
    return kinds.stream().map(FluxDefinitions::definition).toList();
  }

  private static List<Kind> sources() {
    return List.of(
        source("Bucket", "buckets", "", List.of("Endpoint", ".spec.endpoint")),
        source(
            "ExternalArtifact",
            "externalartifacts",
            "ea",
            List.of("Source", ".spec.sourceRef.name")),
        source("GitRepository", "gitrepositories", "gitrepo", List.of("URL", ".spec.url")),
        source(
            "HelmChart",
            "helmcharts",
            "hc",
            List.of(
                "Chart",
                ".spec.chart",
                "Version",
                ".spec.version",
                "Source Kind",
                ".spec.sourceRef.kind",
                "Source Name",
                ".spec.sourceRef.name")),
        source("HelmRepository", "helmrepositories", "helmrepo", List.of("URL", ".spec.url")),
        source("OCIRepository", "ocirepositories", "ocirepo", List.of("URL", ".spec.url")));
  }

  private static Kind source(String kind, String plural, String shortName, List<String> columns) {
    return new Kind(
        FluxTypes.SOURCE,
        kind,
        plural,
        List.of("v1", "v1beta2"),
        shortName,
        SOURCES,
        true,
        columns);
  }

  private static ObjectNode definition(Kind kind) {
    List<ObjectNode> versions = new ArrayList<>();
    for (String version : kind.versions()) {
      versions.add(version(kind, version, versions.isEmpty()));
    }
    ObjectNode names =
        Json.object(
            "kind", kind.kind(),
            "listKind", kind.kind() + "List",
            "plural", kind.plural(),
            "singular", kind.kind().toLowerCase(Locale.ROOT),
            "categories", kind.categories());
    if (!kind.shortName().isEmpty()) {
      names.set("shortNames", Json.array(kind.shortName()));
    }
    return Json.object(
        "apiVersion",
        "apiextensions.k8s.io/v1",
        "kind",
        "CustomResourceDefinition",
        "metadata",
        Json.object(
            "name",
            kind.plural() + "." + kind.group(),
            "labels",
            Json.object(
                "app.kubernetes.io/part-of", "flux",
                "app.kubernetes.io/instance", "flux-system")),
        "spec",
        Json.object(
            "group", kind.group(), "names", names, "scope", "Namespaced", "versions", versions));
  }

  private static ObjectNode version(Kind kind, String name, boolean stored) {
    ObjectNode version =
        Json.object(
            "name",
            name,
            "served",
            true,
            "storage",
            stored,
            "schema",
            Json.object(
                "openAPIV3Schema",
                Json.object(
                    "type",
                    "object",
                    "properties",
                    Json.object(
                        "apiVersion", Json.object("type", "string"),
                        "kind", Json.object("type", "string"),
                        "metadata", Json.object("type", "object"),
                        "spec", spec(kind, name),
                        "status", open()))),
            "additionalPrinterColumns",
            columns(kind));
    if (kind.status()) {
      version.set("subresources", Json.object("status", Json.object()));
    }
    return version;
  }

  /** Which fields there are is known, not what they hold. */
  private static ObjectNode spec(Kind kind, String version) {
    Optional<FluxFields> fields = FluxFields.of(kind.group() + "/" + version, kind.kind());
    if (fields.isEmpty()) {
      return open();
    }
    ObjectNode properties = Json.object();
    fields.get().known().stream().sorted().forEach(field -> properties.set(field, anything()));
    return Json.object(
        "type",
        "object",
        "properties",
        properties,
        "required",
        fields.get().required().stream().sorted().toList());
  }

  private static ObjectNode open() {
    return anything().put("type", "object");
  }

  private static ObjectNode anything() {
    return Json.object("x-kubernetes-preserve-unknown-fields", true);
  }

  private static ArrayNode columns(Kind kind) {
    ArrayNode columns = Json.array();
    for (int i = 0; i < kind.columns().size(); i += 2) {
      columns.add(column(kind.columns().get(i), "string", kind.columns().get(i + 1)));
    }
    columns.add(column("Age", "date", ".metadata.creationTimestamp"));
    if (kind.status()) {
      columns.add(column("Ready", "string", READY + ".status"));
      columns.add(column("Status", "string", READY + ".message"));
    }
    return columns;
  }

  private static ObjectNode column(String name, String type, String path) {
    return Json.object("name", name, "type", type, "jsonPath", path);
  }
}
