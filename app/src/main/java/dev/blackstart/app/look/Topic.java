package dev.blackstart.app.look;

/** What can be looked up about a cluster. */
public sealed interface Topic {
  /** A part of what a node tells of itself. */
  record OfNode(String node, NodePart part) implements Topic {}

  /** Lines a service of a node writes; {@link #KERNEL} for what the kernel says. */
  record NodeLog(String node, String service) implements Topic {}

  /** What a release brought: its objects, who is ready where, the last events. */
  record Release(String phase) implements Topic {}

  /** Flux's objects as a tree, what holds the rest up first. */
  record Flux() implements Topic {}

  /** The custom resource definitions, and whether they are served. */
  record Crds() implements Topic {}

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
