package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.etcd.EtcdMember;
import java.util.Optional;

/** Takes the node out of its etcd cluster; the last member cannot take out itself. */
final class LeaveEtcd implements Work {
  @Override
  public void start(Boot boot, Runnable done) {
    Optional<EtcdMember> member = boot.node().media().etcd;
    if (member.isEmpty()) {
      done.run();
      return;
    }
    if (member.get().cluster().members().size() == 1) {
      boot.sequencer().fail("failed to leave cluster: etcdserver: re-configuration failed");
      boot.after(boot.between(10, 11), () -> boot.node().restart(false));
      return;
    }
    boot.after(
        boot.between(1, 3),
        () -> {
          member.get().stopped();
          member.get().cluster().remove(member.get().id());
          boot.node().media().etcd = Optional.empty();
          done.run();
        });
  }
}
