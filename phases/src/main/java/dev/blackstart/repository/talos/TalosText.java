package dev.blackstart.repository.talos;

import java.util.regex.Pattern;

/** What a text looks like before it is rendered or parsed; templates may be neither YAML yet. */
public final class TalosText {
  private static final Pattern TALOS =
      Pattern.compile(
          "(?m)^(?:(?:machine|cluster):\\s*(?:$|#|\\{|&)|apiVersion:\\s*[\"']?v1alpha1[\"']?\\s*$)");
  private static final Pattern MACHINE = Pattern.compile("(?m)^machine:");
  private static final Pattern CLUSTER = Pattern.compile("(?m)^cluster:");
  private static final Pattern ENDPOINT = Pattern.compile("(?m)\\bendpoint:");
  private static final Pattern SOPS = Pattern.compile("(?m)^sops:\\s*$");

  private TalosText() {}

  /** Whether it is a machine config or a piece of one. */
  public static boolean isTalos(String text) {
    return TALOS.matcher(text).find();
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
