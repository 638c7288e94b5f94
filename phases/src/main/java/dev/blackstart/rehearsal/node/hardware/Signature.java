package dev.blackstart.rehearsal.node.hardware;

/**
 * What the first sectors of a disk or partition say it holds, in the words of Talos's prober:
 * {@code xfs}, {@code ext4}, {@code bluestore}, {@code lvm2-pv}, {@code luks}.
 *
 * @param label of the file system, or empty
 */
public record Signature(String name, String label) {
  /** Reads {@code NAME} or {@code NAME:LABEL}. */
  public static Signature of(String text) {
    int label = text.indexOf(':');
    return label < 0
        ? new Signature(text, "")
        : new Signature(text.substring(0, label), text.substring(label + 1));
  }
}
