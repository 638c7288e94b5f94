package dev.blackstart.rehearsal.api;

import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.special.Identity;
import dev.blackstart.rehearsal.api.status.Refusals;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Tells by its client certificate who a request comes from. */
final class Authentication {
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_USE = "2.5.29.37.0";

  private final Set<TrustAnchor> anchors = new HashSet<>();
  private final List<X509Certificate> authorities;
  private final Supplier<Instant> clock;

  /** Those whose chain was found good: every request of a connection shows it again. */
  private final Map<X509Certificate, Identity> known = new ConcurrentHashMap<>();

  Authentication(List<X509Certificate> authorities, Supplier<Instant> clock) {
    this.authorities = authorities;
    this.clock = clock;
    authorities.forEach(authority -> anchors.add(new TrustAnchor(authority, null)));
  }

  /** Who it is; a request that shows what is not accepted is refused rather than anonymous. */
  Identity of(HttpRequest request) {
    if (!request.header("authorization").isEmpty()) {
      throw Refusals.unauthorized();
    }
    if (request.clientChain().isEmpty()) {
      return Identity.ANONYMOUS;
    }
    X509Certificate own = request.clientChain().get(0);
    Identity seen = known.get(own);
    if (seen != null && !clock.get().isAfter(own.getNotAfter().toInstant())) {
      return played(seen, request);
    }
    try {
      validate(request.clientChain());
      List<String> uses = own.getExtendedKeyUsage();
      if (uses != null && !uses.contains(CLIENT_AUTH) && !uses.contains(ANY_USE)) {
        throw Refusals.unauthorized();
      }
      Identity identity = identity(own);
      known.put(own, identity);
      return played(identity, request);
    } catch (GeneralSecurityException | InvalidNameException e) {
      throw Refusals.unauthorized();
    }
  }

  /** Administrators may act in another's name. */
  private static Identity played(Identity own, HttpRequest request) {
    String user = request.header("impersonate-user");
    if (user.isEmpty()) {
      return own;
    }
    if (!own.groups().contains("system:masters")) {
      throw Refusals.forbidden(
          new Refusals.About("", "users", "User", user),
          "User \"" + own.user() + "\" cannot impersonate it");
    }
    List<String> groups = new ArrayList<>();
    Stream.of(request.header("impersonate-group").split(",", -1))
        .map(String::strip)
        .filter(group -> !group.isEmpty())
        .forEach(groups::add);
    groups.add("system:authenticated");
    return new Identity(user, List.copyOf(groups));
  }

  private void validate(List<X509Certificate> shown) throws GeneralSecurityException {
    List<X509Certificate> chain = new ArrayList<>(shown);
    // An authority that comes along is an anchor, not a part of the path.
    chain.removeAll(authorities);
    if (anchors.isEmpty() || chain.isEmpty()) {
      throw Refusals.unauthorized();
    }
    PKIXParameters parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(clock.get()));
    CertPathValidator.getInstance("PKIX")
        .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
  }

  private static Identity identity(X509Certificate certificate) throws InvalidNameException {
    String user = "";
    List<String> groups = new ArrayList<>();
    for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
      if (part.getType().equalsIgnoreCase("CN")) {
        user = part.getValue().toString();
      } else if (part.getType().equalsIgnoreCase("O")) {
        groups.add(part.getValue().toString());
      }
    }
    groups.add("system:authenticated");
    return new Identity(user, List.copyOf(groups));
  }
}
