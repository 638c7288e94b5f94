package dev.blackstart.phase;

import java.util.regex.Pattern;

/** What Flux brings, in the order in which it builds on itself. */
enum FluxStage {
  EXTERNAL_SECRETS("external-secrets", "secrets come from their store", "external-secrets"),
  ROOK_CEPH("rook-ceph", "there is storage", "rook(-ceph)?"),
  VICTORIA_METRICS("victoria-metrics", "metrics and logs are kept", "victoria"),
  /** Whatever belongs to no other. */
  APPLICATIONS("applications", "everything else runs", "(?!)");

  private final String id;
  private final String claim;
  private final Pattern word;

  FluxStage(String id, String claim, String word) {
    this.id = id;
    this.claim = claim;
    this.word = Pattern.compile("(?<![a-z0-9])(" + word + ")(?![a-z0-9])");
  }

  /** Its name, also among the budgets. */
  String id() {
    return id;
  }

  String claim() {
    return claim;
  }

  /** Whether an object, a chart or a namespace of this name is one of its own. */
  boolean isNamedIn(String name) {
    return word.matcher(name).find();
  }

  boolean comesAfter(FluxStage other) {
    return ordinal() > other.ordinal();
  }
}
