package dev.blackstart.world;

/** Everything a phase may touch. There are two: the live world and a rehearsal. */
public record World(
    Kind kind,
    Machines machines,
    KubeApi kube,
    Charts charts,
    Manifests manifests,
    SecretStore secrets,
    Ledger ledger,
    TimeSource time) {

  /** Which of the two. */
  public enum Kind {
    LIVE,
    REHEARSAL
  }
}
