package dev.blackstart.repository.source;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The variables that the tools operators bootstrap with would set: the {@code [env]} of mise, the
 * files it and Task name as dotenv, direnv's. Only what is written as it is counts; what is the
 * outcome of a program, or lies in a vault, is left to the operator's own environment.
 */
public final class EnvironmentFiles {
  private static final List<String> MISE = List.of(".mise.toml", "mise.toml", ".config/mise.toml");
  private static final Pattern DOTENV = Pattern.compile("\\.?(talos)?\\.?env|\\.envrc");
  private static final Pattern SECTION = Pattern.compile("(?ms)^\\[env]\\s*$(.*?)(?=^\\[|\\z)");
  private static final Pattern FILES =
      Pattern.compile("(?s)^_\\.file\\s*=\\s*(\\[.*?]|\"[^\"]*\"|'[^']*')", Pattern.MULTILINE);
  private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?m)^[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \\t]*=[ \\t]*"
              + "(\"[^\"\\n]*\"|'[^'\\n]*'|[^\\s#]*)[ \\t]*(?:#.*)?$");
  private static final Pattern ROOT = Pattern.compile("\\{\\{\\s*config_root\\s*}}/?|^\\./");

  private final RepositoryFiles tree;

  public EnvironmentFiles(RepositoryFiles tree) {
    this.tree = tree;
  }

  /** By name; mise's own win over those of the files. */
  public Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    Optional<String> mise =
        MISE.stream()
            .filter(tree::isFile)
            .findFirst()
            .flatMap(tree::readQuietly)
            .flatMap(EnvironmentFiles::section);
    Set<String> files = new LinkedHashSet<>();
    tree.files().stream().filter(EnvironmentFiles::isDotenv).forEach(files::add);
    mise.ifPresent(env -> named(env).filter(tree::isFile).forEach(files::add));
    for (String file : files) {
      tree.readQuietly(file).ifPresent(text -> read(text, values));
    }
    mise.ifPresent(env -> read(env, values));
    return values;
  }

  /** Beside the tasks, or beside the machine configs they are for. */
  private static boolean isDotenv(String path) {
    List<String> folders = RepositoryFiles.folders(path);
    return DOTENV.matcher(RepositoryFiles.name(path)).matches()
        && (folders.isEmpty() || folders.getLast().equals("talos"));
  }

  private static Optional<String> section(String toml) {
    Matcher section = SECTION.matcher(toml);
    return section.find() ? Optional.of(section.group(1)) : Optional.empty();
  }

  private static Stream<String> named(String env) {
    Matcher files = FILES.matcher(env);
    return files.find()
        ? TEXT.matcher(files.group(1))
            .results()
            .map(text -> Optional.ofNullable(text.group(1)).orElse(text.group(2)))
            .map(path -> ROOT.matcher(path).replaceAll(""))
        : Stream.of();
  }

  private static void read(String text, Map<String, String> into) {
    Matcher line = ASSIGNED.matcher(text);
    while (line.find()) {
      String value = plain(line.group(2));
      boolean made = value.contains("$") || value.contains("{{") || value.startsWith("op://");
      if (!made && !value.isEmpty()) {
        into.put(line.group(1), value);
      }
    }
  }

  private static String plain(String value) {
    boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
