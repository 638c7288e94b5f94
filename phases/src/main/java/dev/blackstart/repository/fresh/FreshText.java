package dev.blackstart.repository.fresh;

import dev.blackstart.template.jinja.Jinja;
import dev.blackstart.template.jinja.JinjaStyle;
import dev.blackstart.template.jinja.JinjaSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Fills in our own templates: in other brackets than those of the templates they write. */
final class FreshText {
  private static final JinjaStyle STYLE =
      new JinjaStyle(
          true,
          true,
          true,
          JinjaStyle.Escape.NONE,
          new JinjaSyntax("[%", "%]", "[[", "]]", "[#", "#]"));

  private FreshText() {}

  static String of(String name, Map<String, Object> variables) {
    try (InputStream template = FreshText.class.getResourceAsStream(name)) {
      if (template == null) {
        throw new IllegalStateException("no template " + name);
      }
      String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
      return Jinja.render(text, name, variables, Map.of(), file -> Optional.empty(), STYLE);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
