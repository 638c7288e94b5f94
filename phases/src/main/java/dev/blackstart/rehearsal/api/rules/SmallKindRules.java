package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The kinds that need but a few lines each. */
final class SmallKindRules {
  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

  private SmallKindRules() {}

  /** Namespaces: held by the finalizer of their content, labelled with their name. */
  static final class Namespaces implements KindRules {
    @Override
    public void defaults(ObjectNode next) {
      next.withObject("/metadata/labels")
          .put("kubernetes.io/metadata.name", next.path("metadata").path("name").asText());
    }

    @Override
    public void create(ObjectNode next) {
      next.withObject("/spec").putArray("finalizers").add("kubernetes");
      next.putObject("status").put("phase", "Active");
    }

    @Override
    public void update(ObjectNode current, ObjectNode next) {
      next.set("spec", current.path("spec").deepCopy());
    }
  }

  /** Secrets: plain text becomes data; type and immutable content stay. */
  static final class Secrets implements KindRules {
    @Override
    public void defaults(ObjectNode next) {
      if (next.remove("stringData") instanceof ObjectNode plain) {
        ObjectNode data = next.withObjectProperty("data");
        for (Map.Entry<String, JsonNode> entry : plain.properties()) {
          data.put(
              entry.getKey(),
              Base64.getEncoder()
                  .encodeToString(entry.getValue().asText().getBytes(StandardCharsets.UTF_8)));
        }
      }
    }

    @Override
    public void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {
      keys(next, "data", causes);
      for (Map.Entry<String, JsonNode> entry : next.path("data").properties()) {
        try {
          Base64.getDecoder().decode(entry.getValue().asText());
        } catch (IllegalArgumentException e) {
          causes.add(
              new ApiFailure.Cause(
                  "FieldValueInvalid",
                  "Invalid value: must be base64",
                  "data[" + entry.getKey() + "]"));
        }
      }
      if (current != null) {
        if (!current.path("type").equals(next.path("type"))) {
          causes.add(Causes.immutable("type", next.path("type")));
        }
        immutableContent(current, next, List.of("data"), causes);
      }
    }
  }

  /** ConfigMaps: immutable ones stay as they are. */
  static final class ConfigMaps implements KindRules {
    @Override
    public void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {
      keys(next, "data", causes);
      keys(next, "binaryData", causes);
      if (current != null) {
        immutableContent(current, next, List.of("data", "binaryData"), causes);
      }
    }
  }

  private static void keys(ObjectNode object, String field, List<ApiFailure.Cause> causes) {
    for (Map.Entry<String, JsonNode> entry : object.path(field).properties()) {
      if (!KEY.matcher(entry.getKey()).matches()) {
        causes.add(
            Causes.invalid(
                field + "[" + entry.getKey() + "]",
                object.textNode(entry.getKey()),
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.'"));
      }
    }
  }

  private static void immutableContent(
      ObjectNode current, ObjectNode next, List<String> fields, List<ApiFailure.Cause> causes) {
    if (!current.path("immutable").asBoolean()) {
      return;
    }
    for (String field : fields) {
      if (!current.path(field).equals(next.path(field))) {
        causes.add(
            new ApiFailure.Cause(
                "FieldValueForbidden",
                "Forbidden: field is immutable when `immutable` is set",
                field));
      }
    }
    if (!next.path("immutable").asBoolean()) {
      causes.add(
          new ApiFailure.Cause(
              "FieldValueForbidden",
              "Forbidden: field is immutable when `immutable` is set",
              "immutable"));
    }
  }

  /** Nodes: nothing is scheduled on a new one before it is ready. */
  static final class Nodes implements KindRules {
    @Override
    public void create(ObjectNode next) {
      JsonNode taints = next.path("spec").path("taints");
      for (JsonNode taint : taints) {
        if (taint.path("key").asText().equals("node.kubernetes.io/not-ready")
            && taint.path("effect").asText().equals("NoSchedule")) {
          return;
        }
      }
      next.withObject("/spec")
          .withArrayProperty("taints")
          .addObject()
          .put("key", "node.kubernetes.io/not-ready")
          .put("effect", "NoSchedule");
    }
  }

  /** Objects that begin in a phase: volumes and claims. */
  record BeginsIn(String phase) implements KindRules {
    @Override
    public void create(ObjectNode next) {
      next.putObject("status").put("phase", phase);
    }
  }

  /** Fields that can never change. */
  record Fixed(List<String> fields) implements KindRules {
    @Override
    public void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {
      for (String field : current == null ? List.<String>of() : fields) {
        if (!current.path(field).equals(next.path(field))) {
          causes.add(Causes.immutable(field, next.path(field)));
        }
      }
    }
  }

  /** Roles' bindings: the role stays, and its subjects have their group. */
  static final class Bindings implements KindRules {
    @Override
    public void defaults(ObjectNode next) {
      for (JsonNode subject : next.path("subjects")) {
        String kind = subject.path("kind").asText();
        if ((kind.equals("User") || kind.equals("Group")) && !subject.has("apiGroup")) {
          ((ObjectNode) subject).put("apiGroup", "rbac.authorization.k8s.io");
        }
      }
    }

    @Override
    public void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {
      if (current != null && !current.path("roleRef").equals(next.path("roleRef"))) {
        causes.add(Causes.invalid("roleRef", next.path("roleRef"), "cannot change roleRef"));
      }
    }
  }

  /**
   * Definitions of custom resources: names that follow from others, and a name that is plural and
   * group.
   */
  static final class Definitions implements KindRules {
    @Override
    public void create(ObjectNode next) {
      ObjectNode status = next.putObject("status");
      status.putObject("acceptedNames").put("kind", "").put("plural", "");
      status.putNull("conditions");
      for (JsonNode version : next.path("spec").path("versions")) {
        if (version.path("storage").asBoolean()) {
          status.putArray("storedVersions").add(version.path("name").asText());
        }
      }
    }

    @Override
    public void defaults(ObjectNode next) {
      if (next.path("spec").path("names") instanceof ObjectNode names) {
        String kind = names.path("kind").asText();
        if (!names.has("singular")) {
          names.put("singular", kind.toLowerCase(java.util.Locale.ROOT));
        }
        if (!names.has("listKind")) {
          names.put("listKind", kind + "List");
        }
      }
    }

    @Override
    public void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {
      JsonNode spec = next.path("spec");
      String wanted =
          spec.path("names").path("plural").asText() + "." + spec.path("group").asText();
      JsonNode name = next.path("metadata").path("name");
      if (!name.asText().equals(wanted)) {
        causes.add(
            Causes.invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
      }
      int stored = 0;
      for (int i = 0; i < spec.path("versions").size(); i++) {
        JsonNode version = spec.path("versions").get(i);
        stored += version.path("storage").asBoolean() ? 1 : 0;
        JsonNode schema = version.path("schema").path("openAPIV3Schema");
        if (!schema.isObject()) {
          causes.add(Causes.required("spec.versions[" + i + "].schema.openAPIV3Schema"));
        } else if (!schema.path("type").asText().equals("object")) {
          causes.add(
              Causes.invalid(
                  "spec.versions[" + i + "].schema.openAPIV3Schema.type",
                  schema.path("type"),
                  "must be object at the root"));
        }
      }
      if (stored != 1) {
        causes.add(
            Causes.invalid(
                "spec.versions",
                spec.path("versions"),
                "must have exactly one version marked as storage version"));
      }
      if (current != null && !current.path("spec").path("scope").equals(spec.path("scope"))) {
        causes.add(Causes.immutable("spec.scope", spec.path("scope")));
      }
    }
  }
}
