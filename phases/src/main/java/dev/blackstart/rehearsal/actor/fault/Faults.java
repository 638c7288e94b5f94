package dev.blackstart.rehearsal.actor.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The faults of a world: who is struck, and what it is then told. Safe for several threads. */
public final class Faults {
  public static final Faults NONE = new Faults(List.of());

  private static final Pattern FORM = Pattern.compile("([a-z-]+)=([A-Za-z0-9*./:@_-]{1,200})");

  private record Fault(FaultKind kind, String whom, Pattern on) {}

  private final List<Fault> all;

  private Faults(List<Fault> all) {
    this.all = all;
  }

  /**
   * @param written {@code KIND=WHOM} each; in {@code WHOM} a {@code *} stands for anything
   * @throws IllegalArgumentException with one line that says what is wrong
   */
  public static Faults of(List<String> written) {
    List<Fault> faults = new ArrayList<>();
    for (String one : written) {
      Matcher matcher = FORM.matcher(one);
      Optional<FaultKind> kind =
          matcher.matches()
              ? Stream.of(FaultKind.values())
                  .filter(each -> each.word().equals(matcher.group(1)))
                  .findFirst()
              : Optional.empty();
      faults.add(
          new Fault(
              kind.orElseThrow(() -> new IllegalArgumentException("no fault is written " + one)),
              matcher.group(2),
              glob(matcher.group(2))));
    }
    return new Faults(List.copyOf(faults));
  }

  /** The kinds as they are written. */
  public static List<String> words() {
    return Stream.of(FaultKind.values()).map(FaultKind::word).toList();
  }

  private static Pattern glob(String text) {
    return Pattern.compile(
        Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }

  private boolean strikes(FaultKind kind, String whom) {
    return strikes(kind, whom, whom).isPresent();
  }

  private Optional<Fault> strikes(FaultKind kind, String whom, String orWhom) {
    return all.stream()
        .filter(each -> each.kind() == kind)
        .filter(each -> each.on().matcher(whom).matches() || each.on().matcher(orWhom).matches())
        .findFirst();
  }

  /** Why an image cannot be pulled, in containerd's words. */
  public Optional<String> pull(String image) {
    String whole = whole(image);
    String host = whole.substring(0, whole.indexOf('/'));
    return strikes(FaultKind.IMAGE_MISSING, image, whole)
        .map(missing -> resolving("NotFound", whole, whole + ": not found"))
        .or(
            () ->
                strikes(FaultKind.IMAGE_DENIED, image, whole)
                    .map(
                        denied ->
                            resolving(
                                "Unknown",
                                whole,
                                "pull access denied, repository does not exist or may require"
                                    + " authorization: authorization failed: no basic auth"
                                    + " credentials")))
        .or(
            () ->
                strikes(FaultKind.IMAGE_UNREACHABLE, image, whole)
                    .map(
                        away ->
                            resolving(
                                "Unknown",
                                whole,
                                "failed to do request: Head \"https://%s/v2/\": dial tcp: lookup %s:"
                                        .formatted(host, host)
                                    + " i/o timeout")));
  }

  private static String resolving(String code, String image, String why) {
    return "rpc error: code = %s desc = failed to pull and unpack image \"%s\": failed to resolve reference \"%s\": %s"
        .formatted(code, image, image, why);
  }

  /** The reference as the runtime completes it. */
  private static String whole(String image) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
      return image;
    }
    return "docker.io/" + (slash < 0 ? "library/" : "") + image;
  }

  /** Whether the containers of a pod end soon after their start. */
  public boolean ends(String namespace, String pod) {
    return strikes(FaultKind.CRASH, namespace + "/" + pod);
  }

  /** Whether nobody is behind a Service. */
  public boolean empties(String namespace, String service) {
    return strikes(FaultKind.WEBHOOK_DOWN, namespace + "/" + service);
  }

  /** Whether webhook configurations trust another authority than a Service shows. */
  public boolean distrusts(String namespace, String service) {
    return strikes(FaultKind.WEBHOOK_UNTRUSTED, namespace + "/" + service);
  }

  /** Whether nobody approves what a node's kubelet wants to serve with. */
  public boolean leavesUnapproved(String node) {
    return strikes(FaultKind.CSR_PENDING, node);
  }

  /** Whether the API server answers badly for a resource, in one of the ways. */
  public boolean strikesResource(FaultKind way, String plural) {
    return strikes(way, plural);
  }

  /** Whether the API server answers badly at all. */
  public boolean strikesServer() {
    Set<FaultKind> ways = Set.of(FaultKind.API_BUSY, FaultKind.API_UNWELL, FaultKind.WATCH_CUT);
    return all.stream().anyMatch(each -> ways.contains(each.kind()));
  }

  /** Whether a node's first kubeconfig has expired. */
  public boolean expires(String node) {
    return strikes(FaultKind.KUBECONFIG_EXPIRED, node);
  }

  /** Those that are named outright, for what has to be there before its victim. */
  public List<String> named(FaultKind kind) {
    return all.stream()
        .filter(each -> each.kind() == kind && !each.whom().contains("*"))
        .map(Fault::whom)
        .toList();
  }

  /** Whether a Flux source is not let in where it reads from. */
  public boolean deniesSource(String namespace, String name) {
    return strikes(FaultKind.SOURCE_DENIED, namespace + "/" + name);
  }

  /** Whether Helm takes an object of a release for somebody else's when Flux takes it over. */
  public boolean refusesOwner(String namespace, String release) {
    return strikes(FaultKind.OWNERSHIP_REFUSED, namespace + "/" + release);
  }

  /** Whether Flux makes a release anew in place of going on from it. */
  public boolean recreates(String namespace, String release) {
    return strikes(FaultKind.RELEASE_RECREATED, namespace + "/" + release);
  }

  /** Whether a router does not answer the BGP session of a node. */
  public boolean cutsSession(String node, String address) {
    return strikes(FaultKind.BGP_DOWN, node + "/" + address);
  }

  /** Whether no pool has an address left for a Service. */
  public boolean keepsAddress(String namespace, String service) {
    return strikes(FaultKind.NO_ADDRESS, namespace + "/" + service);
  }

  /** Whether a Gateway is accepted and never programmed. */
  public boolean stopsGateway(String namespace, String gateway) {
    return strikes(FaultKind.GATEWAY_DOWN, namespace + "/" + gateway);
  }

  /** Whether a node gets no answers from the cluster's name server. */
  public boolean deaf(String node) {
    return strikes(FaultKind.DNS, node);
  }

  /** Whether the name server on a node gets no answers from outside. */
  public boolean outside(String node) {
    return strikes(FaultKind.DNS_OUTSIDE, node);
  }

  /** Whether the image mirror on a node finds nothing with the others. */
  public boolean mirrorsNothing(String node) {
    return strikes(FaultKind.MIRROR, node);
  }

  /** Whether a Vault's server waits for somebody who is not played. */
  public boolean keepsSealed(String namespace, String pod) {
    return strikes(FaultKind.KEYS_AWAY, namespace + "/" + pod);
  }

  /** Why the API server does not take a pod of a controller, in its words. */
  public Optional<String> refusal(String namespace, String controller, String pod) {
    if (strikes(FaultKind.QUOTA, namespace)) {
      return Optional.of(
          "pods \"%s\" is forbidden: exceeded quota: pods, requested: pods=1, used: pods=0, limited: pods=0"
              .formatted(pod));
    }
    return strikes(FaultKind.ADMISSION, namespace + "/" + controller)
        ? Optional.of(
            "admission webhook \"policy.rehearsal.internal\" denied the request: %s may not run here"
                .formatted(pod))
        : Optional.empty();
  }
}
