package dev.blackstart.repository.talos;

import static dev.blackstart.repository.talos.Lab.OF_CONTROL_PLANES;
import static dev.blackstart.repository.talos.Lab.WHOLE;
import static dev.blackstart.repository.talos.Lab.findings;
import static dev.blackstart.repository.talos.Lab.hostname;
import static dev.blackstart.repository.talos.Lab.nodes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.repository.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayeredTemplatesTest {
  @TempDir Path folder;
  private Texts texts;

  @BeforeEach
  void begin() {
    texts = new Texts(folder);
  }

  @Test
  void whatTaskFilesExportForEachNodeIsKnownToTemplatesOfAnyName() throws IOException {
    texts
        .with(
            "talos/machineconfig.yaml",
            WHOLE.replace(
                "machine:",
                "machine:\n"
                    + "  {% if ENV.IS_CONTROLPLANE %}\n"
                    + "  type: controlplane\n"
                    + "  {% else %}\n"
                    + "  type: worker\n"
                    + "  {% endif %}"))
        .with("talos/controlplane/10.0.0.11.yaml", "machine: {network: {hostname: cp-1}}\n")
        .with("talos/worker/10.0.0.12.yaml", "machine: {network: {hostname: w-1}}\n");
    ClusterSpec cluster = read();

    assertEquals("minijinja", cluster.family().talos());
    assertEquals(
        "controlplane worker", type(cluster, "10.0.0.11") + " " + type(cluster, "10.0.0.12"));
  }

  @Test
  void aPlaceInARenderedTextIsOneInItsTemplate() throws IOException {
    texts
        .with(
            "talos/machineconfig.yaml.j2",
            "{% if machinetype == 'worker' %}\n# of workers\n{% endif %}\n"
                + WHOLE.replace("v1.12.6", "{{ version }}"))
        .with("talos/controlplane/10.0.0.11.yaml", "machine: {network: {hostname: cp-1}}\n")
        .with("blackstart.yaml", "clusters: {lab: {talos: {vars: {version: v1.13.9}}}}\n");

    assertEquals(List.of("version-beyond talos/machineconfig.yaml.j2:7"), findings(read()));
  }

  @Test
  void theIdOfASchematicBesideTheConfigIsKnownToItsTemplate() throws IOException {
    texts
        .with(
            "talos/machineconfig.yaml.j2",
            WHOLE.replace("installer:", "{{ schematic }}/{{ ENV.SCHEMATIC }}:"))
        .with("talos/schematic.yaml.j2", "customization: {}\n")
        .with(
            "talos/nodes/w-1.schematic.yaml",
            "overlay: {name: rpi_generic, image: siderolabs/sbc-raspberrypi}\n")
        .with("talos/nodes/cp-1.yaml", hostname("cp-1", "10.0.0.11"))
        .with(
            "talos/nodes/w-1.yaml",
            "machine: {type: worker}\n---\n" + hostname("w-1", "10.0.0.12"));
    ClusterSpec cluster = read();

    assertEquals("376567988ad3/376567988ad3", image(cluster, "10.0.0.11"));
    assertEquals("ee21ef4a5ef8/ee21ef4a5ef8", image(cluster, "10.0.0.12"));
  }

  @Test
  void anIncludeOutsideTheRepositoryIsNamedWithItsLine() throws IOException {
    texts
        .with("talos/machineconfig.yaml.j2", "{% include '../../secret.yaml' %}\n" + WHOLE)
        .with("talos/controlplane/10.0.0.11.yaml", OF_CONTROL_PLANES);

    assertEquals(List.of("outside-repository talos/machineconfig.yaml.j2:1"), findings(read()));
  }

  @Test
  void aNodeWhoseFileCannotBeRenderedIsStillKnownByWhatHoldsNoVariable() throws IOException {
    texts
        .with("talos/machineconfig.yaml.j2", WHOLE)
        .with(
            "talos/nodes/10.0.0.11.yaml.j2",
            "machine:\n  type: controlplane\n  install: {image: \"x:{{ ENV.TALOS_VERSION }}\"}\n"
                + "  network: {hostname: cp-1}\n");
    ClusterSpec cluster = read();

    assertEquals(List.of("cp-1 10.0.0.11 controlplane -"), nodes(cluster));
    assertEquals(
        "set TALOS_VERSION in your environment, or below talos.env in blackstart.yaml",
        cluster.findings().getFirst().remedy());
  }

  private ClusterSpec read() {
    return Lab.read(folder);
  }

  private static String type(ClusterSpec cluster, String address) {
    return cluster
        .machineConfigs()
        .get(address)
        .base()
        .yaml()
        .replaceAll("(?s).*type: (\\w+).*", "$1");
  }

  private static String image(ClusterSpec cluster, String address) {
    return cluster
        .machineConfigs()
        .get(address)
        .base()
        .yaml()
        .replaceAll("(?s).*siderolabs/(\\w{12})\\w*/(\\w{12}).*", "$1/$2");
  }
}
