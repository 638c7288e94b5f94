package dev.blackstart.repository;

import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.repository.talhelper.TalhelperSource;
import dev.blackstart.repository.talos.TalosDetection;
import dev.blackstart.repository.talos.TalosSource;
import dev.blackstart.repository.topf.TopfSource;
import java.util.ArrayList;
import java.util.List;

/** Finds the Talos sides of a repository, whatever family they are of. */
final class TalosSources {
  private TalosSources() {}

  /** A folder that a tool's own file stands in is that tool's, with all that lies below. */
  static List<TalosSource> detect(RepositoryFiles tree) {
    List<TalosSource> found = new ArrayList<>(TalhelperSource.detect(tree));
    found.addAll(TopfSource.detect(tree));
    List<String> taken =
        found.stream().map(source -> RepositoryFiles.folder(source.path())).toList();
    found.addAll(TalosDetection.detect(tree, taken));
    return found;
  }
}
