package dev.blackstart.rehearsal.node.wire;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Who calls: the roles in the organizations of the client certificate (Talos 1.12 apid), or those
 * an impersonator names.
 */
public final class Caller implements ServerInterceptor {
  public static final String ADMIN = "os:admin";
  public static final String OPERATOR = "os:operator";
  public static final String READER = "os:reader";
  public static final String ETCD_BACKUP = "os:etcd:backup";
  public static final String IMPERSONATOR = "os:impersonator";

  private static final Context.Key<Set<String>> ROLES = Context.key("roles");
  private static final Metadata.Key<String> NAMED_ROLE =
      Metadata.Key.of("talos-role", Metadata.ASCII_STRING_MARSHALLER);

  private final boolean anonymous;

  private Caller(boolean anonymous) {
    this.anonymous = anonymous;
  }

  /** Everybody reads and nothing more: maintenance mode. */
  public static Caller anonymous() {
    return new Caller(true);
  }

  /** By client certificate. */
  public static Caller byCertificate() {
    return new Caller(false);
  }

  /** Roles of the call under way. */
  public static Set<String> roles() {
    return ROLES.get() == null ? Set.of() : ROLES.get();
  }

  public static boolean isAdmin() {
    return roles().contains(ADMIN);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Set<String> roles = anonymous ? Set.of(READER) : roles(call, headers);
    return Contexts.interceptCall(Context.current().withValue(ROLES, roles), call, headers, next);
  }

  private static Set<String> roles(ServerCall<?, ?> call, Metadata headers) {
    SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    try {
      X509Certificate leaf = (X509Certificate) session.getPeerCertificates()[0];
      Set<String> own = new LinkedHashSet<>(organizations(leaf));
      Iterable<String> named = headers.getAll(NAMED_ROLE);
      if (named == null || !own.contains(IMPERSONATOR)) {
        return own;
      }
      Set<String> roles = new LinkedHashSet<>();
      named.forEach(roles::add);
      return roles;
    } catch (SSLPeerUnverifiedException e) {
      return Set.of();
    }
  }

  private static List<String> organizations(X509Certificate leaf) {
    List<String> organizations = new ArrayList<>();
    try {
      for (Rdn rdn : new LdapName(leaf.getSubjectX500Principal().getName()).getRdns()) {
        if (rdn.getType().equalsIgnoreCase("O") && !rdn.getValue().toString().isEmpty()) {
          organizations.add(rdn.getValue().toString());
        }
      }
    } catch (InvalidNameException e) {
      return List.of();
    }
    return organizations;
  }
}
