package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.jhelm.remote.TestGit;
import dev.blackstart.world.Charts.Chart;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts in Git repositories, fetched from git's own server on this machine. */
class GitChartsTest {
  @TempDir Path folder;
  private TestGit git;
  private String commit;

  @BeforeEach
  void serve() throws IOException {
    git = new TestGit(Files.createDirectories(folder.resolve("served")));
    git.chart("common", "1.0.0", "");
    git.chart(
        "charts/app",
        "1.2.3",
        "dependencies:\n- {name: common, version: 1.0.0, repository: \"file://../../common\"}\n");
    commit = git.commit("first");
  }

  @AfterEach
  void stop() {
    git.close();
  }

  private JHelmCharts charts(boolean network, Path... mirrors) {
    HelmSettings settings = ChartsContract.settings(folder);
    return new JHelmCharts(
        new HelmSettings(
            List.of(mirrors),
            network,
            folder,
            settings.kubeconfig(),
            settings.work(),
            settings.kubernetesVersion(),
            settings.hookTimeout()),
        new NoCluster(),
        new SystemTimeSource());
  }

  private ChartRef app(String revision) {
    return ChartRef.git(git.url(), "charts/app", revision);
  }

  private Chart found(String revision) {
    try (JHelmCharts charts = charts(true)) {
      return charts.find(app(revision));
    }
  }

  @Test
  void aChartIsFoundAtItsPathWithItsCommitAndWhatItDependsOn() {
    try (JHelmCharts charts = charts(true)) {
      Chart chart = charts.find(app("main"));
      assertEquals("app 1.2.3", chart.name() + " " + chart.version());
      assertEquals(commit, chart.commit());
      assertEquals(
          List.of("app-app", "common-app"),
          charts.render(SampleCharts.release("app", "apps", app("main"))).stream()
              .map(object -> object.name())
              .sorted()
              .toList());
    }
  }

  @Test
  void aBranchThatMovesIsAnotherChartOnlyWhereTheChartIs() throws Exception {
    Chart before = found("main");
    Files.writeString(git.work().resolve("README.md"), "other\n");
    String second = git.commit("beside it");
    assertEquals(before.digest(), found("main").digest());
    assertEquals(second, found("main").commit());
    git.chart("common", "1.0.1", "");
    git.commit("within it");
    assertNotEquals(before.digest(), found("main").digest());
    assertEquals(before.digest(), found(commit).digest());
  }

  @Test
  void aMirrorsCopyIsTheSameChart() throws Exception {
    Chart fetched;
    Path mirror = Files.createDirectories(folder.resolve("mirror"));
    try (JHelmCharts charts = charts(true)) {
      fetched = charts.find(app("main"));
      Files.write(mirror.resolve(app("main").file() + ".tgz"), ChartArchive.of(fetched));
    }
    git.close();
    try (JHelmCharts charts = charts(false, mirror)) {
      assertEquals(fetched.digest(), charts.find(app("main")).digest());
      Failure other = assertThrows(Failure.class, () -> charts.find(app("other/branch")));
      assertTrue(other.remedy().startsWith("put app-other-branch.tgz into"), other.remedy());
    }
  }

  @Test
  void whatIsNotThereIsToldWithoutTheLogin() {
    try (JHelmCharts charts = charts(true)) {
      ChartRef none =
          ChartRef.git(git.url().replace("://", "://ada:s3cret@"), "charts/none", "main");
      Failure failure = assertThrows(Failure.class, () -> charts.find(none));
      assertEquals(Failure.Kind.INPUT, failure.kind());
      assertTrue(failure.what().contains("has no chart at charts/none"), failure.what());
      assertFalse(failure.what().contains("s3cret"), failure.what());
      Failure outside =
          assertThrows(
              Failure.class, () -> charts.find(ChartRef.git(git.url(), "../../x", "main")));
      assertTrue(outside.what().contains("has no chart at ../../x"), outside.what());
    }
  }
}
