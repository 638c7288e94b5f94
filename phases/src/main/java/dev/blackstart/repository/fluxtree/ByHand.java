package dev.blackstart.repository.fluxtree;

import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.kustomize.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Objects in files that no Kustomization reaches: an operator's task files may apply them, and an
 * operator may have forgotten to take them in. Files are read when first asked.
 */
final class ByHand {
  private static final Pattern PLAIN = Pattern.compile(".*\\.ya?ml");
  private static final Pattern TEMPLATE = Pattern.compile(".*\\.ya?ml\\.(tpl|j2|gotmpl)");
  private static final Pattern KIND = Pattern.compile("(?m)^kind: *[\"']?(\\w+)");
  private static final Pattern NAME =
      Pattern.compile("(?m)^metadata:(?:\\R +.*|\\R *#.*)*?\\R +name: *[\"']?([^\\s\"']+)");

  private final RepositoryFiles files;
  private final SourceTree tree;
  private Map<String, String> found;

  ByHand(RepositoryFiles files, SourceTree tree) {
    this.files = files;
    this.tree = tree;
  }

  /** A file that holds an object of this kind and name. */
  Optional<String> file(String kind, String name) {
    if (found == null) {
      found = new HashMap<>();
      // a plain file says more than a template it may have been made from
      files.files().stream().filter(path -> PLAIN.matcher(path).matches()).forEach(this::look);
      files.files().stream().filter(path -> TEMPLATE.matcher(path).matches()).forEach(this::look);
    }
    return Optional.ofNullable(found.get(kind + "/" + name));
  }

  private void look(String path) {
    for (String document : text(path).split("(?m)^---")) {
      Matcher kind = KIND.matcher(document);
      Matcher name = NAME.matcher(document);
      if (kind.find() && name.find()) {
        found.putIfAbsent(kind.group(1) + "/" + name.group(1), path);
      }
    }
  }

  private String text(String path) {
    try {
      return new String(tree.read(path), StandardCharsets.UTF_8);
    } catch (KustomizeProblem unreadable) {
      return "";
    }
  }
}
