package dev.blackstart.cluster;

/** What a node is for, in Talos's words (Talos 1.12 {@code machine.type}). */
public enum Role {
  CONTROL_PLANE("controlplane"),
  WORKER("worker");

  private final String machineType;

  Role(String machineType) {
    this.machineType = machineType;
  }

  /**
   * The role of a {@code machine.type}.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static Role named(String machineType) {
    for (Role role : values()) {
      if (role.machineType.equals(machineType)) {
        return role;
      }
    }
    throw new IllegalArgumentException("no role " + machineType);
  }

  /** The value of {@code machine.type}. */
  public String machineType() {
    return machineType;
  }
}
