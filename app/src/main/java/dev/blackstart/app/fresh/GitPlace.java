package dev.blackstart.app.fresh;

import dev.blackstart.app.Refusal;
import dev.blackstart.repository.fresh.NewCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where Flux fetches a repository from. */
final class GitPlace {
  private static final Pattern SHORT =
      Pattern.compile("([A-Za-z0-9._-]+@)?([A-Za-z0-9.-]+):([^/].*)");
  private static final Pattern REMOTE =
      Pattern.compile("(?ms)^\\[remote \"origin\"]\\s*$(?:(?!^\\[).)*?^\\s*url\\s*=\\s*(\\S+)");
  private static final Pattern URL = Pattern.compile("(https?|ssh)://[^\\s\"'#]+");

  /** Published by those who run them: docs.github.com, docs.gitlab.com. */
  private static final Map<String, String> HOST_KEYS =
      Map.of(
          "github.com",
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
          "gitlab.com",
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn/nOeHHE5UOzRdf");

  private final Wishes wishes;
  private final Path root;

  GitPlace(Wishes wishes, Path root) {
    this.wishes = wishes;
    this.root = root;
  }

  /** The URL of the remote the folder has, if it is Git's. */
  static Optional<String> remote(Path root) {
    return read(root.resolve(".git/config"))
        .map(REMOTE::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }

  /**
   * @throws Refusal 2 when nothing tells it, or Flux does not take it
   */
  NewCluster.Git git() {
    String said =
        wishes
            .one(Wish.GIT_URL)
            .or(() -> remote(root))
            .orElseThrow(
                () ->
                    new Refusal(
                        2,
                        "nothing tells where Flux finds the repository",
                        "say it: --git-url ssh://git@github.com/NAME/REPOSITORY.git"));
    Matcher abbreviated = SHORT.matcher(said);
    String url =
        !said.contains("://") && abbreviated.matches()
            ? "ssh://" + said.substring(0, abbreviated.end(2)) + "/" + abbreviated.group(3)
            : said;
    if (!URL.matcher(url).matches()) {
      throw Wishes.wrong(Wish.GIT_URL, said, "a URL of https or ssh");
    }
    if (url.matches("https?://[^/@]*:[^/@]*@.*")) {
      throw new Refusal(
          2, "--git-url holds a password", "give it without: a private repository wants ssh://");
    }
    String branch = wishes.one(Wish.GIT_BRANCH).or(this::head).orElse("main");
    if (!branch.matches("[A-Za-z0-9][A-Za-z0-9._/-]*")) {
      throw Wishes.wrong(Wish.GIT_BRANCH, branch, "the name of a branch");
    }
    return new NewCluster.Git(url, branch, url.startsWith("ssh://"));
  }

  private Optional<String> head() {
    return read(root.resolve(".git/HEAD"))
        .map(String::strip)
        .filter(text -> text.startsWith("ref: refs/heads/"))
        .map(text -> text.substring("ref: refs/heads/".length()));
  }

  /**
   * The keys the Git host is known by.
   *
   * @throws Refusal 2 when they are neither said nor published widely
   */
  String knownHosts(NewCluster.Git git) {
    String host = git.url().replaceFirst("^ssh://([^@/]*@)?", "").replaceFirst("[:/].*", "");
    Optional<String> file = wishes.one(Wish.KNOWN_HOSTS);
    if (file.isPresent()) {
      String lines =
          read(Path.of(file.get()))
              .orElseThrow(
                  () -> Wishes.wrong(Wish.KNOWN_HOSTS, file.get(), "a file that can be read"))
              .lines()
              .filter(line -> line.startsWith("[" + host + "]") || line.startsWith(host))
              .collect(Collectors.joining("\n"));
      if (!lines.isBlank()) {
        return lines + "\n";
      }
    } else if (HOST_KEYS.containsKey(host)) {
      return host + " " + HOST_KEYS.get(host) + "\n";
    }
    throw new Refusal(
        2,
        "nothing tells the keys of " + host + ", and Flux talks to no stranger",
        "ssh-keyscan " + host + " > hosts, compare them, then say --known-hosts hosts");
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
