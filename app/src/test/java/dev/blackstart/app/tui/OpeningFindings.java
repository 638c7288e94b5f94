package dev.blackstart.app.tui;

import dev.blackstart.cluster.Finding;
import java.util.ArrayList;
import java.util.List;

/** Findings for frames of the opening. */
final class OpeningFindings {
  private OpeningFindings() {}

  /** Many errors: more than any screen holds. */
  static List<Finding> errors() {
    List<Finding> all = new ArrayList<>();
    for (int line = 12; line <= 36; line++) {
      all.add(
          new Finding(
              "yaml-error",
              Finding.Level.ERROR,
              "bootstrap/helmfile.yaml:" + line,
              "a mapping is expected here",
              "correct the YAML of bootstrap/helmfile.yaml"));
    }
    return all;
  }

  static List<Finding> warnings() {
    return List.of(
        new Finding(
            "flux-path",
            Finding.Level.WARNING,
            "kubernetes/apps/db/ks.yaml:9",
            "./kubernetes/apps/db/shared is no folder",
            "make it, or mend spec.path"),
        new Finding(
            "release-without-version",
            Finding.Level.WARNING,
            "bootstrap/helmfile.yaml:31",
            "release spegel names no version of its chart",
            "pin it with version:"));
  }
}
