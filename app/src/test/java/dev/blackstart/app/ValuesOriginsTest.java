package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValuesOriginsTest {
  @Test
  void layersOfOneFileAreToldOnceWithTheirLines() {
    Release release =
        new Release(
            "coredns",
            "kube-system",
            ChartRef.oci("oci://x/coredns", "1.45.0"),
            Stream.of("apps.yaml:76", "values.yaml", "apps.yaml:79", "apps.yaml:90 (set)")
                .map(origin -> new ValuesDocument(origin, ""))
                .toList(),
            List.of(),
            List.of(),
            List.of(),
            new Place("apps.yaml", 70));

    assertEquals(
        List.of("apps.yaml:76,79", "values.yaml", "apps.yaml:90 (set)"), ValuesOrigins.of(release));
  }
}
