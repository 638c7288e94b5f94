package dev.blackstart.repository;

import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.hook.HookAct;
import dev.blackstart.cluster.hook.HookMeaning;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether every hook can be run, and finds what it applies. */
final class HookChecks {
  /** Events of an installation; hooks of others never run here. */
  private static final Set<String> RUN = Set.of("prepare", "presync", "postsync", "cleanup");

  private HookChecks() {}

  /**
   * @param allowed whether programs may run
   */
  static void check(
      List<Release> releases, boolean allowed, RepositoryFiles tree, Findings findings) {
    for (Release release : releases) {
      for (Hook hook : release.hooks()) {
        if (hook.events().stream().noneMatch(RUN::contains)) {
          continue;
        }
        HookMeaning meaning = hook.meaning();
        if (!meaning.isUnderstood() && !allowed) {
          findings.add(
              FindingKind.HOOK_NOT_ALLOWED,
              hook.at(),
              "the hook `" + hook.line() + "` needs your leave: " + meaning.unknown(),
              "look at the command, then add --allow-exec; or write it as kubectl apply or wait");
        }
        for (HookAct act : meaning.acts()) {
          if (act instanceof HookAct.Apply apply) {
            there(hook, apply, tree, findings);
          }
        }
      }
    }
  }

  private static void there(
      Hook hook, HookAct.Apply apply, RepositoryFiles tree, Findings findings) {
    Stream.concat(apply.files().stream(), apply.kustomizations().stream())
        .filter(path -> !path.contains("://"))
        .forEach(
            path ->
                findings
                    .attempt(() -> tree.resolve(hook.folder(), path, hook.at()))
                    .filter(file -> !tree.isFile(file) && !tree.isFolder(file))
                    .ifPresent(
                        file ->
                            findings.add(
                                FindingKind.MISSING_FILE,
                                hook.at(),
                                file + " does not exist",
                                "add the file, or correct the path that names it")));
  }
}
