package dev.blackstart.world;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Release;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Helm: charts and releases. */
public interface Charts extends AutoCloseable {
  /** Starts loading what the first call would have to wait for; returns at once. */
  void warmUp();

  /**
   * Finds a chart in the mirrors, then on the network where that is allowed.
   *
   * @throws Failure INPUT naming chart, version and where it was looked for
   */
  Chart find(ChartRef ref);

  /**
   * @param location file, folder or reference Helm can install from
   * @param digest SHA-256 of the chart's content, hexadecimal
   * @param kubernetes the versions of Kubernetes it is for ({@code kubeVersion}), as Helm reads
   *     ranges; empty when it says nothing
   * @param commit of the Git repository it was fetched from; empty for what is none
   * @param parts charts that were fetched to complete it, since its folder holds them not
   */
  record Chart(
      String name,
      String version,
      String location,
      String digest,
      String kubernetes,
      String commit,
      List<ChartRef> parts) {
    /** A chart that is whole. */
    public Chart(String name, String version, String location, String digest, String kubernetes) {
      this(name, version, location, digest, kubernetes, "", List.of());
    }

    /** A chart for any Kubernetes. */
    public Chart(String name, String version, String location, String digest) {
      this(name, version, location, digest, "");
    }
  }

  /**
   * Every CustomResourceDefinition the release's chart brings, from {@code crds/} and from its
   * templates rendered with the release's values.
   */
  List<KubeObject> crds(Release release);

  /** The same without their schemas, for who asks for names and versions only. */
  default List<KubeObject> crdOutlines(Release release) {
    return crds(release).stream().map(CrdOutline::of).toList();
  }

  /**
   * Names of the CustomResourceDefinitions the chart could bring, whatever its values say, read
   * from its files: {@code certificates.cert-manager.io} and the like.
   */
  List<String> ownCrds(ChartRef ref);

  /** Names of those among them that lie beside the chart's templates, in {@code crds/}. */
  List<String> bundledCrds(ChartRef ref);

  /** Everything the chart's templates render to with the release's values, hooks left out. */
  List<KubeObject> render(Release release);

  /**
   * What {@code helm template} prints: hooks of every kind among the rest.
   *
   * @param bundled whether also what lies in {@code crds/} ({@code --include-crds})
   */
  default List<KubeObject> template(Release release, boolean bundled) {
    return render(release);
  }

  /**
   * What installing the release would change, as the cluster says now; nothing is written.
   *
   * @throws Failure with Helm's reason, UNREACHABLE when no API server answers
   */
  ReleasePreview preview(Release release);

  /** What Helm's storage says of a release; absent when there is none. */
  Optional<Deployed> deployed(String namespace, String name);

  /**
   * @param status in Helm's words: deployed, failed, pending-install, pending-upgrade …
   * @param valuesDigest SHA-256 of the user-supplied values with their form dropped, hexadecimal
   * @param objects what the release put into the cluster
   */
  record Deployed(
      String namespace,
      String name,
      int revision,
      String status,
      String chart,
      String chartVersion,
      String valuesDigest,
      List<KubeObject.Ref> objects) {}

  /** Digest of the values a release would be installed with, comparable with {@link Deployed}. */
  String valuesDigest(Release release);

  /**
   * Installs the release, or upgrades it when Helm has it already. Waits for hooks only. An
   * interrupt cancels: the child that works for us is killed.
   *
   * @throws Failure with Helm's reason
   */
  void install(Release release) throws InterruptedException;

  /** What a Helm that ended in the middle left of a release, as the API server has it now. */
  Optional<Unfinished> unfinished(String namespace, String name);

  /**
   * A record that Helm never closed, which keeps every other Helm out.
   *
   * @param status pending-install, pending-upgrade, pending-rollback or uninstalling
   * @param since when Helm wrote it, wall time
   * @param hooks objects of hooks that Helm had begun and not seen to their end
   */
  record Unfinished(
      int revision, String status, Optional<Instant> since, List<KubeObject.Ref> hooks) {

    /** Whether Helm does nothing to a release of that status before somebody has cleared it. */
    public static boolean is(String status) {
      return status.startsWith("pending-") || status.equals("uninstalling");
    }
  }

  /**
   * Clears what a Helm that died left of a release: its unfinished records and what its hooks had
   * begun are removed, so that Helm goes on from the last deployed revision, or installs anew when
   * there was none. Objects it had made stay and are taken up again by their release's marks.
   */
  void heal(String namespace, String name);

  @Override
  void close();
}
