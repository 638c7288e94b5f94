package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.cluster.Node;
import dev.blackstart.template.yaml.InputFile;
import dev.blackstart.template.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Patches from the command line, which come after those of the repository, and its template
 * variables.
 *
 * @param written each as {@code option=value}, the form the journal keeps
 */
public record ConfigPatches(List<String> written) {
  private static final String ALL = "--config-patch";
  private static final String CONTROL_PLANE = "--config-patch-control-plane";
  private static final String VAR = "--var";
  private static final String WORKER = "--config-patch-worker";

  /** Generic patches come before those of a role, as talosctl has it. */
  public static ConfigPatches of(List<String> all, List<String> controlPlane, List<String> worker) {
    List<String> written = new ArrayList<>();
    all.forEach(patch -> written.add(ALL + "=" + content(patch)));
    controlPlane.forEach(patch -> written.add(CONTROL_PLANE + "=" + content(patch)));
    worker.forEach(patch -> written.add(WORKER + "=" + content(patch)));
    return new ConfigPatches(written);
  }

  /** The same with template variables, which a resume must read the repository with again. */
  public ConfigPatches with(Map<String, String> vars) {
    List<String> all = new ArrayList<>(written);
    vars.forEach((name, value) -> all.add(VAR + "=" + name + "=" + value));
    return new ConfigPatches(all);
  }

  /** The template variables among them. */
  Map<String, String> vars() {
    Map<String, String> vars = new LinkedHashMap<>();
    for (String each : written) {
      if (each.startsWith(VAR + "=")) {
        String[] parts = each.split("=", 3);
        vars.put(parts[1], parts[2]);
      }
    }
    return vars;
  }

  /** The cluster with these patches on top of its machine configs. */
  public ClusterSpec on(ClusterSpec spec) {
    if (written.isEmpty()) {
      return spec;
    }
    Map<String, MachineConfigSource> configs = new LinkedHashMap<>();
    for (Node node : spec.nodes()) {
      MachineConfigSource source = spec.machineConfigs().get(node.address());
      if (source == null) {
        continue;
      }
      List<Layer> patches = new ArrayList<>(source.patches());
      for (String patch : written) {
        int equals = patch.indexOf('=');
        String option = patch.substring(0, equals);
        if (wants(node, option)) {
          patches.add(new Layer(option, patch.substring(equals + 1)));
        }
      }
      configs.put(node.address(), new MachineConfigSource(source.base(), patches));
    }
    return spec.withMachineConfigs(configs);
  }

  private static boolean wants(Node node, String option) {
    return switch (option) {
      case VAR -> false;
      case CONTROL_PLANE -> node.isControlPlane();
      case WORKER -> !node.isControlPlane();
      default -> true;
    };
  }

  private static String content(String patch) {
    if (!patch.startsWith("@")) {
      return patch;
    }
    Path file = Path.of(patch.substring(1));
    try {
      return InputFile.text(file, patch.substring(1));
    } catch (YamlProblem refused) {
      throw new Refusal(2, refused.getMessage(), refused.remedy());
    } catch (IOException e) {
      throw new Refusal(2, "cannot read the patch " + file, "check the path after @");
    }
  }
}
