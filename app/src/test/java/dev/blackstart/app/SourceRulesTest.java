package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of the house that only the source text shows. */
class SourceRulesTest {
  private static final Path ROOT = Path.of(System.getProperty("blackstart.root", ".."));
  private static final Pattern BANNED =
      Pattern.compile("(Util|Utils|Helper|Manager|Impl|Base|Data|Info)\\.java$");

  @Test
  void noFileIsLongerThanThreeHundredLines() {
    assertEquals(List.of(), sources().filter(file -> lines(file).size() > 300).toList());
  }

  @Test
  void noClassHidesBehindAnEmptyWord() {
    assertEquals(List.of(), sources().filter(file -> BANNED.matcher(name(file)).find()).toList());
  }

  @Test
  void everyPackageSaysWhatItIs() {
    List<Path> silent =
        sources()
            .filter(file -> file.toString().contains("src/main"))
            .map(Path::getParent)
            .distinct()
            .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
            .toList();
    assertEquals(List.of(), silent);
  }

  @Test
  void theRepositorySpeaksOfTheProductOnly() {
    Pattern foreign =
        Pattern.compile("/(?:root|home|work|Users)/|repo1?\\.maven|maven\\.apache\\.org/maven2");
    assertEquals(
        List.of(),
        sources()
            .filter(file -> !name(file).equals("SourceRulesTest.java"))
            .filter(file -> lines(file).stream().anyMatch(line -> foreign.matcher(line).find()))
            .toList());
  }

  private static Stream<Path> sources() {
    return Stream.of("protos", "phases", "app")
        .map(module -> ROOT.resolve(module).resolve("src"))
        .filter(Files::isDirectory)
        .flatMap(SourceRulesTest::below)
        .filter(file -> file.toString().endsWith(".java"));
  }

  private static Stream<Path> below(Path folder) {
    try {
      return Files.walk(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
