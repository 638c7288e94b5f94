package dev.blackstart.jhelm.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.blackstart.cluster.ChartLogin;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The operator's logins where helm, docker and podman keep them: Helm's registry config first, then
 * docker's, then podman's; for classic repositories Helm's {@code repositories.yaml}. Read when
 * somebody asks for a login, not before.
 */
final class Logins {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> DOCKER_HUB =
      List.of("docker.io", "index.docker.io", "registry-1.docker.io");

  private final Map<String, String> env;
  private final LoginProgram programs;

  /** Those the operator's repository names, by registry or by repository's URL. */
  private final Map<String, ChartLogin> written = new ConcurrentHashMap<>();

  /**
   * @param env for {@code HOME} and the variables that move the files
   */
  Logins(Map<String, String> env) {
    this.env = Map.copyOf(env);
    this.programs = new LoginProgram(env);
  }

  /** Takes up the login that comes with a chart. */
  void take(ChartRef ref) {
    boolean oci = ref.repository().isEmpty();
    String place = oci ? ref.reference().replaceFirst("^oci://", "") : ref.repository();
    ref.login().ifPresent(login -> written.put(oci ? place.replaceFirst("/.*", "") : place, login));
  }

  /** Whether a login goes along to other hosts than the repository's own. */
  boolean goesEverywhere(URI repository) {
    return named(repository).filter(ChartLogin::everywhere).isPresent();
  }

  private Optional<ChartLogin> named(URI repository) {
    return written.entrySet().stream()
        .filter(each -> covers(each.getKey(), repository.toString()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Login login(ChartLogin written) {
    return Login.of(written.user(), written.password(), written.from());
  }

  /**
   * For a registry.
   *
   * @param host with its port
   * @param repository path of the chart there: podman's logins may be for a part of a registry
   */
  Optional<Login> registry(String host, String repository) {
    Optional<Login> named = Optional.ofNullable(written.get(host)).map(Logins::login);
    if (named.isPresent()) {
      return named;
    }
    for (Path file : registryFiles()) {
      Optional<Login> login = read(file).flatMap(json -> in(json, file, host, repository));
      if (login.isPresent()) {
        return login;
      }
    }
    return Optional.empty();
  }

  /** The URL of a classic repository that was added to Helm under a name. */
  Optional<String> added(String name) {
    return helmRepositories()
        .filter(each -> each.text("name").orElse("").equals(name))
        .findFirst()
        .flatMap(each -> each.text("url"));
  }

  private Stream<YamlNode> helmRepositories() {
    Path file = helm("HELM_REPOSITORY_CONFIG", "repositories.yaml");
    try {
      YamlNode root = Yaml.document(Files.readString(file), file.toString());
      return root.at("repositories").stream()
          .filter(ListNode.class::isInstance)
          .flatMap(node -> ((ListNode) node).items().stream());
    } catch (IOException | YamlProblem absent) {
      return Stream.empty();
    }
  }

  /** For a classic repository: one that was added to Helm under this URL, or whose URL it is in. */
  Optional<Login> repository(URI url) {
    Optional<Login> named = named(url).map(Logins::login);
    if (named.isPresent()) {
      return named;
    }
    Path file = helm("HELM_REPOSITORY_CONFIG", "repositories.yaml");
    return helmRepositories()
        .filter(each -> covers(each.text("url").orElse(""), url.toString()))
        .filter(each -> each.text("username").filter(user -> !user.isEmpty()).isPresent())
        .findFirst()
        .map(
            each ->
                Login.of(
                    each.text("username").orElse(""),
                    each.text("password").orElse(""),
                    shown(file)));
  }

  /** For any server: what {@code ~/.netrc} says of it, as curl and git read it. */
  Optional<Login> netrc(String host) {
    Path file = named("NETRC").map(Path::of).orElseGet(() -> home().resolve(".netrc"));
    try {
      List<String> words = List.of(Files.readString(file).split("\\s+", -1));
      for (int i = 0; i + 1 < words.size(); i++) {
        if (words.get(i).equals("machine") && words.get(i + 1).equals(host)) {
          return entry(words.subList(i + 2, words.size()), file);
        }
      }
    } catch (IOException absent) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private Optional<Login> entry(List<String> words, Path file) {
    String user = "";
    for (int i = 0; i + 1 < words.size() && !words.get(i).equals("machine"); i += 2) {
      if (words.get(i).equals("login")) {
        user = words.get(i + 1);
      } else if (words.get(i).equals("password")) {
        return Optional.of(Login.of(user, words.get(i + 1), shown(file)));
      }
    }
    return Optional.empty();
  }

  private static boolean covers(String repository, String url) {
    String with = repository.endsWith("/") ? repository : repository + "/";
    return !repository.isEmpty() && (url.equals(repository) || url.startsWith(with));
  }

  private Optional<Login> in(JsonNode json, Path file, String host, String repository) {
    String helper = json.path("credHelpers").path(host).asText("");
    if (!helper.isEmpty()) {
      return programs.ask(helper, List.of(host), shown(file));
    }
    for (String key : keys(host, repository)) {
      Optional<Login> login = written(json.path("auths").path(key), shown(file));
      if (login.isPresent()) {
        return login;
      }
    }
    String store = json.path("credsStore").asText("");
    return store.isEmpty()
        ? Optional.empty()
        : programs.ask(
            store, DOCKER_HUB.contains(host) ? dockerHub() : keys(host, ""), shown(file));
  }

  private static Optional<Login> written(JsonNode entry, String from) {
    String user = entry.path("username").asText("");
    String password = entry.path("password").asText("");
    String both = decoded(entry.path("auth").asText(""));
    int colon = both.indexOf(':');
    if (colon > 0) {
      user = both.substring(0, colon);
      password = both.substring(colon + 1).replaceAll("\0+$", "");
    }
    String identity = entry.path("identitytoken").asText("");
    String registry = entry.path("registrytoken").asText("");
    return user.isEmpty() && identity.isEmpty() && registry.isEmpty()
        ? Optional.empty()
        : Optional.of(new Login(user, password, identity, registry, from));
  }

  private static String decoded(String auth) {
    try {
      return new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException damaged) {
      return "";
    }
  }

  /** What a registry may be written as, the closest first. */
  private static List<String> keys(String host, String repository) {
    List<String> keys = new ArrayList<>();
    for (String path = repository; !path.isEmpty(); path = above(path)) {
      keys.add(host + "/" + path);
    }
    keys.addAll(List.of(host, "https://" + host, "https://" + host + "/"));
    keys.addAll(List.of("https://" + host + "/v1/", "https://" + host + "/v2/"));
    if (DOCKER_HUB.contains(host)) {
      keys.addAll(dockerHub());
    }
    return keys;
  }

  private static List<String> dockerHub() {
    List<String> keys = new ArrayList<>(List.of("https://index.docker.io/v1/"));
    keys.addAll(DOCKER_HUB);
    return keys;
  }

  private static String above(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private List<Path> registryFiles() {
    List<Path> files = new ArrayList<>();
    files.add(helm("HELM_REGISTRY_CONFIG", "registry/config.json"));
    files.add(
        named("DOCKER_CONFIG")
            .map(folder -> Path.of(folder, "config.json"))
            .orElseGet(() -> home().resolve(".docker/config.json")));
    named("REGISTRY_AUTH_FILE").map(Path::of).ifPresent(files::add);
    named("XDG_RUNTIME_DIR")
        .map(folder -> Path.of(folder, "containers/auth.json"))
        .ifPresent(files::add);
    files.add(config().resolve("containers/auth.json"));
    return files;
  }

  private Path helm(String variable, String file) {
    return named(variable)
        .map(Path::of)
        .orElseGet(
            () ->
                named("HELM_CONFIG_HOME")
                    .map(Path::of)
                    .orElseGet(() -> config().resolve("helm"))
                    .resolve(file));
  }

  private Path config() {
    return named("XDG_CONFIG_HOME").map(Path::of).orElseGet(() -> home().resolve(".config"));
  }

  private Path home() {
    return Path.of(env.getOrDefault("HOME", ""));
  }

  private Optional<String> named(String variable) {
    return Optional.ofNullable(env.get(variable)).filter(value -> !value.isEmpty());
  }

  private String shown(Path file) {
    String home = home().toString();
    return !home.isEmpty() && file.startsWith(home)
        ? "~/" + home().relativize(file)
        : file.toString();
  }

  private static Optional<JsonNode> read(Path file) {
    try {
      return Optional.of(JSON.readTree(Files.readAllBytes(file)));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }
}
