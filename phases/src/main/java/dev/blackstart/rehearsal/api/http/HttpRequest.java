package dev.blackstart.rehearsal.api.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One request, its body read whole.
 *
 * @param method upper case
 * @param path decoded, without the query
 * @param query parameters in order, decoded; a name may have several values
 * @param headers by lower-case name
 * @param clientChain the certificates the client showed, its own first; empty for none
 */
public record HttpRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body,
    List<X509Certificate> clientChain) {

  static HttpRequest of(
      String method,
      String target,
      Map<String, String> headers,
      byte[] body,
      List<X509Certificate> clientChain) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (mark >= 0) {
      for (String pair : target.substring(mark + 1).split("&")) {
        if (pair.isEmpty()) {
          continue;
        }
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        query
            .computeIfAbsent(name, n -> new ArrayList<>())
            .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    // A plus sign stands for itself in a path, for a space in a query.
    return new HttpRequest(
        method, decode(path.replace("+", "%2B")), query, headers, body, clientChain);
  }

  /** The first value of a query parameter, or an empty text. */
  public String parameter(String name) {
    List<String> values = query.get(name);
    return values == null ? "" : values.get(0);
  }

  /** Whether a query parameter says yes. */
  public boolean flag(String name) {
    String value = parameter(name);
    return query.containsKey(name) && !value.equals("false") && !value.equals("0");
  }

  /** A header's value, or an empty text. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /** The body's media type without its parameters, lower case. */
  public String contentType() {
    String value = header("content-type");
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
