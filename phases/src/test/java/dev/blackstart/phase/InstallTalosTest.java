package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.run.NoOperations;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.NamedImage;
import dev.blackstart.world.NodeOperations;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstallTalosTest {
  private static final Node NODE = new Node("infra-01", "10.25.11.11", Role.CONTROL_PLANE);
  private static final String NEW = "b".repeat(64);

  @Test
  void anotherVersionIsMissing() {
    assertEquals(
        Optional.of("runs v1.12.10, wanted is v1.12.11"), missing("v1.12.10", Optional.of(NEW)));
  }

  @Test
  void theSameVersionOfAnotherSchematicIsMissing() {
    String old = "a".repeat(64);
    assertEquals(
        Optional.of("runs schematic " + old + ", wanted is " + NEW),
        missing("v1.12.11", Optional.of(old)));
    assertEquals(
        Optional.of("runs schematic none, wanted is " + NEW),
        missing("v1.12.11", Optional.empty()));
  }

  @Test
  void nothingIsMissingWhereVersionAndSchematicAreTheWanted() {
    assertEquals(Optional.empty(), missing("v1.12.11", Optional.of(NEW)));
  }

  private static Optional<String> missing(String version, Optional<String> schematic) {
    return new InstallTalos().missing(NODE, running(version, schematic).world());
  }

  private static PaperWorld running(String version, Optional<String> schematic) {
    return new PaperWorld() {
      @Override
      public MachineReport report(Node node) {
        return new MachineReport(
            node,
            Reach.OURS,
            MachineStage.RUNNING,
            true,
            List.of(),
            Optional.empty(),
            Optional.of(version),
            List.of(),
            "",
            now());
      }

      @Override
      public List<NamedImage> images(Node node) {
        String image = "factory.talos.dev/metal-installer/" + NEW + ":v1.12.11";
        return List.of(new NamedImage(NamedImage.Part.INSTALLER, image, "node.yaml:3"));
      }

      @Override
      public NodeOperations operations() {
        return new NoOperations() {
          @Override
          public Optional<String> schematic(Node node) {
            return schematic;
          }
        };
      }
    };
  }
}
