package dev.blackstart.template.kustomize;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/** Paths inside a {@link SourceTree}. */
final class TreePath {
  private static final Pattern REMOTE =
      Pattern.compile("^([a-z][a-z0-9+.-]*://|git@|github\\.com[/:]|[^/]+\\.git(\\?|//|$)).*");

  private TreePath() {}

  /** The path that a relative one means from a folder; empty when it leads out of the tree. */
  static Optional<String> resolve(String folder, String relative) {
    if (relative.startsWith("/")) {
      return Optional.empty();
    }
    Deque<String> steps = new ArrayDeque<>();
    for (String step : (folder + "/" + relative).split("/")) {
      if (step.equals("..")) {
        if (steps.isEmpty()) {
          return Optional.empty();
        }
        steps.removeLast();
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.addLast(step);
      }
    }
    return Optional.of(String.join("/", steps));
  }

  static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** Whether a folder is another one or holds it. */
  static boolean holds(String folder, String other) {
    return folder.isEmpty() || other.equals(folder) || other.startsWith(folder + "/");
  }

  /** Whether this is a file that is fetched from a web server. */
  static boolean isUrl(String path) {
    return path.startsWith("https://") || path.startsWith("http://");
  }

  /** Whether kustomize would fetch this from elsewhere. */
  static boolean isRemote(String entry) {
    return REMOTE.matcher(entry).matches();
  }
}
