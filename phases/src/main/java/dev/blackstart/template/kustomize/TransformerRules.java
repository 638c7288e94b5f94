package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which fields the transformers touch: kustomize's own rules and those of {@code configurations}.
 */
final class TransformerRules {
  /** Kinds whose names others refer to. */
  record NameReference(String group, String version, String kind, List<FieldSpec> referrers) {}

  private static final List<String> KNOWN =
      List.of(
          "namePrefix",
          "nameSuffix",
          "namespace",
          "labels",
          "commonLabels",
          "templateLabels",
          "volumeClaimTemplateLabels",
          "commonAnnotations",
          "nameReference",
          "varReference",
          "images",
          "replicas");

  final List<FieldSpec> namespace = new ArrayList<>(DefaultRules.NAMESPACE);
  final List<FieldSpec> namePrefix = new ArrayList<>(DefaultRules.NAME);
  final List<FieldSpec> nameSuffix = new ArrayList<>(DefaultRules.NAME);
  final List<FieldSpec> labels = new ArrayList<>();
  final List<FieldSpec> commonLabels = new ArrayList<>(DefaultRules.COMMON_LABELS);
  final List<FieldSpec> templateLabels = new ArrayList<>(DefaultRules.TEMPLATE_LABELS);
  final List<FieldSpec> claimLabels = new ArrayList<>(DefaultRules.CLAIM_LABELS);
  final List<FieldSpec> commonAnnotations = new ArrayList<>(DefaultRules.COMMON_ANNOTATIONS);
  final List<FieldSpec> images = new ArrayList<>(DefaultRules.IMAGES);
  final List<FieldSpec> replicas = new ArrayList<>(DefaultRules.REPLICAS);
  final List<NameReference> nameReferences = new ArrayList<>(DefaultReferences.ALL);

  void merge(TransformerRules other) {
    mergeInto(namespace, other.namespace);
    mergeInto(namePrefix, other.namePrefix);
    mergeInto(nameSuffix, other.nameSuffix);
    mergeInto(labels, other.labels);
    mergeInto(commonLabels, other.commonLabels);
    mergeInto(templateLabels, other.templateLabels);
    mergeInto(claimLabels, other.claimLabels);
    mergeInto(commonAnnotations, other.commonAnnotations);
    mergeInto(images, other.images);
    mergeInto(replicas, other.replicas);
    for (NameReference reference : other.nameReferences) {
      if (!nameReferences.contains(reference)) {
        nameReferences.add(reference);
      }
    }
  }

  static void mergeInto(List<FieldSpec> specs, List<FieldSpec> more) {
    for (FieldSpec spec : more) {
      if (!specs.contains(spec)) {
        specs.add(spec);
      }
    }
  }

  /** Adds the rules of a file that {@code configurations} names. */
  void read(Map<String, Object> file, String place) {
    for (String key : file.keySet()) {
      if (!KNOWN.contains(key)) {
        throw new KustomizeProblem(place, "unknown field \"" + key + "\" in a configuration");
      }
    }
    mergeInto(namespace, specs(file.get("namespace")));
    mergeInto(namePrefix, specs(file.get("namePrefix")));
    mergeInto(nameSuffix, specs(file.get("nameSuffix")));
    mergeInto(labels, specs(file.get("labels")));
    mergeInto(commonLabels, specs(file.get("commonLabels")));
    mergeInto(templateLabels, specs(file.get("templateLabels")));
    mergeInto(claimLabels, specs(file.get("volumeClaimTemplateLabels")));
    mergeInto(commonAnnotations, specs(file.get("commonAnnotations")));
    mergeInto(images, specs(file.get("images")));
    mergeInto(replicas, specs(file.get("replicas")));
    for (Object entry : Values.asList(file.get("nameReference"))) {
      Map<String, Object> reference = Values.asMap(entry);
      nameReferences.add(
          new NameReference(
              Values.text(reference, "group"),
              Values.text(reference, "version"),
              Values.text(reference, "kind"),
              specs(reference.get("fieldSpecs"))));
    }
  }

  static List<FieldSpec> specs(Object list) {
    List<FieldSpec> specs = new ArrayList<>();
    for (Object entry : Values.asList(list)) {
      Map<String, Object> spec = Values.asMap(entry);
      specs.add(
          new FieldSpec(
              Values.text(spec, "group"),
              Values.text(spec, "version"),
              Values.text(spec, "kind"),
              Values.text(spec, "path"),
              Boolean.TRUE.equals(spec.get("create"))));
    }
    return specs;
  }
}
