package dev.blackstart.machineconfig.lint;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether containerd keeps what Spegel hands on, and looks where Spegel writes. */
final class SpegelLint {
  private static final String PATH = "spegel.containerdRegistryConfigPath";
  private static final String TALOS = "/etc/cri/conf.d/hosts";
  private static final Pattern MINOR = Pattern.compile(".*:v1\\.(\\d{1,3})\\.\\d.*");
  private static final Pattern SECTION = Pattern.compile("\\s*\\[(.+)]\\s*(#.*)?");
  private static final Pattern KEPT =
      Pattern.compile("\\s*discard_unpacked_layers\\s*=\\s*false\\s*(#.*)?");

  /** The first Talos with containerd 2, whose sections have other names. */
  private static final int CONTAINERD_2 = 9;

  private final ReleaseSettings spegel;
  private final NodeConfigs nodes;
  private final Consumer<Finding> findings;

  SpegelLint(ReleaseSettings spegel, NodeConfigs nodes, Consumer<Finding> findings) {
    this.spegel = spegel;
    this.nodes = nodes;
    this.findings = findings;
  }

  void look() {
    String path = spegel.text(PATH, "/etc/containerd/certs.d");
    if (!spegel.isOpen(PATH) && !path.replaceAll("/+$", "").equals(TALOS)) {
      findings.accept(
          Lint.SPEGEL_PATH.at(
              spegel.place(PATH),
              "Spegel writes mirrors to " + path + ", containerd of Talos reads " + TALOS,
              "write " + PATH + ": " + TALOS));
    }
    List<Node> throwing = nodes.those(config -> !keeps(config));
    if (!throwing.isEmpty()) {
      Optional<String> other = elsewhere(nodes.of(throwing.getFirst()));
      String section = section(nodes.of(throwing.getFirst()));
      findings.accept(
          Lint.SPEGEL_LAYERS.at(
              other.orElseGet(() -> spegel.release().at().toString()),
              other.isPresent()
                  ? "discard_unpacked_layers = false is in a section that containerd of "
                      + nodes.name(throwing)
                      + " does not read: Spegel has nothing to hand on"
                  : "containerd of "
                      + nodes.name(throwing)
                      + " throws layers away once they are unpacked: Spegel has nothing to hand on",
              "write discard_unpacked_layers = false below [plugins.\""
                  + section
                  + "\"] to /etc/cri/conf.d/20-customization.part by machine.files"));
    }
  }

  private static boolean keeps(MachineConfig config) {
    return parts(config).stream().anyMatch(part -> isKept(part, minor(config)));
  }

  private static Optional<String> elsewhere(MachineConfig config) {
    return parts(config).stream()
        .filter(part -> isKept(part, OptionalInt.empty()))
        .flatMap(part -> part.at("content").stream())
        .map(content -> content.mark().toString())
        .findFirst();
  }

  /**
   * @param minor of Talos; with none known either section will do
   */
  private static boolean isKept(YamlNode part, OptionalInt minor) {
    String section = "";
    for (String line : part.text("content").orElse("").lines().toList()) {
      Matcher head = SECTION.matcher(line);
      if (head.matches()) {
        section = head.group(1);
      } else if (KEPT.matcher(line).matches()
          && (minor.isEmpty() || section.contains(section(minor.getAsInt())))) {
        return true;
      }
    }
    return false;
  }

  private static String section(MachineConfig config) {
    return section(minor(config).orElse(CONTAINERD_2));
  }

  private static String section(int minor) {
    return minor < CONTAINERD_2 ? "io.containerd.grpc.v1.cri" : "io.containerd.cri.v1.images";
  }

  private static OptionalInt minor(MachineConfig config) {
    Matcher tag = MINOR.matcher(config.text("machine.install.image").orElse(""));
    return tag.matches() ? OptionalInt.of(Integer.parseInt(tag.group(1))) : OptionalInt.empty();
  }

  private static List<YamlNode> parts(MachineConfig config) {
    return config
        .v1alpha1()
        .flatMap(root -> root.at("machine.files"))
        .filter(ListNode.class::isInstance)
        .map(list -> ((ListNode) list).items())
        .orElse(List.of())
        .stream()
        .filter(file -> file.text("path").orElse("").matches("/etc/cri/conf\\.d/.*\\.(part|toml)"))
        .toList();
  }
}
