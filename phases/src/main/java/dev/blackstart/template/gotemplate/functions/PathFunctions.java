package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sprig's functions on slash-separated paths and on URLs. */
final class PathFunctions {
  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("base", Function.of(1, a -> base(a.text(0)))),
          entry("osBase", Function.of(1, a -> base(a.text(0)))),
          entry("dir", Function.of(1, a -> dir(a.text(0)))),
          entry("osDir", Function.of(1, a -> dir(a.text(0)))),
          entry("clean", Function.of(1, a -> clean(a.text(0)))),
          entry("osClean", Function.of(1, a -> clean(a.text(0)))),
          entry("ext", Function.of(1, a -> ext(a.text(0)))),
          entry("osExt", Function.of(1, a -> ext(a.text(0)))),
          entry("isAbs", Function.of(1, a -> a.text(0).startsWith("/"))),
          entry("osIsAbs", Function.of(1, a -> a.text(0).startsWith("/"))),
          entry("urlParse", Function.of(1, a -> urlParse(a.text(0)))),
          entry("urlJoin", Function.of(1, a -> urlJoin(a.map(0)))));

  private PathFunctions() {}

  private static String base(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    String bare = path.replaceAll("/+$", "");
    return bare.isEmpty() ? "/" : bare.substring(bare.lastIndexOf('/') + 1);
  }

  private static String dir(String path) {
    return clean(path.substring(0, path.lastIndexOf('/') + 1));
  }

  private static String ext(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.lastIndexOf('.') < 0 ? "" : name.substring(name.lastIndexOf('.'));
  }

  private static String clean(String path) {
    boolean rooted = path.startsWith("/");
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/")) {
      boolean up = part.equals("..");
      if (up && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".") && !(up && rooted)) {
        parts.addLast(part);
      }
    }
    String joined = (rooted ? "/" : "") + String.join("/", parts);
    return joined.isEmpty() ? "." : joined;
  }

  private static Map<String, Object> urlParse(String text) {
    try {
      URI url = URI.create(text);
      Map<String, Object> parts = new LinkedHashMap<>();
      parts.put("scheme", known(url.getScheme()));
      parts.put("host", known(url.getRawAuthority()).replaceFirst("^.*@", ""));
      parts.put("hostname", known(url.getHost()).replaceAll("[\\[\\]]", ""));
      parts.put("path", known(url.getPath()));
      parts.put("query", known(url.getRawQuery()));
      parts.put("opaque", url.isOpaque() ? url.getRawSchemeSpecificPart() : "");
      parts.put("fragment", known(url.getFragment()));
      parts.put("userinfo", known(url.getRawUserInfo()));
      return parts;
    } catch (IllegalArgumentException notUrl) {
      throw new FunctionFailure("unable to parse url");
    }
  }

  /** What no path may hold is written in percent signs. */
  private static String escaped(String path) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : TextFunctions.bytes(path)) {
      boolean kept = b > ' ' && b < 0x7F && "\"<>?#%[\\]^`{|}".indexOf(b) < 0;
      escaped.append(kept ? String.valueOf((char) b) : String.format("%%%02X", b));
    }
    return escaped.toString();
  }

  private static String known(String part) {
    return part == null ? "" : part;
  }

  private static String urlJoin(Map<String, Object> parts) {
    String scheme = Coerce.text(parts.getOrDefault("scheme", ""));
    String host = Coerce.text(parts.getOrDefault("host", ""));
    String user = Coerce.text(parts.getOrDefault("userinfo", ""));
    String query = Coerce.text(parts.getOrDefault("query", ""));
    String fragment = Coerce.text(parts.getOrDefault("fragment", ""));
    String opaque = Coerce.text(parts.getOrDefault("opaque", ""));
    String path = Coerce.text(parts.getOrDefault("path", ""));
    String begin = scheme.isEmpty() ? "" : scheme + ":";
    String authority = host.isEmpty() ? "" : "//" + (user.isEmpty() ? "" : user + "@") + host;
    String slash = host.isEmpty() || path.isEmpty() || path.startsWith("/") ? "" : "/";
    return begin
        + (opaque.isEmpty() ? authority + slash + escaped(path) : opaque)
        + (query.isEmpty() ? "" : "?" + query)
        + (fragment.isEmpty() ? "" : "#" + fragment);
  }
}
