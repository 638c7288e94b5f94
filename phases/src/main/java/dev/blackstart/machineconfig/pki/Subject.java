package dev.blackstart.machineconfig.pki;

import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * The subject of a certificate: Talos reads roles from its organizations, Kubernetes groups from
 * them and the user from its common name.
 *
 * @param commonName empty for none
 */
public record Subject(List<String> organizations, String commonName) {
  /** No name at all, as the throw-away CA of a machine in maintenance has it. */
  public static final Subject EMPTY = new Subject(List.of(), "");

  public Subject {
    organizations = List.copyOf(organizations);
  }

  public static Subject organization(String organization) {
    return new Subject(List.of(organization), "");
  }

  public static Subject commonName(String commonName) {
    return new Subject(List.of(), commonName);
  }

  X500Name encoded() {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    organizations.forEach(organization -> name.addRDN(BCStyle.O, organization));
    if (!commonName.isEmpty()) {
      name.addRDN(BCStyle.CN, commonName);
    }
    return name.build();
  }
}
