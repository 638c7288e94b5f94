package dev.blackstart.app.cli;

import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.TlsPreference;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.LogManager;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Does once what runs do, for the JVM to keep the classes they need: it plans and rehearses the
 * bundled example, which takes gRPC, TLS, Helm and the phases up to Flux. The launcher starts it,
 * by itself and in a folder of its own.
 */
public final class Training {
  /** As in the example, and elsewhere: an operator may rehearse the example meanwhile. */
  private static final String ADDRESSES = "10.25.";

  private static final String OWN_ADDRESSES = "10.251.";

  /** Of the folders of the JDK's HTTP client; a version 3 is not spoken. */
  private static final Pattern HTTP_2 =
      Pattern.compile("/http/([^/]*|(common|frame|hpack)/[^/]*)$");

  private Training() {}

  /**
   * @param args a folder that is there, and may be removed afterwards
   */
  public static void main(String[] args) throws IOException {
    LogManager.getLogManager().reset();
    TlsPreference.apply();
    Path folder = Path.of(args[0]);
    Path example = folder.resolve("example");
    copy(OperatorFiles.example(), example);
    List<String> shared =
        List.of(
            "--json",
            "--cluster=infra",
            "--repo=" + example,
            "--charts=" + example.resolve("charts"),
            "--state=" + folder.resolve("state"));
    call("plan", shared);
    call(
        "rehearse",
        Stream.concat(shared.stream(), Stream.of("--speed=1000", "--until=flux-instance"))
            .toList());
    loadHttp();
    System.exit(0);
  }

  /**
   * Real API servers speak HTTP/2, which the rehearsal's do not: what the JDK has for it is looked
   * at only.
   */
  private static void loadHttp() throws IOException {
    Path all = Path.of(URI.create("jrt:/java.net.http"));
    try (Stream<Path> files = Files.walk(all.resolve("jdk/internal/net/http"), 2)) {
      files
          .map(file -> all.relativize(file).toString())
          .filter(file -> file.endsWith(".class"))
          .filter(file -> HTTP_2.matcher(file).find())
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .forEach(Training::load);
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, ClassLoader.getPlatformClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      // One that is not there in this JDK is not needed either.
      System.err.println(e);
    }
  }

  private static void call(String verb, List<String> options) {
    Blackstart.run(Stream.concat(Stream.of(verb), options.stream()).toArray(String[]::new));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = from.relativize(file).toString();
        Path copy = to.resolve(name.replace(ADDRESSES, OWN_ADDRESSES));
        Files.createDirectories(copy.getParent());
        // Every byte is a character of its own in this one, so that nothing else changes.
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(
            copy, text.replace(ADDRESSES, OWN_ADDRESSES), StandardCharsets.ISO_8859_1);
      }
    }
  }
}
