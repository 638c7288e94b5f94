package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.etcd.DamagedSnapshotException;
import dev.blackstart.rehearsal.etcd.EtcdDatabase;
import dev.blackstart.rehearsal.etcd.SnapshotFile;
import dev.blackstart.rehearsal.node.etcd.EtcdClusters;
import dev.blackstart.rehearsal.node.etcd.EtcdMember;
import java.util.Arrays;
import java.util.Optional;

/**
 * The pre state of the etcd service: it goes on as the member it was, founds a cluster, or looks
 * for one to join every few seconds; then it starts, and a learner asks to be promoted.
 *
 * @param origin where a cluster it founds begins
 */
record EtcdPart(Origin origin) implements Work {
  /** What a member begins with. */
  enum Origin {
    /** It looks for a cluster to join. */
    JOINED,
    /** An empty database. */
    FOUNDED,
    /** The uploaded snapshot, whose hash is right. */
    RECOVERED,
    /** The uploaded file, whatever its hash. */
    RECOVERED_UNCHECKED
  }

  @Override
  public void start(Boot boot, Runnable done) {
    if (boot.isFounding() && origin == Origin.JOINED) {
      // This looked for a cluster to join before the bootstrap was asked for.
      return;
    }
    Optional<EtcdMember> member;
    try {
      member = member(boot);
    } catch (DamagedSnapshotException e) {
      String why = "Failed to run pre stage: " + e.getMessage();
      boot.services().get("etcd").ifPresent(service -> service.fail(why));
      return;
    }
    if (member.isEmpty()) {
      boot.after(boot.between(2, 4), () -> start(boot, done));
      return;
    }
    boot.node().media().etcd = member;
    boot.after(
        boot.between(0.5, 1.5),
        () -> {
          if (boot.node().media().etcd.equals(member)) {
            member.get().started(boot.hostname());
            boot.touched();
            boot.after(boot.between(14, 16), () -> promote(boot, member.get()));
            done.run();
          }
        });
  }

  /** Whether a quorum read through the local member would succeed. */
  static boolean answers(Boot boot) {
    return boot.node()
        .media()
        .etcd
        .filter(member -> member.isRunning() && !member.isLearner())
        .filter(member -> member.cluster().members().contains(member))
        .map(member -> member.cluster().hasQuorum())
        .orElse(false);
  }

  private Optional<EtcdMember> member(Boot boot) throws DamagedSnapshotException {
    Optional<EtcdMember> own = boot.node().media().etcd;
    if (own.isPresent()) {
      return own;
    }
    EtcdClusters clusters = boot.machinery().etcd();
    String clusterId = boot.config().orElseThrow().text("cluster.id").orElse("");
    String address = boot.node().address();
    if (origin == Origin.JOINED) {
      return clusters.join(clusterId, address, boot.hostname());
    }
    EtcdDatabase begun = origin == Origin.FOUNDED ? EtcdDatabase.EMPTY : recovered(boot);
    return Optional.of(
        clusters.bootstrap(clusterId, address, boot.machinery().agenda().now(), begun));
  }

  /** The uploaded snapshot, which is gone afterwards; one that is refused stays. */
  private EtcdDatabase recovered(Boot boot) throws DamagedSnapshotException {
    Media media = boot.node().media();
    if (media.uploaded.isEmpty()) {
      throw new DamagedSnapshotException(
          "error verifying snapshot: stat /var/lib/etcd.snapshot: no such file or directory");
    }
    byte[] file = media.uploaded.get().toByteArray();
    EtcdDatabase database;
    try {
      database = SnapshotFile.read(file);
    } catch (DamagedSnapshotException e) {
      throw new DamagedSnapshotException("error verifying snapshot: " + e.getMessage());
    }
    boot.log(
        String.format(
            "recovering etcd from snapshot: hash %08x, revision %d, total keys %d, total size %d",
            Arrays.hashCode(file), database.revision(), database.entries().size(), file.length));
    try {
      SnapshotFile.opened(file, origin == Origin.RECOVERED_UNCHECKED);
    } catch (DamagedSnapshotException e) {
      media.etcdDebris = true;
      throw new DamagedSnapshotException("error recovering from the snapshot: " + e.getMessage());
    }
    media.uploaded = Optional.empty();
    return database;
  }

  private static void promote(Boot boot, EtcdMember member) {
    if (!member.isLearner() || !boot.node().media().etcd.equals(Optional.of(member))) {
      return;
    }
    if (member.cluster().promote(member)) {
      boot.log("successfully promoted etcd member");
      boot.touched();
    } else {
      boot.after(boot.between(14, 16), () -> promote(boot, member));
    }
  }
}
