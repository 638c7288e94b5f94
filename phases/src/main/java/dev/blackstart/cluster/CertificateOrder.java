package dev.blackstart.cluster;

import java.util.List;

/**
 * A certificate that the cluster will ask Let's Encrypt for, at the server whose limits count.
 *
 * @param object who wants it, such as {@code Certificate cert-manager/wildcard}
 * @param at file:line
 * @param secret {@code namespace/name} of the Secret it is kept in
 * @param names what it is for; empty when only the cluster knows
 */
public record CertificateOrder(String object, String at, String secret, List<String> names) {
  public CertificateOrder {
    names = names.stream().distinct().sorted().toList();
  }
}
