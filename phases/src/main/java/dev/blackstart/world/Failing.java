package dev.blackstart.world;

/**
 * Somebody who does not become ready by being waited for: the cluster itself says why.
 *
 * @param who object such as {@code Pod kube-system/cilium-x7k2p on infra-03}
 * @param reason in the words of the system that gave it, with its last event
 * @param stamp changes with every further attempt, so that what failed long ago can be told from
 *     what fails now
 */
public record Failing(String who, String reason, Cause cause, String stamp) {
  /** Why, in the few classes that decide what is to be done. */
  public enum Cause {
    /** The registry says that there is no such image, or does not hand it out. */
    IMAGE,
    /** A container ended again and again, each time soon after its start. */
    CRASH,
    /** A quota is used up: no pod is created. */
    QUOTA,
    /** The API server, or a webhook it asks, does not admit the pods. */
    ADMISSION,
    /** A Job has given up. */
    JOB,
    /** The names of a CustomResourceDefinition are another's. */
    NAMES
  }

  /** Whether nobody but an operator can change it; a crash may end when others become ready. */
  public boolean alone() {
    return switch (cause) {
      case IMAGE, QUOTA, ADMISSION, JOB, NAMES -> true;
      case CRASH -> false;
    };
  }

  @Override
  public String toString() {
    return who + ": " + reason;
  }
}
