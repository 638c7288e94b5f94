package dev.blackstart.world;

import java.util.Optional;

/** Choices that must outlive the process that made them, written before they are acted upon. */
public interface Ledger {
  Optional<String> choice(String name);

  /** On disk when this returns. */
  void choose(String name, String value);
}
