package dev.blackstart.rehearsal.control;

import dev.blackstart.world.SecretKind;
import java.util.Map;

/** What an operator may ask of a standing world over the control connection. */
public interface ControlDesk {
  /** Values of the right kinds for these references; the same reference, the same value. */
  Map<String, String> secrets(Map<String, SecretKind> references);

  /** What the world knows that only a judge may know, such as how often etcd was bootstrapped. */
  Map<String, Object> facts();

  /** Ends the world. */
  void stop();
}
