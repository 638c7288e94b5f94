package dev.blackstart.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster the repository describes: desired state, nothing observed.
 *
 * @param repository absolute root of the operator's repository
 * @param family how the Talos side and the bootstrap side are written, such as {@code minijinja}
 *     and {@code helmfile}
 * @param machineConfigs by node address
 * @param releases in the order of the helmfile; {@code needs} decides the order of installation
 * @param flux absent when the repository hands nothing to Flux
 * @param budgets by phase id, world time; {@code total} for the run
 * @param findings what the reader noticed; what is silenced is told as such
 * @param particulars what only some clusters have
 */
public record ClusterSpec(
    String name,
    Path repository,
    Family family,
    List<Node> nodes,
    Map<String, MachineConfigSource> machineConfigs,
    List<Seed> seeds,
    List<CrdSource> crds,
    List<Release> releases,
    Optional<FluxSource> flux,
    Map<String, Duration> budgets,
    List<Finding> findings,
    Particulars particulars) {

  public ClusterSpec {
    List<Silence> known = particulars.silences();
    findings = findings.stream().map(finding -> quiet(finding, known)).toList();
  }

  /**
   * What only some clusters have.
   *
   * @param kubeconfig the operator's file that names a cluster which stands already: its machines
   *     are not ours, and a run begins at its API server
   * @param argo what Argo CD is handed, when it is Argo CD and not Flux
   * @param silences findings the operator knows and means
   * @param crdOwners who goes on with the definitions
   * @param certificates what its tree asks Let's Encrypt for
   * @param deliveries what Flux or Argo CD will bring
   */
  public record Particulars(
      Optional<Path> kubeconfig,
      Optional<ArgoSource> argo,
      List<Silence> silences,
      CrdOwners crdOwners,
      List<CertificateOrder> certificates,
      Deliveries deliveries) {
    /** Of a cluster we bring up ourselves and hand to Flux, or to nobody. */
    public static final Particulars NONE =
        new Particulars(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            CrdOwners.NONE,
            List.of(),
            Deliveries.NONE);
  }

  public Optional<Path> kubeconfig() {
    return particulars.kubeconfig();
  }

  public Optional<ArgoSource> argo() {
    return particulars.argo();
  }

  public List<Silence> silences() {
    return particulars.silences();
  }

  public CrdOwners crdOwners() {
    return particulars.crdOwners();
  }

  public List<CertificateOrder> certificates() {
    return particulars.certificates();
  }

  public Deliveries deliveries() {
    return particulars.deliveries();
  }

  /** Names of the two families a repository is read by. */
  public record Family(String talos, String bootstrap) {}

  /** Whether its machines are in the repository; without them a run begins at the API server. */
  public boolean hasMachines() {
    return !nodes.isEmpty();
  }

  /** The same cluster, standing already where this file says. */
  public ClusterSpec adopting(Path file) {
    return with(
        new Particulars(
            Optional.of(file), argo(), silences(), crdOwners(), certificates(), deliveries()));
  }

  /** The same cluster, handed to Argo CD. */
  public ClusterSpec handedTo(Optional<ArgoSource> source) {
    return with(
        new Particulars(
            kubeconfig(), source, silences(), crdOwners(), certificates(), deliveries()));
  }

  /** The same cluster, its operator knowing of these findings. */
  public ClusterSpec silencing(List<Silence> others) {
    return with(
        new Particulars(kubeconfig(), argo(), others, crdOwners(), certificates(), deliveries()));
  }

  /** The same cluster, its definitions gone on with by these. */
  public ClusterSpec owning(CrdOwners owners) {
    return with(
        new Particulars(kubeconfig(), argo(), silences(), owners, certificates(), deliveries()));
  }

  /** The same cluster, asking Let's Encrypt for these. */
  public ClusterSpec ordering(List<CertificateOrder> orders) {
    return with(
        new Particulars(kubeconfig(), argo(), silences(), crdOwners(), orders, deliveries()));
  }

  /** The same cluster, given these by Flux or Argo CD. */
  public ClusterSpec given(Deliveries others) {
    return with(
        new Particulars(kubeconfig(), argo(), silences(), crdOwners(), certificates(), others));
  }

  private ClusterSpec with(Particulars others) {
    return with(machineConfigs, findings, others);
  }

  /** The same cluster with other machine configs. */
  public ClusterSpec withMachineConfigs(Map<String, MachineConfigSource> others) {
    return with(others, findings, particulars);
  }

  /** The same cluster with other findings. */
  public ClusterSpec withFindings(List<Finding> others) {
    return with(machineConfigs, others, particulars);
  }

  private ClusterSpec with(
      Map<String, MachineConfigSource> configs, List<Finding> noticed, Particulars others) {
    return new ClusterSpec(
        name,
        repository,
        family,
        nodes,
        configs,
        seeds,
        crds,
        releases,
        flux,
        budgets,
        noticed,
        others);
  }

  /** A warning as it is told: with the operator's reason when it is silenced. */
  public Finding quiet(Finding finding) {
    return quiet(finding, silences());
  }

  private static Finding quiet(Finding finding, List<Silence> silences) {
    return finding.level() == Finding.Level.WARNING ? silenced(finding, silences) : finding;
  }

  /** The same for what may be silenced even where it is an error: a lint. */
  public Finding quietLint(Finding finding) {
    return silenced(finding, silences());
  }

  private static Finding silenced(Finding finding, List<Silence> silences) {
    return silences.stream()
        .filter(silence -> silence.id().equals(finding.id()))
        .findFirst()
        .map(silence -> silence.quiet(finding))
        .orElse(finding);
  }

  public List<Node> controlPlanes() {
    return nodes.stream().filter(Node::isControlPlane).toList();
  }

  public List<Node> workers() {
    return nodes.stream().filter(node -> !node.isControlPlane()).toList();
  }

  public Node node(String address) {
    return nodes.stream()
        .filter(node -> node.address().equals(address))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no node " + address));
  }
}
