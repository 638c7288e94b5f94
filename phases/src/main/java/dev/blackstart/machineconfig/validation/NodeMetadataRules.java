package dev.blackstart.machineconfig.validation;

import java.util.List;

/** Rules of the labels, annotations and taints a node gets. */
final class NodeMetadataRules {
  private static final int LARGEST_ANNOTATIONS = 256 << 10;
  private static final List<String> EFFECTS =
      List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  private NodeMetadataRules() {}

  static void check(Section machine) {
    Section labels = machine.at("nodeLabels");
    named(labels);
    for (String label : labels.keys()) {
      if (!Forms.isLabelValue(labels.at(label).text())) {
        labels.at(label).error("\"" + labels.at(label).text() + "\" is not a label value");
      }
    }
    annotations(machine.at("nodeAnnotations"));
    Section taints = machine.at("nodeTaints");
    named(taints);
    for (String taint : taints.keys()) {
      String text = taints.at(taint).text();
      String effect = text.substring(text.indexOf(':') + 1);
      if (!EFFECTS.contains(effect)) {
        taints.at(taint).error("the effect is none of " + String.join(", ", EFFECTS));
      }
    }
  }

  private static void annotations(Section annotations) {
    named(annotations);
    int size = 0;
    for (String annotation : annotations.keys()) {
      size += annotation.length() + annotations.at(annotation).text().length();
      if (annotation.startsWith("talos.dev/owned-")) {
        annotations.at(annotation).error("belongs to Talos and cannot be set");
      }
    }
    if (size > LARGEST_ANNOTATIONS) {
      annotations.error("all annotations together are larger than 256 KiB");
    }
  }

  private static void named(Section names) {
    for (String name : names.keys()) {
      if (!Forms.isQualifiedName(name)) {
        names.error("\"" + name + "\" is not a Kubernetes name");
      }
    }
  }
}
