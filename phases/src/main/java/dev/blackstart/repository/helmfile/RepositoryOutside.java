package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Exec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Runs;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.Outside;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a template may see: the repository's own files, beside the file it stands in, the
 * environment it was given, and the programs the operator allows.
 */
final class RepositoryOutside implements Outside {
  private final RepositoryFiles tree;
  private final String folder;
  private final Place at;
  private final TemplateWorld world;
  private final Set<String> read = new LinkedHashSet<>();
  private final List<Exec> execs = new ArrayList<>();
  private Optional<Finding> problem = Optional.empty();

  /**
   * @param file the template
   * @param folder where its paths begin
   */
  RepositoryOutside(RepositoryFiles tree, String file, String folder, TemplateWorld world) {
    this.tree = tree;
    this.folder = folder;
    this.at = new Place(file, 0);
    this.world = world;
  }

  /** The files the template has read, in order. */
  Set<String> read() {
    return read;
  }

  /** The programs it has called, in order. */
  List<Exec> execs() {
    return execs;
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
    return Optional.ofNullable(world.env().get(name));
  }

  @Override
  public String exec(
      String program, List<String> arguments, String input, Map<String, String> environment) {
    String command = command(program, arguments);
    execs.add(new Exec(command, Runs.ALLOW_EXEC, at));
    if (world.programs().isEmpty()) {
      throw failure(
          new ReadingProblem(
              FindingKind.EXEC_NOT_ALLOWED.at(
                  at,
                  "the template runs `" + command + "`, which needs your leave",
                  "look at the command, then add --allow-exec; or write the value itself")));
    }
    try {
      Path from = tree.root().resolve(folder);
      return world
          .programs()
          .get()
          .run(new Programs.Command(program, arguments, from, input, environment));
    } catch (Failure failed) {
      throw new FunctionFailure(failed.what());
    }
  }

  @Override
  public void answered(String program, List<String> arguments) {
    execs.add(new Exec(command(program, arguments), Runs.NATIVE, at));
  }

  private static String command(String program, List<String> arguments) {
    return arguments.isEmpty() ? program : program + " " + String.join(" ", arguments);
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
