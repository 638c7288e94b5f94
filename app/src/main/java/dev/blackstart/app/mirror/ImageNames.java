package dev.blackstart.app.mirror;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The images that objects name: of containers, in fields of custom resources, and in the arguments
 * and variables by which controllers are told what to start.
 */
final class ImageNames {
  private static final Set<String> FIELDS = Set.of("image", "imageName");

  /** Any name of an image, where one must stand. */
  private static final Pattern NAME =
      Pattern.compile(
          "[a-z0-9][a-zA-Z0-9._-]*(?::[0-9]+)?(?:/[a-z0-9][a-z0-9._-]*)*"
              + "(?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(?:@sha256:[0-9a-f]{64})?");

  /** A name that can be nothing else: with a registry and a tag or digest. */
  private static final Pattern SURE =
      Pattern.compile(
          "(?:^|.*=)([a-z0-9][a-z0-9-]*(?:\\.[a-z0-9-]+)+(?::[0-9]+)?(?:/[a-z0-9][a-z0-9._-]*)+"
              + "(?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127}(?:@sha256:[0-9a-f]{64})?"
              + "|@sha256:[0-9a-f]{64}))");

  private ImageNames() {}

  static Set<String> in(Map<String, Object> object) {
    Set<String> names = new TreeSet<>();
    object.forEach((field, value) -> look(field, value, names));
    return names;
  }

  private static void look(String field, Object value, Set<String> names) {
    switch (value) {
      case Map<?, ?> map -> {
        whole(map, names);
        map.forEach((key, inner) -> look(String.valueOf(key), inner, names));
      }
      case List<?> list -> list.forEach(item -> look(field, item, names));
      case String text -> {
        Matcher sure = SURE.matcher(text);
        if (FIELDS.contains(field) && isName(text)) {
          names.add(text);
        } else if (!field.equals("url") && sure.matches()) {
          names.add(sure.group(1));
        }
      }
      case null -> {}
      default -> {}
    }
  }

  /** A repository and a tag in two fields, as custom resources have them. */
  private static void whole(Map<?, ?> map, Set<String> names) {
    if (map.get("repository") instanceof String repository
        && map.get("tag") instanceof String tag
        && isName(repository + ":" + tag)
        && repository.contains("/")) {
      names.add(repository + ":" + tag);
    }
  }

  /** Without a tag and without a path it is as likely the name of something else. */
  private static boolean isName(String text) {
    return NAME.matcher(text).matches() && (text.contains("/") || text.contains(":"));
  }
}
