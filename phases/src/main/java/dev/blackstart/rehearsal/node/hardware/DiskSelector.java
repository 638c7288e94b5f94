package dev.blackstart.rehearsal.node.hardware;

import dev.blackstart.template.yaml.YamlNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code machine.install.diskSelector} (Talos 1.12): every key given must match; text keys are glob
 * patterns, {@code size} is a comparison with a byte size.
 */
public final class DiskSelector {
  private static final Pattern SIZE =
      Pattern.compile("\\s*(<=|>=|==|<|>)?\\s*([0-9.]+)\\s*([kKmMgGtTpP]?)(i?)[bB]?\\s*");

  private final YamlNode selector;

  public DiskSelector(YamlNode selector) {
    this.selector = selector;
  }

  public List<Disk> matches(List<Disk> disks) {
    return disks.stream().filter(this::matches).toList();
  }

  private boolean matches(Disk disk) {
    return !disk.readOnly()
        && !disk.transport().isEmpty()
        && glob("model", disk, Disk::model)
        && glob("serial", disk, Disk::serial)
        && glob("modalias", disk, Disk::modalias)
        && glob("wwid", disk, Disk::wwid)
        && glob("busPath", disk, Disk::busPath)
        && glob("uuid", disk, one -> "")
        && type(disk)
        && size(disk.size());
  }

  private boolean glob(String key, Disk disk, Function<Disk, String> property) {
    Optional<String> pattern = selector.text(key);
    return pattern.map(glob -> globbed(glob).matcher(property.apply(disk)).matches()).orElse(true);
  }

  private boolean type(Disk disk) {
    return switch (selector.text("type").orElse("")) {
      case "" -> true;
      case "nvme" -> disk.transport().equals("nvme");
      case "sd" -> disk.transport().equals("mmc");
      case "hdd" -> disk.rotational();
      case "ssd" -> !disk.rotational();
      default -> false;
    };
  }

  private boolean size(long bytes) {
    Optional<String> text = selector.text("size");
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
