package dev.blackstart.rehearsal.actor.kubelet;

/** A machine whose kubelet is played here. */
public interface KubeletHost {
  /** How the machine is now. */
  KubeletState state();

  /** Asks to be called whenever {@link #state} has changed; may be called from any thread. */
  void onChange(Runnable changed);

  /** Tells the machine whether Kubernetes holds its node for ready. */
  void nodeReady(boolean ready);
}
