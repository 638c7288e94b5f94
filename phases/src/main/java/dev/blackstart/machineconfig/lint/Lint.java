package dev.blackstart.machineconfig.lint;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Finding.Level;
import java.util.Locale;

/**
 * Every kind of disagreement between values and machine configs. An error is one where both sides
 * say so themselves.
 */
public enum Lint {
  /** Cilium looks for the API server where no KubePrism listens. */
  CILIUM_KUBEPRISM(Level.ERROR),
  /** Cilium has no way to the API server, or asks at another port than it listens at. */
  CILIUM_API_SERVER(Level.ERROR),
  /** Cilium asks for a capability that Talos gives nobody. */
  CILIUM_CAPABILITIES(Level.ERROR),
  /** Cilium mounts cgroups itself, or looks for them where Talos has none. */
  CILIUM_CGROUP(Level.WARNING),
  /** Nobody serves Services on the nodes: no kube-proxy, and Cilium does not take its place. */
  KUBE_PROXY_NONE(Level.ERROR),
  /** Cilium takes the place of kube-proxy, and Talos starts that too. */
  KUBE_PROXY_TWICE(Level.WARNING),
  /** Talos installs a network of its own beside the one that is bootstrapped. */
  CNI_TWICE(Level.WARNING),
  /** Talos installs no network and the bootstrap brings none: no node becomes Ready. */
  CNI_NONE(Level.WARNING),
  /** Cilium's networks of pods do not go with the nodes' or the Services'. */
  CILIUM_POD_NETWORK(Level.WARNING),
  /** Cilium joins others by a cluster mesh without a name or id of its own. */
  CILIUM_MESH_IDENTITY(Level.ERROR),
  /** Cilium denies what no policy allows from its first minute on. */
  CILIUM_DENIES_ALL(Level.WARNING),
  /** Each rendering of Cilium makes new certificates. */
  CILIUM_CERTIFICATES(Level.INFO),
  /** Answers of the nodes' own DNS do not come back to CoreDNS. */
  DNS_MASQUERADE(Level.WARNING),
  /** CoreDNS wants an address that no Service can have. */
  COREDNS_ADDRESS(Level.ERROR),
  /** Pods ask for names at another address than CoreDNS has. */
  COREDNS_NOT_ASKED(Level.WARNING),
  /** Talos installs CoreDNS and the bootstrap does too. */
  COREDNS_TWICE(Level.WARNING),
  /** Talos installs no CoreDNS and the bootstrap brings none. */
  COREDNS_NONE(Level.WARNING),
  /** Spegel has nothing to hand on: containerd throws layers away. */
  SPEGEL_LAYERS(Level.WARNING),
  /** Spegel writes its mirrors where containerd of Talos does not look. */
  SPEGEL_PATH(Level.WARNING),
  /** Kubelets ask for certificates that nobody approves. */
  KUBELET_CERTIFICATES(Level.WARNING),
  /** There are control planes only, and they take no pods. */
  NOWHERE_TO_RUN(Level.WARNING),
  /** CRDs are of another version than the controller they are for. */
  CRD_VERSION(Level.WARNING);

  private final Level level;

  Lint(Level level) {
    this.level = level;
  }

  /** The id it is known by, and silenced by. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How much it matters at the most. */
  public Level level() {
    return level;
  }

  /**
   * @param said whether both sides say so themselves; of what one leaves to its defaults an error
   *     is a warning only
   */
  Finding at(boolean said, Object at, String what, String remedy) {
    Level own = level == Level.ERROR && !said ? Level.WARNING : level;
    return new Finding(id(), own, at.toString(), what, remedy);
  }

  Finding at(Object at, String what, String remedy) {
    return at(true, at, what, remedy);
  }
}
