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
    boolean started =
        boot.services()
            .get("etcd")
            .map(service -> service.isRunning() || service.state() == ServiceState.FAILED)
            .orElse(false);
    if (!started) {
      done.run();
      return;
    }
    Optional<String> refusal = member.get().cluster().refusesRemoval(member.get().id());
    if (refusal.isPresent()) {
      boot.sequencer()
          .fail(
              "failed to leave cluster: failed to remove member "
                  + member.get().hexId()
                  + ": "
                  + refusal.get());
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
