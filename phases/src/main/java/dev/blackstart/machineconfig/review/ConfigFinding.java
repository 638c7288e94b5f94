package dev.blackstart.machineconfig.review;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Finding.Level;
import java.util.Locale;

/** Every kind of finding about machine configs. */
public enum ConfigFinding {
  /** Talos would not take a node's config. */
  CONFIG_REFUSED(Level.ERROR),
  /** Talos takes it and tells that a key will go. */
  CONFIG_DEPRECATED(Level.WARNING),
  /** A CA nodes and clients trust is out of date. */
  CA_EXPIRED(Level.ERROR),
  /** Nodes of one cluster have different secrets where they must have one. */
  SECRETS_DIFFER(Level.ERROR),
  /** A worker is given what only control planes need. */
  SECRET_ON_WORKER(Level.WARNING),
  /** The shared address of the control planes is a node's own. */
  VIP_TAKEN(Level.ERROR),
  /** The shared address is in no network of the link it moves on. */
  VIP_OUTSIDE(Level.WARNING),
  /** A gateway is in no network of its link. */
  GATEWAY_OUTSIDE(Level.WARNING),
  /** A node's address is in none of the networks the kubelet may take one from. */
  ADDRESS_OUTSIDE(Level.ERROR),
  /** Networks of pods, services and nodes overlap. */
  NETWORKS_OVERLAP(Level.ERROR),
  /** The Talos that is installed does not run this Kubernetes. */
  KUBERNETES_RANGE(Level.ERROR);

  private final Level level;

  ConfigFinding(Level level) {
    this.level = level;
  }

  /** The id it is known by. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How much it matters. */
  public Level level() {
    return level;
  }

  /** A finding of a failure that begins with the place it is about. */
  public Finding of(String what, String remedy) {
    String[] parts = what.split(": ", 2);
    return at(parts[0], parts[parts.length - 1], remedy);
  }

  Finding at(Object at, String what, String remedy) {
    return new Finding(id(), level, at.toString(), what, remedy);
  }
}
