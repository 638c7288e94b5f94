package dev.blackstart.template.kustomize;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Gives images another name, tag or digest. */
final class ImageTransformer {
  private static final Set<String> FIELDS =
      Set.of("name", "newName", "newTag", "tagSuffix", "digest");
  private static final String VERSION =
      "(:[a-zA-Z0-9_.{}-]*)?(@[a-zA-Z0-9]+([.+_-][a-zA-Z0-9]+)*:[a-zA-Z0-9_.{}-]*)?";

  private final Map<String, String> image;
  private final Pattern pattern;

  ImageTransformer(Map<String, Object> entry) {
    for (Map.Entry<String, Object> field : entry.entrySet()) {
      if (!FIELDS.contains(field.getKey())) {
        throw new KustomizeProblem(
            "", "invalid Kustomization: unknown field \"" + field.getKey() + "\"");
      }
      if (field.getValue() != null && !(field.getValue() instanceof String)) {
        throw new KustomizeProblem(
            "", "invalid Kustomization: images." + field.getKey() + " must be text");
      }
    }
    this.image = Values.texts(entry);
    this.pattern = pattern(image.getOrDefault("name", ""));
  }

  private static Pattern pattern(String name) {
    try {
      return Pattern.compile("^" + name + VERSION + "$");
    } catch (PatternSyntaxException noPattern) {
      return Pattern.compile("(?!)");
    }
  }

  void run(List<Resource> resources, List<FieldSpec> specs) {
    for (Resource resource : resources) {
      ResourceId id = resource.id();
      if (id.kind().equals("CustomResourceDefinition")) {
        continue;
      }
      specs.stream()
          .filter(spec -> spec.selects(id))
          .forEach(spec -> spec.visit(resource.object(), null, this::change));
      inContainers(resource.object());
    }
  }

  /** Images of anything that looks like a list of containers, wherever it stands. */
  private void inContainers(Object value) {
    switch (value) {
      case Map<?, ?> map ->
          Values.asMap(map)
              .forEach(
                  (key, field) -> {
                    inContainers(field);
                    if (key.equals("containers") || key.equals("initContainers")) {
                      for (Object container : Values.asList(field)) {
                        if (Values.asMap(container).get("image") instanceof String) {
                          change(new FieldSpec.KeySlot(Values.asMap(container), "image"));
                        }
                      }
                    }
                  });
      case List<?> list -> list.forEach(this::inContainers);
      case null -> {}
      default -> {}
    }
  }

  private void change(FieldSpec.Slot slot) {
    if (!(slot.get() instanceof String reference) || !pattern.matcher(reference).find()) {
      return;
    }
    int slash = Math.max(reference.indexOf('/'), 0);
    int at = reference.indexOf('@', slash);
    int colon = reference.indexOf(':', slash);
    int nameEnd = at < 0 ? colon : colon < 0 ? at : Math.min(at, colon);
    String name = nameEnd < 0 ? reference : reference.substring(0, nameEnd);
    String digest = at < 0 ? "" : reference.substring(at + 1);
    String tag =
        colon < 0 || (at >= 0 && at < colon)
            ? ""
            : reference.substring(colon + 1, at < 0 ? reference.length() : at);
    String newTag = image.getOrDefault("newTag", "");
    String newDigest = image.getOrDefault("digest", "");
    String suffix = image.getOrDefault("tagSuffix", "");
    if (!newTag.isEmpty() || !newDigest.isEmpty()) {
      tag = newTag;
      digest = newDigest;
    } else if (!suffix.isEmpty()) {
      tag += suffix;
      digest = "";
    }
    String newName = image.getOrDefault("newName", "");
    slot.set(
        (newName.isEmpty() ? name : newName)
            + (tag.isEmpty() ? "" : ":" + tag)
            + (digest.isEmpty() ? "" : "@" + digest));
  }
}
