package dev.blackstart.rehearsal.actor.kubelet;

import dev.blackstart.rehearsal.node.container.Pods;
import java.util.Map;

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

  /**
   * A line of the kubelet's log.
   *
   * @param caller place in the kubelet's source, as its log names it
   * @param fields what the line says beside its message, in order
   */
  void writes(String caller, String message, Map<String, String> fields);

  /** Tells the machine where to look for its pods. */
  void runs(Pods pods);
}
