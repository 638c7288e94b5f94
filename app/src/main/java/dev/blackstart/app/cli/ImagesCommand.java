package dev.blackstart.app.cli;

import dev.blackstart.app.Json;
import dev.blackstart.app.Refusal;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.ConfigMerge;
import dev.blackstart.repository.talos.BootAssets;
import dev.blackstart.repository.talos.SchematicId;
import dev.blackstart.template.yaml.InputFile;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "images",
    mixinStandardHelpOptions = true,
    description = {
      "The image each node installs, and what it boots from: ISO, PXE script, disk image. Asks no",
      "factory: ids of schematics are computed here."
    })
final class ImagesCommand implements Callable<Integer> {
  /** Processors Talos is built for. */
  enum Arch {
    AMD64,
    ARM64
  }

  @Mixin private SharedOptions shared;

  @Option(names = "--node", paramLabel = "NAME", description = "only of this node")
  private String node;

  @Option(names = "--arch", paramLabel = "ARCH", description = "amd64 or arm64 (default: amd64)")
  private Arch arch = Arch.AMD64;

  @Option(
      names = "--schematic",
      paramLabel = "FILE",
      description = "of this schematic instead of the nodes: its id and images")
  private Path schematic;

  @Option(
      names = "--talos-version",
      paramLabel = "VERSION",
      description = "of the schematic's images (default: v1.12.11)")
  private String version = "v1.12.11";

  /** An image and who installs it. */
  private record Image(String installer, List<String> nodes) {}

  @Override
  public Integer call() {
    List<Image> images = schematic == null ? ofNodes() : List.of(new Image(ofFile(), List.of()));
    if (shared.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("v", 1);
      document.put("images", images.stream().map(this::json).toList());
      System.out.println(Json.line(document));
    } else {
      images.stream().flatMap(image -> lines(image).stream()).forEach(System.out::println);
    }
    return ExitCodes.DONE;
  }

  private String ofFile() {
    try {
      String text = InputFile.text(schematic, schematic.toString());
      String id =
          SchematicId.of(Yaml.document(text, schematic.toString()))
              .orElseThrow(
                  () ->
                      new Refusal(
                          3,
                          schematic + ": the id of this schematic cannot be told",
                          "ask the factory: curl --data-binary @"
                              + schematic
                              + " https://factory.talos.dev/schematics"));
      return BootAssets.ofSchematic(id, version.startsWith("v") ? version : "v" + version)
          .installer();
    } catch (IOException unreadable) {
      throw new Refusal(2, schematic + " cannot be read", "check the path");
    } catch (YamlProblem broken) {
      throw new Refusal(3, broken.mark() + ": " + broken.what(), "correct the YAML of the file");
    }
  }

  private List<Image> ofNodes() {
    ClusterSpec spec = shared.files().orExample().spec();
    List<Node> nodes =
        spec.nodes().stream()
            .filter(each -> node == null || each.name().equals(node) || each.address().equals(node))
            .toList();
    if (nodes.isEmpty()) {
      throw new Refusal(
          2,
          "no node " + (node == null ? "is known" : node),
          "one of: " + String.join(", ", spec.nodes().stream().map(Node::name).toList()));
    }
    Map<String, List<String>> byImage = new LinkedHashMap<>();
    for (Node each : nodes) {
      MachineConfigSource source = spec.machineConfigs().get(each.address());
      String image =
          Optional.ofNullable(source)
              .flatMap(config -> ConfigMerge.merge(config).text("machine.install.image"))
              .orElse("none is named");
      byImage.computeIfAbsent(image, any -> new ArrayList<>()).add(each.name());
    }
    List<Image> images = new ArrayList<>();
    byImage.forEach((image, names) -> images.add(new Image(image, names)));
    return images;
  }

  private List<String> lines(Image image) {
    List<String> lines = new ArrayList<>();
    if (!image.nodes().isEmpty()) {
      lines.add(String.join(", ", image.nodes()));
    }
    lines.add("  installer  " + image.installer());
    Optional<BootAssets> assets = BootAssets.of(image.installer());
    if (assets.isEmpty()) {
      lines.add("  no Image Factory made it: what to boot from is not known here");
      return lines;
    }
    String plain = assets.get().schematic().equals(BootAssets.PLAIN) ? "  (nothing added)" : "";
    lines.add("  schematic  " + assets.get().schematic() + plain);
    urls(assets.get())
        .forEach((kind, url) -> lines.add("  " + kind + " ".repeat(11 - kind.length()) + url));
    return lines;
  }

  private Map<String, String> urls(BootAssets assets) {
    return assets.urls(arch == Arch.ARM64 ? "arm64" : "amd64");
  }

  private Map<String, Object> json(Image image) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("nodes", image.nodes());
    one.put("installer", image.installer());
    BootAssets.of(image.installer())
        .ifPresent(
            assets -> {
              one.put("schematic", assets.schematic());
              one.put("version", assets.version());
              one.putAll(urls(assets));
            });
    return one;
  }
}
