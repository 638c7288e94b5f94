package dev.blackstart.files;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Seed;
import dev.blackstart.machineconfig.ClusterIdentity;
import dev.blackstart.machineconfig.ConfigImages;
import dev.blackstart.machineconfig.ConfigMerge;
import dev.blackstart.machineconfig.DiskChoice;
import dev.blackstart.machineconfig.TalosAccess;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.origin.ConfigOrigins;
import dev.blackstart.machineconfig.origin.ValueOrigin;
import dev.blackstart.machineconfig.secrets.SecretPlace;
import dev.blackstart.machineconfig.secrets.SecretPlaces;
import dev.blackstart.machineconfig.secrets.SecretValues;
import dev.blackstart.run.InputDigest;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Machines;
import dev.blackstart.world.Manifests;
import dev.blackstart.world.NamedImage;
import dev.blackstart.world.RenderedConfig;
import dev.blackstart.world.SecretStore;
import dev.blackstart.world.TalosCredentials;
import dev.blackstart.world.TimeSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The manifests of a repository. Whatever refers to a secret, in any node's config and in any seed,
 * is resolved in one go when the first of them is asked for.
 */
public final class RepositoryManifests implements Manifests {
  private final ClusterSpec spec;
  private final SecretStore secrets;
  private final CrdFiles crdFiles;
  private final SealedTexts sealed;
  private final NativeHooks hooks;
  private final TimeSource time;
  private final Optional<HookPrograms> programs;
  private final Map<String, MachineConfig> merged = new LinkedHashMap<>();
  private final Map<String, RenderedConfig> rendered = new LinkedHashMap<>();
  private final List<YamlNode> seeds = new ArrayList<>();
  private SecretValues values;
  private TalosCredentials credentials;

  public RepositoryManifests(
      ClusterSpec spec,
      SecretStore secrets,
      SealedTexts sealed,
      CrdFiles crdFiles,
      TimeSource time) {
    this(spec, secrets, sealed, crdFiles, time, Optional.empty());
  }

  /**
   * @param sealed what opens seeds that sops encrypted
   * @param programs how hooks run that are not run natively; absent when none may
   */
  public RepositoryManifests(
      ClusterSpec spec,
      SecretStore secrets,
      SealedTexts sealed,
      CrdFiles crdFiles,
      TimeSource time,
      Optional<HookPrograms> programs) {
    this.spec = spec;
    this.secrets = secrets;
    this.sealed = sealed;
    this.crdFiles = crdFiles;
    this.hooks = new NativeHooks(spec.repository(), crdFiles, secrets, sealed);
    this.time = time;
    this.programs = programs;
  }

  @Override
  public synchronized RenderedConfig machineConfig(Node node) {
    RenderedConfig known = rendered.get(node.address());
    if (known != null) {
      return known;
    }
    resolve();
    RenderedConfig config = ConfigMerge.render(merged.get(node.address()), values, opened(node));
    rendered.put(node.address(), config);
    return config;
  }

  /**
   * Where each value of a node's config was written, in the order of its text.
   *
   * @throws Failure INPUT with file:line
   */
  public synchronized List<ValueOrigin> origins(Node node) {
    merge();
    return new ConfigOrigins(spec).of(node, merged.get(node.address()), opened(node));
  }

  @Override
  public List<Finding> configFindings() {
    return ConfigLook.findings(spec, sealed, time.wall());
  }

  @Override
  public List<Finding> lints() {
    return ConfigLook.lints(spec, sealed);
  }

  @Override
  public synchronized InstallDisk installDisk(Node node, List<Machines.Disk> present) {
    merge();
    return DiskChoice.of(merged.get(node.address()), node.name()).among(present);
  }

  @Override
  public synchronized List<NamedImage> images(Node node) {
    merge();
    return ConfigImages.of(merged.get(node.address()));
  }

  @Override
  public List<NamedImage> images(Node node, RenderedConfig running) {
    return ConfigImages.of(running, running(node));
  }

  @Override
  public RenderedConfig withImages(Node node, RenderedConfig running, List<NamedImage> images) {
    return ConfigImages.in(running, images, running(node));
  }

  private static String running(Node node) {
    return "the config of " + node.name();
  }

  @Override
  public List<String> otherCluster(Node node, RenderedConfig running) {
    return ClusterIdentity.differences(
        MachineConfig.parse(running.yaml(), "the config of " + node.name()),
        MachineConfig.parse(machineConfig(node).yaml(), node.name()));
  }

  @Override
  public synchronized String endpointHost() {
    merge();
    return spec.controlPlanes().stream()
        .findFirst()
        .flatMap(node -> merged.get(node.address()).text("cluster.controlPlane.endpoint"))
        .map(endpoint -> URI.create(endpoint).getHost())
        .orElse("");
  }

  @Override
  public String machineConfigInputs(Node node) {
    MachineConfigSource source = spec.machineConfigs().get(node.address());
    InputDigest digest = new InputDigest().with(source.base().yaml());
    source.patches().forEach(patch -> digest.with(patch.yaml()));
    return digest.hex();
  }

  @Override
  public Map<String, String> digests(Collection<String> files) {
    return new FileDigests(spec.repository()).of(files);
  }

  @Override
  public synchronized TalosCredentials talosCredentials() {
    if (credentials == null) {
      resolve();
      Node node = spec.controlPlanes().getFirst();
      credentials = TalosAccess.admin(values.in(merged.get(node.address())), time.wall());
    }
    return credentials;
  }

  @Override
  public synchronized List<KubeObject> seeds() {
    resolve();
    List<KubeObject> objects = new ArrayList<>();
    for (YamlNode seed : seeds) {
      objects.add(object(SeedEncoding.checked(values.in(seed))));
    }
    return objects;
  }

  @Override
  public List<Sealed> sealedForFlux() {
    return spec.flux()
        .map(flux -> new FluxSecrets(spec.repository(), flux, sealed).look(seeds()))
        .orElse(List.of());
  }

  @Override
  public String seedInputs() {
    InputDigest digest = new InputDigest();
    spec.seeds().forEach(seed -> digest.with(seed.file()).with(seed.yaml()));
    return digest.hex();
  }

  @Override
  public List<KubeObject> crds(CrdSource source) {
    return crdFiles.definitions(source);
  }

  @Override
  public List<HookStep> hook(Hook hook) {
    return hooks.steps(hook, programs.isPresent());
  }

  @Override
  public void runProgram(Hook hook) {
    try (TimeSource.Work work = time.working("hook " + hook.at())) {
      programs.orElseThrow().run(hook, spec.repository());
    }
  }

  private void merge() {
    if (!merged.isEmpty()) {
      return;
    }
    Map<String, MachineConfig> all = new LinkedHashMap<>();
    for (Node node : spec.nodes()) {
      all.put(node.address(), ConfigMerge.merge(opened(node)));
    }
    // All or none: who asks again after a refusal is refused again.
    merged.putAll(all);
  }

  /** What a node's config is made of, without what sops encrypted. */
  private MachineConfigSource opened(Node node) {
    return ConfigLook.opened(spec.machineConfigs().get(node.address()), sealed);
  }

  private void resolve() {
    if (values != null) {
      return;
    }
    merge();
    seeds.clear();
    for (Seed seed : spec.seeds()) {
      parsed(seed).forEach(node -> seeds.add(SeedPlaces.placed(node, seed.namespace())));
    }
    List<SecretPlace> places = new ArrayList<>();
    merged.values().forEach(config -> places.addAll(SecretPlaces.in(config)));
    seeds.forEach(seed -> places.addAll(SecretPlaces.in(seed)));
    SecretStore all = new RepositorySecrets(spec.repository(), sealed, secrets);
    values = new SecretValues(places.isEmpty() ? Map.of() : all.resolve(SecretPlace.kinds(places)));
  }

  private List<YamlNode> parsed(Seed seed) {
    try {
      return Yaml.parse(sealed.open(seed.yaml(), seed.file()), seed.file());
    } catch (YamlProblem problem) {
      throw new Failure(
          Failure.Kind.INPUT, problem.getMessage(), "correct the YAML of the seed", problem);
    }
  }

  static KubeObject object(YamlNode node) {
    if (!(Reading.KUBERNETES.read(node) instanceof Map<?, ?> map)) {
      throw new Failure(
          Failure.Kind.INPUT,
          node.mark() + ": a Kubernetes object is a mapping",
          "give it apiVersion, kind and metadata");
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> fields = (Map<String, Object>) map;
    KubeObject object = new KubeObject(fields);
    if (object.kind().isEmpty() || object.name().isEmpty()) {
      throw new Failure(
          Failure.Kind.INPUT,
          node.mark() + ": the object names no kind or no metadata.name",
          "give it apiVersion, kind and metadata.name");
    }
    return object;
  }
}
