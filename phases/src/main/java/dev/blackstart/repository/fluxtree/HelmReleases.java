package dev.blackstart.repository.fluxtree;

import dev.blackstart.cluster.ChartAdditions;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ChartTrust;
import dev.blackstart.cluster.FluxPostRenders;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.PostRender;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.yaml.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The HelmReleases of the tree as releases: the charts their sources name, and their values. */
final class HelmReleases {
  private static final Pattern RANGE = Pattern.compile("[~^<>=*| ]|\\.x$|^latest$|^$");

  private final Path root;
  private final FluxStart start;
  private final Contents contents;

  /**
   * @param root of the repository, where charts of its own lie
   */
  HelmReleases(Path root, FluxStart start, Contents contents) {
    this.root = root;
    this.start = start;
    this.contents = contents;
  }

  FluxContents of(Collection<Reconciliation> all) {
    List<Release> releases = new ArrayList<>();
    List<FluxContents.Unknown> unknown = new ArrayList<>();
    for (Reconciliation one : all) {
      if (!one.isKustomization()) {
        try {
          releases.add(release(one));
        } catch (UnknownChartException chart) {
          unknown.add(new FluxContents.Unknown(one.key().toString(), chart.getMessage()));
        }
      }
    }
    List<Map<String, Object>> objects = new ArrayList<>();
    contents.each((key, entry) -> objects.add(entry.object().object()));
    return new FluxContents(releases, unknown, objects);
  }

  /** Why a chart cannot be told. */
  static final class UnknownChartException extends Exception {
    private static final long serialVersionUID = 1;

    UnknownChartException(String because) {
      super(because);
    }
  }

  private Release release(Reconciliation one) throws UnknownChartException {
    return new Release(
            name(one),
            namespace(one),
            chart(one),
            values(one),
            List.of(),
            List.of(),
            List.of(),
            new Place(one.place("spec"), 0))
        .rendered(postRenders(one));
  }

  /** What Flux does to its objects. */
  static List<PostRender> postRenders(Reconciliation one) {
    return FluxPostRenders.of(one.spec(), Yaml::write, field -> Fields.place(one.place(field)));
  }

  private List<ValuesDocument> values(Reconciliation one) {
    List<ValuesDocument> layers = new ArrayList<>();
    for (Map<String, Object> reference : Fields.maps(one.spec(), "valuesFrom")) {
      ObjectKey key =
          new ObjectKey(
              "",
              Fields.text(reference, "kind"),
              one.key().namespace(),
              Fields.text(reference, "name"));
      if (key.kind().equals("ConfigMap") && Fields.text(reference, "targetPath").isEmpty()) {
        String entry = Fields.or(Fields.text(reference, "valuesKey"), "values.yaml");
        contents
            .get(key)
            .map(found -> Fields.text(found.object().object(), "data", entry))
            .filter(text -> !text.isEmpty())
            .ifPresent(text -> layers.add(new ValuesDocument(key.kind() + " " + key, text)));
      }
    }
    Map<String, Object> own = Fields.map(one.spec(), "values");
    if (!own.isEmpty()) {
      layers.add(new ValuesDocument(one.place("spec.values"), Yaml.write(own)));
    }
    return layers;
  }

  /** As helm-controller names it: a release for another namespace bears that in its name. */
  static String name(Reconciliation one) {
    String target = Fields.text(one.spec(), "targetNamespace");
    String usual = target.isEmpty() ? one.key().name() : target + "-" + one.key().name();
    return Fields.or(Fields.text(one.spec(), "releaseName"), usual);
  }

  static String namespace(Reconciliation one) {
    return Fields.or(Fields.text(one.spec(), "targetNamespace"), one.key().namespace());
  }

  /** Where Helm keeps its records of it. */
  static String storage(Reconciliation one) {
    return Fields.or(Fields.text(one.spec(), "storageNamespace"), one.key().namespace());
  }

  /** The name of its chart, whatever its version; empty when its source is not at hand. */
  String chartName(Reconciliation one) {
    Map<String, Object> reference = Fields.map(one.spec(), "chartRef");
    String written = Fields.text(one.spec(), "chart", "spec", "chart");
    if (!reference.isEmpty()) {
      Map<String, Object> spec =
          contents
              .get(key(reference, one.key().namespace()))
              .map(entry -> Fields.map(entry.object().object(), "spec"))
              .orElse(Map.of());
      written = Fields.or(Fields.text(spec, "url"), Fields.text(spec, "chart"));
    }
    return new ChartRef(written, "", "").name();
  }

  ChartRef chart(Reconciliation one) throws UnknownChartException {
    Map<String, Object> reference = Fields.map(one.spec(), "chartRef");
    if (reference.isEmpty()) {
      return ofTemplate(Fields.map(one.spec(), "chart", "spec"), one.key().namespace());
    }
    ObjectKey key = key(reference, one.key().namespace());
    Map<String, Object> spec = spec(key);
    if (key.kind().equals("HelmChart")) {
      return ofTemplate(spec, key.namespace());
    }
    if (!key.kind().equals("OCIRepository")) {
      throw new UnknownChartException("its chart comes from " + key.kind() + " " + key);
    }
    String digest = Fields.text(spec, "ref", "digest");
    String tag = Fields.or(Fields.text(spec, "ref", "tag"), Fields.text(spec, "ref", "semver"));
    String version = digest.isEmpty() ? pinned(tag) : tag + "@" + digest;
    return ChartRef.oci(trimmed(Fields.text(spec, "url")), version).with(trust(spec));
  }

  /** Only a registry may be asked without TLS. */
  private static ChartTrust trust(Map<String, Object> source) {
    return ChartTrust.USUAL.or(false, Fields.isTrue(source, "insecure"));
  }

  /** Where the chart of a release comes from, if that is among the files. */
  Optional<BuiltObject> source(Reconciliation one) {
    Map<String, Object> reference = Fields.map(one.spec(), "chartRef");
    Map<String, Object> named =
        reference.isEmpty() ? Fields.map(one.spec(), "chart", "spec", "sourceRef") : reference;
    return contents.get(key(named, one.key().namespace())).map(Contents.Entry::object);
  }

  private ChartRef ofTemplate(Map<String, Object> chart, String namespace)
      throws UnknownChartException {
    ObjectKey source = key(Fields.map(chart, "sourceRef"), namespace);
    String name = Fields.text(chart, "chart");
    ChartAdditions values =
        ChartAdditions.ofValuesFiles(
            Fields.texts(chart, "valuesFiles"), Fields.isTrue(chart, "ignoreMissingValuesFiles"));
    return published(chart, source, name).with(values);
  }

  private ChartRef published(Map<String, Object> chart, ObjectKey source, String name)
      throws UnknownChartException {
    if (source.equals(start.source())) {
      return new ChartRef(root.resolve(name).normalize().toString(), "", "");
    }
    Map<String, Object> spec = spec(source);
    if (source.kind().equals("GitRepository")) {
      return start.isOwn(source, Fields.text(spec, "url"))
          ? new ChartRef(root.resolve(name).normalize().toString(), "", "")
          : ChartRef.git(
              trimmed(Fields.text(spec, "url")), path(name), revision(Fields.map(spec, "ref")));
    }
    if (!source.kind().equals("HelmRepository")) {
      throw new UnknownChartException("its chart comes from " + source.kind() + " " + source);
    }
    String url = trimmed(Fields.text(spec, "url"));
    String version = pinned(Fields.text(chart, "version"));
    return url.startsWith("oci://")
        ? ChartRef.oci(url + "/" + name, version).with(trust(spec))
        : new ChartRef(name, url, version);
  }

  private static String path(String name) {
    return name.replaceFirst("^(\\./?)+", "").replaceAll("^/+|/+$", "");
  }

  /** As source-controller chooses among what a GitRepository names. */
  private static String revision(Map<String, Object> reference) throws UnknownChartException {
    for (String field : List.of("commit", "name", "semver", "tag", "branch")) {
      String value = Fields.text(reference, field);
      if (!value.isEmpty()) {
        return field.equals("semver") || Variables.isUnknown(value) ? pinned(value) : value;
      }
    }
    return "master";
  }

  private static ObjectKey key(Map<String, Object> reference, String namespace) {
    return new ObjectKey(
        ObjectKey.SOURCE,
        Fields.text(reference, "kind"),
        Fields.or(Fields.text(reference, "namespace"), namespace),
        Fields.text(reference, "name"));
  }

  private Map<String, Object> spec(ObjectKey source) throws UnknownChartException {
    Optional<Contents.Entry> entry = contents.get(source);
    if (entry.isEmpty()) {
      throw new UnknownChartException(source.kind() + " " + source + " is not in the repository");
    }
    return Fields.map(entry.get().object().object(), "spec");
  }

  private static String pinned(String version) throws UnknownChartException {
    if (RANGE.matcher(version).find() || Variables.isUnknown(version)) {
      throw new UnknownChartException(
          version.isEmpty() ? "it names no version" : "only the cluster knows which " + version);
    }
    return version;
  }

  private static String trimmed(String url) {
    return url.replaceFirst("/+$", "");
  }
}
