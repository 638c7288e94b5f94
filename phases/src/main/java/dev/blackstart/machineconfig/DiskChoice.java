package dev.blackstart.machineconfig;

import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Machines.Disk;
import dev.blackstart.world.Manifests.InstallDisk;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The disk a config installs to: a path, or a selector of which every key must match (Talos 1.12
 * {@code machine.install.disk} and {@code diskSelector}). Text keys are glob patterns; {@code size}
 * compares bytes. Talos takes the first disk of several; here that is for the operator to say.
 */
public final class DiskChoice {
  private final Optional<String> path;
  private final Optional<MapNode> selector;
  private final String at;

  private DiskChoice(Optional<String> path, Optional<MapNode> selector, String at) {
    this.path = path;
    this.selector = selector;
    this.at = at;
  }

  /**
   * The choice of a config.
   *
   * @throws Failure INPUT when {@code machine.install} names neither: Talos refuses that on metal
   */
  public static DiskChoice of(MachineConfig config, String node) {
    Optional<YamlNode> install = config.v1alpha1().flatMap(each -> each.at("machine.install"));
    Optional<MapNode> selector =
        install
            .flatMap(each -> each.at("diskSelector"))
            .flatMap(each -> each instanceof MapNode map ? Optional.of(map) : Optional.empty());
    Optional<String> path = config.text("machine.install.disk").filter(text -> !text.isEmpty());
    if (selector.isEmpty() && path.isEmpty()) {
      throw new Failure(
          Failure.Kind.INPUT,
          install.map(each -> each.mark() + ": ").orElse("")
              + "the machine config of "
              + node
              + " names no install disk: machine.install has neither disk nor diskSelector",
          "name one, or try: --config-patch '{machine: {install: {disk: /dev/sda}}}'");
    }
    String at =
        selector
            .map(each -> each.mark().toString())
            .or(() -> install.map(each -> each.mark().toString()))
            .orElse(node);
    return new DiskChoice(path, selector, at);
  }

  /** Which of these disks it picks. */
  public InstallDisk among(List<Disk> disks) {
    List<Disk> matching = disks.stream().filter(this::matches).toList();
    return new InstallDisk(wanted(), matching, at);
  }

  private String wanted() {
    return selector
        .map(
            map ->
                map.entries().stream()
                    .map(
                        entry -> entry.key().text() + "=" + map.text(entry.key().text()).orElse(""))
                    .collect(Collectors.joining(", ", "diskSelector {", "}")))
        .or(() -> path.map(each -> "disk " + each))
        .orElseThrow();
  }

  private boolean matches(Disk disk) {
    if (selector.isEmpty()) {
      return path.filter(each -> disk.path().equals(each) || disk.symlinks().contains(each))
          .isPresent();
    }
    return !disk.readOnly()
        && !disk.cdrom()
        && text("name").isEmpty()
        && !disk.transport().isEmpty()
        && glob("model", disk, Disk::model)
        && glob("serial", disk, Disk::serial)
        && glob("modalias", disk, Disk::modalias)
        && glob("wwid", disk, Disk::wwid)
        && glob("busPath", disk, Disk::busPath)
        && glob("uuid", disk, Disk::uuid)
        && type(disk)
        && size(disk.size());
  }

  private boolean glob(String key, Disk disk, Function<Disk, String> property) {
    return text(key)
        .map(glob -> globbed(glob).matcher(property.apply(disk)).matches())
        .orElse(true);
  }

  private boolean type(Disk disk) {
    return switch (text("type").orElse("")) {
      case "" -> true;
      case "nvme" -> disk.transport().equals("nvme");
      case "sd" -> disk.transport().equals("mmc");
      case "hdd" -> disk.rotational();
      case "ssd" -> !disk.rotational();
      default -> false;
    };
  }

  private boolean size(long bytes) {
    return text("size")
        .map(text -> DiskSize.parse(text).map(size -> size.holds(bytes)).orElse(false))
        .orElse(true);
  }

  /** An empty key asks for nothing. */
  private Optional<String> text(String key) {
    return selector.flatMap(map -> map.text(key)).filter(text -> !text.isEmpty());
  }

  /** A star stands for any text; nothing else is special. */
  private static Pattern globbed(String glob) {
    return Pattern.compile(
        Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }
}
