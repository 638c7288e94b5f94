package dev.blackstart.repository;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.FluxSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.repository.settings.ClusterSettings;
import dev.blackstart.repository.settings.NodeSettings;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.talos.PathPatterns;
import dev.blackstart.template.yaml.Yaml;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes what was found as the file that says it. */
final class AdoptionWriter {
  private static final String MISSING = "# missing: ";
  private static final String HEAD =
      """
      # What is found in this repository by itself. A key may be taken out again as long as that is
      # so; a path may hold {cluster} {role} {node} {address} {hostname}.
      """;
  private static final String SKELETON =
      """
      # clusters:
      #   NAME:
      #     talos:
      #       base: talos/machineconfig.yaml.j2
      #       patches: ["talos/{role}/{address}.yaml"]
      #       nodes:
      #         ADDRESS: {role: controlplane}
      """;

  private final List<Finding> shared;

  /**
   * @param shared what was found of the repository as a whole
   */
  AdoptionWriter(List<Finding> shared) {
    this.shared = shared;
  }

  Adoption write(List<Detected> clusters) {
    Set<String> missing = new LinkedHashSet<>(missing(shared));
    StringBuilder text = new StringBuilder(HEAD);
    missing.forEach(line -> text.append(MISSING).append(line).append('\n'));
    if (clusters.isEmpty()) {
      text.append(SKELETON);
    } else {
      text.append("clusters:\n");
    }
    for (Detected one : clusters) {
      List<String> own = missing(one.spec().findings());
      missing.addAll(own);
      text.append("  ").append(Yaml.write(one.spec().name()).strip()).append(":\n");
      own.forEach(line -> text.append("    ").append(MISSING).append(line).append('\n'));
      Yaml.write(cluster(one)).lines().forEach(l -> text.append("    ").append(l).append('\n'));
    }
    return new Adoption(
        text.toString(),
        clusters.stream().map(one -> one.spec().name()).toList(),
        List.copyOf(missing));
  }

  private static List<String> missing(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.level() == Finding.Level.ERROR)
        .map(each -> each.at() + ": " + each.what() + "; " + each.remedy())
        .toList();
  }

  private static Map<String, Object> cluster(Detected one) {
    Map<String, Object> cluster = new LinkedHashMap<>();
    cluster.put("talos", talos(one.spec(), one.said()));
    cluster.put("bootstrap", bootstrap(one));
    if (!one.said().budgets().isEmpty()) {
      Map<String, Object> budgets = new LinkedHashMap<>();
      one.said().budgets().forEach((phase, budget) -> budgets.put(phase, go(budget.value())));
      cluster.put("budgets", budgets);
    }
    if (!one.said().silences().isEmpty()) {
      Map<String, Object> silences = new LinkedHashMap<>();
      one.said().silences().forEach(silence -> silences.put(silence.id(), silence.reason()));
      cluster.put("silence", silences);
    }
    return cluster;
  }

  private static Map<String, Object> talos(ClusterSpec spec, ClusterSettings said) {
    Map<String, Object> talos = new LinkedHashMap<>();
    PathPatterns patterns = new PathPatterns(spec);
    said.talos()
        .base()
        .map(Setting::value)
        .or(patterns::base)
        .ifPresent(base -> talos.put("base", base));
    List<String> patches = said.talos().patches().stream().map(Setting::value).toList();
    Optional.of(patches)
        .filter(each -> !each.isEmpty())
        .or(patterns::patches)
        .filter(each -> !each.isEmpty())
        .ifPresent(each -> talos.put("patches", each));
    if (!said.talos().vars().isEmpty()) {
      Map<String, Object> vars = new LinkedHashMap<>();
      said.talos().vars().forEach((name, value) -> vars.put(name, value.value()));
      talos.put("vars", vars);
    }
    if (!said.talos().env().isEmpty()) {
      talos.put("env", said.talos().env());
    }
    Map<String, Object> nodes = new LinkedHashMap<>();
    spec.nodes()
        .forEach(
            node ->
                nodes.put(
                    node.address(),
                    node(node, Optional.ofNullable(said.talos().nodes().get(node.address())))));
    if (!nodes.isEmpty()) {
      talos.put("nodes", nodes);
    }
    return talos;
  }

  private static Map<String, Object> node(Node node, Optional<NodeSettings> said) {
    Map<String, Object> settings = new LinkedHashMap<>();
    said.flatMap(NodeSettings::name).ifPresent(name -> settings.put("name", name));
    settings.put("role", node.role().machineType());
    node.pin().ifPresent(pin -> settings.put("fingerprint", pin.fingerprint()));
    said.flatMap(NodeSettings::mac).ifPresent(mac -> settings.put("mac", mac));
    return settings;
  }

  private static Map<String, Object> bootstrap(Detected one) {
    Map<String, Object> bootstrap = new LinkedHashMap<>();
    Bootstrap found = one.bootstrap();
    found.environment().ifPresent(environment -> bootstrap.put("environment", environment));
    if (found.seeds().namespaces().isEmpty()) {
      bootstrap.put("seeds", found.seeds().files().stream().map(Setting::value).toList());
    }
    found.crdFiles().ifPresent(crds -> bootstrap.put("crds", crds));
    found
        .releaseFiles()
        .filter(releases -> !releases.isEmpty())
        .ifPresent(releases -> bootstrap.put("releases", releases));
    one.spec()
        .flux()
        .map(FluxSource::path)
        .ifPresent(path -> bootstrap.put("flux", Map.of("path", path)));
    if (!one.said().bootstrap().crdOwners().isEmpty()) {
      Map<String, Object> owners = new LinkedHashMap<>();
      one.said()
          .bootstrap()
          .crdOwners()
          .forEach(rule -> owners.put(rule.of(), rule.policy().word()));
      bootstrap.put("crdOwners", owners);
    }
    return bootstrap;
  }

  /** A duration as Go writes it. */
  private static String go(Duration duration) {
    return duration.toSecondsPart() == 0 && duration.toMillisPart() == 0
        ? duration.toMinutes() + "m"
        : duration.toMillis() + "ms";
  }
}
