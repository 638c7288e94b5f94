package dev.blackstart.rehearsal.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How each service of a node comes up (Talos 1.12). */
final class Plans {
  private static final Duration FIRST_CHECK = Duration.ofSeconds(1);
  private static final Duration FIRST_ETCD_CHECK = Duration.ofSeconds(5);
  private static final Predicate<Boot> ALWAYS = boot -> true;

  private Plans() {}

  static ServicePlan machined() {
    return quick("machined", "Service started as goroutine");
  }

  static ServicePlan udevd() {
    return quick("udevd", "Process Process([\"/usr/bin/systemd-udevd\"]) started with PID %d");
  }

  static ServicePlan auditd() {
    return quick("auditd", "Service started as goroutine");
  }

  static ServicePlan syslogd() {
    return new ServicePlan(
        "syslogd",
        Optional.of(boot -> missing(boot, "machined")),
        Work.NOTHING,
        Work.NOTHING,
        "Service started as goroutine",
        Optional.of(FIRST_CHECK),
        ALWAYS);
  }

  static ServicePlan containerd() {
    return new ServicePlan(
        "containerd",
        Optional.empty(),
        Work.lasting(0.2, 0.5),
        Work.lasting(0.3, 1),
        "Process Process([\"/bin/containerd\" \"--address\""
            + " \"/system/run/containerd/containerd.sock\"]) started with PID %d",
        Optional.of(FIRST_CHECK),
        ALWAYS);
  }

  static ServicePlan dashboard() {
    return new ServicePlan(
        "dashboard",
        Optional.of(boot -> missing(boot, "machined")),
        Work.NOTHING,
        Work.NOTHING,
        "Process Process([\"/sbin/dashboard\"]) started with PID %d",
        Optional.empty(),
        ALWAYS);
  }

  static ServicePlan apid() {
    Work open = (boot, done) -> boot.node().front().openApid(done);
    return new ServicePlan(
        "apid",
        Optional.of(
            boot -> missing(boot, "containerd").or(() -> boot.node().front().missingCertificate())),
        Work.lasting(0.5, 1.5),
        Work.lasting(0.3, 1).then(open),
        "Started task apid (PID %d) for container apid",
        Optional.of(FIRST_CHECK),
        ALWAYS);
  }

  static ServicePlan cri() {
    return new ServicePlan(
        "cri",
        Optional.of(boot -> missing(boot, "containerd").or(() -> network(boot))),
        Work.lasting(0.5, 1),
        Work.lasting(1, 2.5),
        "Process Process([\"/bin/containerd\" \"--address\" \"/run/containerd/containerd.sock\"])"
            + " started with PID %d",
        Optional.of(FIRST_CHECK),
        ALWAYS);
  }

  static ServicePlan trustd() {
    return task(
        "trustd",
        boot -> joined(missing(boot, "containerd"), time(boot), network(boot)),
        Work.lasting(0.3, 1),
        FIRST_CHECK,
        ALWAYS);
  }

  static ServicePlan kubelet(boolean imagesPulled) {
    return task(
        "kubelet",
        boot -> joined(missing(boot, "cri"), time(boot), network(boot)),
        imagesPulled ? Work.lasting(0.5, 1) : Work.lasting(9, 18),
        FIRST_CHECK,
        ALWAYS);
  }

  static ServicePlan etcd(EtcdPart.Origin origin, boolean imagesPulled) {
    Work pull = imagesPulled ? Work.lasting(0.5, 1) : Work.lasting(4, 9);
    return task(
        "etcd",
        boot -> joined(missing(boot, "cri"), time(boot), network(boot)),
        pull.then(new EtcdPart(origin)),
        FIRST_ETCD_CHECK,
        EtcdPart::answers);
  }

  private static ServicePlan quick(String id, String running) {
    return new ServicePlan(
        id,
        Optional.empty(),
        Work.NOTHING,
        Work.lasting(0.05, 0.2),
        running,
        Optional.of(FIRST_CHECK),
        ALWAYS);
  }

  private static ServicePlan task(
      String id,
      java.util.function.Function<Boot, Optional<String>> waitsFor,
      Work pre,
      Duration firstCheck,
      Predicate<Boot> healthy) {
    return new ServicePlan(
        id,
        Optional.of(waitsFor),
        pre,
        Work.lasting(0.3, 1),
        "Started task " + id + " (PID %d) for container " + id,
        Optional.of(firstCheck),
        healthy);
  }

  private static Optional<String> missing(Boot boot, String service) {
    if (boot.services().isUp(service)) {
      return Optional.empty();
    }
    return Optional.of(
        "service \""
            + service
            + "\" to be "
            + (boot.services().get(service).isEmpty() ? "registered" : "\"up\""));
  }

  private static Optional<String> time(Boot boot) {
    return boot.isTimeSynced() ? Optional.empty() : Optional.of("time sync");
  }

  private static Optional<String> network(Boot boot) {
    return boot.isNetworkReady() ? Optional.empty() : Optional.of("network");
  }

  @SafeVarargs
  private static Optional<String> joined(Optional<String>... conditions) {
    List<String> missing = new ArrayList<>();
    for (Optional<String> condition : conditions) {
      condition.ifPresent(missing::add);
    }
    return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", missing));
  }
}
