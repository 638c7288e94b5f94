package dev.blackstart.template.sops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What sops writes beside the values: for whom, when, and their seal. */
final class SopsMetadata {
  /** Lists of recipients that are not age's, with the field that names one. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "pgp",
          "fp",
          "kms",
          "arn",
          "gcp_kms",
          "resource_id",
          "azure_kv",
          "name",
          "hc_vault",
          "key_name",
          "hckms",
          "key_id");

  private final Map<String, Object> fields;

  SopsMetadata(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** The flat form of a dotenv file: {@code sops_age__list_0__map_enc}. */
  static SopsMetadata ofFlat(Map<String, String> lines) {
    Map<String, Object> fields = new LinkedHashMap<>();
    lines.forEach(
        (name, value) -> {
          String[] parts = name.split("__");
          if (parts.length == 1) {
            fields.put(name, value);
          } else if (parts.length == 3 && parts[2].startsWith("map_")) {
            entry(fields, parts[0], parts[1]).put(parts[2].substring(4), value);
          } else {
            // Deeper nesting is that of key groups, which take the program.
            fields.put("key_groups", List.of(Map.of(), Map.of()));
          }
        });
    fields.replaceAll(
        (name, value) -> value instanceof Entries entries ? List.copyOf(entries.values()) : value);
    return new SopsMetadata(fields);
  }

  /** A list while its parts come in, by their position. */
  private static final class Entries extends LinkedHashMap<String, Map<String, Object>> {
    private static final long serialVersionUID = 1L;
  }

  private static Map<String, Object> entry(
      Map<String, Object> fields, String list, String position) {
    Entries entries = (Entries) fields.computeIfAbsent(list, name -> new Entries());
    return entries.computeIfAbsent(position, name -> new LinkedHashMap<>());
  }

  private static List<Map<?, ?>> maps(Object value) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(
          item -> {
            if (item instanceof Map<?, ?> map) {
              maps.add(map);
            }
          });
    }
    return maps;
  }

  private String text(String key) {
    return fields.get(key) instanceof String text ? text : "";
  }

  String mac() {
    return text("mac");
  }

  String lastModified() {
    return text("lastmodified");
  }

  boolean isMacOfEncryptedOnly() {
    return String.valueOf(fields.get("mac_only_encrypted")).equals("true");
  }

  SopsRules rules() {
    return new SopsRules(fields);
  }

  /** Everybody it is encrypted for; those that are not age's with their kind. */
  List<String> recipients() {
    List<String> all = new ArrayList<>();
    List<Map<?, ?>> groups = new ArrayList<>(maps(fields.get("key_groups")));
    groups.add(fields);
    for (Map<?, ?> group : groups) {
      maps(group.get("age")).forEach(age -> all.add(String.valueOf(age.get("recipient"))));
      OTHERS.forEach(
          (kind, field) ->
              maps(group.get(kind)).forEach(other -> all.add(kind + " " + other.get(field))));
    }
    return all;
  }

  /** Why the sops program has to do it; empty when it need not. */
  Optional<String> program() {
    if (maps(fields.get("key_groups")).size() > 1) {
      return Optional.of("its key is shared between several groups");
    }
    if (!text("encrypted_comment_regex").isEmpty()
        || !text("unencrypted_comment_regex").isEmpty()) {
      return Optional.of("comments say which of its values are encrypted");
    }
    if (ages().isEmpty()) {
      return Optional.of("none of its recipients is age's");
    }
    return Optional.empty();
  }

  private List<Map<?, ?>> ages() {
    List<Map<?, ?>> ages = new ArrayList<>(maps(fields.get("age")));
    maps(fields.get("key_groups")).forEach(group -> ages.addAll(maps(group.get("age"))));
    return ages;
  }

  /**
   * The key of the values.
   *
   * @throws SopsProblem NO_KEY when none of ours opens it
   */
  byte[] dataKey(AgeKeys keys) {
    for (Map<?, ?> age : ages()) {
      Optional<byte[]> opened = keys.open(String.valueOf(age.get("enc")));
      if (opened.isPresent()) {
        return opened.get();
      }
    }
    String have =
        keys.isEmpty()
            ? "no age key is at hand"
            : "the keys at hand are of " + String.join(", ", keys.recipients());
    throw new SopsProblem(
        SopsProblem.Kind.NO_KEY,
        "it is encrypted for " + String.join(", ", recipients()) + "; " + have);
  }
}
