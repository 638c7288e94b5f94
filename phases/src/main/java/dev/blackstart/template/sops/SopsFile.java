package dev.blackstart.template.sops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A file that sops encrypted: YAML of one or more documents, JSON, dotenv, or anything (binary).
 */
public final class SopsFile {
  private static final String KEY = "sops";
  private static final String FLAT = "sops_";
  private static final Pattern MERGE = Pattern.compile("(?m)^[- ]*(!!merge )?<<:");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Format format;
  private final List<Object> documents;
  private final SopsMetadata metadata;

  /** Sops keeps merge keys as they are written and seals them so; here they are merged. */
  private final boolean merges;

  /** What stands in it. */
  private enum Format {
    YAML,
    JSON,
    DOTENV,
    BINARY
  }

  private SopsFile(Format format, List<Object> documents, SopsMetadata metadata, boolean merges) {
    this.merges = merges;
    this.format = format;
    this.documents = documents;
    this.metadata = metadata;
  }

  /** Whether a text can be one, at a glance. */
  public static boolean mayBe(String text) {
    return text.contains(KEY) && text.contains("ENC[AES256_GCM,");
  }

  /**
   * The file, if it is one; its format is known by what it looks like, as names tell little.
   *
   * @throws dev.blackstart.template.yaml.YamlProblem when it is neither JSON nor dotenv nor YAML
   */
  public static Optional<SopsFile> parse(String text, String name) {
    if (!mayBe(text)) {
      return Optional.empty();
    }
    if (text.stripLeading().startsWith("{")) {
      return Yaml.json(text, name) instanceof Map<?, ?> map ? json(map) : Optional.empty();
    }
    return text.contains("\n" + FLAT) ? dotenv(text) : yaml(text, name);
  }

  private static Optional<SopsFile> json(Map<?, ?> map) {
    return metadata(map)
        .map(
            metadata -> {
              Map<String, Object> content = without(map);
              boolean binary =
                  content.keySet().equals(java.util.Set.of("data"))
                      && content.get("data") instanceof String;
              return new SopsFile(
                  binary ? Format.BINARY : Format.JSON, List.of(content), metadata, false);
            });
  }

  private static Optional<SopsFile> dotenv(String text) {
    Map<String, Object> content = new LinkedHashMap<>();
    Map<String, String> flat = new LinkedHashMap<>();
    for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
      int equal = line.indexOf('=');
      if (equal > 0) {
        String key = line.substring(0, equal);
        String value = line.substring(equal + 1).replace("\\n", "\n");
        if (key.startsWith(FLAT)) {
          flat.put(key.substring(FLAT.length()), value);
        } else {
          content.put(key, value);
        }
      }
    }
    return Optional.of(
        new SopsFile(Format.DOTENV, List.of(content), SopsMetadata.ofFlat(flat), false));
  }

  private static Optional<SopsFile> yaml(String text, String name) {
    boolean merges = MERGE.matcher(text).find();
    List<Object> documents = new ArrayList<>();
    Optional<SopsMetadata> found = Optional.empty();
    for (YamlNode node : Yaml.parse(text, name)) {
      Object document = PlainTimes.read(node);
      if (document instanceof Map<?, ?> map) {
        found = found.isPresent() ? found : metadata(map);
        documents.add(without(map));
      } else {
        documents.add(document);
      }
    }
    return found.map(metadata -> new SopsFile(Format.YAML, documents, metadata, merges));
  }

  private static Optional<SopsMetadata> metadata(Map<?, ?> map) {
    if (!(map.get(KEY) instanceof Map<?, ?> fields) || !(fields.get("mac") instanceof String)) {
      return Optional.empty();
    }
    Map<String, Object> named = new LinkedHashMap<>();
    fields.forEach((key, value) -> named.put(String.valueOf(key), value));
    return Optional.of(new SopsMetadata(named));
  }

  private static Map<String, Object> without(Map<?, ?> map) {
    Map<String, Object> content = new LinkedHashMap<>();
    map.forEach((key, value) -> content.put(String.valueOf(key), value));
    content.remove(KEY);
    return content;
  }

  /** Everybody it is encrypted for: {@code age1…}, {@code pgp FINGERPRINT}. */
  public List<String> recipients() {
    return metadata.recipients();
  }

  /**
   * Its text with values, in the format it has.
   *
   * @throws SopsProblem when it cannot be decrypted; PROGRAM when the sops program might
   */
  public String decrypt(AgeKeys keys) {
    return decrypt(keys, value -> {});
  }

  /**
   * The same.
   *
   * @param secrets told every value that was encrypted
   */
  public String decrypt(AgeKeys keys, Consumer<String> secrets) {
    metadata
        .program()
        .ifPresent(
            why -> {
              throw new SopsProblem(SopsProblem.Kind.PROGRAM, why);
            });
    try {
      return written(SopsTree.decrypt(documents, metadata, keys, secrets));
    } catch (SopsProblem problem) {
      if (merges && problem.kind() == SopsProblem.Kind.CHANGED) {
        throw new SopsProblem(SopsProblem.Kind.PROGRAM, "it has merge keys");
      }
      throw problem;
    }
  }

  /** Its text with something else in the place of each encrypted value, by the value's path. */
  public String replaced(BiFunction<Integer, String, String> value) {
    List<Object> replaced = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      int number = i;
      replaced.add(
          SopsTree.map(
              documents.get(i),
              List.of(),
              (leaf, path) ->
                  leaf instanceof String text && SopsValue.isEncrypted(text)
                      ? value.apply(number, String.join("/", path))
                      : leaf));
    }
    return written(replaced);
  }

  /**
   * One object without its seal, as Flux reads it: what a build adds to it breaks the seal.
   *
   * @return empty when it is not encrypted
   * @throws SopsProblem when it cannot be decrypted
   */
  public static Optional<Map<String, Object>> decryptObject(
      Map<String, Object> object, AgeKeys keys) {
    return metadata(object)
        .map(
            metadata -> {
              metadata
                  .program()
                  .ifPresent(
                      why -> {
                        throw new SopsProblem(SopsProblem.Kind.PROGRAM, why);
                      });
              return without((Map<?, ?>) SopsTree.decryptUnsealed(without(object), metadata, keys));
            });
  }

  /** One object with something else in the place of each encrypted value; unsealed. */
  public static Map<String, Object> replacedObject(
      Map<String, Object> object, UnaryOperator<String> value) {
    return without(
        (Map<?, ?>)
            SopsTree.map(
                without(object),
                List.of(),
                (leaf, path) ->
                    leaf instanceof String text && SopsValue.isEncrypted(text)
                        ? value.apply(String.join("/", path))
                        : leaf));
  }

  private String written(List<Object> trees) {
    return switch (format) {
      case YAML -> trees.size() == 1 ? Yaml.write(trees.getFirst()) : Yaml.writeAll(trees);
      case BINARY -> String.valueOf(((Map<?, ?>) trees.getFirst()).get("data"));
      case JSON -> {
        try {
          yield JSON.writeValueAsString(trees.getFirst());
        } catch (JsonProcessingException plainTree) {
          throw new IllegalStateException("maps, lists and scalars are JSON");
        }
      }
      case DOTENV -> {
        StringBuilder lines = new StringBuilder();
        ((Map<?, ?>) trees.getFirst())
            .forEach(
                (key, value) ->
                    lines
                        .append(key)
                        .append('=')
                        .append(String.valueOf(value).replace("\n", "\\n"))
                        .append('\n'));
        yield lines.toString();
      }
    };
  }

  @Override
  public String toString() {
    return "sops " + format + " for " + recipients();
  }
}
