package dev.blackstart.repository.fluxtree;

import dev.blackstart.cluster.CertificateOrder;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdOwners;
import dev.blackstart.cluster.Deliveries;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Seed;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.kustomize.ArtifactTree;
import dev.blackstart.template.kustomize.FolderTree;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.RememberedTree;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks through what Flux will be given, without a cluster: every Kustomization is built as its
 * controller builds it, and what can never become ready is found. One instance serves all clusters
 * of a repository, whose files it reads once.
 */
public final class FluxTree {
  private final RepositoryFiles files;
  private final RememberedTree tree;

  public FluxTree(RepositoryFiles files) {
    this.files = files;
    this.tree =
        new RememberedTree(new ArtifactTree(new RememberedTree(new FolderTree(files.root()))));
  }

  /**
   * What is seen in the tree of a cluster.
   *
   * @param crdOwners with who of the tree applies definitions
   * @param certificates what it asks Let's Encrypt for
   * @param deliveries what Flux makes of it
   */
  public record Looked(
      List<Finding> findings,
      CrdOwners crdOwners,
      List<CertificateOrder> certificates,
      Deliveries deliveries) {}

  /** What is found in the tree of a cluster; nothing when it is not known where Flux begins. */
  public List<Finding> findings(ClusterSpec spec) {
    return look(spec).findings();
  }

  /** The same, with who goes on with definitions. */
  public Looked look(ClusterSpec spec) {
    return start(spec)
        .map(start -> look(start, spec))
        .orElse(new Looked(List.of(), spec.crdOwners(), List.of(), Deliveries.NONE));
  }

  /** What Flux will bring into a cluster; nothing when it is not known where it begins. */
  public FluxContents contents(ClusterSpec spec) {
    Optional<FluxStart> start = start(spec);
    if (start.isEmpty()) {
      return FluxContents.NOTHING;
    }
    Contents contents = new Contents();
    Faults unheard = new Faults(new Findings());
    Collection<Reconciliation> all = new Walk(tree, start.get(), contents, unheard).run();
    return new HelmReleases(files.root(), start.get(), contents).of(all);
  }

  private Optional<FluxStart> start(ClusterSpec spec) {
    return spec.flux()
        .map(flux -> FluxStart.of(spec, flux))
        .or(() -> new FluxStarts(files, tree).find(spec.name()));
  }

  private Looked look(FluxStart start, ClusterSpec spec) {
    Findings findings = new Findings();
    Contents contents = new Contents();
    spec.seeds().forEach(seed -> findings.attempt(() -> add(contents, seed)));
    ByHand byHand = new ByHand(files, tree);
    Faults faults = new Faults(findings);
    Collection<Reconciliation> all = new Walk(tree, start, contents, faults).run();
    new References(start, contents, faults, byHand).check(all);
    new Namespaces(spec, start, contents, faults, byHand).check();
    new Unreplaced(contents, faults).check(all);
    new Policies(spec, contents, findings).check();
    HelmReleases helm = new HelmReleases(files.root(), start, contents);
    new Adoptions(spec, helm, findings).check(all);
    new Waits(all, contents, findings).check();
    return new Looked(
        findings.all(),
        Definitions.owners(spec.crdOwners(), all, contents, helm),
        CertificateOrders.of(contents),
        Deliverers.of(all, contents, helm));
  }

  private static void add(Contents contents, Seed seed) {
    for (YamlNode document : Yaml.parse(seed.yaml(), seed.file())) {
      if (Reading.KUBERNETES.read(document) instanceof Map<?, ?> object) {
        Map<String, Object> fields = Fields.asMap(object);
        BuiltObject built = new BuiltObject(fields, seed.file(), Optional.of(document));
        contents.add(ObjectKey.of(fields), built, Optional.empty());
      }
    }
  }
}
