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

  /**
   * Whether somebody is struck.
   *
   * @param whom as the kind of fault names its victims
   */
  public boolean strikes(FaultKind kind, String whom) {
    return all.stream().anyMatch(each -> each.kind() == kind && each.on().matcher(whom).matches());
  }

  /** The same for what is named by two names with a slash between. */
  public boolean strikes(FaultKind kind, String in, String name) {
    return strikes(kind, in + "/" + name);
  }

  private boolean strikesImage(FaultKind kind, String written, String whole) {
    return strikes(kind, written) || strikes(kind, whole);
  }

  /** Why an image cannot be pulled, in containerd's words. */
  public Optional<String> pull(String image) {
    String whole = whole(image);
    String host = whole.substring(0, whole.indexOf('/'));
    if (strikesImage(FaultKind.IMAGE_MISSING, image, whole)) {
      return Optional.of(resolving("NotFound", whole, whole + ": not found"));
    }
    if (strikesImage(FaultKind.IMAGE_DENIED, image, whole)) {
      return Optional.of(
          resolving(
              "Unknown",
              whole,
              "pull access denied, repository does not exist or may require authorization:"
                  + " authorization failed: no basic auth credentials"));
    }
    if (strikesImage(FaultKind.IMAGE_UNREACHABLE, image, whole)) {
      return Optional.of(
          resolving(
              "Unknown",
              whole,
              "failed to do request: Head \"https://%s/v2/\": dial tcp: lookup %s:"
                      .formatted(host, host)
                  + " i/o timeout"));
    }
    return Optional.empty();
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

  /** Whether the API server answers badly at all. */
  public boolean strikesServer() {
    Set<FaultKind> ways = Set.of(FaultKind.API_BUSY, FaultKind.API_UNWELL, FaultKind.WATCH_CUT);
    return all.stream().anyMatch(each -> ways.contains(each.kind()));
  }

  /** Those that are named outright, for what has to be there before its victim. */
  public List<String> named(FaultKind kind) {
    return all.stream()
        .filter(each -> each.kind() == kind && !each.whom().contains("*"))
        .map(Fault::whom)
        .toList();
  }

  /** Why the API server does not take a pod of a controller, in its words. */
  public Optional<String> refusal(String namespace, String controller, String pod) {
    if (strikes(FaultKind.QUOTA, namespace)) {
      return Optional.of(
          "pods \"%s\" is forbidden: exceeded quota: pods, requested: pods=1, used: pods=0, limited: pods=0"
              .formatted(pod));
    }
    return strikes(FaultKind.ADMISSION, namespace, controller)
        ? Optional.of(
            "admission webhook \"policy.rehearsal.internal\" denied the request: %s may not run here"
                .formatted(pod))
        : Optional.empty();
  }
}
