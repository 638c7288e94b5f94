package dev.blackstart.machineconfig.secrets;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A machine config that may be shown: what Talos redacts is masked, and so is everything an
 * operator may have put a secret into. Judged by keys and by looks, never by what Talos 1.12 knows:
 * a config with keys of a later Talos is masked, too.
 */
public final class MaskedConfig {
  /** What stands in the place of a secret. */
  public static final String MASK = "******";

  /** Shorter values stand elsewhere by chance. */
  private static final int TELLING = 8;

  /** Secrets that are looked for elsewhere; more than any config of this world has. */
  private static final int REMEMBERED = 2000;

  private final Set<String> masked = new HashSet<>();

  /** Of secrets of several lines, each: they stand elsewhere by chance, but not in a comparison. */
  private final Set<String> lines = new HashSet<>();

  private MaskedConfig() {}

  /**
   * The documents of a config in Talos's layout, masked; comments are left out, for they may hold
   * anything.
   *
   * @param file the name problems give
   * @throws dev.blackstart.template.yaml.YamlProblem when it is no YAML
   */
  public static String of(String yaml, String file) {
    MaskedConfig config = new MaskedConfig();
    List<YamlNode> documents =
        Yaml.parse(yaml, file).stream().map(node -> config.under(node, Secrecy.OPEN)).toList();
    return String.join(
        "---\n",
        documents.stream()
            .map(config::everywhere)
            .map(node -> Yaml.write(node, YamlStyle.FOUR))
            .toList());
  }

  /** What {@link #of} would mask in a config, in single lines, when it is long enough to tell. */
  static Set<String> secrets(String yaml) {
    MaskedConfig config = new MaskedConfig();
    Yaml.parse(yaml, "a machine config").forEach(node -> config.under(node, Secrecy.OPEN));
    config.masked.addAll(config.lines);
    return config.masked;
  }

  private YamlNode under(YamlNode node, Secrecy secrecy) {
    return switch (node) {
      case MapNode map -> {
        List<MapNode.Entry> entries = new ArrayList<>();
        for (MapNode.Entry entry : map.entries()) {
          Secrecy inner = secrecy.at(entry.key().text(), entry.value() instanceof ScalarNode);
          entries.add(new MapNode.Entry(looked(entry.key()), under(entry.value(), inner)));
        }
        yield MapNode.of(map.mark(), entries);
      }
      case ListNode list -> items(list, secrecy);
      case ScalarNode scalar -> masked(scalar, secrecy);
    };
  }

  /** An argument may be the value of the flag before it. */
  private ListNode items(ListNode list, Secrecy secrecy) {
    List<YamlNode> items = new ArrayList<>();
    boolean value = false;
    for (YamlNode item : list.items()) {
      items.add(under(item, value ? Secrecy.SECRET : secrecy));
      value = item instanceof ScalarNode scalar && Secrecy.isFlag(scalar.text());
    }
    return new ListNode(list.mark(), items);
  }

  private ScalarNode masked(ScalarNode scalar, Secrecy secrecy) {
    return switch (secrecy) {
      case OPEN -> looked(scalar);
      case ASSIGNED -> {
        int equals = scalar.text().indexOf('=');
        yield equals < 0
            ? hidden(scalar, "", scalar.text())
            : hidden(
                scalar,
                scalar.text().substring(0, equals + 1),
                scalar.text().substring(equals + 1));
      }
      case SECRET -> hidden(scalar, "", scalar.text());
    };
  }

  /** That there is nothing is no secret, nor is a yes or no. */
  private ScalarNode hidden(ScalarNode scalar, String before, String value) {
    if (scalar.isNull() || value.isEmpty() || value.equals("true") || value.equals("false")) {
      return scalar;
    }
    if (value.contains("\n")) {
      value.lines().map(String::strip).forEach(line -> remember(lines, line));
    } else {
      remember(masked, value);
    }
    return with(scalar, before + MASK);
  }

  private static void remember(Set<String> secrets, String value) {
    if (value.length() >= TELLING && secrets.size() < REMEMBERED) {
      secrets.add(value);
    }
  }

  private static ScalarNode looked(ScalarNode scalar) {
    String text = SecretLooks.masked(scalar.text());
    return text.equals(scalar.text()) ? scalar : with(scalar, text);
  }

  private static ScalarNode with(ScalarNode scalar, String text) {
    return new ScalarNode(scalar.mark(), text, ScalarNode.Style.DOUBLE_QUOTED, Optional.empty());
  }

  /** What was a secret in one place is one in every other. */
  private YamlNode everywhere(YamlNode node) {
    return switch (node) {
      case MapNode map ->
          MapNode.of(
              map.mark(),
              map.entries().stream()
                  .map(entry -> new MapNode.Entry(entry.key(), everywhere(entry.value())))
                  .toList());
      case ListNode list ->
          new ListNode(list.mark(), list.items().stream().map(this::everywhere).toList());
      case ScalarNode scalar ->
          masked.stream().anyMatch(scalar.text()::contains) ? with(scalar, MASK) : scalar;
    };
  }
}
