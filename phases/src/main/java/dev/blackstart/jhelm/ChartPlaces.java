package dev.blackstart.jhelm;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.jhelm.ChartDependencies.Boundary;
import dev.blackstart.jhelm.remote.GitRepositories.Checkout;
import dev.blackstart.jhelm.remote.RemoteCharts;
import dev.blackstart.jhelm.remote.Unavailable;
import dev.blackstart.jhelm.remote.Versions;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where charts lie on this machine: in a folder of the repository, in a mirror, or fetched from the
 * network into a folder that goes when the process ends.
 */
final class ChartPlaces implements ChartDependencies.Source, AutoCloseable {
  private final HelmSettings settings;
  private final ChartMirror mirror;
  private final MirrorSums sums = new MirrorSums();
  private final RemoteCharts remote;
  private final Map<ChartRef, Place> fetched = new ConcurrentHashMap<>();
  private final Map<ChartRef, String> chosen = new ConcurrentHashMap<>();
  private Path folder;

  ChartPlaces(HelmSettings settings, RemoteCharts remote) {
    this.settings = settings;
    this.remote = remote;
    this.mirror = new ChartMirror(settings.mirrors());
  }

  /**
   * A chart's file or folder.
   *
   * @param boundary what else it may name
   * @param commit of the Git repository it was fetched from; empty for what is none
   */
  record Place(Path path, Boundary boundary, String commit) {}

  /** Something that is asked of the network. */
  private interface Asked<T> {
    T get() throws IOException, InterruptedException;
  }

  /**
   * @throws Failure INPUT naming chart, version and where it was looked for
   */
  Place of(ChartRef ref) {
    List<String> lookedAt = new ArrayList<>();
    if (ref.isFolder()) {
      Path path = settings.root().resolve(ref.reference()).normalize();
      lookedAt.add(path.toString());
      if (!Files.exists(path)) {
        throw nowhere(ref, lookedAt, Failure.Kind.INPUT, "");
      }
      return new Place(path, new Boundary(settings.root(), ""), "");
    }
    if (ref.version().isEmpty() && !ref.isGit()) {
      throw new Failure(
          Failure.Kind.INPUT,
          "chart " + ref.from() + " has no version",
          "write the version next to it: without one, two runs may install two things");
    }
    lookedAt.addAll(settings.mirrors().stream().map(Path::toString).toList());
    return mirror
        .find(ref)
        .map(sums::require)
        .map(path -> new Place(path, new Boundary(path.getParent(), ""), ""))
        .orElseGet(() -> remote(ref, lookedAt));
  }

  @Override
  public Path archive(ChartRef ref) {
    return of(ref).path();
  }

  @Override
  public String newest(ChartRef ref) {
    String known = chosen.get(ref);
    if (known != null) {
      return known;
    }
    Optional<String> mirrored = Versions.newest(mirror.versions(ref.name()), ref.version());
    List<String> lookedAt =
        new ArrayList<>(settings.mirrors().stream().map(Path::toString).toList());
    String version = mirrored.orElseGet(() -> asked(ref, lookedAt, () -> remote.newest(ref)));
    chosen.put(ref, version);
    return version;
  }

  @Override
  public Optional<String> added(String name) {
    return remote.added(name);
  }

  /** Whoever looks for the same chart at the same time fetches it himself: that is rare. */
  private Place remote(ChartRef ref, List<String> lookedAt) {
    Place known = fetched.get(ref);
    if (known != null && Files.exists(known.path())) {
      return known;
    }
    Place place = asked(ref, lookedAt, () -> ref.isGit() ? git(ref) : archived(ref));
    fetched.put(ref, place);
    return place;
  }

  private Place archived(ChartRef ref) throws IOException, InterruptedException {
    byte[] archive = remote.fetch(ref);
    Path file = Files.createTempFile(folder(), ref.name() + "-", ".tgz");
    Files.write(file, archive);
    return new Place(file, new Boundary(folder(), ""), "");
  }

  private Place git(ChartRef ref) throws IOException, InterruptedException {
    Checkout checkout = remote.git().checkout(ref.gitUrl(), ref.version(), folder());
    Path path = checkout.folder().resolve(ref.reference()).normalize();
    if (!path.startsWith(checkout.folder()) || !Files.isRegularFile(path.resolve("Chart.yaml"))) {
      throw remote
          .git()
          .without(
              ref.gitUrl(),
              "chart at " + (ref.reference().isEmpty() ? "its root" : ref.reference()));
    }
    String shown = ref.gitUrl().replaceFirst("://[^/@]*@", "://");
    return new Place(path, new Boundary(checkout.folder(), shown), checkout.commit());
  }

  private <T> T asked(ChartRef ref, List<String> lookedAt, Asked<T> question) {
    if (!settings.network()) {
      lookedAt.add("not on the network, which is off here");
      throw nowhere(ref, lookedAt, Failure.Kind.INPUT, "");
    }
    try {
      return question.get();
    } catch (Unavailable refused) {
      lookedAt.add("the network (" + refused.getMessage() + ")");
      throw nowhere(ref, lookedAt, refused.kind(), refused.remedy());
    } catch (IOException e) {
      lookedAt.add("the network (" + e.getMessage() + ")");
      throw nowhere(ref, lookedAt, Failure.Kind.INPUT, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lookedAt.add("the network (interrupted)");
      throw nowhere(ref, lookedAt, Failure.Kind.UNREACHABLE, "resume the run");
    }
  }

  private static Failure nowhere(
      ChartRef ref, List<String> lookedAt, Failure.Kind kind, String remedy) {
    return new Failure(
        kind,
        "chart %s (%s) is nowhere: looked in %s"
            .formatted(ref, ref.from(), String.join(", ", lookedAt)),
        remedy.isEmpty() ? remedy(ref) : remedy);
  }

  private static String remedy(ChartRef ref) {
    return ref.isFolder()
        ? "correct the path, or add the folder"
        : "put " + ref.file() + ".tgz into a folder and name it with --charts DIR";
  }

  /** For what goes when the process ends. */
  synchronized Path folder() throws IOException {
    if (folder == null) {
      folder = HelmFolder.create(settings.work());
    }
    return folder;
  }

  @Override
  public synchronized void close() {
    if (folder != null) {
      HelmFolder.delete(folder);
    }
  }
}
