package dev.blackstart.template.gotemplate;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a helmfile template may ask of the machine it runs on. Relative paths are relative to
 * the folder of the helmfile; what cannot be done throws a {@link FunctionFailure} that says why.
 */
public interface Outside {
  /**
   * A member of a folder.
   *
   * @param name its name without the folder
   * @param isDirectory whether it is a folder itself
   */
  record Entry(String name, boolean isDirectory) {}

  /** The text of a file. */
  String readFile(String path);

  /** The members of a folder, sorted by name. */
  List<Entry> readDir(String path);

  /** Whether this is a file. */
  boolean isFile(String path);

  /** Whether this is a folder. */
  boolean isDirectory(String path);

  /** A variable of the environment, empty when it is not set. */
  Optional<String> env(String name);

  /**
   * What a program prints. Calls of yq come here only when they are beyond {@link
   * dev.blackstart.template.yq.Yq}.
   *
   * @param input its standard input, may be empty
   * @param env variables it gets besides the environment
   */
  String exec(String program, List<String> arguments, String input, Map<String, String> env);

  /** Notes a program whose answer was found without starting it. */
  default void answered(String program, List<String> arguments) {}
}
