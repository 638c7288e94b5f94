package dev.blackstart.jhelm.remote;

import dev.blackstart.jhelm.remote.GitProgram.Said;
import dev.blackstart.world.Failure.Kind;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Git repositories as folders, each at one commit; fetched once. */
public final class GitRepositories {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern SHORT = Pattern.compile("[0-9a-f]{7,64}");
  private static final Pattern LOGIN =
      Pattern.compile(
          "(?i)could not read (username|password)|authentication failed|permission denied"
              + "|returned error: 40[13]|host key verification failed|access denied");
  private static final Pattern ABSENT =
      Pattern.compile(
          "(?i)repository .*not found|not found|does not appear to be a git repository"
              + "|does not exist|returned error: 404");
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  private final TimeSource time;
  private final Patience patience;
  private final GitProgram git;
  private final Map<String, Checkout> known = new ConcurrentHashMap<>();

  GitRepositories(TimeSource time, Map<String, String> env, Patience patience) {
    this.time = time;
    this.patience = patience;
    this.git = new GitProgram(env, DEADLINE, patience.silence());
  }

  /**
   * A repository's files.
   *
   * @param commit they are of, hexadecimal
   */
  public record Checkout(Path folder, String commit) {}

  /**
   * A repository at a revision.
   *
   * @param revision branch, tag or commit; empty for the branch the repository begins with
   * @param work folder to put it into
   * @throws Unavailable saying why it cannot be had
   */
  public Checkout checkout(String url, String revision, Path work)
      throws IOException, InterruptedException {
    String key = url + "\n" + revision;
    Checkout had = known.get(key);
    if (had != null && Files.isDirectory(had.folder())) {
      return had;
    }
    GitAddress address = GitAddress.of(url);
    Path folder = Files.createTempDirectory(work, "git-");
    Path tree = Files.createDirectory(folder.resolve(GitProgram.TREE));
    try (TimeSource.Work working = time.working("git fetch " + address)) {
      Checkout fetched = new Checkout(tree, fetched(folder, address, revision));
      requireInside(tree, address);
      known.put(key, fetched);
      return fetched;
    }
  }

  /** That something is not in a repository. */
  public Unavailable without(String url, String what) throws Unavailable {
    return new Unavailable(
        Kind.INPUT,
        GitAddress.of(url) + " has no " + what,
        "correct the path, or name a commit that has it");
  }

  private String fetched(Path folder, GitAddress address, String revision)
      throws IOException, InterruptedException {
    require(folder, address, List.of("init", "-q", "--template="));
    Optional<String> wanted = wanted(folder, address, revision);
    if (wanted.isPresent()) {
      Said said =
          patiently(
              folder,
              address,
              List.of("fetch", "-q", "--no-tags", "--depth=1", "--", address.url(), wanted.get()));
      if (said.ok()) {
        return out(folder, address, "FETCH_HEAD", revision);
      }
      if (said.code() < 0 || isUnreachable(said)) {
        throw refused(address, said);
      }
    }
    // A server need not hand out commits by their numbers: what it has is looked through for it.
    Said said =
        patiently(
            folder,
            address,
            List.of(
                "fetch",
                "-q",
                "--no-tags",
                "--",
                address.url(),
                "+refs/heads/*:refs/fetched/heads/*",
                "+refs/tags/*:refs/fetched/tags/*"));
    if (!said.ok()) {
      throw refused(address, said);
    }
    return out(folder, address, revision, revision);
  }

  /** What to fetch; absent when the commit has to be looked for. */
  private Optional<String> wanted(Path folder, GitAddress address, String revision)
      throws IOException, InterruptedException {
    if (COMMIT.matcher(revision).matches()) {
      return Optional.of(revision);
    }
    Said said = patiently(folder, address, List.of("ls-remote", "-q", "--", address.url()));
    if (!said.ok()) {
      throw refused(address, said);
    }
    Map<String, String> names = new TreeMap<>();
    for (String line : said.out().lines().toList()) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        names.put(line.substring(tab + 1), line.substring(0, tab));
      }
    }
    List<String> candidates =
        revision.isEmpty()
            ? List.of("HEAD")
            : List.of("refs/heads/" + revision, "refs/tags/" + revision, revision);
    Optional<String> found = candidates.stream().filter(names::containsKey).findFirst();
    if (found.isEmpty() && !SHORT.matcher(revision).matches()) {
      throw new Unavailable(
          Kind.INPUT,
          address + " has no branch or tag " + revision + tags(names),
          "correct the branch, the tag or the commit");
    }
    return found;
  }

  private static String tags(Map<String, String> names) {
    List<String> tags =
        names.keySet().stream()
            .filter(name -> name.startsWith("refs/tags/") && !name.endsWith("^{}"))
            .map(name -> name.substring("refs/tags/".length()))
            .toList();
    return tags.isEmpty() ? "" : "; " + Versions.some(tags);
  }

  private String out(Path folder, GitAddress address, String name, String revision)
      throws IOException, InterruptedException {
    Said commit =
        git.run(folder, address, List.of("rev-parse", "-q", "--verify", name + "^{commit}"));
    if (!commit.ok()) {
      throw new Unavailable(
          Kind.INPUT,
          address + " has no commit " + revision,
          "correct the branch, the tag or the commit");
    }
    String hash = commit.out().strip();
    require(folder, address, List.of("checkout", "-q", "--force", "--detach", hash));
    return hash;
  }

  private void require(Path folder, GitAddress address, List<String> arguments)
      throws IOException, InterruptedException {
    Said said = patiently(folder, address, arguments);
    if (!said.ok()) {
      throw refused(address, said);
    }
  }

  private Said patiently(Path folder, GitAddress address, List<String> arguments)
      throws IOException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      Said said;
      try {
        said = git.run(folder, address, arguments);
      } catch (IOException noProgram) {
        throw new Unavailable(
            Kind.INPUT,
            address + " cannot be fetched: the program git cannot be started",
            "install git, or take the chart from a mirror: --charts DIR",
            noProgram);
      }
      boolean pointless = said.ok() || said.code() < 0 || !isUnreachable(said);
      if (pointless || attempt == patience.again().size()) {
        return said;
      }
      time.pause(patience.again().get(attempt));
    }
  }

  private static boolean isUnreachable(Said said) {
    return said.err()
        .matches(
            "(?is).*(could not resolve|failed to connect|connection (refused|reset|timed out)"
                + "|couldn't connect|early eof|operation too slow|error: (429|5\\d\\d)"
                + "|remote end hung up).*");
  }

  private static Unavailable refused(GitAddress address, Said said) {
    String what = address + " cannot be fetched: " + said.reason();
    if (said.code() < 0) {
      return new Unavailable(Kind.TIMED_OUT, what, Reasons.LATER);
    }
    if (LOGIN.matcher(said.err()).find()) {
      return new Unavailable(
          Kind.INPUT,
          what,
          "see that git opens it without asking: git ls-remote " + address + " HEAD");
    }
    if (ABSENT.matcher(said.err()).find()) {
      return new Unavailable(Kind.INPUT, what, "correct the address; git asks nobody for a login");
    }
    return isUnreachable(said)
        ? new Unavailable(Kind.UNREACHABLE, what, Reasons.LATER)
        : new Unavailable(
            Kind.INPUT, what, "see what git says: git ls-remote " + address + " HEAD");
  }

  /** A link of somebody's repository must not lead to this machine's files. */
  private static void requireInside(Path folder, GitAddress address) throws IOException {
    Path root = folder.toRealPath();
    try (var paths = Files.walk(root)) {
      for (Path link : paths.filter(Files::isSymbolicLink).toList()) {
        boolean inside = !Files.exists(link) || link.toRealPath().startsWith(root);
        if (!inside) {
          throw new Unavailable(
              Kind.INPUT,
              address + ": the link " + root.relativize(link) + " leads out of the repository",
              "take it out of the repository");
        }
      }
    }
  }
}
