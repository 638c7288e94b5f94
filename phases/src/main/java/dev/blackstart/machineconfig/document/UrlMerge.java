package dev.blackstart.machineconfig.document;

import dev.blackstart.template.yaml.ScalarNode;
import java.net.URI;
import java.net.URISyntaxException;

/** Merges URLs as Talos does: component by component, an empty one leaves the config's alone. */
final class UrlMerge {
  private UrlMerge() {}

  /** A patch without a scheme becomes a path on the config's host, in Talos as here. */
  static ScalarNode merge(ScalarNode left, ScalarNode right) {
    if (SecretReference.isIn(left.text()) || SecretReference.isIn(right.text())) {
      return right;
    }
    URI before = parse(left);
    URI after = parse(right);
    String scheme = or(after.getScheme(), before.getScheme());
    String user = or(after.getRawUserInfo(), before.getRawUserInfo());
    String host = or(hostAndPort(after), hostAndPort(before));
    String path = or(after.getRawPath(), before.getRawPath());
    String query = or(after.getRawQuery(), before.getRawQuery());
    String fragment = or(after.getRawFragment(), before.getRawFragment());
    StringBuilder url = new StringBuilder();
    if (!scheme.isEmpty()) {
      url.append(scheme).append(':');
    }
    if (!host.isEmpty()) {
      url.append("//").append(user.isEmpty() ? "" : user + "@").append(host);
    }
    if (!path.isEmpty() && !path.startsWith("/") && !host.isEmpty()) {
      url.append('/');
    }
    url.append(path);
    url.append(query.isEmpty() ? "" : "?" + query);
    url.append(fragment.isEmpty() ? "" : "#" + fragment);
    return new ScalarNode(right.mark(), url.toString(), right.style(), right.tag());
  }

  private static String or(String first, String second) {
    if (first != null && !first.isEmpty()) {
      return first;
    }
    return second == null ? "" : second;
  }

  private static String hostAndPort(URI uri) {
    String authority = uri.getRawAuthority();
    return authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1);
  }

  private static URI parse(ScalarNode node) {
    try {
      return new URI(node.text());
    } catch (URISyntaxException e) {
      throw Patch.refused(node.mark(), "not a URL: " + e.getReason());
    }
  }
}
