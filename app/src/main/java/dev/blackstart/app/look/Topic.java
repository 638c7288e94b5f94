package dev.blackstart.app.look;

/** What can be looked up. */
public sealed interface Topic {
  /** What a world has to be asked for. */
  sealed interface InWorld extends Topic {}

  /**
   * What a run was, from its journal.
   *
   * @param run its name; empty for the one in view
   */
  record Report(String run) implements Topic {}

  /** A part of what a node tells of itself. */
  record OfNode(String node, NodePart part) implements InWorld {}

  /** Lines a service of a node writes; {@link #KERNEL} for what the kernel says. */
  record NodeLog(String node, String service) implements InWorld {}

  /** What a release brought: its objects, who is ready where, the last events. */
  record Release(String phase) implements InWorld {}

  /** Flux's objects as a tree, what holds the rest up first. */
  record Flux() implements InWorld {}

  /** Argo CD's Applications, what holds the rest up first. */
  record Applications() implements InWorld {}

  /** The custom resource definitions, and whether they are served. */
  record Crds() implements InWorld {}

  /** The pseudo service whose log is the kernel's. */
  String KERNEL = "dmesg";

  /** The parts of a node, in the order of their tabs. */
  enum NodePart {
    SERVICES,
    EVENTS,
    KERNEL,
    CONFIG,
    DISKS
  }
}
