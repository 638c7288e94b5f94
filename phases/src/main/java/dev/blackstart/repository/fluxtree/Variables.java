package dev.blackstart.repository.fluxtree;

import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.PostBuild;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables a Kustomization takes from ConfigMaps and Secrets. What is encrypted, or made in
 * the cluster, is given a stand-in that marks every text it gets into as unknown.
 */
final class Variables implements PostBuild.Variables {
  private static final String UNKNOWN = "blackstart-unknown-value";

  /** Variables that have no default, which is what counts while nobody sets them. */
  private static final Pattern NAME =
      Pattern.compile("\\$\\{#?([_a-zA-Z][_a-zA-Z0-9]*+)(?!:?[-=])");

  private static final List<String> MAKERS =
      List.of("external-secrets.io/ExternalSecret", "bitnami.com/SealedSecret");

  private final Contents contents;
  private final String namespace;
  private final List<BuiltObject> built;

  /**
   * @param namespace of the Kustomization
   * @param built the objects whose variables are to be replaced
   */
  Variables(Contents contents, String namespace, List<BuiltObject> built) {
    this.contents = contents;
    this.namespace = namespace;
    this.built = built;
  }

  /** Whether a text holds something that only the cluster knows. */
  static boolean isUnknown(String text) {
    return text.contains(UNKNOWN);
  }

  /** Whether something brings the object. */
  static boolean isKnown(Contents contents, String namespace, PostBuild.Reference reference) {
    ObjectKey key = new ObjectKey("", reference.kind(), namespace, reference.name());
    return contents.has(key)
        || reference.kind().equals("Secret") && isMade(contents, key)
        || contents.mayHave(key);
  }

  @Override
  public Optional<Map<String, String>> of(PostBuild.Reference reference) {
    if (reference.optional() && !isKnown(contents, namespace, reference)) {
      return Optional.empty();
    }
    ObjectKey key = new ObjectKey("", reference.kind(), namespace, reference.name());
    Map<String, Object> object =
        contents.get(key).map(entry -> entry.object().object()).orElse(Map.of());
    Map<String, String> values = new LinkedHashMap<>();
    if (object.isEmpty()) {
      // made in the cluster, or missing: whoever asks goes on, to see what lies behind it
      mentioned().forEach(variable -> values.put(variable, UNKNOWN));
      return Optional.of(values);
    }
    boolean secret = reference.kind().equals("Secret");
    Fields.map(object, "data")
        .forEach(
            (field, value) ->
                values.put(field, secret && !isSecret(text(value)) ? decoded(value) : text(value)));
    Fields.map(object, "stringData").forEach((field, value) -> values.put(field, text(value)));
    values.replaceAll((field, value) -> isSecret(value) ? UNKNOWN : value);
    return Optional.of(values);
  }

  private static boolean isSecret(String value) {
    return value.contains("op://") || value.startsWith("ENC[");
  }

  private static boolean isMade(Contents contents, ObjectKey key) {
    for (String maker : MAKERS) {
      int slash = maker.indexOf('/');
      for (ObjectKey made : contents.all(maker.substring(0, slash), maker.substring(slash + 1))) {
        Map<String, Object> object = contents.get(made).orElseThrow().object().object();
        String target = Fields.text(object, "spec", "target", "name");
        if (made.namespace().equals(key.namespace())
            && Fields.or(target, made.name()).equals(key.name())) {
          return true;
        }
      }
    }
    return false;
  }

  private Set<String> mentioned() {
    Set<String> names = new LinkedHashSet<>();
    built.forEach(object -> mentioned(object.object(), names));
    return names;
  }

  private static void mentioned(Object value, Set<String> names) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach(
              (key, field) -> {
                mentioned(key, names);
                mentioned(field, names);
              });
      case List<?> list -> list.forEach(item -> mentioned(item, names));
      case String text -> {
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
          names.add(matcher.group(1));
        }
      }
      case null -> {}
      default -> {}
    }
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  private static String decoded(Object value) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text(value));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return UNKNOWN;
    }
  }
}
