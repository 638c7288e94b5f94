package dev.blackstart.repository.talos;

import dev.blackstart.repository.source.JinjaTemplates;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text looks like before it is rendered or parsed; templates may be neither YAML yet. */
public final class TalosText {
  private static final Pattern TALOS =
      Pattern.compile(
          "(?m)^(?:machine:\\s*(?:$|#|\\{|&)|apiVersion:\\s*[\"']?v1alpha1[\"']?\\s*$)");

  /** Other programs have something called cluster as well. */
  private static final Pattern OF_CLUSTER =
      Pattern.compile(
          "(?ms)^cluster:\\s.*?\\b(?:apiServer|controllerManager|scheduler|etcd|network|proxy|coreDNS"
              + "|allowSchedulingOn(?:Masters|ControlPlanes)|controlPlane|clusterName|token|secret"
              + "|aggregatorCA|serviceAccount|discovery|inlineManifests|extraManifests|ca"
              + "|secretboxEncryptionSecret|externalCloudProvider|adminKubeconfig):");

  /** The same in braces, as some write it. */
  private static final Pattern IN_BRACES =
      Pattern.compile(
          "(?ms)^\\{.*?^"
              + " {1,4}\"?(?:(?:machine|cluster)\"?:\\s*\\{|apiVersion\"?:\\s*\"v1alpha1\")");

  private static final Pattern MACHINE = Pattern.compile("(?m)^(?: {2})?machine:");
  private static final Pattern CLUSTER = Pattern.compile("(?m)^(?: {2})?cluster:");
  private static final Pattern ENDPOINT = Pattern.compile("(?m)\\bendpoint:");
  private static final Pattern HOSTNAME =
      Pattern.compile("(?m)^\\s*\"?hostname\"?:\\s*[\"']?([A-Za-z0-9][A-Za-z0-9.-]*)");
  private static final Pattern CLUSTER_NAME =
      Pattern.compile("(?m)^[^#\n]*\\bclusterName\"?:\\s*[\"']?([A-Za-z0-9][A-Za-z0-9._-]*)");
  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\{%[-+]? *[a-z]+ |\\{\\{-? *(?:ENV\\.|[A-Za-z_][A-Za-z0-9_]* *(?:[|}]|-}))");

  /** What only a secrets bundle has. */
  private static final Pattern SECRETS = Pattern.compile("(?m)^(trustdinfo|certs):");

  private static final Pattern TAG = Pattern.compile("(?s)\\{%.*?%}|\\{#.*?#}");
  private static final Pattern EXPRESSION = Pattern.compile("\\{\\{.*?}}");
  private static final Pattern SOPS = Pattern.compile("(?m)^(?: {2})?sops:");

  private TalosText() {}

  /** Whether it is a machine config or a piece of one. */
  public static boolean isTalos(String text) {
    boolean plain = TALOS.matcher(text).find() || OF_CLUSTER.matcher(text).find();
    return !SECRETS.matcher(text).find() && plain
        || text.contains("\n{") && IN_BRACES.matcher(text).find();
  }

  /** The host name it gives its machine, when it is no variable. */
  static Optional<String> hostname(String text) {
    Matcher hostname = HOSTNAME.matcher(text);
    return hostname.find() ? Optional.of(hostname.group(1)) : Optional.empty();
  }

  /** The cluster's name, when it is no variable. */
  static Optional<String> clusterName(String text) {
    Matcher name = CLUSTER_NAME.matcher(text);
    return name.find() ? Optional.of(name.group(1)) : Optional.empty();
  }

  /**
   * Whether it is to be rendered: by its name, or because it asks for variables; what {@code op
   * inject} would fill in is in braces too.
   */
  static boolean isTemplate(String path, String text) {
    return JinjaTemplates.isTemplate(path) || VARIABLE.matcher(text).find();
  }

  /** A template without its tags; what its variables would give counts as unreadable. */
  static String withoutVariables(String text) {
    return EXPRESSION.matcher(TAG.matcher(text).replaceAll("")).replaceAll(NodeFacts.UNREADABLE);
  }

  /** Whether it is a whole machine config, which patches may be laid over. */
  static boolean isWhole(String text) {
    return MACHINE.matcher(text).find()
        && CLUSTER.matcher(text).find()
        && ENDPOINT.matcher(text).find();
  }

  /** Whether sops has encrypted values of it. */
  public static boolean isEncrypted(String text) {
    return SOPS.matcher(text).find() && text.contains("ENC[");
  }
}
