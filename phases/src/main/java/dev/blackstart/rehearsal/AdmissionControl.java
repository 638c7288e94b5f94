package dev.blackstart.rehearsal;

import dev.blackstart.rehearsal.api.rules.PodSecurityDefaults;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plugins of {@code cluster.apiServer.admissionControl}, as Talos hands them to its
 * kube-apiserver. Talos's own generator writes PodSecurity there with {@code baseline} enforced and
 * {@code kube-system} exempt; a config without it enforces nothing but what namespaces' labels say.
 */
record AdmissionControl(List<Map<?, ?>> plugins) {
  private static final String POD_SECURITY = "PodSecurity";

  static AdmissionControl of(NodeConfig config) {
    List<Map<?, ?>> plugins = new ArrayList<>();
    Optional<YamlNode> list =
        config.v1alpha1().flatMap(document -> document.at("cluster.apiServer.admissionControl"));
    if (list.orElse(null) instanceof ListNode found) {
      for (YamlNode item : found.items()) {
        if (Reading.KUBERNETES.read(item) instanceof Map<?, ?> plugin) {
          plugins.add(plugin);
        }
      }
    }
    return new AdmissionControl(plugins);
  }

  /** The document a kube-apiserver reads; absent when nothing is configured. */
  Optional<String> document() {
    if (plugins.isEmpty()) {
      return Optional.empty();
    }
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map<?, ?> plugin : plugins) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", plugin.get("name"));
      one.put("path", "");
      one.put("configuration", plugin.get("configuration"));
      all.add(one);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", "apiserver.config.k8s.io/v1");
    document.put("kind", "AdmissionConfiguration");
    document.put("plugins", all);
    return Optional.of(Yaml.write(document));
  }

  /** The same for the API server of our own. */
  PodSecurityDefaults podSecurity() {
    for (Map<?, ?> plugin : plugins) {
      if (POD_SECURITY.equals(plugin.get("name"))
          && plugin.get("configuration") instanceof Map<?, ?> configuration) {
        return new PodSecurityDefaults(
            text(configuration, "defaults", "enforce", "privileged"),
            text(configuration, "defaults", "enforce-version", "latest"),
            exempt(configuration));
      }
    }
    return PodSecurityDefaults.NONE;
  }

  private static String text(Map<?, ?> of, String part, String key, String otherwise) {
    return of.get(part) instanceof Map<?, ?> map && map.get(key) != null
        ? map.get(key).toString()
        : otherwise;
  }

  private static List<String> exempt(Map<?, ?> configuration) {
    return configuration.get("exemptions") instanceof Map<?, ?> map
            && map.get("namespaces") instanceof List<?> names
        ? names.stream().map(String::valueOf).toList()
        : List.of();
  }
}
