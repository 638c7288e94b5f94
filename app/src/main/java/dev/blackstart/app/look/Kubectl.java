package dev.blackstart.app.look;

import dev.blackstart.world.KubeObject;
import java.util.Locale;

/** The kubectl commands that show what a fact says. */
final class Kubectl {
  private Kubectl() {}

  static String describe(KubeObject.Ref ref) {
    return in(ref.namespace()) + "describe " + resource(ref) + " " + ref.name();
  }

  static String get(KubeObject.Ref ref) {
    return in(ref.namespace()) + "get " + resource(ref) + " " + ref.name();
  }

  static String events(KubeObject.Ref ref) {
    return in(ref.namespace()) + "events --for " + resource(ref) + "/" + ref.name();
  }

  static String rollout(KubeObject.Ref ref) {
    return in(ref.namespace()) + "rollout status " + resource(ref) + "/" + ref.name();
  }

  /** Kinds of other groups than Kubernetes's own are named with their group: names may clash. */
  private static String resource(KubeObject.Ref ref) {
    String kind = ref.kind().toLowerCase(Locale.ROOT);
    int slash = ref.apiVersion().indexOf('/');
    String group = slash < 0 ? "" : ref.apiVersion().substring(0, slash);
    return group.contains(".") && !group.endsWith(".k8s.io") ? kind + "." + group : kind;
  }

  private static String in(String namespace) {
    return namespace.isEmpty() ? "kubectl " : "kubectl -n " + namespace + " ";
  }
}
