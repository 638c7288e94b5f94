package dev.blackstart.phase;

import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Ledger;
import dev.blackstart.world.World;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the clusters of earlier runs had of those who give only so much in a time. It is read off
 * the cluster while that stands, for the next one remembers nothing, and handed on from run to run.
 */
final class Spent {
  private static final String KEY = "asked.";
  private static final String CERTIFICATES = KEY + "certificates";
  private static final String IMAGES = KEY + "images";
  private static final String API = "cert-manager.io/v1";

  /** More of one certificate tell nothing new. */
  private static final int OF_ONE = 5;

  private static final int RUNS = 20;

  private Spent() {}

  /**
   * A certificate that Let's Encrypt gave.
   *
   * @param secret {@code namespace/name} of the Secret it was kept in
   * @param names sorted
   */
  record Certificate(Instant at, String secret, List<String> names) {
    private static Certificate of(String line) {
      String[] words = line.split(" ", -1);
      return new Certificate(
          Instant.ofEpochSecond(Long.parseLong(words[0])),
          words[1],
          List.of(words[2].split(",", -1)));
    }

    private String line() {
      return at.getEpochSecond() + " " + secret + " " + String.join(",", names);
    }
  }

  /**
   * Images of Docker Hub that nodes had to fetch.
   *
   * @param fetched since the one before
   * @param all what a cluster needs that begins with none, each image once for each node
   */
  record Images(Instant at, int fetched, int all) {
    private static Images of(String line) {
      String[] words = line.split(" ", -1);
      return new Images(
          Instant.ofEpochSecond(Long.parseLong(words[0])),
          Integer.parseInt(words[1]),
          Integer.parseInt(words[2]));
    }

    private String line() {
      return at.getEpochSecond() + " " + fetched + " " + all;
    }
  }

  /** Whether a choice says what was had: that outlives the run. */
  static boolean isKept(String choice) {
    return choice.startsWith(KEY);
  }

  static List<Certificate> certificates(Ledger ledger) {
    return lines(ledger, CERTIFICATES, Certificate::of);
  }

  static List<Images> images(Ledger ledger) {
    return lines(ledger, IMAGES, Images::of);
  }

  private static <T> List<T> lines(Ledger ledger, String key, Function<String, T> reading) {
    return ledger.choice(key).stream().flatMap(String::lines).map(reading).toList();
  }

  /** Writes down what a live cluster has had so far; a rehearsal has nothing of anybody. */
  static void remember(World world) {
    if (world.kind() == World.Kind.LIVE) {
      try {
        rememberCertificates(world);
        rememberImages(world);
      } catch (Failure refused) {
        return; // what the API server does not tell now, the next run reads; no run ends for it
      }
    }
  }

  private static void rememberCertificates(World world) {
    List<Certificate> known = new ArrayList<>(certificates(world.ledger()));
    int before = known.size();
    for (KubeObject object : world.kube().listOnce(API, "Certificate", "", Map.of())) {
      had(world, object).filter(each -> !known.contains(each)).ifPresent(known::add);
    }
    if (known.size() > before) {
      Map<List<String>, List<Certificate>> byNames =
          known.stream().collect(Collectors.groupingBy(Certificate::names));
      world
          .ledger()
          .choose(
              CERTIFICATES,
              byNames.values().stream()
                  .flatMap(all -> all.stream().skip(Math.max(0, all.size() - OF_ONE)))
                  .sorted(Comparator.comparing(Certificate::at))
                  .map(Certificate::line)
                  .collect(Collectors.joining("\n")));
    }
  }

  private static Optional<Certificate> had(World world, KubeObject object) {
    String kind = object.text("spec", "issuerRef", "kind");
    boolean ofCluster = kind.equals("ClusterIssuer");
    KubeObject.Ref issuer =
        new KubeObject.Ref(
            API,
            ofCluster ? kind : "Issuer",
            ofCluster ? "" : object.namespace(),
            object.text("spec", "issuerRef", "name"));
    boolean production =
        world
            .kube()
            .get(issuer)
            .filter(one -> one.text("spec", "acme", "server").contains(RebuildBudget.SERVER))
            .isPresent();
    List<String> names =
        object.list("spec", "dnsNames").stream().map(String::valueOf).distinct().sorted().toList();
    return production && !names.isEmpty()
        ? time(object.text("status", "notBefore"))
            .map(
                at ->
                    new Certificate(
                        at, object.namespace() + "/" + object.text("spec", "secretName"), names))
        : Optional.empty();
  }

  private static void rememberImages(World world) {
    List<Images> known = new ArrayList<>(images(world.ledger()));
    Instant last = known.isEmpty() ? Instant.EPOCH : known.getLast().at();
    Instant newest = last;
    Set<String> all = new HashSet<>();
    Set<String> fetched = new HashSet<>();
    for (KubeObject pod : world.kube().listOnce("v1", "Pod", "", Map.of())) {
      Optional<Instant> started = time(pod.text("status", "startTime"));
      Set<String> images = HubImages.of(pod);
      all.addAll(images);
      if (started.filter(last::isBefore).isPresent() && !images.isEmpty()) {
        fetched.addAll(images);
        newest = newest.isBefore(started.get()) ? started.get() : newest;
      }
    }
    if (!fetched.isEmpty()) {
      known.add(new Images(newest, fetched.size(), all.size()));
      world
          .ledger()
          .choose(
              IMAGES,
              known.stream()
                  .skip(Math.max(0, known.size() - RUNS))
                  .map(Images::line)
                  .collect(Collectors.joining("\n")));
    }
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty(); // not issued, or not started, yet
    }
  }
}
