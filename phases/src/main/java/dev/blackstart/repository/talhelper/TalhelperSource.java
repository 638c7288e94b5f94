package dev.blackstart.repository.talhelper;

import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.repository.talos.TalosFolders;
import dev.blackstart.repository.talos.TalosReading;
import dev.blackstart.repository.talos.TalosSide;
import dev.blackstart.repository.talos.TalosSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cluster that talhelper makes the machine configs of.
 *
 * @param path its {@code talconfig.yaml}
 * @param cluster what its {@code clusterName} says, unless a variable gives it
 */
public record TalhelperSource(String path, Optional<String> cluster) implements TalosSource {
  private static final Pattern NAME =
      Pattern.compile("(?m)^clusterName:\\s*[\"']?([A-Za-z0-9][A-Za-z0-9._-]*)[\"']?\\s*(#.*)?$");

  /** One for each {@code talconfig.yaml} of a repository. */
  public static List<TalosSource> detect(RepositoryFiles tree) {
    return tree.files().stream()
        .filter(path -> RepositoryFiles.name(path).matches("talconfig\\.ya?ml"))
        .filter(path -> !TalosFolders.isAside(path))
        .<TalosSource>map(path -> new TalhelperSource(path, name(tree, path)))
        .toList();
  }

  @Override
  public TalosSide read(String cluster, TalosReading reading) {
    return new TalhelperReader(path, reading).read();
  }

  /** A file that cannot be read tells no name; reading it again says why. */
  private static Optional<String> name(RepositoryFiles tree, String path) {
    return tree.readQuietly(path)
        .map(NAME::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1));
  }
}
