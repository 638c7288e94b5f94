package dev.blackstart.machineconfig.value;

import java.util.Locale;
import java.util.Optional;

/**
 * A URL as Go's net/url parses it, as far as rules ask for its parts.
 *
 * @param scheme in lower case, empty when there is none
 * @param host without a port and brackets
 * @param port without its colon, empty when there is none
 * @param path with its slash
 */
public record GoUrl(String scheme, String host, String port, String path) {
  private static final String HOST_MARKS = "-_.~!$&'()*+,;=:[]<>\"%";

  /** What keeps a text from being a URL; nothing when it is one. */
  public static Optional<String> problem(String text) {
    try {
      of(text);
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(wrong.getMessage());
    }
  }

  /** The URL; nothing when the text is none. */
  public static Optional<GoUrl> parse(String text) {
    return problem(text).isPresent() ? Optional.empty() : Optional.of(of(text));
  }

  private static GoUrl of(String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new IllegalArgumentException("holds a control character");
    }
    String rest = text.contains("#") ? text.substring(0, text.indexOf('#')) : text;
    int colon = schemeEnd(rest);
    String scheme = colon < 0 ? "" : rest.substring(0, colon).toLowerCase(Locale.ROOT);
    rest = rest.substring(colon + 1);
    rest = rest.contains("?") ? rest.substring(0, rest.indexOf('?')) : rest;
    if (!rest.startsWith("/")) {
      if (scheme.isEmpty() && rest.split("/", 2)[0].contains(":")) {
        throw new IllegalArgumentException("has a colon in the first part of its path");
      }
      if (scheme.isEmpty()) {
        requireEscapes(rest);
      }
      return new GoUrl(scheme, "", "", scheme.isEmpty() ? rest : "");
    }
    if (!rest.startsWith("//") || scheme.isEmpty() && rest.startsWith("///")) {
      requireEscapes(rest);
      return new GoUrl(scheme, "", "", rest);
    }
    int slash = rest.indexOf('/', 2);
    String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    requireEscapes(path);
    return authority(scheme, authority.substring(authority.lastIndexOf('@') + 1), path);
  }

  private static GoUrl authority(String scheme, String authority, String path) {
    for (int i = 0; i < authority.length(); i++) {
      char c = authority.charAt(i);
      if (c < 0x80 && !Character.isLetterOrDigit(c) && HOST_MARKS.indexOf(c) < 0) {
        throw new IllegalArgumentException("has a character in its host that none may have");
      }
    }
    if (authority.startsWith("[")) {
      int end = authority.lastIndexOf(']');
      if (end < 0) {
        throw new IllegalArgumentException("has an open bracket in its host");
      }
      String port = port(authority.substring(end + 1));
      return new GoUrl(scheme, authority.substring(1, end), port, path);
    }
    int colon = authority.indexOf(':');
    if (colon != authority.lastIndexOf(':')) {
      throw new IllegalArgumentException("needs brackets around the IPv6 address");
    }
    String port = colon < 0 ? "" : port(authority.substring(colon));
    return new GoUrl(scheme, colon < 0 ? authority : authority.substring(0, colon), port, path);
  }

  private static String port(String text) {
    if (!text.isEmpty() && !text.matches(":[0-9]*")) {
      throw new IllegalArgumentException("has a port that is no number");
    }
    return text.isEmpty() ? "" : text.substring(1);
  }

  private static int schemeEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        if (i == 0) {
          throw new IllegalArgumentException("lacks what is before its first colon");
        }
        return i;
      }
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!letter && (i == 0 || !(c >= '0' && c <= '9' || "+-.".indexOf(c) >= 0))) {
        return -1;
      }
    }
    return -1;
  }

  private static void requireEscapes(String path) {
    int percent = path.indexOf('%');
    while (percent >= 0) {
      if (!path.substring(percent).matches("(?s)%[0-9a-fA-F]{2}.*")) {
        throw new IllegalArgumentException("has a % that is not followed by two hex digits");
      }
      percent = path.indexOf('%', percent + 1);
    }
  }
}
