package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.CrdFiles;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.jhelm.HelmSettings;
import dev.blackstart.jhelm.JHelmCharts;
import dev.blackstart.jhelm.remote.RemoteCharts;
import dev.blackstart.jhelm.remote.RemoteFiles;
import dev.blackstart.kube.Fabric8KubeApi;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Charts;
import dev.blackstart.world.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Charts and CRD files for a verb that reaches no machine: mirrors first, then the network. */
public final class FetchedCharts implements AutoCloseable {
  private final Fanout fanout = new Fanout();
  private final Path work = LookFolder.create();
  private final Fabric8KubeApi kube;
  private final Charts charts;
  private final CrdFiles crdFiles;
  private final RemoteCharts remote;

  /**
   * @param mirrors looked at in order
   */
  public FetchedCharts(ClusterSpec spec, List<Path> mirrors) {
    TimeSource time = new SystemTimeSource();
    Path nobody = work.resolve(Worlds.KUBECONFIG);
    this.kube = new Fabric8KubeApi(nobody, time, fanout);
    this.charts =
        new JHelmCharts(
            new HelmSettings(
                mirrors,
                true,
                spec.repository(),
                nobody,
                work,
                kubernetes(spec),
                Duration.ofMinutes(1)),
            kube,
            time);
    this.crdFiles =
        new CrdFiles(
            spec.repository(), mirrors, Optional.of(new RemoteFiles(time, System.getenv())));
    this.remote = new RemoteCharts(time, System.getenv());
  }

  /** What the nodes will run, for charts that look at it. */
  private static String kubernetes(ClusterSpec spec) {
    return spec.nodes().stream()
        .flatMap(node -> node.versions().kubernetes().stream())
        .findFirst()
        .orElse(Worlds.KUBERNETES);
  }

  public Charts charts() {
    return charts;
  }

  public CrdFiles crdFiles() {
    return crdFiles;
  }

  /** For digests of images. */
  public RemoteCharts remote() {
    return remote;
  }

  public Fanout fanout() {
    return fanout;
  }

  @Override
  public void close() {
    charts.close();
    kube.close();
    fanout.close();
    WorldFolder.remove(work);
  }
}
