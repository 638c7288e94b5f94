package dev.blackstart.world;

/** Stage of a machine (Talos 1.12 {@code machine.proto}, MachineStatusEvent.MachineStage). */
public enum MachineStage {
  UNKNOWN,
  BOOTING,
  INSTALLING,
  MAINTENANCE,
  RUNNING,
  REBOOTING,
  SHUTTING_DOWN,
  RESETTING,
  UPGRADING
}
