package dev.blackstart.machineconfig;

import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Machines.Disk;
import dev.blackstart.world.Manifests.InstallDisk;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The disk a config installs to: a path, or a selector of which every key must match (Talos 1.12
 * {@code machine.install.disk} and {@code diskSelector}). Text keys are glob patterns; {@code size}
 * compares bytes.
 */
public final class DiskChoice {
  private static final Pattern SIZE =
      Pattern.compile("\\s*(<=|>=|==|<|>)?\\s*([0-9.]+)\\s*([kKmMgGtTpP]?)(i?)[bB]?\\s*");

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
      return path.filter(disk.path()::equals).isPresent();
    }
    return !disk.readOnly()
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
    Optional<String> text = text("size");
    if (text.isEmpty()) {
      return true;
    }
    Matcher parsed = SIZE.matcher(text.get());
    if (!parsed.matches()) {
      return false;
    }
    double wanted = Double.parseDouble(parsed.group(2)) * unit(parsed.group(3), parsed.group(4));
    int order = Double.compare(bytes, wanted);
    return switch (parsed.group(1) == null ? "==" : parsed.group(1)) {
      case "<=" -> order <= 0;
      case ">=" -> order >= 0;
      case "<" -> order < 0;
      case ">" -> order > 0;
      default -> order == 0;
    };
  }

  private Optional<String> text(String key) {
    return selector.flatMap(map -> map.text(key));
  }

  private static double unit(String letter, String binary) {
    int power = letter.isEmpty() ? 0 : "kmgtp".indexOf(letter.toLowerCase(Locale.ROOT)) + 1;
    return Math.pow(binary.isEmpty() ? 1000 : 1024, power);
  }

  private static Pattern globbed(String glob) {
    StringBuilder regex = new StringBuilder();
    for (char c : glob.toCharArray()) {
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
