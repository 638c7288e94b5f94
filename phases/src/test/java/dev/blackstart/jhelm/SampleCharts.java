package dev.blackstart.jhelm;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The charts tests work with. */
final class SampleCharts {
  static final Path ROOT = Path.of(System.getProperty("blackstart.root", "..")).toAbsolutePath();
  static final Path STAND_INS = ROOT.resolve("docs/example/charts");

  private SampleCharts() {}

  /** The upstream charts beside the repository, or the test is skipped. */
  static Path upstream() {
    Path charts = ROOT.resolveSibling("shared").resolve("charts").normalize();
    Assumptions.assumeTrue(Files.isDirectory(charts), "no folder ../shared/charts");
    return charts;
  }

  static Release release(String name, String namespace, String version, String... values) {
    return release(name, namespace, ChartRef.oci("oci://charts.example/" + name, version), values);
  }

  static Release release(String name, String namespace, ChartRef chart, String... values) {
    return new Release(
        name,
        namespace,
        chart,
        Stream.of(values).map(yaml -> new ValuesDocument("values.yaml:1", yaml)).toList(),
        List.of(),
        List.of(),
        List.of(),
        new Place("helmfile.yaml", 3));
  }
}
