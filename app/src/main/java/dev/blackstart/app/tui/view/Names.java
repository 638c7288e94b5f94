package dev.blackstart.app.tui.view;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Names of objects where there is little room, in the short forms kubectl and flux know. */
final class Names {
  private static final Map<String, String> SHORT =
      Map.of(
          "Kustomization", "ks",
          "HelmRelease", "hr",
          "DaemonSet", "ds",
          "Deployment", "deploy",
          "StatefulSet", "sts",
          "Pod", "po",
          "CustomResourceDefinition", "crd");

  private static final Pattern OBJECT =
      Pattern.compile("\\b(" + String.join("|", SHORT.keySet()) + ") (?=[a-z0-9.-]+/)");

  private Names() {}

  /** Names of one column: when one of them does not fit, the kinds of all are shortened. */
  static List<String> alike(List<String> names, int columns) {
    return names.stream().allMatch(name -> Columns.of(name) <= columns)
        ? names
        : names.stream().map(Names::shortened).toList();
  }

  /** The longest form of a name that fits: whole, its kind shortened, without its namespace. */
  static String fitting(String who, int columns, String more) {
    String kind = shortened(who);
    int slash = kind.lastIndexOf('/');
    int blank = kind.indexOf(' ');
    String bare =
        slash < 0 || blank < 0 ? kind : kind.substring(0, blank + 1) + kind.substring(slash + 1);
    return List.of(who, kind).stream()
        .filter(each -> Columns.of(each) <= columns)
        .findFirst()
        .orElseGet(() -> Columns.ends(bare, columns, more));
  }

  /** A sentence with the kinds of objects shortened, when it does not fit otherwise. */
  static String sentence(String text, int columns) {
    return Columns.of(text) <= columns ? text : shortened(text);
  }

  /** A reason in the cell of a node, without the workload the phase is about anyway. */
  static String reason(String reason, String phase, int columns) {
    if (Columns.of(reason) <= columns) {
      return reason;
    }
    String kind = shortened(reason);
    int colon = kind.indexOf(": ");
    boolean names = colon > 0 && kind.substring(0, colon).endsWith("/" + phase);
    return names ? kind.substring(colon + 2) : kind;
  }

  private static String shortened(String text) {
    return OBJECT.matcher(text).replaceAll(match -> SHORT.get(match.group(1)) + " ");
  }
}
