package dev.blackstart.repository.talhelper;

import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.repository.generated.GeneratedConfig;
import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.GoTemplate;
import dev.blackstart.template.gotemplate.MissingKey;
import dev.blackstart.template.gotemplate.functions.Functions;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Renders labels and patches with what talhelper gives them: the config made so far, by the names
 * Talos's Go structures have. Those that repositories use are known; any other is an error, and so
 * is one that an earlier patch may have changed.
 */
final class ConfigTemplates {
  /** Go's name, and where that stands in a config. */
  private static final String[][] NAMES = {
    {"MachineConfig.MachineType", "machine.type"},
    {"MachineConfig.MachineCertSANs", "machine.certSANs"},
    {"MachineConfig.MachineNetwork.NetworkHostname", "machine.network.hostname"},
    {"MachineConfig.MachineNetwork.NameServers", "machine.network.nameservers"},
    {"MachineConfig.MachineKubelet.KubeletImage", "machine.kubelet.image"},
    {"MachineConfig.MachineInstall.InstallImage", "machine.install.image"},
    {"MachineConfig.MachineInstall.InstallDisk", "machine.install.disk"},
    {"MachineConfig.MachineNodeLabels", "machine.nodeLabels"},
    {"MachineConfig.MachineNodeAnnotations", "machine.nodeAnnotations"},
    {"MachineConfig.MachineNodeTaints", "machine.nodeTaints"},
    {"ClusterConfig.ClusterName", "cluster.clusterName"},
    {"ClusterConfig.ControlPlane.Endpoint", "cluster.controlPlane.endpoint"},
    {"ClusterConfig.ClusterNetwork.DNSDomain", "cluster.network.dnsDomain"},
    {"ClusterConfig.ClusterNetwork.PodSubnet", "cluster.network.podSubnets"},
    {"ClusterConfig.ClusterNetwork.ServiceSubnet", "cluster.network.serviceSubnets"},
  };

  private final Map<String, Object> data;
  private final Map<String, Function> functions = Functions.sprig();

  private ConfigTemplates(Map<String, Object> data) {
    this.data = data;
  }

  /** With a config as the generator writes it and a node's own fields change it. */
  static ConfigTemplates of(GeneratedConfig generated, Part node, List<Layer> own) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("ConfigVersion", "v1alpha1");
    YamlNode base = generated.documents(node.mark()).getFirst();
    for (String[] name : NAMES) {
      put(data, name[0], base.at(name[1]).map(Reading.TALOS::read).orElse(""));
    }
    ConfigTemplates templates = new ConfigTemplates(data);
    templates.take(own);
    return templates;
  }

  private void take(List<Layer> layers) {
    for (Layer layer : layers) {
      YamlNode document = Yaml.parse(layer.yaml(), layer.origin()).getFirst();
      for (String[] name : NAMES) {
        document.at(name[1]).ifPresent(value -> put(data, name[0], Reading.TALOS.read(value)));
      }
    }
  }

  /** The same without what patches may have changed. */
  ConfigTemplates after(List<Layer> patches) {
    Map<String, Object> left = copy(data);
    for (Layer layer : patches) {
      for (YamlNode document : parsed(layer)) {
        for (String[] name : NAMES) {
          String up = name[1].substring(0, name[1].lastIndexOf('.'));
          if (document.at(name[1]).isPresent() || document.at(up + ".$patch").isPresent()) {
            remove(left, name[0]);
          }
        }
      }
    }
    return new ConfigTemplates(left);
  }

  /** A patch that is no YAML is told of where it is read. */
  private static List<YamlNode> parsed(Layer layer) {
    try {
      return Yaml.parse(layer.yaml(), layer.origin());
    } catch (YamlProblem told) {
      return List.of();
    }
  }

  static boolean isTemplate(String text) {
    return text.contains("{{");
  }

  /** A text rendered; one that is no template as it is. */
  String render(String text, String file) {
    return isTemplate(text)
        ? GoTemplate.parse(text, file, functions, MissingKey.ERROR).render(data)
        : text;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> copy(Map<String, Object> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach(
        (key, value) ->
            copy.put(
                key,
                value instanceof Map<?, ?> below && key.matches("[A-Z].*")
                    ? copy((Map<String, Object>) below)
                    : value));
    return copy;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> data, String path, Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      data.put(path, value);
    } else {
      Map<String, Object> below =
          (Map<String, Object>)
              data.computeIfAbsent(path.substring(0, dot), key -> new LinkedHashMap<>());
      put(below, path.substring(dot + 1), value);
    }
  }

  private static void remove(Map<String, Object> data, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      data.remove(path);
    } else if (data.get(path.substring(0, dot)) instanceof Map<?, ?> below) {
      @SuppressWarnings("unchecked")
      Map<String, Object> map = (Map<String, Object>) below;
      remove(map, path.substring(dot + 1));
    }
  }
}
