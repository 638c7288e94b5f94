package dev.blackstart.app.fresh;

import dev.blackstart.app.Refusal;
import dev.blackstart.cluster.Finding;
import dev.blackstart.files.OperatorKeys;
import dev.blackstart.machineconfig.document.RefusedConfig;
import dev.blackstart.machineconfig.pki.DeployKey;
import dev.blackstart.machineconfig.secrets.SecretsBundle;
import dev.blackstart.machineconfig.secrets.SecretsBundleYaml;
import dev.blackstart.repository.Repository;
import dev.blackstart.repository.RepositoryReader;
import dev.blackstart.repository.fresh.NewCluster;
import dev.blackstart.repository.fresh.NewFile;
import dev.blackstart.repository.fresh.NewRepository;
import dev.blackstart.repository.fresh.SeedFile;
import dev.blackstart.repository.settings.ClusterSettings;
import dev.blackstart.repository.settings.ReadOptions;
import dev.blackstart.talos.FoundMachine;
import dev.blackstart.template.sops.SopsFile;
import dev.blackstart.template.sops.SopsProblem;
import dev.blackstart.template.sops.SopsWriter;
import dev.blackstart.template.yaml.InputFile;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Founds a cluster: decides what was not said, makes its secrets, and writes its files. */
public final class Founding {
  private final Path root;
  private final Map<String, String> env;
  private final Instant now;

  /**
   * @param root of the repository; it need not be there
   * @param now wall time
   */
  public Founding(Path root, Map<String, String> env, Instant now) {
    this.root = root;
    this.env = Map.copyOf(env);
    this.now = now;
  }

  /**
   * What was founded.
   *
   * @param written paths of files, in order
   * @param kept those that were there and are shared
   * @param newKey whether a key was made, as {@code age.key}
   * @param deployKey what the Git host is to be given
   * @param settings what is to be added to a {@code blackstart.yaml} that was there
   * @param findings what is wrong with the repository as it is now
   */
  public record Founded(
      NewCluster cluster,
      List<String> written,
      List<String> kept,
      boolean newKey,
      Optional<String> deployKey,
      Optional<String> settings,
      List<Finding> findings) {}

  /**
   * Founds it; nothing that is there is written over.
   *
   * @throws Refusal 2 when something said cannot be, or the cluster is there already; 3 when the
   *     files cannot be written
   */
  public Founded found(Wishes wishes, List<FoundMachine> machines) {
    GitPlace place = new GitPlace(wishes, root);
    NewCluster.Git git = place.git();
    SealingKeys keys = SealingKeys.of(wishes, root, env);
    Set<String> others = others();
    NewCluster cluster =
        new ClusterDraft(wishes, machines)
            .cluster(
                others.size() + 1,
                git,
                new NewCluster.Sealing(keys.recipients().names(), keys.secret().isPresent()));
    if (others.contains(cluster.name())) {
      throw new Refusal(
          2,
          "the repository has a cluster " + cluster.name() + " already",
          "choose another name, or look at it: blackstart plan --cluster " + cluster.name());
    }
    FoundingFiles files = new FoundingFiles(root);
    NewRepository.files(cluster).forEach(files::add);
    Optional<DeployKey> deploy =
        Optional.of(git).filter(NewCluster.Git::deployKey).map(any -> DeployKey.generate());
    Map<String, Map<String, Object>> secrets = new LinkedHashMap<>();
    keys.secret()
        .ifPresent(
            key -> {
              SeedFile seed = SeedFile.ageKey(cluster);
              secrets.put(seed.path(), seed.secret(Map.of("age.agekey", key)));
            });
    deploy.ifPresent(
        key -> {
          SeedFile seed = SeedFile.deployKey(cluster);
          Map<String, String> values = new LinkedHashMap<>();
          values.put("identity", key.secret());
          values.put("identity.pub", key.open());
          values.put("known_hosts", place.knownHosts(git));
          secrets.put(seed.path(), seed.secret(values));
        });
    files.refuseTaken();
    SopsWriter sops = new SopsWriter(keys.recipients());
    files.add(
        new NewFile(NewRepository.secretsFile(cluster), sops.encrypt(bundle(wishes), now), false));
    secrets.forEach(
        (path, secret) ->
            files.add(new NewFile(path, sops.encrypt(secret, SeedFile.ENCRYPTED, now), false)));
    files.refuseTaken();
    files.write(keys.fresh());
    boolean settingsKept = files.kept().contains(ClusterSettings.FILE);
    return new Founded(
        cluster,
        files.written(),
        files.kept(),
        keys.fresh().isPresent(),
        deploy.map(DeployKey::open),
        settingsKept ? Optional.of(NewRepository.settings(cluster)) : Optional.empty(),
        findings(cluster.name()));
  }

  private Set<String> others() {
    return root.toFile().isDirectory() ? read().names() : Set.of();
  }

  private Repository read() {
    return RepositoryReader.read(root, new ReadOptions(Map.of(), env));
  }

  private List<Finding> findings(String cluster) {
    Repository repository = read();
    List<Finding> all = new ArrayList<>(repository.findings());
    if (repository.names().contains(cluster)) {
      all.addAll(repository.cluster(cluster).findings());
    }
    return all.stream().distinct().toList();
  }

  /** A new bundle, or the one that was named, as a tree. */
  private Map<String, Object> bundle(Wishes wishes) {
    Optional<String> named = wishes.one(Wish.SECRETS);
    String yaml =
        named.isPresent()
            ? opened(Path.of(named.get()))
            : SecretsBundleYaml.write(SecretsBundle.generate(now));
    Map<String, Object> tree = new LinkedHashMap<>();
    if (Reading.TALOS.read(Yaml.document(yaml, named.orElse("secrets"))) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> tree.put(String.valueOf(key), value));
    }
    return tree;
  }

  /** A bundle of talosctl or of another tool, whole and readable. */
  private String opened(Path file) {
    try {
      String text = InputFile.text(file, file.toString());
      Optional<SopsFile> sealed = SopsFile.parse(text, file.toString());
      String open =
          sealed.isPresent() ? sealed.get().decrypt(new OperatorKeys(env, root).read()) : text;
      return SecretsBundleYaml.write(SecretsBundleYaml.read(open, file.toString()));
    } catch (IOException unreadable) {
      throw Wishes.wrong(Wish.SECRETS, file.toString(), "a file that can be read");
    } catch (SopsProblem problem) {
      throw new Refusal(2, file + ": " + problem.getMessage(), "decrypt it: sops decrypt " + file);
    } catch (YamlProblem problem) {
      throw new Refusal(
          2, problem.mark() + ": " + problem.what(), "give a bundle of talosctl gen secrets");
    } catch (RefusedConfig refused) {
      throw new Refusal(
          2, refused.problems().getFirst().toString(), "give a bundle of talosctl gen secrets");
    }
  }
}
