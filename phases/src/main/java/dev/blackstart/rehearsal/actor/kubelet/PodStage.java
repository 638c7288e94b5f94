package dev.blackstart.rehearsal.actor.kubelet;

/** How far a kubelet has come with a pod. */
enum PodStage {
  /** Assigned; its network, volumes and images are not there yet. */
  CREATING,
  /** Its init containers run, one after the other. */
  INITIALISING,
  /** Its containers run and do not say that they are ready. */
  RUNNING,
  /** Its containers ended by an error, and are started again after a while. */
  ENDED,
  /** Its containers are ready. */
  READY,
  /** It has done what it was made for. */
  SUCCEEDED,
  /** Its containers ended by an error, and nothing starts them again. */
  FAILED;

  /** As the status of a pod names it. */
  String phase() {
    return switch (this) {
      case CREATING, INITIALISING -> "Pending";
      case RUNNING, ENDED, READY -> "Running";
      case SUCCEEDED -> "Succeeded";
      case FAILED -> "Failed";
    };
  }
}
