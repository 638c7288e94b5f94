package dev.blackstart.machineconfig.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each file in {@code patches} is a patch to {@code patched.yaml} and a case of its own: {@code #=
 * PATH => VALUE} says what the result holds, {@code #! TEXT} why the patch is refused.
 */
class StrategicMergeTest {
  private static final Path CONFIG = resource("patched.yaml");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> aPatchDoesWhatItsFileSays() throws Exception {
    return cases().map(file -> DynamicTest.dynamicTest(name(file), () -> check(file)));
  }

  @TestFactory
  Stream<DynamicTest> talosItselfMakesTheSameOfIt() throws Exception {
    Taloscheck taloscheck = Taloscheck.assumed();
    return cases()
        .map(file -> DynamicTest.dynamicTest(name(file), () -> compare(taloscheck, file)));
  }

  @Test
  void theSamplesOfTheFieldMergeAsTalosMergesThem() throws Exception {
    Taloscheck taloscheck = Taloscheck.assumed();
    Path golden = SamplesFolder.assumed().resolve("golden/controlplane.yaml");
    Path patches = SamplesFolder.assumed().resolve("talhelper/talos/patches/global");
    try (Stream<Path> files = Files.list(patches)) {
      for (Path patch : files.toList()) {
        compare(taloscheck, golden, patch);
      }
    }
  }

  private static void check(Path file) throws Exception {
    String text = Files.readString(file);
    List<String> claims = text.lines().filter(line -> line.matches("#[=!] .*")).toList();
    assertFalse(claims.isEmpty(), "the case claims nothing");
    if (claims.getFirst().startsWith("#!")) {
      var refused = assertThrows(RefusedConfig.class, () -> patched(CONFIG, file));
      String wanted = claims.getFirst().substring(3);
      assertTrue(refused.getMessage().contains(wanted), refused::getMessage);
      return;
    }
    MachineConfig result = patched(CONFIG, file);
    for (String claim : claims) {
      String[] parts = claim.substring(3).split(" => ", 2);
      Optional<Object> found = at(result, parts[0]).map(Reading.TALOS::read);
      Optional<Object> wanted =
          parts[1].equals("absent")
              ? Optional.empty()
              : Optional.of(Reading.TALOS.read(Yaml.document(parts[1], "claim")));
      assertEquals(wanted, found, parts[0]);
    }
  }

  private static Optional<YamlNode> at(MachineConfig config, String place) {
    if (Character.isLowerCase(place.charAt(0))) {
      return config.v1alpha1().flatMap(document -> document.at(place));
    }
    String[] parts = place.split(" ", 2);
    String[] id = parts[0].split("/", 2);
    Optional<MapNode> document =
        config
            .document(new DocumentId(id[0], id.length > 1 ? id[1] : ""))
            .map(ConfigDocument::content);
    return parts.length == 1
        ? document.map(content -> content)
        : document.flatMap(content -> content.at(parts[1]));
  }

  private void compare(Taloscheck taloscheck, Path patch) throws Exception {
    compare(taloscheck, CONFIG, patch);
  }

  private void compare(Taloscheck taloscheck, Path config, Path patch) throws Exception {
    Taloscheck.Verdict talos = taloscheck.patch(config, patch);
    MachineConfig ours;
    try {
      ours = patched(config, patch);
    } catch (RefusedConfig refused) {
      assertFalse(talos.good(), "we refuse what Talos takes: " + refused.getMessage());
      return;
    }
    assertTrue(talos.good(), "we take what Talos refuses: " + talos.text());
    Path theirs = Files.writeString(folder.resolve("theirs.yaml"), talos.text());
    Path mine = Files.writeString(folder.resolve("ours.yaml"), ours.yaml());
    Taloscheck.Verdict same = taloscheck.equal(mine, theirs);
    assertTrue(same.good(), same.text() + "\n" + ours.yaml() + "\n=====\n" + talos.text());
  }

  private static MachineConfig patched(Path config, Path patch) throws Exception {
    return MachineConfig.parse(Files.readString(config), config.getFileName().toString())
        .patched(Patch.parse(Files.readString(patch), patch.getFileName().toString()));
  }

  private static Stream<Path> cases() throws Exception {
    try (Stream<Path> files = Files.list(resource("patches"))) {
      return files.sorted().toList().stream();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".yaml", "").replace('-', ' ');
  }

  private static Path resource(String name) {
    try {
      return Path.of(StrategicMergeTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
