package dev.blackstart.app.cli;

import dev.blackstart.app.fresh.Founding.Founded;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Role;
import dev.blackstart.repository.fresh.InstallDisk;
import dev.blackstart.repository.fresh.NewMachine;
import dev.blackstart.world.Counted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was founded, and what is left to do. */
final class FoundedText {
  private final Path root;
  private final Founded founded;

  FoundedText(Path root, Founded founded) {
    this.root = root;
    this.founded = founded;
  }

  /** Whether the repository is right as it is now, or will be with the lines that are told. */
  boolean isSound() {
    return founded.settings().isPresent()
        || founded.findings().stream().noneMatch(each -> each.level() == Finding.Level.ERROR);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "wrote cluster "
            + founded.cluster().name()
            + ": "
            + Counted.of(founded.cluster().of(Role.CONTROL_PLANE).size(), "control plane")
            + ", "
            + Counted.of(founded.cluster().of(Role.WORKER).size(), "worker")
            + ", "
            + Counted.of(founded.written().size(), "file")
            + " in "
            + root);
    lines.add(
        "secrets are encrypted for " + String.join(", ", founded.cluster().sealing().recipients()));
    if (founded.newKey()) {
      lines.add("  their key is new, " + root.resolve("age.key") + ": keep a copy elsewhere");
    }
    lines.add(
        founded.cluster().sealing().seeded()
            ? "  the cluster is given it as well: Flux decrypts with it"
            : "  their secret key is not at hand: the cluster is not given it");
    founded
        .deployKey()
        .ifPresent(
            key -> lines.add("let Flux read " + founded.cluster().git().url() + " with: " + key));
    founded.cluster().machines().stream()
        .filter(machine -> machine.disk().equals(InstallDisk.DEFAULT))
        .map(NewMachine::name)
        .reduce((one, other) -> one + ", " + other)
        .ifPresent(
            names ->
                lines.add(
                    "installed on /dev/sda, for nothing was said: "
                        + names
                        + "; blackstart preflight looks"));
    if (!founded.kept().isEmpty()) {
      lines.add("kept as they were: " + String.join(", ", founded.kept()));
    }
    founded
        .settings()
        .ifPresent(
            text -> {
              lines.add("add this to blackstart.yaml:");
              text.lines().filter(line -> !line.startsWith("#")).forEach(lines::add);
            });
    if (founded.settings().isEmpty()) {
      founded.findings().stream()
          .filter(finding -> finding.level() != Finding.Level.INFO)
          .forEach(each -> lines.add(each.at() + ": " + each.what() + "\n  " + each.remedy()));
    }
    lines.add("next: git add and commit, then blackstart plan, rehearse, preflight, bootstrap");
    return lines;
  }

  Map<String, Object> json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("v", 1);
    document.put("repository", root.toString());
    document.put("cluster", founded.cluster().name());
    document.put("recipients", founded.cluster().sealing().recipients());
    document.put("written", founded.written());
    document.put("kept", founded.kept());
    document.put("newKey", founded.newKey());
    founded.deployKey().ifPresent(key -> document.put("deployKey", key));
    founded.settings().ifPresent(text -> document.put("settings", text));
    document.put("findings", founded.findings().stream().map(FoundedText::json).toList());
    return document;
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", finding.id());
    one.put("level", finding.level().name().toLowerCase(Locale.ROOT));
    one.put("at", finding.at().toString());
    one.put("what", finding.what());
    one.put("remedy", finding.remedy());
    return one;
  }
}
