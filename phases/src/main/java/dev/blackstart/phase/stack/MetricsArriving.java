package dev.blackstart.phase.stack;

import dev.blackstart.phase.inside.Words;
import dev.blackstart.world.Inside;
import dev.blackstart.world.Inside.Heard;
import dev.blackstart.world.Inside.Question;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * That metrics arrive: each store of VictoriaMetrics or Prometheus is asked when the last sample of
 * {@code up} came of each cluster that wrote one within an hour, by the label {@code cluster}.
 */
final class MetricsArriving implements StackCheck {
  private static final String QUERY = "max by (cluster) (max_over_time(timestamp(up)[1h:1m]))";
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final String VICTORIA = "operator.victoriametrics.com";

  /** Where a kind of store is asked: its operator names the Service. */
  private record Store(KubeObject object, String service, String port, String path) {
    Question question() {
      return new Question(
          "services",
          object.namespace(),
          service,
          port,
          path + "?query=" + URLEncoder.encode(QUERY, StandardCharsets.UTF_8),
          Map.of());
    }
  }

  @Override
  public Found look(World world) {
    List<Store> stores = new ArrayList<>();
    for (KubeObject one : Objects.of(world, VICTORIA, List.of("v1beta1"), "VMSingle")) {
      stores.add(new Store(one, "vmsingle-" + one.name(), "http", "/api/v1/query"));
    }
    for (KubeObject one : Objects.of(world, VICTORIA, List.of("v1beta1"), "VMCluster")) {
      stores.add(
          new Store(one, "vmselect-" + one.name(), "http", "/select/0/prometheus/api/v1/query"));
    }
    for (KubeObject one : Objects.of(world, "monitoring.coreos.com", List.of("v1"), "Prometheus")) {
      stores.add(new Store(one, "prometheus-operated", "9090", "/api/v1/query"));
    }
    List<Store> served = stores.stream().filter(store -> isServed(world, store)).toList();
    Inside inside = world.kube().inside();
    List<Heard> answers = inside.ask(served.stream().map(Store::question).toList());
    List<Waiting> wrong = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    int clusters = 0;
    for (int i = 0; i < served.size(); i++) {
      String who = served.get(i).object().ref().toString();
      Heard heard = answers.get(i);
      if (heard.ok()) {
        clusters += judge(world, who, inside.read(heard.body()), wrong);
      } else if (heard.unasked().filter(why -> why.contains("is forbidden")).isPresent()) {
        remarks.add(who + " was not asked: " + Words.line(heard.unasked().orElse("")));
      } else {
        String why = heard.unasked().orElseGet(() -> "HTTP " + heard.code() + " " + heard.body());
        wrong.add(new Waiting(who, "does not say what arrives: " + Words.line(why)));
      }
    }
    return new Found("metrics writer", clusters, wrong, remarks);
  }

  /** A rehearsal has the objects of an operator, and not the stores it would make of them. */
  private static boolean isServed(World world, Store store) {
    return world.kind() == World.Kind.LIVE
        || world
            .kube()
            .get(new KubeObject.Ref("v1", "Service", store.object().namespace(), store.service()))
            .isPresent();
  }

  private static int judge(World world, String who, KubeObject answer, List<Waiting> wrong) {
    List<KubeObject> results = Objects.each(answer, "data", "result");
    if (results.isEmpty()) {
      wrong.add(new Waiting(who, "has no sample of the last hour"));
    }
    for (KubeObject result : results) {
      String cluster = result.text("metric", "cluster");
      List<?> value = result.list("value");
      String stamp = value.size() == 2 ? String.valueOf(value.get(1)) : "";
      if (!stamp.matches("\\d{1,12}(\\.\\d+)?")) {
        wrong.add(new Waiting(who, "answers what is no time: " + Words.line(stamp)));
        continue;
      }
      long age = world.time().wall().getEpochSecond() - (long) Double.parseDouble(stamp);
      if (age > FRESH.toSeconds()) {
        wrong.add(
            new Waiting(
                who,
                "the last sample%s is %d min old"
                    .formatted(
                        cluster.isEmpty() ? "" : " of cluster " + Words.line(cluster), age / 60)));
      }
    }
    return results.size();
  }
}
