package dev.blackstart.repository.talhelper;

import dev.blackstart.repository.source.IpAddress;
import dev.blackstart.template.yaml.ScalarNode;

/** Networks in the form of an address, a slash and a length. */
final class Nets {
  private Nets() {}

  /** Reports a network that is none. */
  static void check(String key, ScalarNode net, Part part) {
    int slash = net.text().indexOf('/');
    boolean right =
        slash > 0
            && IpAddress.matches(net.text().substring(0, slash))
            && net.text().substring(slash + 1).matches("[0-9]{1,3}")
            && Integer.parseInt(net.text().substring(slash + 1))
                <= (net.text().contains(":") ? 128 : 32);
    if (!right) {
      part.wrong(key, net, "a list of networks such as 10.244.0.0/16");
    }
  }
}
