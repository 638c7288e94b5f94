package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Hook;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads the hooks of a release; helmfile runs them in the folder of its file. */
final class HookReader {
  private final String file;
  private final UnaryOperator<String> expand;

  /**
   * @param expand renders the expressions a text may hold
   */
  HookReader(String file, UnaryOperator<String> expand) {
    this.file = file;
    this.expand = expand;
  }

  List<Hook> read(MapNode release) {
    List<Hook> hooks = new ArrayList<>();
    for (YamlNode hook : Nodes.items(release.get("hooks"))) {
      hooks.add(
          new Hook(
              Nodes.texts(hook.at("events")),
              expand.apply(hook.text("command").orElse("")),
              Nodes.texts(hook.at("args")).stream().map(expand).toList(),
              RepositoryFiles.folder(file),
              Findings.place(hook.mark())));
    }
    return hooks;
  }
}
