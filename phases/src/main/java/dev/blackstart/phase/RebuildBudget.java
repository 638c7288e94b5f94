package dev.blackstart.phase;

import dev.blackstart.cluster.CertificateOrder;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether those who give only so much in a time have enough left for a cluster that begins with
 * nothing. The limits are those of letsencrypt.org/docs/rate-limits (June 2025) and of
 * docs.docker.com/docker-hub/usage (2025). A rehearsal asks nobody for anything.
 */
final class RebuildBudget {
  /** The server of Let's Encrypt whose limits count. */
  static final String SERVER = "acme-v02.api.letsencrypt.org";

  /** Of one set of names; one comes back every 34 hours. */
  private static final Allowance SAME = new Allowance(5, Duration.ofDays(7));

  /** New sets of names of one domain; one comes back every 202 minutes. */
  private static final Allowance DOMAIN = new Allowance(50, Duration.ofDays(7));

  /** Images for an address from which nobody logs in. */
  private static final int HUB = 100;

  private static final Duration HUB_WINDOW = Duration.ofHours(6);

  private final ClusterSpec spec;
  private final World world;
  private final Instant now;
  private final List<Spent.Certificate> had;
  private final List<Finding> findings = new ArrayList<>();

  private RebuildBudget(ClusterSpec spec, World world) {
    this.spec = spec;
    this.world = world;
    this.now = world.time().wall();
    this.had = Spent.certificates(world.ledger());
  }

  static List<Finding> look(ClusterSpec spec, World world) {
    return world.kind() == World.Kind.LIVE ? new RebuildBudget(spec, world).look() : List.of();
  }

  private List<Finding> look() {
    List<CertificateOrder> orders =
        spec.certificates().stream().filter(order -> !isThere(order)).toList();
    if (!orders.isEmpty()) {
      long lately = had.stream().filter(one -> one.at().isAfter(now.minus(SAME.window()))).count();
      findings.add(
          PreflightFinding.REBUILD_BUDGET.info(
              "cluster " + spec.name(),
              "Let's Encrypt will be asked for "
                  + orders.size()
                  + (orders.size() == 1 ? " certificate, " : " certificates, ")
                  + lately
                  + " of the cluster's were given in the last 7 days",
              "a Secret that is kept among the seeds is not asked for again"));
    }
    orders.forEach(this::same);
    domains(orders).forEach(this::domain);
    images();
    return findings;
  }

  /** In a cluster that stands, whose Secret is there, nothing is asked for. */
  private boolean isThere(CertificateOrder order) {
    int slash = order.secret().indexOf('/');
    return world
        .kube()
        .get(
            new KubeObject.Ref(
                "v1",
                "Secret",
                order.secret().substring(0, slash),
                order.secret().substring(slash + 1)))
        .isPresent();
  }

  /** What only the cluster knows is what it was the last time. */
  private List<String> names(CertificateOrder order) {
    return order.names().isEmpty()
        ? had.stream()
            .filter(one -> one.secret().equals(order.secret()))
            .reduce((first, second) -> second)
            .map(Spent.Certificate::names)
            .orElse(List.of())
        : order.names();
  }

  private void same(CertificateOrder order) {
    List<String> names = names(order);
    List<Instant> times =
        had.stream().filter(one -> one.names().equals(names)).map(Spent.Certificate::at).toList();
    Instant free = SAME.free(times, 1, now);
    if (free.isAfter(now)) {
      findings.add(
          PreflightFinding.REBUILD_OVER_BUDGET.warning(
              order.at(),
              "Let's Encrypt has given what it gives of "
                  + order.object()
                  + " ("
                  + String.join(", ", names)
                  + "), 5 in 7 days: the next is free at "
                  + minute(free),
              "keep its Secret "
                  + order.secret()
                  + " among the seeds, or use the staging server for it until then"));
    }
  }

  /** By domain, how many orders are of names that were never asked for. */
  private Map<String, Integer> domains(List<CertificateOrder> orders) {
    Set<List<String>> known = new HashSet<>();
    had.forEach(one -> known.add(one.names()));
    Map<String, Integer> domains = new TreeMap<>();
    for (CertificateOrder order : orders) {
      if (!known.contains(order.names())) {
        registered(order.names()).forEach(domain -> domains.merge(domain, 1, Integer::sum));
      }
    }
    return domains;
  }

  private void domain(String domain, int wanted) {
    Map<List<String>, Instant> first = new HashMap<>();
    had.stream()
        .filter(one -> registered(one.names()).contains(domain))
        .forEach(one -> first.putIfAbsent(one.names(), one.at()));
    Instant free = DOMAIN.free(List.copyOf(first.values()), wanted, now);
    if (free.isAfter(now) || wanted > DOMAIN.limit()) {
      findings.add(
          PreflightFinding.REBUILD_OVER_BUDGET.warning(
              "cluster " + spec.name(),
              "Let's Encrypt gives "
                  + DOMAIN.limit()
                  + " new certificates of "
                  + domain
                  + " in 7 days, and "
                  + wanted
                  + " are asked for: so many are free at "
                  + minute(free),
              "ask for one with a wildcard, or use the staging server until then"));
    }
  }

  private void images() {
    List<Spent.Images> runs = Spent.images(world.ledger());
    if (runs.isEmpty() || !world.kube().listOnce("v1", "Node", "", Map.of()).isEmpty()) {
      return;
    }
    List<Spent.Images> lately =
        runs.stream().filter(run -> run.at().isAfter(now.minus(HUB_WINDOW))).toList();
    int fetched = lately.stream().mapToInt(Spent.Images::fetched).sum();
    int wanted = runs.getLast().all();
    if (fetched + wanted > HUB) {
      String free =
          wanted > HUB || lately.isEmpty()
              ? ""
              : "; all are free at " + minute(lately.getLast().at().plus(HUB_WINDOW));
      findings.add(
          PreflightFinding.REBUILD_OVER_BUDGET.warning(
              "cluster " + spec.name(),
              "Docker Hub gives "
                  + HUB
                  + " images in 6 hours to an address from which nobody logs in; its nodes fetched "
                  + fetched
                  + " and will fetch up to "
                  + wanted
                  + free,
              "log in, or name a mirror: machine.registries"));
    }
  }

  /** The domains somebody registered; of the usual suffixes with two parts as well. */
  private static Set<String> registered(Collection<String> names) {
    Set<String> domains = new HashSet<>();
    for (String name : names) {
      String[] labels = name.split("\\.", -1);
      int last = labels.length - 1;
      boolean two =
          last >= 2 && labels[last].length() == 2 && labels[last - 1].matches("co|com|org|net|ac");
      int from = Math.max(0, last - (two ? 2 : 1));
      domains.add(String.join(".", List.of(labels).subList(from, labels.length)));
    }
    return domains;
  }

  private static String minute(Instant time) {
    return time.toString().substring(0, 16).replace('T', ' ') + " UTC";
  }
}
