package dev.blackstart.repository.talos;

import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Role;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which file a node's machine config starts from. */
final class StartingConfig {
  private static final Pattern CONTROL_PLANE = Pattern.compile("(?i).*(control-?plane|master).*");
  private static final Pattern WORKER = Pattern.compile("(?i).*worker.*");

  private final List<String> detected;
  private final Optional<Setting<String>> chosen;

  /**
   * @param detected files that may be it
   * @param chosen what {@code blackstart.yaml} says, which holds
   */
  StartingConfig(List<String> detected, Optional<Setting<String>> chosen) {
    this.detected = detected;
    this.chosen = chosen;
  }

  /** Who names the file. */
  Place namedAt(String path) {
    return chosen.map(Setting::at).orElse(new Place(path, 0));
  }

  /**
   * The file for a role.
   *
   * @throws ReadingProblem when there is none, or more than one that may be it
   */
  String of(Placeholders node, Role role) {
    if (chosen.isPresent()) {
      return node.fill(chosen.get().value());
    }
    List<String> named = preferred(role);
    if (named.size() == 1) {
      return named.getFirst();
    }
    if (named.isEmpty()) {
      throw new ReadingProblem(
          FindingKind.NO_MACHINE_CONFIG.at(
              node.clusterTitle(),
              "there is no machine config its nodes could start from",
              "add a template machineconfig.yaml.j2 to the folder talos, or name it as talos.base"
                  + " in blackstart.yaml"));
    }
    throw new ReadingProblem(
        FindingKind.SEVERAL_MACHINE_CONFIGS.at(
            RepositoryFiles.folder(named.getFirst()),
            "several files may be the machine config: " + names(named),
            "name the right one as talos.base in blackstart.yaml"));
  }

  /** Those named after the role, else those called machineconfig, else those of no role. */
  private List<String> preferred(Role role) {
    Pattern mine =
        switch (role) {
          case CONTROL_PLANE -> CONTROL_PLANE;
          case WORKER -> WORKER;
        };
    List<String> ofRole = matching(mine);
    List<String> ofAll = matching(Pattern.compile("(?i).*machine-?config.*"));
    if (!ofRole.isEmpty()) {
      return ofRole;
    }
    return ofAll.isEmpty() ? detected.stream().filter(path -> !isOfOneRole(path)).toList() : ofAll;
  }

  private List<String> matching(Pattern pattern) {
    return detected.stream()
        .filter(path -> pattern.matcher(RepositoryFiles.name(path)).matches())
        .toList();
  }

  private static boolean isOfOneRole(String path) {
    String name = RepositoryFiles.name(path);
    return CONTROL_PLANE.matcher(name).matches() || WORKER.matcher(name).matches();
  }

  private static String names(List<String> paths) {
    return String.join(", ", paths.stream().map(RepositoryFiles::name).toList());
  }
}
