package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.etcd.EtcdClusters;
import dev.blackstart.rehearsal.node.etcd.EtcdMember;
import java.util.Optional;

/**
 * The pre state of the etcd service: it goes on as the member it was, founds a cluster, or looks
 * for one to join every few seconds; then it starts, and a learner asks to be promoted.
 */
final class EtcdPart implements Work {
  private final boolean founding;

  EtcdPart(boolean founding) {
    this.founding = founding;
  }

  @Override
  public void start(Boot boot, Runnable done) {
    if (boot.isFounding() && !founding) {
      // This looked for a cluster to join before the bootstrap was asked for.
      return;
    }
    Optional<EtcdMember> member = member(boot);
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

  private Optional<EtcdMember> member(Boot boot) {
    Optional<EtcdMember> own = boot.node().media().etcd;
    if (own.isPresent()) {
      return own;
    }
    EtcdClusters clusters = boot.machinery().etcd();
    String clusterId = boot.config().orElseThrow().text("cluster.id").orElse("");
    String address = boot.node().address();
    return founding
        ? Optional.of(clusters.bootstrap(clusterId, address, boot.machinery().agenda().now()))
        : clusters.join(clusterId, address, boot.hostname());
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
