package dev.blackstart.rehearsal.pod;

/** Why nothing can be asked of a pod, in the words of a kubelet. */
public final class PodRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int code;

  /**
   * @param code of HTTP
   */
  public PodRefusal(int code, String message) {
    super(message);
    this.code = code;
  }

  public int code() {
    return code;
  }
}
