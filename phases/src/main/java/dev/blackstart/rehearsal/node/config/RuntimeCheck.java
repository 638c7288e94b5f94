package dev.blackstart.rehearsal.node.config;

import dev.blackstart.rehearsal.node.hardware.Disk;
import dev.blackstart.rehearsal.node.hardware.DiskSelector;
import dev.blackstart.template.yaml.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What only the machine itself can check of a config (Talos 1.12 runtime validation). */
public final class RuntimeCheck {
  private static final Pattern TAG = Pattern.compile(":v(\\d+)\\.(\\d+)\\.(\\d+)[^@]*(@.*)?$");
  private static final int OLDEST_MINOR = 30;
  private static final int NEWEST_MINOR = 35;

  private RuntimeCheck() {}

  /** Errors; none when the config fits the machine. */
  public static ConfigRules.Verdict check(NodeConfig config, List<Disk> disks) {
    if (!config.isComplete()) {
      return ConfigRules.Verdict.fine();
    }
    List<String> errors = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    config
        .v1alpha1()
        .flatMap(document -> document.at("machine.install.diskSelector"))
        .filter(selector -> new DiskSelector(selector).matches(disks).isEmpty())
        .ifPresent(
            selector ->
                errors.add(
                    "no disks matched the expression: "
                        + (selector instanceof MapNode map ? spelled(map) : "")));
    if (!config.texts("machine.install.extensions").isEmpty()) {
      warnings.add(".machine.install.extensions is deprecated");
    }
    image(config, "machine.kubelet.image", "kubelet").ifPresent(errors::add);
    if (config.isControlPlane()) {
      image(config, "cluster.apiServer.image", "kube-apiserver").ifPresent(errors::add);
      image(config, "cluster.controllerManager.image", "kube-controller-manager")
          .ifPresent(errors::add);
      image(config, "cluster.scheduler.image", "kube-scheduler").ifPresent(errors::add);
    }
    return new ConfigRules.Verdict(Optional.empty(), errors, warnings);
  }

  /** An image that is not named is Talos's own, which fits. */
  private static Optional<String> image(NodeConfig config, String path, String name) {
    return config
        .text(path)
        .flatMap(RuntimeCheck::unfit)
        .map(why -> name + " image is not valid: " + why);
  }

  private static Optional<String> unfit(String image) {
    Matcher tag = TAG.matcher(image);
    if (!tag.find()) {
      return Optional.of(
          "failed to parse Kubernetes version from image reference \"" + image + "\"");
    }
    int major = Integer.parseInt(tag.group(1));
    int minor = Integer.parseInt(tag.group(2));
    String version = major + "." + minor + "." + tag.group(3);
    if (major > 1 || minor > NEWEST_MINOR) {
      return Optional.of(
          "version of Kubernetes " + version + " is too new to be used with Talos 1.12");
    }
    if (minor < OLDEST_MINOR) {
      return Optional.of(
          "version of Kubernetes " + version + " is too old to be used with Talos 1.12");
    }
    return Optional.empty();
  }

  private static String spelled(MapNode selector) {
    return selector.keys().stream()
        .map(key -> key + " " + selector.text(key).orElse(""))
        .collect(Collectors.joining(" && "));
  }
}
