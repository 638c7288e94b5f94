package dev.blackstart.app.fresh;

import dev.blackstart.app.Refusal;
import dev.blackstart.repository.talos.SchematicId;
import dev.blackstart.talos.FoundMachine;
import dev.blackstart.template.yaml.InputFile;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a new cluster is to run. */
final class VersionDraft {
  /** The last of the releases this program writes configs for. */
  private static final String TALOS = "1.12.11";

  /** What that Talos installs unless told otherwise. */
  private static final String KUBERNETES = "1.35.4";

  private static final Pattern VERSION = Pattern.compile("v?(1\\.(\\d{1,3})\\.\\d{1,3})");

  private final Wishes wishes;
  private final List<FoundMachine> found;

  VersionDraft(Wishes wishes, List<FoundMachine> found) {
    this.wishes = wishes;
    this.found = found;
  }

  /** What was said, else what all machines booted, else the newest known. */
  String talos() {
    Optional<String> said = wishes.one(Wish.TALOS);
    if (said.isPresent()) {
      return version(Wish.TALOS, said.get(), 12, 12);
    }
    List<String> booted =
        found.stream().flatMap(machine -> machine.talos().stream()).distinct().toList();
    Matcher only = VERSION.matcher(booted.size() == 1 ? booted.getFirst() : "");
    return only.matches() && only.group(2).equals("12") ? only.group(1) : TALOS;
  }

  String kubernetes() {
    return version(Wish.KUBERNETES, wishes.one(Wish.KUBERNETES).orElse(KUBERNETES), 30, 35);
  }

  private static String version(Wish wish, String text, int oldest, int newest) {
    Matcher version = VERSION.matcher(text);
    if (version.matches()) {
      int minor = Integer.parseInt(version.group(2));
      if (minor >= oldest && minor <= newest) {
        return version.group(1);
      }
    }
    String range =
        oldest == newest ? "1." + oldest + ".x" : "1." + oldest + ".x to 1." + newest + ".x";
    throw Wishes.wrong(wish, text, "a version " + range + ", which Talos 1.12 is for");
  }

  /** The image that is installed. */
  String installer() {
    Optional<String> image = wishes.one(Wish.INSTALLER);
    Optional<String> schematic = wishes.one(Wish.SCHEMATIC);
    if (image.isPresent() && schematic.isPresent()) {
      throw new Refusal(
          2, "--installer and --schematic both name the image", "keep one of the two");
    }
    if (image.filter(text -> !text.matches("[A-Za-z0-9./_:@-]+:[A-Za-z0-9._-]+")).isPresent()) {
      throw Wishes.wrong(Wish.INSTALLER, image.get(), "an image with its tag");
    }
    return image
        .or(() -> schematic.map(this::ofSchematic))
        .orElse("ghcr.io/siderolabs/installer:v" + talos());
  }

  private String ofSchematic(String said) {
    String id = said.matches("[0-9a-f]{64}") ? said : id(Path.of(said));
    return "factory.talos.dev/metal-installer/" + id + ":v" + talos();
  }

  private static String id(Path file) {
    try {
      return SchematicId.of(Yaml.document(InputFile.text(file, file.toString()), file.toString()))
          .orElseThrow(
              () ->
                  new Refusal(
                      2,
                      file + ": the id of this schematic cannot be told",
                      "ask the factory for it and give the id: --schematic ID"));
    } catch (IOException unreadable) {
      throw Wishes.wrong(Wish.SCHEMATIC, file.toString(), "a file that can be read, or an id");
    } catch (YamlProblem broken) {
      throw new Refusal(2, broken.mark() + ": " + broken.what(), "correct the YAML of the file");
    }
  }
}
