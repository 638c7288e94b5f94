package dev.blackstart.jhelm.remote;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a registry asks for with a 401 (RFC 9110, section 11.6.1).
 *
 * @param scheme {@code bearer}, {@code basic} or another, in small letters
 * @param parameters such as realm, service and scope
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z_]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

  static Challenge of(String header) {
    int space = header.indexOf(' ');
    Map<String, String> parameters = new TreeMap<>();
    if (space > 0) {
      Matcher matcher = PARAMETER.matcher(header.substring(space));
      while (matcher.find()) {
        String value =
            matcher.group(2) == null
                ? matcher.group(3)
                : matcher.group(2).replaceAll("\\\\(.)", "$1");
        parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
      }
    }
    String scheme = space < 0 ? header : header.substring(0, space);
    return new Challenge(scheme.toLowerCase(Locale.ROOT), parameters);
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }
}
