package dev.blackstart.repository.fluxtree;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.PostRender;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.kustomize.ArtifactTree;
import dev.blackstart.template.kustomize.FolderTree;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.RememberedTree;
import dev.blackstart.template.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Releases as the HelmReleases of the Flux tree describe them, for a bootstrap without a helmfile:
 * built and substituted as Flux will, so that it takes over what it would have installed.
 */
public final class FluxReleases {
  private static final String UNKNOWN_VALUE = "holds a value that only the cluster knows";
  private static final String VALUE_REMEDY =
      "write the value as it is, or install this release by a helmfile";

  private final RepositoryFiles files;
  private final Findings findings;
  private final Contents contents = new Contents();

  public FluxReleases(RepositoryFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
  }

  /** Whether a file of the repository holds a HelmRelease. */
  public static boolean isOne(RepositoryFiles files, String path) {
    return files
        .readQuietly(path)
        .filter(text -> text.contains(ObjectKey.HELM) && text.contains("kind: HelmRelease"))
        .isPresent();
  }

  /**
   * The releases of these files, in their order.
   *
   * @param flux folder Flux begins at; absent when the repository tells
   */
  public List<Release> read(String cluster, Optional<String> flux, List<Setting<String>> named) {
    RememberedTree tree =
        new RememberedTree(new ArtifactTree(new RememberedTree(new FolderTree(files.root()))));
    Optional<FluxStart> start =
        flux.map(path -> FluxStart.at(path, "flux-system", "GitRepository", "flux-system", ""))
            .or(() -> new FluxStarts(files, tree).find(cluster));
    if (start.isEmpty()) {
      named.forEach(
          file ->
              findings.add(
                  FindingKind.NO_FLUX,
                  file.at(),
                  "nothing says where Flux begins, which tells what " + file.value() + " becomes",
                  "set bootstrap.flux.path in blackstart.yaml"));
      return List.of();
    }
    // what is wrong with the tree is found when all of it is looked through
    Collection<Reconciliation> all =
        new Walk(tree, start.get(), contents, new Faults(new Findings())).run();
    Map<ObjectKey, Reconciliation> chosen = new LinkedHashMap<>();
    for (Setting<String> file : named) {
      List<Reconciliation> in =
          all.stream()
              .filter(one -> !one.isKustomization() && one.file().equals(file.value()))
              .toList();
      in.forEach(one -> chosen.put(one.key(), one));
      if (in.isEmpty()) {
        findings.add(
            FindingKind.PATH_MATCHES_NOTHING,
            file.at(),
            "no HelmRelease of " + file.value() + " is among what Flux reconciles",
            "correct the path, or let a Kustomization apply it");
      }
    }
    HelmReleases helm = new HelmReleases(files.root(), start.get(), contents);
    List<Release> releases = new ArrayList<>();
    chosen
        .values()
        .forEach(
            one -> findings.attempt(() -> release(one, chosen, helm)).ifPresent(releases::add));
    return releases;
  }

  private Release release(
      Reconciliation one, Map<ObjectKey, Reconciliation> chosen, HelmReleases helm) {
    Set<String> inputs = new LinkedHashSet<>(List.of(one.file()));
    List<ValuesDocument> values = new ArrayList<>();
    for (Map<String, Object> from : Fields.maps(one.spec(), "valuesFrom")) {
      values(one, from, inputs).ifPresent(values::add);
    }
    Map<String, Object> own = Fields.map(one.spec(), "values");
    if (!own.isEmpty()) {
      values.add(new ValuesDocument(one.place("spec.values"), Yaml.write(own)));
    }
    values.stream()
        .filter(layer -> Variables.isUnknown(layer.yaml()))
        .findFirst()
        .ifPresent(
            layer -> {
              throw problem(one, layer.origin(), UNKNOWN_VALUE, VALUE_REMEDY);
            });
    helm.source(one).ifPresent(this::unread);
    List<PostRender> postRenders = HelmReleases.postRenders(one);
    postRenders.stream()
        .flatMap(step -> step.entries().stream())
        .filter(entry -> Variables.isUnknown(entry.yaml()))
        .findFirst()
        .ifPresent(
            entry -> {
              throw problem(one, entry.at().toString(), UNKNOWN_VALUE, VALUE_REMEDY);
            });
    return new Release(
            HelmReleases.name(one),
            HelmReleases.namespace(one),
            chart(one, helm),
            values,
            one.dependencies().stream()
                .filter(chosen::containsKey)
                .map(chosen::get)
                .map(needed -> HelmReleases.namespace(needed) + "/" + HelmReleases.name(needed))
                .toList(),
            List.of(),
            List.copyOf(inputs),
            Fields.place(one.place("spec")))
        .rendered(postRenders);
  }

  /** What only Flux can do about a source: its Secrets are in the cluster. */
  private void unread(BuiltObject source) {
    Map<String, Object> spec = Fields.map(source.object(), "spec");
    for (String field : List.of("verify", "certSecretRef", "proxySecretRef")) {
      if (spec.containsKey(field)) {
        findings.add(
            FindingKind.CHART_SOURCE,
            Fields.place(source.place("spec." + field)),
            ObjectKey.of(source.object()) + " says " + field + ", which only Flux heeds",
            field.equals("verify")
                ? "verify the chart before, in a mirror: --charts DIR"
                : "take the chart from a mirror, --charts DIR, if it cannot be had otherwise");
      }
    }
  }

  private static ChartRef chart(Reconciliation one, HelmReleases helm) {
    try {
      return helm.chart(one);
    } catch (HelmReleases.UnknownChartException unknown) {
      throw problem(
          one,
          one.place("spec"),
          "cannot be installed by us: " + unknown.getMessage(),
          "correct it, or install this release by a helmfile");
    }
  }

  private Optional<ValuesDocument> values(
      Reconciliation one, Map<String, Object> from, Set<String> inputs) {
    String kind = Fields.text(from, "kind");
    ObjectKey key = new ObjectKey("", kind, one.key().namespace(), Fields.text(from, "name"));
    String field = Fields.or(Fields.text(from, "valuesKey"), "values.yaml");
    Optional<Contents.Entry> entry = contents.get(key);
    Optional<String> text =
        entry.flatMap(found -> text(Fields.map(found.object().object()), kind, field));
    if (text.isPresent() && Fields.text(from, "targetPath").isEmpty()) {
      inputs.add(entry.get().object().origin());
      return Optional.of(new ValuesDocument(kind + " " + key, text.get()));
    }
    if (text.isEmpty() && Fields.isTrue(from, "optional")) {
      return Optional.empty();
    }
    throw problem(
        one,
        one.place("spec.valuesFrom"),
        text.isEmpty()
            ? "takes values from " + field + " of " + kind + " " + key + ", which no file tells"
            : "puts a value at a targetPath, which is not read here",
        "write these values into the HelmRelease, or say with bootstrap.flux.path where Flux"
            + " begins");
  }

  private static Optional<String> text(Map<String, Object> object, String kind, String field) {
    Object plain = Fields.map(object, kind.equals("Secret") ? "stringData" : "data").get(field);
    if (plain instanceof String text) {
      return Optional.of(text);
    }
    Object packed = kind.equals("Secret") ? Fields.map(object, "data").get(field) : null;
    try {
      return Optional.ofNullable(packed)
          .map(text -> Base64.getDecoder().decode(String.valueOf(text)))
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException encrypted) {
      return Optional.empty();
    }
  }

  private static ReadingProblem problem(
      Reconciliation one, String place, String what, String remedy) {
    return new ReadingProblem(
        FindingKind.BAD_VALUE.at(Fields.place(place), one + " " + what, remedy));
  }
}
