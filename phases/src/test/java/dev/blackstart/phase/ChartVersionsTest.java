package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Finding.Level;
import dev.blackstart.cluster.Node;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NamedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Charts that are not for the Kubernetes of the machine configs. */
class ChartVersionsTest {
  /** A world whose charts are for these versions; its nodes run 1.35.0. */
  static PaperWorld paper(String wanted, boolean apiServer) {
    return new PaperWorld() {
      @Override
      public Chart find(ChartRef ref) {
        return new Chart(ref.name(), ref.version(), "/charts/" + ref.name(), "digest", wanted);
      }

      @Override
      public List<NamedImage> images(Node node) {
        List<NamedImage> images = new ArrayList<>(super.images(node));
        if (apiServer) {
          images.add(
              new NamedImage(
                  NamedImage.Part.API_SERVER, "registry.k8s.io/x:v1.35.0", "node.yaml:7"));
        }
        return images;
      }
    };
  }

  private static List<Finding> look(PaperWorld paper) {
    return ChartChecks.atHand(
        Specs.with(List.of(Specs.release("kube-system", "cilium"))), paper.world());
  }

  @Test
  void aChartThatTakesTheVersionOrSaysNothingIsNotFound() {
    for (String wanted : List.of("", ">= 1.21.0-0", ">=1.25.0-0 <1.36", "no range at all")) {
      assertEquals(List.of(), look(paper(wanted, true)), wanted);
    }
  }

  @Test
  void whereOnlyTheKubeletIsNamedItIsAWarning() {
    assertEquals(Level.ERROR, look(paper(">=1.36", true)).getFirst().level());
    Finding warning = look(paper(">=1.36", false)).getFirst();
    assertEquals(Level.WARNING, warning.level());
    assertTrue(warning.what().endsWith("kubelet is v1.35.0 (node.yaml:5)"), warning.what());
  }

  @Test
  void configsThatDoNotRenderAreToldElsewhere() {
    PaperWorld unread =
        new PaperWorld() {
          @Override
          public Chart find(ChartRef ref) {
            return new Chart(ref.name(), ref.version(), "/charts", "digest", ">=1.99");
          }

          @Override
          public List<NamedImage> images(Node node) {
            throw new Failure(Failure.Kind.INPUT, "node.yaml:1: no machine config", "correct it");
          }
        };
    assertEquals(List.of(), look(unread));
  }
}
