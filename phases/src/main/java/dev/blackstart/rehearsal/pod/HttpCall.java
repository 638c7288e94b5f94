package dev.blackstart.rehearsal.pod;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * A call to a pod's port.
 *
 * @param target path and query as they were sent
 * @param headers by lower-case name
 */
public record HttpCall(String method, String target, Map<String, String> headers, byte[] body) {
  public String path() {
    int mark = target.indexOf('?');
    return decoded(mark < 0 ? target : target.substring(0, mark));
  }

  /** A parameter of the query, or an empty text. */
  public String parameter(String name) {
    int mark = target.indexOf('?');
    if (mark >= 0) {
      for (String pair : target.substring(mark + 1).split("&", -1)) {
        if (pair.startsWith(name + "=")) {
          return decoded(pair.substring(name.length() + 1));
        }
      }
    }
    return "";
  }

  /** A header, or an empty text. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
