package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Hook;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the hooks of a release; helmfile runs them in the folder of its file. */
final class HookReader {
  private final String folder;
  private final Function<ScalarNode, String> expand;

  /**
   * @param expand renders the expressions a text may hold
   */
  HookReader(String folder, Function<ScalarNode, String> expand) {
    this.folder = folder;
    this.expand = expand;
  }

  List<Hook> read(MapNode node) {
    List<Hook> hooks = new ArrayList<>();
    for (YamlNode hook : Nodes.items(node.get("hooks"))) {
      Optional<YamlNode> apply = hook.at("kubectlApply");
      hooks.add(
          new Hook(
              Nodes.texts(hook.at("events")),
              apply.isPresent() ? "kubectl" : text(hook.at("command")),
              apply.map(this::applied).orElseGet(() -> arguments(hook)),
              folder,
              Findings.place(hook.mark())));
    }
    return hooks;
  }

  private List<String> arguments(YamlNode hook) {
    return Nodes.items(hook.at("args")).stream()
        .filter(ScalarNode.class::isInstance)
        .map(argument -> expand.apply((ScalarNode) argument))
        .toList();
  }

  /** {@code kubectlApply} is short for the command. */
  private List<String> applied(YamlNode apply) {
    return apply.at("kustomize").isPresent()
        ? List.of("apply", "-k", text(apply.at("kustomize")))
        : List.of("apply", "-f", text(apply.at("filename")));
  }

  private String text(Optional<YamlNode> node) {
    return node.filter(ScalarNode.class::isInstance)
        .map(scalar -> expand.apply((ScalarNode) scalar))
        .orElse("");
  }
}
