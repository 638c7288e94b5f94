package dev.blackstart.repository.argo;

import static dev.blackstart.template.argo.Fields.text;

import dev.blackstart.cluster.Deliveries;
import dev.blackstart.cluster.Delivery;
import dev.blackstart.template.argo.Fields;
import dev.blackstart.template.kustomize.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Applications of a tree as deliveries, and what the tree does not show. */
final class ApplicationDeliveries {
  private final ApplicationTree whole;
  private final SourceTree tree;
  private final String namespace;

  /**
   * @param namespace of Applications that say none
   */
  ApplicationDeliveries(ApplicationTree whole, SourceTree tree, String namespace) {
    this.whole = whole;
    this.tree = tree;
    this.namespace = namespace;
  }

  Deliveries read() {
    List<String> unseen = new ArrayList<>();
    for (Application each : whole.all()) {
      each.folders().stream()
          .filter(source -> !tree.isFolder(Application.path(source)))
          .forEach(
              source ->
                  unseen.add(
                      who(each)
                          + " deploys "
                          + Application.path(source)
                          + " of "
                          + text(source, "repoURL")));
    }
    whole.problems().forEach(problem -> unseen.add(problem.place() + ": " + problem.what()));
    return new Deliveries(whole.all().stream().map(this::delivery).toList(), unseen);
  }

  private Delivery delivery(Application each) {
    List<String> charts =
        each.sources().stream()
            .map(source -> text(source, "chart"))
            .filter(chart -> !chart.isEmpty())
            .toList();
    return new Delivery(
        who(each), each.name(), charts, List.of(), each.destination(), isByHand(each));
  }

  private static boolean isByHand(Application each) {
    Map<String, Object> spec = Fields.map(each.written().object().get("spec"));
    return !Fields.map(spec.get("syncPolicy")).containsKey("automated")
        || text(spec, "syncPolicy", "automated", "enabled").equals("false");
  }

  private String who(Application each) {
    String own = each.namespace();
    return "Application " + (own.isEmpty() ? namespace : own) + "/" + each.name();
  }
}
