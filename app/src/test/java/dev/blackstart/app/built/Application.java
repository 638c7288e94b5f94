package dev.blackstart.app.built;

import dev.blackstart.app.JavaOptions;
import dev.blackstart.app.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The application as a program to type: the launcher with what Maven packaged ({@code
 * -Dblackstart.built=true}), else this class path, for a try before anything is packaged.
 */
final class Application {
  static final Path ROOT =
      Path.of(System.getProperty("blackstart.root", "..")).toAbsolutePath().normalize();

  private static final boolean PACKAGED = Boolean.getBoolean("blackstart.built");

  private Application() {}

  /** Puts a program called {@code blackstart} into a folder, which it makes. */
  static void install(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path program = folder.resolve("blackstart");
    Files.writeString(program, "#!/bin/sh\nexec " + command() + " \"$@\"\n");
    program.toFile().setExecutable(true);
  }

  private static String command() {
    if (PACKAGED) {
      return quoted(ROOT.resolve("blackstart").toString());
    }
    return java(Main.class, true).stream()
        .map(Application::quoted)
        .collect(Collectors.joining(" "));
  }

  /**
   * How a class is started.
   *
   * @param headless whether it draws no windows
   */
  static List<String> java(Class<?> main, boolean headless) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JavaOptions.of(512));
    command.add("-Djava.awt.headless=" + headless);
    command.add("-Dblackstart.home=" + ROOT);
    command.addAll(List.of("-cp", classes(), main.getName()));
    return command;
  }

  /** Absolute, for the application is started in another folder. */
  private static String classes() {
    // Surefire hands the tests' class path to its own JVM inside a jar's manifest.
    String own =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String tests = Application.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    Path target = ROOT.resolve("app/target");
    return PACKAGED
        ? target.resolve("app-0.1.0-SNAPSHOT.jar") + ":" + target.resolve("lib") + "/*:" + tests
        : Stream.of(own.split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
  }

  private static String quoted(String word) {
    return "\"" + word + "\"";
  }
}
