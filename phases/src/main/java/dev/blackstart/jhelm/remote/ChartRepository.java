package dev.blackstart.jhelm.remote;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.jhelm.remote.Download.Answer;
import dev.blackstart.jhelm.remote.Download.Ask;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Failure.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Classic chart repositories: an {@code index.yaml} that names archives, their addresses absolute
 * or relative to the repository. The login is sent to the repository's own host only.
 */
final class ChartRepository {
  private final Download download;
  private final Logins logins;

  /** The text of an index, by its repository: one serves many charts. */
  private final Map<URI, String> indexes = new ConcurrentHashMap<>();

  ChartRepository(Download download, Logins logins) {
    this.download = download;
    this.logins = logins;
  }

  byte[] fetch(ChartRef ref) throws IOException, InterruptedException {
    if (ref.repository().endsWith(".tgz")) {
      return archive(address(ref.repository()), address(ref.repository()), ref.toString());
    }
    URI repository = folder(ref);
    YamlNode entry = entry(ref, index(repository), repository);
    String place =
        entry.text("urls.0").orElseThrow(() -> damaged(repository, ref + " has no urls"));
    URI archive;
    try {
      archive = repository.resolve(place);
    } catch (IllegalArgumentException noUrl) {
      throw damaged(repository, ref + " lies at " + place);
    }
    byte[] body = archive(archive, repository, ref.toString());
    Optional<String> digest = entry.text("digest").filter(text -> !text.isEmpty());
    if (digest.isPresent()) {
      Sums.require(body, digest.get(), archive.getHost());
    }
    return body;
  }

  /** Every version of a chart. */
  List<String> versions(ChartRef ref) throws IOException, InterruptedException {
    URI repository = folder(ref);
    List<YamlNode> entries = versions(ref.name(), index(repository), repository);
    if (entries.isEmpty()) {
      throw new Unavailable(
          Kind.INPUT,
          Download.shown(repository) + " has no chart " + ref.name(),
          "correct the name");
    }
    return entries.stream().flatMap(entry -> entry.text("version").stream()).toList();
  }

  private static URI folder(ChartRef ref) throws Unavailable {
    return address(ref.repository().endsWith("/") ? ref.repository() : ref.repository() + "/");
  }

  private static URI address(String text) throws Unavailable {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException noUrl) {
      throw new Unavailable(Kind.INPUT, text + " is no URL", "correct the address");
    }
  }

  private String index(URI repository) throws IOException, InterruptedException {
    String known = indexes.get(repository);
    if (known != null) {
      return known;
    }
    URI file = repository.resolve("index.yaml");
    String text = new String(ask(file, repository, "index.yaml").body(), StandardCharsets.UTF_8);
    indexes.put(repository, text);
    return text;
  }

  private byte[] archive(URI archive, URI repository, String what)
      throws IOException, InterruptedException {
    return ask(archive, repository, what).body();
  }

  private Answer ask(URI uri, URI repository, String what)
      throws IOException, InterruptedException {
    boolean own =
        String.valueOf(uri.getHost()).equals(repository.getHost())
            || logins.goesEverywhere(repository);
    Optional<Login> login =
        repository.getUserInfo() != null
            ? Optional.of(user(repository))
            : logins.repository(repository);
    String header = own ? login.map(Login::basic).orElse("") : "";
    Answer answer = download.get(new Ask(uri, "", header, false, ""));
    if (answer.code() == 401 || answer.code() == 403) {
      throw refused(uri, repository, answer, header.isEmpty() ? Optional.empty() : login);
    }
    if (answer.code() != 200) {
      throw Reasons.of(Download.shown(uri), answer, what, "");
    }
    return answer;
  }

  private static Login user(URI repository) {
    String user = repository.getUserInfo();
    int colon = user.indexOf(':');
    return colon < 0
        ? Login.of(user, "", "the repository's URL")
        : Login.of(user.substring(0, colon), user.substring(colon + 1), "the repository's URL");
  }

  private static Unavailable refused(
      URI uri, URI repository, Answer answer, Optional<Login> login) {
    String answers = Download.shown(uri) + " answers " + answer.code() + ": ";
    String add = "helm repo add NAME " + Download.shown(repository) + " --username USER";
    return login
        .map(
            each ->
                new Unavailable(
                    Kind.INPUT, answers + each + " does not open it", "renew it: " + add))
        .orElseGet(
            () -> new Unavailable(Kind.INPUT, answers + "it wants a login", "log in: " + add));
  }

  private static YamlNode entry(ChartRef ref, String index, URI repository) throws Unavailable {
    List<String> versions = new ArrayList<>();
    for (YamlNode each : versions(ref.name(), index, repository)) {
      String version = each.text("version").orElse("");
      if (Versions.same(version, ref.tag())) {
        return each;
      }
      versions.add(version);
    }
    throw new Unavailable(
        Kind.INPUT,
        Download.shown(repository)
            + (versions.isEmpty()
                ? " has no chart " + ref.name()
                : " has no " + ref + "; " + Versions.some(versions)),
        "correct the name or the version");
  }

  private static List<YamlNode> versions(String name, String index, URI repository)
      throws Unavailable {
    try {
      YamlNode root =
          Yaml.document(excerpt(name, index), Download.shown(repository) + "index.yaml");
      return root.at("entries").stream()
          .filter(MapNode.class::isInstance)
          .flatMap(node -> ((MapNode) node).get(name).stream())
          .filter(ListNode.class::isInstance)
          .flatMap(node -> ((ListNode) node).items().stream())
          .toList();
    } catch (YamlProblem problem) {
      throw damaged(repository, problem.getMessage());
    }
  }

  /**
   * The part about one chart, as Helm lays an index out; the whole index when it is laid out
   * otherwise. Some are ten megabytes long, of which a few lines are wanted.
   */
  private static String excerpt(String name, String index) {
    Matcher begin =
        Pattern.compile("(?m)^( +)\"?" + Pattern.quote(name) + "\"?:[ \\t]*\\r?\\n").matcher(index);
    int entries = index.startsWith("entries:") ? 0 : index.indexOf("\nentries:");
    if (entries < 0 || !begin.find(entries)) {
      return index;
    }
    Matcher end =
        Pattern.compile("(?m)^(?! {" + begin.group(1).length() + "}[ -]|[ \\t]*\\r?$|#)")
            .matcher(index);
    int until = end.find(begin.end()) ? end.start() : index.length();
    return "entries:\n" + index.substring(begin.start(), until);
  }

  private static Unavailable damaged(URI repository, String why) {
    return new Unavailable(
        Kind.INPUT,
        "the index of " + Download.shown(repository) + " is damaged: " + why,
        "tell whoever keeps the repository");
  }
}
