package dev.blackstart.template.kustomize;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The pairs a generator gets from env files, literals and files, in this order. */
final class KeyValueSources {
  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]+");
  private static final Pattern ENV_NAME = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");

  private final SourceTree tree;
  private final String folder;
  private final KustomizationFile file;
  private final Map<String, byte[]> pairs = new LinkedHashMap<>();

  KeyValueSources(SourceTree tree, String folder, KustomizationFile file) {
    this.tree = tree;
    this.folder = folder;
    this.file = file;
  }

  Map<String, byte[]> load(Map<String, Object> entry) {
    for (Object path : Values.asList(entry.get("envs"))) {
      addEnv(Values.scalar(path));
    }
    if (entry.get("env") != null) {
      addEnv(Values.text(entry, "env"));
    }
    for (Object literal : Values.asList(entry.get("literals"))) {
      addLiteral(Values.scalar(literal));
    }
    for (Object source : Values.asList(entry.get("files"))) {
      addFile(Values.scalar(source));
    }
    return pairs;
  }

  private void addEnv(String path) {
    if (TreePath.isUrl(path)) {
      tree.elsewhere(path, file.file());
      return;
    }
    List<String> lines =
        new String(read(path), StandardCharsets.UTF_8).replace("\uFEFF", "").lines().toList();
    for (String line : lines) {
      String text = line.stripLeading();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      int equals = text.indexOf('=');
      String key = equals < 0 ? text : text.substring(0, equals);
      if (!ENV_NAME.matcher(key).matches()) {
        throw new KustomizeProblem("", path + ": \"" + key + "\" is not a valid key name");
      }
      put(key, (equals < 0 ? "" : text.substring(equals + 1)).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void addLiteral(String literal) {
    int equals = literal.indexOf('=');
    if (equals <= 0) {
      throw new KustomizeProblem("", "invalid literal source, expected key=value");
    }
    String value = unquoted(literal.substring(equals + 1));
    put(literal.substring(0, equals), value.getBytes(StandardCharsets.UTF_8));
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() >= 2
            && text.charAt(0) == text.charAt(text.length() - 1)
            && (text.charAt(0) == '"' || text.charAt(0) == '\'');
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private void addFile(String source) {
    int equals = source.indexOf('=');
    if (equals == 0 || equals == source.length() - 1 || equals != source.lastIndexOf('=')) {
      throw new KustomizeProblem("", "file source \"" + source + "\" is not [key=]path");
    }
    String path = source.substring(equals + 1);
    String key =
        equals < 0 ? path.substring(path.lastIndexOf('/') + 1) : source.substring(0, equals);
    if (TreePath.isUrl(path)) {
      tree.elsewhere(path, file.file());
    } else {
      put(key, read(path));
    }
  }

  private byte[] read(String path) {
    String resolved =
        TreePath.resolve(folder, path)
            .orElseThrow(() -> new KustomizeProblem("", path + " leads out of the repository"));
    if (!tree.isFile(resolved)) {
      throw new KustomizeProblem(
          KustomizeProblem.Kind.MISSING, "", "loading KV pairs: " + path + ": no such file");
    }
    return tree.read(resolved);
  }

  private void put(String key, byte[] value) {
    if (!KEY.matcher(key).matches()) {
      throw new KustomizeProblem("", "\"" + key + "\" is not a valid key name for a ConfigMap");
    }
    if (pairs.putIfAbsent(key, value) != null) {
      throw new KustomizeProblem(
          "", file.file() + " illegally repeats the key `" + key + "` in one generator");
    }
  }
}
