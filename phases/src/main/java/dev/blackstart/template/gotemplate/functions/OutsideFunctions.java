package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.GoText;
import dev.blackstart.template.gotemplate.Outside;
import dev.blackstart.template.yq.Yq;
import dev.blackstart.template.yq.YqProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Helmfile's functions that reach out of the template, each through the {@link Outside}. */
final class OutsideFunctions {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:\\{([^}]*)}|([A-Za-z_][A-Za-z0-9_]*))");

  private final Outside outside;

  private OutsideFunctions(Outside outside) {
    this.outside = outside;
  }

  static Map<String, Function> of(Outside outside) {
    return new OutsideFunctions(outside).table();
  }

  private Map<String, Function> table() {
    return Map.ofEntries(
        entry("readFile", Function.of(1, a -> outside.readFile(a.text(0)))),
        entry("isFile", Function.of(1, a -> outside.isFile(a.text(0)))),
        entry("isDir", Function.of(1, a -> outside.isDirectory(a.text(0)))),
        entry("readDir", Function.of(1, a -> readDir(a.text(0)))),
        entry("readDirEntries", Function.of(1, a -> readDirEntries(a.text(0)))),
        entry("env", Function.of(1, a -> outside.env(a.text(0)).orElse(""))),
        entry("requiredEnv", Function.of(1, a -> requiredEnv(a.text(0)))),
        entry("expandenv", Function.of(1, a -> expandEnv(a.text(0)))),
        entry("expandEnv", Function.of(1, a -> expandEnv(a.text(0)))),
        entry("exec", new Function(2, 3, a -> exec(Map.of(), a.text(0), a.list(1), a.from(2)))),
        entry("envExec", new Function(3, 4, a -> exec(a.map(0), a.text(1), a.list(2), a.from(3)))));
  }

  private List<Object> readDir(String path) {
    List<Object> files = new ArrayList<>();
    outside.readDir(path).stream()
        .filter(member -> !member.isDirectory())
        .forEach(member -> files.add(path.replaceAll("/+$", "") + "/" + member.name()));
    return files;
  }

  /** Entries with Name and IsDir, as Go's fs.DirEntry has them. */
  private List<Object> readDirEntries(String path) {
    List<Object> entries = new ArrayList<>();
    for (Outside.Entry member : outside.readDir(path)) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("Name", Function.of(0, a -> member.name()));
      entry.put("IsDir", Function.of(0, a -> member.isDirectory()));
      entries.add(entry);
    }
    return entries;
  }

  private String requiredEnv(String name) {
    return outside
        .env(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> new FunctionFailure("required env var `" + name + "` is not set"));
  }

  private String expandEnv(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            reference -> {
              String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
              return Matcher.quoteReplacement(outside.env(name).orElse(""));
            });
  }

  private String exec(
      Map<String, Object> env, String program, List<Object> arguments, List<Object> input) {
    List<String> words = new ArrayList<>();
    for (Object argument : arguments) {
      if (!(argument instanceof String word)) {
        throw new FunctionFailure(
            "unexpected type of arg \"" + GoText.type(argument) + "\" at index " + words.size());
      }
      words.add(word);
    }
    Map<String, String> variables = new LinkedHashMap<>();
    env.forEach((name, value) -> variables.put(name, String.valueOf(value)));
    Object first = input.isEmpty() || input.getFirst() == null ? "" : input.getFirst();
    if (!(first instanceof String standardInput)) {
      throw new FunctionFailure("the input of exec must be a string");
    }
    if (!program.equals("yq")) {
      return outside.exec(program, words, standardInput, variables);
    }
    try {
      String answer =
          Yq.run(
              words,
              outside::readFile,
              Optional.of(standardInput),
              name -> Optional.ofNullable(variables.get(name)).or(() -> outside.env(name)));
      outside.answered(program, words);
      return answer;
    } catch (YqProblem problem) {
      FunctionFailure refused = new FunctionFailure("yq: " + problem.getMessage());
      if (!problem.isUnsupported()) {
        throw refused;
      }
      try {
        return outside.exec(program, words, standardInput, variables);
      } catch (FunctionFailure notRun) {
        refused.addSuppressed(notRun);
        throw refused;
      }
    }
  }
}
