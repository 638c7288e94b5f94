package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.config.NodeConfig;

/** Starts what the machine's role needs and waits until every service is up, apid among them. */
final class StartAllServices implements Work {
  @Override
  public void start(Boot boot, Runnable done) {
    Services services = boot.services();
    NodeConfig config = boot.config().orElseThrow();
    boolean pulled = boot.node().media().imagesPulled;
    services.load(Plans.kubelet(pulled));
    services.start(Plans.cri());
    if (config.isControlPlane()) {
      boolean founds = config.text("machine.type").filter("init"::equals).isPresent();
      services.start(Plans.trustd());
      boolean begins = founds && boot.node().media().etcd.isEmpty();
      services.start(Plans.etcd(begins ? EtcdPart.Origin.FOUNDED : EtcdPart.Origin.JOINED, pulled));
    }
    services.when(
        () -> boot.isNetworkReady() && services.isUp("cri"),
        () -> services.get("kubelet").ifPresent(Service::start));
    services.when(
        () -> services.all().stream().allMatch(Service::isUp),
        () -> {
          boot.node().media().imagesPulled |= !config.isControlPlane();
          done.run();
        });
  }
}
