package dev.blackstart.rehearsal.actor.kubelet;

import dev.blackstart.rehearsal.actor.client.Resource;

/** What a program waits for before it says that it is ready, or done. */
public interface PodGate {
  /** Whether nothing keeps this pod from getting ready; cheap, asked again and again. */
  boolean open(Resource pod);
}
