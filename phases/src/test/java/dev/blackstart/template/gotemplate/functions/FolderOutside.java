package dev.blackstart.template.gotemplate.functions;

import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An outside of one folder and a fixed environment; programs do not exist in it. */
final class FolderOutside implements Outside {
  private final Path folder;
  private final Map<String, String> env;

  FolderOutside(Path folder, Map<String, String> env) {
    this.folder = folder;
    this.env = env;
  }

  @Override
  public String readFile(String path) {
    try {
      return Files.readString(folder.resolve(path));
    } catch (IOException missing) {
      throw new FunctionFailure("open " + path + ": no such file or directory");
    }
  }

  @Override
  public List<Entry> readDir(String path) {
    try (Stream<Path> members = Files.list(folder.resolve(path))) {
      return members
          .sorted()
          .map(member -> new Entry(member.getFileName().toString(), Files.isDirectory(member)))
          .toList();
    } catch (IOException missing) {
      throw new FunctionFailure("open " + path + ": no such file or directory");
    }
  }

  @Override
  public boolean isFile(String path) {
    return Files.isRegularFile(folder.resolve(path));
  }

  @Override
  public boolean isDirectory(String path) {
    return Files.isDirectory(folder.resolve(path));
  }

  @Override
  public Optional<String> env(String name) {
    return Optional.ofNullable(env.get(name));
  }

  @Override
  public String exec(
      String program, List<String> arguments, String input, Map<String, String> variables) {
    throw new FunctionFailure("exec: \"" + program + "\": executable file not found");
  }
}
