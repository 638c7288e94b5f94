package dev.blackstart.rehearsal.actor.kubelet;

/** A machine whose kubelet is played here. */
public interface KubeletHost {
  /** How the machine is now; its name and role may change until its kubelet runs. */
  KubeletState state();

  /** Asks to be called whenever {@link #state} has changed; may be called from any thread. */
  void onChange(Runnable changed);

  /**
   * Tells the machine what became of its Node.
   *
   * @param reason why it is not ready, in the kubelet's words
   */
  void nodeReady(boolean ready, String reason);
}
