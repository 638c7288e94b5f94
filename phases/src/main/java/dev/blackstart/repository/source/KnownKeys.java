package dev.blackstart.repository.source;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys a program's file may hold, from a resource: a line {@code Name field field:Name
 * field:[Name] +Name} for each structure, where a field without a name may hold anything, brackets
 * are a list and a plus takes over the fields of another structure.
 */
public final class KnownKeys {
  /** So many names can be told in one line. */
  private static final int MOST = 12;

  private final Map<String, Map<String, String>> structures = new LinkedHashMap<>();

  /**
   * The catalogue of a resource beside a class.
   *
   * @throws IllegalStateException when the program lacks it
   */
  public static KnownKeys of(Class<?> beside, String resource) {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks its resource " + resource);
      }
      return new KnownKeys(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  KnownKeys(String text) {
    for (String line : text.replaceAll("#[^\n]*", "").replaceAll("\n +", " ").split("\n")) {
      String[] words = line.strip().split(" +");
      Map<String, String> fields = new LinkedHashMap<>();
      for (int i = 1; i < words.length; i++) {
        if (words[i].startsWith("+")) {
          fields.putAll(structures.get(words[i].substring(1)));
        } else {
          String[] parts = words[i].split(":", 2);
          fields.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
      }
      structures.put(words[0], fields);
    }
  }

  /**
   * Reports the keys below a node that its structure does not have.
   *
   * @param path where the node lies in its file, for the finding; empty at the top
   */
  public void check(YamlNode node, String structure, String path, Findings findings) {
    Map<String, String> fields = structures.get(structure);
    switch (node) {
      case MapNode map ->
          map.entries()
              .forEach(
                  entry -> {
                    String key = entry.key().text();
                    String below = path.isEmpty() ? key : path + "." + key;
                    if (fields.containsKey(key)) {
                      below(entry.value(), fields.get(key), below, findings);
                    } else {
                      unknown(entry, below, fields, findings);
                    }
                  });
      case ScalarNode scalar when scalar.isNull() -> {}
      case ScalarNode scalar -> wrong(node, path, "a mapping", findings);
      case ListNode list -> wrong(node, path, "a mapping", findings);
    }
  }

  private void below(YamlNode value, String shape, String path, Findings findings) {
    if (shape.isEmpty() || value instanceof ScalarNode scalar && scalar.isNull()) {
      return;
    }
    if (!shape.startsWith("[")) {
      check(value, shape, path, findings);
    } else if (value instanceof ListNode list) {
      int index = 0;
      for (YamlNode item : list.items()) {
        String name = shape.substring(1, shape.length() - 1);
        check(item, name, path + "[" + index++ + "]", findings);
      }
    } else {
      wrong(value, path, "a list", findings);
    }
  }

  private static void unknown(
      MapNode.Entry entry, String path, Map<String, String> fields, Findings findings) {
    String key = entry.key().text();
    findings.add(
        FindingKind.UNKNOWN_KEY,
        entry.key().mark(),
        path + " is no key that is read",
        Spelling.nearest(key, fields.keySet())
            .map(known -> "write " + known + " if that is meant, else remove it")
            .orElseGet(
                () ->
                    fields.size() > MOST
                        ? "remove it, or correct its name"
                        : "remove it, or use one of " + String.join(", ", fields.keySet())));
  }

  private static void wrong(YamlNode node, String path, String wanted, Findings findings) {
    findings.add(
        FindingKind.BAD_VALUE,
        node.mark(),
        (path.isEmpty() ? "the file" : path) + " is not " + wanted,
        "give it " + wanted);
  }
}
