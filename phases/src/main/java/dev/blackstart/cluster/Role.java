package dev.blackstart.cluster;

/** What a node is for, in Talos's words (Talos 1.12 {@code machine.type}). */
public enum Role {
  CONTROL_PLANE("controlplane"),
  WORKER("worker");

  private final String machineType;

  Role(String machineType) {
    this.machineType = machineType;
  }

  /** The value of {@code machine.type}. */
  public String machineType() {
    return machineType;
  }
}
