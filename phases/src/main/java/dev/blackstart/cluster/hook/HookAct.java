package dev.blackstart.cluster.hook;

import java.util.List;
import java.util.Map;

/** One thing a hook does to the cluster, or waits for. */
public sealed interface HookAct {
  /**
   * Applies manifests.
   *
   * @param files files and folders of manifests, and URLs; relative to the hook's folder
   * @param kustomizations folders to be built, likewise
   * @param namespace for objects that name none; empty for theirs or the default one
   * @param fieldManager {@code kubectl} when none is named
   * @param secrets how the files keep their secrets
   */
  record Apply(
      List<String> files,
      List<String> kustomizations,
      String namespace,
      String fieldManager,
      Secrets secrets)
      implements HookAct {}

  /** What is done to manifests before they are applied. */
  enum Secrets {
    /** Nothing. */
    NONE,
    /** References are resolved, as {@code op inject} does. */
    REFERENCES,
    /** What sops encrypted is opened. */
    SOPS
  }

  /** Creates a namespace when it is not there. */
  record CreateNamespace(String name) implements HookAct {}

  /** Waits until it holds for all of them. */
  record Await(List<Target> targets, Want want) implements HookAct {}

  /**
   * An object, or several.
   *
   * @param namespace empty for kinds that have none
   * @param name empty for all that have the labels; then there must be one at least
   */
  record Target(
      String apiVersion, String kind, String namespace, String name, Map<String, String> labels) {}

  /** What is waited for. */
  sealed interface Want {
    /** That it is in the cluster. */
    record Exists() implements Want {}

    /** That it is no longer there. */
    record Gone() implements Want {}

    /** That its pods are those of its newest template, and ready. */
    record RolledOut() implements Want {}

    /** That a condition of its status has this value. */
    record Condition(String type, String value) implements Want {}

    /**
     * That a field has this value.
     *
     * @param value absent as an empty text: any value will do
     */
    record Field(List<String> path, String value) implements Want {}
  }
}
