package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The demands of Pod Security's level {@code baseline}, in the order and words of kube-apiserver
 * 1.35.
 */
final class BaselinePods {
  private static final Set<String> CAPABILITIES =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");
  private static final Set<String> SYSCTLS =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_rmem",
          "net.ipv4.tcp_wmem");
  private static final Set<String> SELINUX_TYPES =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");
  private static final String APPARMOR = "container.apparmor.security.beta.kubernetes.io/";

  private final JsonNode spec;
  private final JsonNode metadata;
  private final PodParts parts;
  private final boolean restricted;
  private final List<String> violations = new ArrayList<>();

  /**
   * @param restricted whether the level above demands the same and more of some things
   */
  BaselinePods(JsonNode spec, JsonNode metadata, boolean restricted) {
    this.spec = spec;
    this.metadata = metadata;
    this.parts = new PodParts(spec);
    this.restricted = restricted;
  }

  List<String> violations() {
    appArmor();
    if (!restricted) {
      capabilities();
    }
    hostNamespaces();
    if (!restricted) {
      hostPaths();
    }
    hostPorts();
    privileged();
    procMount();
    seLinux();
    if (!restricted) {
      seccomp();
    }
    sysctls();
    return violations;
  }

  private void say(String what, Collection<String> details) {
    if (!details.isEmpty()) {
      violations.add(what + " (" + String.join("; ", details) + ")");
    }
  }

  private void appArmor() {
    Set<String> bad = new TreeSet<>();
    metadata
        .path("annotations")
        .properties()
        .forEach(
            note -> {
              String value = note.getValue().asText();
              boolean allowed =
                  value.isEmpty()
                      || value.equals("runtime/default")
                      || value.startsWith("localhost/");
              if (note.getKey().startsWith(APPARMOR) && !allowed) {
                bad.add(note.getKey() + "=\"" + value + "\"");
              }
            });
    if (!bad.isEmpty()) {
      violations.add(
          "forbidden AppArmor profile"
              + (bad.size() == 1 ? "" : "s")
              + " ("
              + String.join(", ", bad)
              + ")");
    }
  }

  private void capabilities() {
    List<String> names = new ArrayList<>();
    Set<String> forbidden = new TreeSet<>();
    for (JsonNode container : parts.containers()) {
      Set<String> bad = new TreeSet<>();
      PodParts.security(container)
          .path("capabilities")
          .path("add")
          .forEach(
              added -> {
                if (!CAPABILITIES.contains(added.asText())) {
                  bad.add(added.asText());
                }
              });
      if (!bad.isEmpty()) {
        names.add(container.path("name").asText());
        forbidden.addAll(bad);
      }
    }
    if (!names.isEmpty()) {
      violations.add(
          "non-default capabilities ("
              + PodParts.named("container", names)
              + " must not include "
              + PodParts.quoted(forbidden)
              + " in securityContext.capabilities.add)");
    }
  }

  private void hostNamespaces() {
    List<String> shared = new ArrayList<>();
    for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (spec.path(field).asBoolean()) {
        shared.add(field + "=true");
      }
    }
    if (!shared.isEmpty()) {
      violations.add("host namespaces (" + String.join(", ", shared) + ")");
    }
  }

  private void hostPaths() {
    List<String> names = new ArrayList<>();
    for (JsonNode volume : spec.path("volumes")) {
      if (volume.has("hostPath")) {
        names.add(volume.path("name").asText());
      }
    }
    if (!names.isEmpty()) {
      violations.add("hostPath volumes (" + PodParts.named("volume", names) + ")");
    }
  }

  private void hostPorts() {
    List<String> names = new ArrayList<>();
    Set<String> ports = new TreeSet<>();
    for (JsonNode container : parts.containers()) {
      boolean uses = false;
      for (JsonNode port : container.path("ports")) {
        if (port.path("hostPort").asInt() > 0) {
          uses = true;
          ports.add(port.path("hostPort").asText());
        }
      }
      if (uses) {
        names.add(container.path("name").asText());
      }
    }
    if (!names.isEmpty()) {
      violations.add(
          "hostPort ("
              + PodParts.named("container", names)
              + (names.size() == 1 ? " uses " : " use ")
              + (ports.size() == 1 ? "hostPort " : "hostPorts ")
              + String.join(", ", ports)
              + ")");
    }
  }

  private void privileged() {
    List<String> names =
        parts.names(container -> PodParts.security(container).path("privileged").asBoolean());
    if (!names.isEmpty()) {
      violations.add(
          "privileged ("
              + PodParts.named("container", names)
              + " must not set securityContext.privileged=true)");
    }
  }

  private void procMount() {
    List<String> names = new ArrayList<>();
    Set<String> types = new TreeSet<>();
    for (JsonNode container : parts.containers()) {
      String type = PodParts.security(container).path("procMount").asText("Default");
      if (!type.equals("Default")) {
        names.add(container.path("name").asText());
        types.add(type);
      }
    }
    if (!names.isEmpty()) {
      violations.add(
          "procMount ("
              + PodParts.named("container", names)
              + " must not set securityContext.procMount to "
              + PodParts.quoted(types)
              + ")");
    }
  }

  private void seLinux() {
    Set<String> setters = new LinkedHashSet<>();
    Set<String> bad = new TreeSet<>();
    if (isForeign(spec.path("securityContext").path("seLinuxOptions"), bad)) {
      setters.add("pod");
    }
    List<String> names =
        parts.names(
            container -> isForeign(PodParts.security(container).path("seLinuxOptions"), bad));
    if (!names.isEmpty()) {
      setters.add(PodParts.named("container", names));
    }
    if (!setters.isEmpty()) {
      violations.add(
          "seLinuxOptions ("
              + String.join(" and ", setters)
              + " set forbidden securityContext.seLinuxOptions: "
              + String.join("; ", bad)
              + ")");
    }
  }

  private static boolean isForeign(JsonNode options, Set<String> bad) {
    int before = bad.size();
    String type = options.path("type").asText();
    boolean foreign = !SELINUX_TYPES.contains(type);
    if (foreign) {
      bad.add("type \"" + type + "\"");
    }
    for (String field : List.of("user", "role")) {
      if (!options.path(field).asText().isEmpty()) {
        bad.add(field + " may not be set");
        foreign = true;
      }
    }
    return foreign || bad.size() > before;
  }

  private void seccomp() {
    List<String> setters = new ArrayList<>();
    if (isUnconfined(spec.path("securityContext"))) {
      setters.add("pod");
    }
    List<String> names = parts.names(container -> isUnconfined(PodParts.security(container)));
    if (!names.isEmpty()) {
      setters.add(PodParts.named("container", names));
    }
    if (!setters.isEmpty()) {
      violations.add(
          "seccompProfile ("
              + String.join(" and ", setters)
              + " must not set securityContext.seccompProfile.type to \"Unconfined\")");
    }
  }

  private static boolean isUnconfined(JsonNode context) {
    return context.path("seccompProfile").path("type").asText().equals("Unconfined");
  }

  private void sysctls() {
    List<String> bad = new ArrayList<>();
    spec.path("securityContext")
        .path("sysctls")
        .forEach(
            sysctl -> {
              if (!SYSCTLS.contains(sysctl.path("name").asText())) {
                bad.add(sysctl.path("name").asText());
              }
            });
    say("forbidden sysctls", bad.isEmpty() ? List.of() : List.of(String.join(", ", bad)));
  }
}
