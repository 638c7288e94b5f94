package dev.blackstart.repository;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.repository.helmfile.HelmfileDetection;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A cluster's Cilium, as far as its values tell what it is to other clusters. */
public final class MeshMember {
  private final ClusterSpec cluster;
  private final Release cilium;
  private final List<YamlNode> layers;

  private MeshMember(ClusterSpec cluster, Release cilium) {
    this.cluster = cluster;
    this.cilium = cilium;
    this.layers = new ArrayList<>();
    for (ValuesDocument layer : cilium.values()) {
      // What cannot be read is told where it is read first.
      new Findings()
          .attempt(() -> Yaml.parse(layer.yaml(), layer.origin()))
          .ifPresent(layers::addAll);
    }
  }

  /** Absent when the bootstrap installs no Cilium. */
  public static Optional<MeshMember> of(ClusterSpec cluster) {
    return cluster.releases().stream()
        .filter(release -> release.chart().name().equals("cilium"))
        .findFirst()
        .map(cilium -> new MeshMember(cluster, cilium));
  }

  /** Where a first secret of its own lies so that it is found, relative to the root. */
  public String seedFolder(Set<String> others) {
    String name = cluster.name();
    String folder =
        HelmfileDetection.folder(new RepositoryFiles(cluster.repository()), name, others)
            .orElse("bootstrap");
    return RepositoryFiles.name(folder).equals(name) ? folder : RepositoryFiles.in(folder, name);
  }

  public ClusterSpec cluster() {
    return cluster;
  }

  public Release cilium() {
    return cilium;
  }

  /** {@code cluster.name}; the cluster's own when the values do not say, or leave it to Flux. */
  public String name() {
    return value("cluster.name")
        .filter(name -> !name.contains("${") && !name.equals("default"))
        .orElse(cluster.name());
  }

  /** Whether it serves others or asks them. */
  public boolean isMeshed() {
    return serves() || connects();
  }

  /** Whether it runs an API server for the others. */
  public boolean serves() {
    return is("clustermesh.useAPIServer", false);
  }

  /** Whether the chart itself writes how the others are reached. */
  public boolean connects() {
    return is("clustermesh.config.enabled", false);
  }

  /** Whether agents ask a cache of their own cluster. */
  public boolean caches() {
    return is("clustermesh.apiserver.kvstoremesh.enabled", true);
  }

  /** Whether the chart, a job of it or cert-manager issues the certificates. */
  public boolean issues() {
    return is("clustermesh.apiserver.tls.auto.enabled", true);
  }

  /** Whether the certificate it asks others with bears its name. */
  public boolean asksByName() {
    return value("clustermesh.apiserver.tls.authMode").filter("cluster"::equals).isPresent();
  }

  /**
   * Whether the values themselves bring an authority: Cilium's own, an issuer of cert-manager, or
   * one for each remote cluster.
   */
  public boolean bringsAuthority() {
    boolean issuer =
        value("clustermesh.apiserver.tls.auto.method").filter("certmanager"::equals).isPresent();
    return issuer
        || value("tls.ca.cert").filter(text -> !text.isBlank()).isPresent()
        || layers.stream()
            .flatMap(layer -> layer.at("clustermesh.config.clusters").stream())
            .filter(ListNode.class::isInstance)
            .flatMap(list -> ((ListNode) list).items().stream())
            .anyMatch(remote -> remote.text("tls.caCert").filter(t -> !t.isBlank()).isPresent());
  }

  /** Whether the chart wants certificates in its values although it issues none. */
  public boolean wantsThemInValues() {
    return !issues() && is("clustermesh.apiserver.tls.enableSecrets", true);
  }

  private boolean is(String path, boolean otherwise) {
    return value(path).map("true"::equals).orElse(otherwise);
  }

  /** What the last layer that says it says. */
  Optional<String> value(String path) {
    Optional<String> last = Optional.empty();
    for (YamlNode layer : layers) {
      Optional<String> said = layer.text(path);
      last = said.isPresent() ? said : last;
    }
    return last;
  }
}
