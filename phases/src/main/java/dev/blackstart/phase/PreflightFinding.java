package dev.blackstart.phase;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Finding.Level;
import java.util.Locale;

/** Every kind of finding the preflight checks make. */
enum PreflightFinding {
  /** Nobody could run etcd. */
  CONTROL_PLANES_NONE,

  /** An even number of control planes survives no more than one fewer. */
  CONTROL_PLANES_EVEN,

  /** Nobody answers at a node's address. */
  NODE_UNREACHABLE,

  /** A node belongs to another cluster. */
  NODE_FOREIGN,

  /** A node lets us in and is of another cluster. */
  CLUSTER_OTHER,

  /** Another maintenance certificate is offered than the one pinned. */
  FINGERPRINT_MISMATCH,

  /** Another one is offered, and the operator accepted it by word. */
  FINGERPRINT_ACCEPTED,

  /** Nobody wrote down which certificate a machine must offer. */
  FINGERPRINT_UNPINNED,

  /** A node's clock and ours differ. */
  CLOCK_SKEW,

  /** A machine does not list its disks. */
  DISKS_UNREAD,

  /** The install disk is not there. */
  INSTALL_DISK_NONE,

  /** The selector picks more than one disk. */
  INSTALL_DISK_SEVERAL,

  /** What others wrote on the install disk would be wiped. */
  DISK_FOREIGN,

  /** The cluster endpoint is a worker. */
  ENDPOINT_WORKER,

  /** The cluster endpoint's name does not resolve. */
  ENDPOINT_UNRESOLVED,

  /** A chart is nowhere. */
  CHART_MISSING,

  /** A chart is another than the run began with. */
  CHART_CHANGED,

  /** A chart is not for the version of Kubernetes that the machine configs name. */
  CHART_KUBERNETES,

  /** What a release does to its rendered objects does not fit what its chart renders. */
  RELEASE_PATCHES,

  /** A release's own CRDs come from nowhere. */
  RELEASE_WITHOUT_CRDS,

  /** A file of CRDs is nowhere. */
  CRDS_MISSING,

  /** A definition is given to somebody who is not there. */
  CRD_OWNER,

  /** A definition drops a version that objects of the cluster may be stored in. */
  STORED_VERSION,

  /** A hook is of a form that is not run natively. */
  HOOK_UNSUPPORTED,

  /** A new cluster asks for certificates of which there are only so many in a time. */
  REBUILD_BUDGET,

  /** It asks for more than there will be. */
  REBUILD_OVER_BUDGET,

  /** Machine configs do not render, or their secrets do not resolve. */
  MACHINE_SECRETS,

  /** Seeds do not render, or their secrets do not resolve. */
  SEED_SECRETS,

  /** Flux could not decrypt what it reads. */
  FLUX_SECRETS,

  /** What the clusters of a mesh know one another by is not in force, or of two authorities. */
  MESH_SECRETS,

  /** What is silenced was not found, or is an error that is no lint. */
  SILENCE_UNUSED;

  /** The id it is known by in events, plans and documents. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Finding error(String at, String what, String remedy) {
    return new Finding(id(), Level.ERROR, at, what, remedy);
  }

  Finding info(String at, String what, String remedy) {
    return new Finding(id(), Level.INFO, at, what, remedy);
  }

  Finding warning(String at, String what, String remedy) {
    return new Finding(id(), Level.WARNING, at, what, remedy);
  }
}
