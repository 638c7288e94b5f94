package dev.blackstart.repository.talos;

import dev.blackstart.cluster.Versions;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The versions the images of a machine config ask for; the last layer that names one holds. */
final class ImageVersions {
  private final Optional<Setting<String>> install;
  private final Optional<Setting<String>> kubelet;

  ImageVersions(List<NodeFacts> facts) {
    this.install = last(facts, NodeFacts::installImage);
    this.kubelet = last(facts, NodeFacts::kubeletImage);
  }

  Versions versions() {
    return new Versions(
        install.flatMap(image -> KnownVersions.tag(image.value())),
        kubelet.flatMap(image -> KnownVersions.tag(image.value())));
  }

  /** Reports versions beyond what is known, and images that hold a variable nobody replaces. */
  void check(Findings findings) {
    version(install).ifPresent(version -> KnownVersions.checkTalos(version, findings));
    version(kubelet).ifPresent(version -> KnownVersions.checkKubernetes(version, findings));
    for (Optional<Setting<String>> image : List.of(install, kubelet)) {
      image
          .filter(found -> found.value().contains("${"))
          .ifPresent(
              found ->
                  findings.add(
                      FindingKind.CONFIG_VARIABLE,
                      found.at(),
                      "the image " + found.value() + " holds a variable that nothing replaces",
                      "write the version, or ask for it as {{ ENV.NAME }} in a template of Jinja"));
    }
  }

  private static Optional<Setting<String>> version(Optional<Setting<String>> image) {
    return image.flatMap(
        found -> KnownVersions.tag(found.value()).map(tag -> new Setting<>(tag, found.at())));
  }

  private static Optional<Setting<String>> last(
      List<NodeFacts> facts, Function<NodeFacts, Optional<Setting<String>>> of) {
    return facts.stream().flatMap(each -> of.apply(each).stream()).reduce((a, b) -> b);
  }
}
