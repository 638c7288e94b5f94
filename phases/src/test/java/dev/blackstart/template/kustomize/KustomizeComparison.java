package dev.blackstart.template.kustomize;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Builds every folder of a repository that holds a kustomization file, by us and by the real {@code
 * kubectl kustomize}, and holds the outcomes against each other. Folders that take something from
 * the network are counted apart: the judge is not let out.
 *
 * <p>As a program it takes repositories and prints a line for each.
 */
final class KustomizeComparison {
  private final Path root;
  private final KubectlKustomize kubectl;
  private final Path scratch;
  private final List<String> differing = new ArrayList<>();
  private int folders;
  private int remote;
  private int refused;
  private long ours;
  private long theirs;

  KustomizeComparison(Path root, KubectlKustomize kubectl, Path scratch) {
    this.root = root;
    this.kubectl = kubectl;
    this.scratch = scratch;
  }

  public static void main(String[] repositories) throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("kustomize");
    KubectlKustomize kubectl = KubectlKustomize.orSkip();
    for (String repository : repositories) {
      KustomizeComparison comparison =
          new KustomizeComparison(Path.of(repository), kubectl, scratch);
      comparison.run();
      System.out.println(repository + ": " + comparison);
      comparison.differing.forEach(difference -> System.out.println("  " + difference));
    }
    try (Stream<Path> left = Files.list(scratch)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(scratch);
  }

  void run() throws IOException, InterruptedException {
    SourceTree files = new FolderTree(root);
    for (String folder : find()) {
      folders++;
      RememberedTree tree = new RememberedTree(files);
      long begun = System.nanoTime();
      String refusal = "";
      Map<String, String> built = Map.of();
      try {
        built = KubectlKustomize.ours(tree, folder);
      } catch (KustomizeProblem problem) {
        refusal = problem.getMessage();
      }
      ours += System.nanoTime() - begun;
      if (tree.leftOut().isEmpty()) {
        judge(folder, refusal, built);
      } else {
        remote++;
      }
    }
  }

  private void judge(String folder, String refusal, Map<String, String> built)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    String judged = kubectl.build(root.resolve(folder), scratch);
    theirs += System.nanoTime() - begun;
    String said = judged.substring(0, Math.min(judged.length(), 300)).replace('\n', ' ');
    if (judged.startsWith("!")) {
      refused++;
      if (refusal.isEmpty()) {
        differing.add(folder + " builds here, kubectl: " + said);
      }
    } else if (!refusal.isEmpty()) {
      differing.add(folder + " builds with kubectl, here: " + refusal);
    } else {
      Map<String, String> expected = KubectlKustomize.parsed(judged);
      if (!expected.equals(built)) {
        differing.add(folder + ": " + difference(expected, built));
      }
    }
  }

  private static String difference(Map<String, String> expected, Map<String, String> built) {
    Set<String> ids = new TreeSet<>(expected.keySet());
    ids.addAll(built.keySet());
    for (String id : ids) {
      String theirs = expected.getOrDefault(id, "none");
      String ours = built.getOrDefault(id, "none");
      if (!theirs.equals(ours)) {
        int at = 0;
        while (at < Math.min(theirs.length(), ours.length())
            && theirs.charAt(at) == ours.charAt(at)) {
          at++;
        }
        return id + " kubectl: " + around(theirs, at) + " here: " + around(ours, at);
      }
    }
    return "nothing";
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 60));
  }

  /** Every folder with a kustomization file, in the order of their names. */
  private Set<String> find() throws IOException {
    Set<String> found = new TreeSet<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.getFileName().toString().equals(".git")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (KustomizationFile.NAMES.contains(file.getFileName().toString())) {
              found.add(root.relativize(file.getParent()).toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  int folders() {
    return folders;
  }

  List<String> differing() {
    return differing;
  }

  @Override
  public String toString() {
    int compared = folders - remote;
    return "folders "
        + compared
        + ", same "
        + (compared - differing.size())
        + " ("
        + refused
        + " refused), differing: "
        + differing.size()
        + "; from elsewhere "
        + remote
        + "; ours "
        + TimeUnit.NANOSECONDS.toMillis(ours)
        + " ms, kubectl "
        + TimeUnit.NANOSECONDS.toMillis(theirs)
        + " ms";
  }
}
