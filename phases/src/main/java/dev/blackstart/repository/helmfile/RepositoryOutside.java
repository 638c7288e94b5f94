package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Place;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.Outside;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a template may see: the repository's own files, beside the file it stands in, and the
 * environment it was given. It starts no program.
 */
final class RepositoryOutside implements Outside {
  private final RepositoryFiles tree;
  private final String folder;
  private final Place at;
  private final Map<String, String> env;
  private final Set<String> read = new LinkedHashSet<>();
  private Optional<Finding> problem = Optional.empty();

  /**
   * @param file the template
   */
  RepositoryOutside(RepositoryFiles tree, String file, Map<String, String> env) {
    this.tree = tree;
    this.folder = RepositoryFiles.folder(file);
    this.at = new Place(file, 0);
    this.env = env;
  }

  /** The files the template has read, in order. */
  Set<String> read() {
    return read;
  }

  /** Why a file could not be read, when the template failed for that. */
  Optional<Finding> problem() {
    return problem;
  }

  @Override
  public String readFile(String path) {
    try {
      String resolved = tree.resolve(folder, path, at);
      read.add(resolved);
      return tree.read(resolved, at);
    } catch (ReadingProblem notThere) {
      throw failure(notThere);
    }
  }

  @Override
  public List<Entry> readDir(String path) {
    String resolved = resolve(path);
    if (!tree.isFolder(resolved)) {
      throw new FunctionFailure("there is no folder " + resolved);
    }
    String prefix = resolved.isEmpty() ? "" : resolved + "/";
    Set<Entry> entries = new LinkedHashSet<>();
    for (String file : tree.files()) {
      if (file.startsWith(prefix)) {
        String rest = file.substring(prefix.length());
        int slash = rest.indexOf('/');
        entries.add(slash < 0 ? new Entry(rest, false) : new Entry(rest.substring(0, slash), true));
      }
    }
    return List.copyOf(entries);
  }

  @Override
  public boolean isFile(String path) {
    return tree.isFile(resolve(path));
  }

  @Override
  public boolean isDirectory(String path) {
    return tree.isFolder(resolve(path));
  }

  @Override
  public Optional<String> env(String name) {
    return Optional.ofNullable(env.get(name));
  }

  @Override
  public String exec(
      String program, List<String> arguments, String input, Map<String, String> environment) {
    throw new FunctionFailure(
        "the program "
            + program
            + " is not run while the repository is read; only yq is understood");
  }

  private String resolve(String path) {
    try {
      return tree.resolve(folder, path, at);
    } catch (ReadingProblem leadsOut) {
      throw failure(leadsOut);
    }
  }

  private FunctionFailure failure(ReadingProblem cause) {
    problem = Optional.of(cause.finding());
    return new FunctionFailure(cause.finding().what());
  }
}
