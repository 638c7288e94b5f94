package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.ChartLogin;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ChartTrust;
import dev.blackstart.cluster.Place;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a helmfile's {@code chart:} means, given the repositories it declares. */
final class ChartReferences {
  private static final Pattern ARCHIVE =
      Pattern.compile("https?://.*/(?<name>[^/]+?)-(?<version>v?\\d[^/]*)\\.tgz");
  private static final Pattern OCI_TAG =
      Pattern.compile("(?<chart>oci://.+/[^/:@]+):(?<tag>[^/]+)");

  private final Map<String, Repository> repositories;
  private final RepositoryFiles tree;
  private final String folder;

  private record Repository(
      String url, boolean oci, Optional<ChartLogin> login, YamlNode written) {}

  private ChartReferences(
      Map<String, Repository> repositories, RepositoryFiles tree, String folder) {
    this.repositories = repositories;
    this.tree = tree;
    this.folder = folder;
  }

  /**
   * @param folder where paths of charts begin
   * @param env gives a variable's value, empty for none
   */
  static ChartReferences of(
      MapNode state, RepositoryFiles tree, String folder, UnaryOperator<String> env) {
    Map<String, Repository> repositories = new HashMap<>();
    for (YamlNode each : Nodes.items(state.get("repositories"))) {
      Optional<String> name = each.text("name");
      Optional<String> url = each.text("url");
      if (name.isPresent() && url.isPresent()) {
        boolean oci =
            each.text("oci").filter("true"::equals).isPresent() || url.get().startsWith("oci://");
        repositories.put(
            name.get(), new Repository(trim(url.get()), oci, login(each, name.get(), env), each));
      }
    }
    return new ChartReferences(repositories, tree, folder);
  }

  /**
   * As helmfile has it: what is written, else {@code NAME_USERNAME} and {@code NAME_PASSWORD} of
   * the environment. A reference to a vault is not looked up here.
   */
  private static Optional<ChartLogin> login(
      YamlNode repository, String name, UnaryOperator<String> env) {
    String variable = name.replace('-', '_').toUpperCase(Locale.ROOT);
    String user =
        repository
            .text("username")
            .filter(text -> !text.isEmpty())
            .orElseGet(() -> env.apply(variable + "_USERNAME"));
    String password =
        repository
            .text("password")
            .filter(text -> !text.isEmpty())
            .orElseGet(() -> env.apply(variable + "_PASSWORD"));
    boolean everywhere = repository.text("passCredentials").filter("true"::equals).isPresent();
    String from = "repository " + name + " (" + Findings.place(repository.mark()) + ")";
    return user.isEmpty() || password.isEmpty() || password.startsWith("ref+")
        ? Optional.empty()
        : Optional.of(new ChartLogin(user, password, everywhere, from));
  }

  /** As a repository of the same registry is reached: helmfile logs in once for all of it. */
  private ChartRef reached(ChartRef ref, String oci) {
    String host = host(oci);
    List<Repository> same =
        repositories.values().stream()
            .filter(each -> each.oci() && host(each.url()).equals(host))
            .toList();
    ChartTrust trust = same.isEmpty() ? ChartTrust.USUAL : trust(same.getFirst());
    return ref.with(same.stream().flatMap(each -> each.login().stream()).findFirst()).with(trust);
  }

  /** Paths begin in the folder of the helmfile, where helmfile runs Helm. */
  private ChartTrust trust(Repository repository) {
    YamlNode written = repository.written();
    return new ChartTrust(
        file(written, "caFile"),
        file(written, "certFile"),
        file(written, "keyFile"),
        isOn(written, "skipTLSVerify"),
        isOn(written, "plainHttp"));
  }

  static boolean isOn(YamlNode written, String key) {
    return written.text(key).filter("true"::equals).isPresent();
  }

  private String file(YamlNode written, String key) {
    String path = written.text(key).orElse("");
    if (path.isEmpty()) {
      return "";
    }
    Path file = tree.root().resolve(folder).resolve(path).normalize();
    if (!Files.isRegularFile(file)) {
      throw new ReadingProblem(
          FindingKind.MISSING_FILE.at(
              written.at(key).map(YamlNode::mark).orElse(written.mark()),
              path + " is not there",
              "add the file, or correct the path that names it"));
    }
    return file.toString();
  }

  private static String host(String oci) {
    return oci.replaceFirst("^oci://", "").replaceFirst("/.*", "");
  }

  /**
   * The chart a text names.
   *
   * @param release who asks, for the finding
   * @throws ReadingProblem when it is nowhere, or in a form charts are not fetched in
   */
  ChartRef find(String chart, String version, String release, Place at) {
    if (chart.startsWith("oci://")) {
      Matcher tagged = OCI_TAG.matcher(chart);
      ChartRef ref =
          version.isEmpty() && tagged.matches()
              ? ChartRef.oci(tagged.group("chart"), tagged.group("tag"))
              : ChartRef.oci(trim(chart), version);
      return reached(ref, chart);
    }
    if (GitChart.isOne(chart)) {
      return git(chart, "", release, at);
    }
    if (chart.contains("://") || chart.contains("::")) {
      return remote(chart, version, release, at);
    }
    if (isFolder(chart)) {
      return local(chart, version, release, at);
    }
    int slash = chart.indexOf('/');
    Repository repository = slash < 0 ? null : repositories.get(chart.substring(0, slash));
    if (repository == null) {
      throw ReleaseReader.incomplete(
          at,
          "release "
              + release
              + " takes its chart "
              + chart
              + " from a repository the helmfile does not declare",
          "write the chart as oci://…, or declare the repository under repositories");
    }
    String name = chart.substring(slash + 1);
    if (GitChart.isOne(repository.url())) {
      return git(repository.url(), name, release, at);
    }
    if (repository.url().contains("::")) {
      return remote(repository.url(), version, release, at);
    }
    ChartRef ref =
        repository.oci()
            ? ChartRef.oci(
                "oci://" + repository.url().replaceFirst("^oci://", "") + "/" + name, version)
            : new ChartRef(name, repository.url(), version);
    return ref.with(repository.login()).with(trust(repository));
  }

  /** Whether a chart lies in a folder, so that its version is its own. */
  boolean isFolder(String chart) {
    if (chart.startsWith("./") || chart.startsWith("../") || chart.startsWith("/")) {
      return true;
    }
    int slash = chart.indexOf('/');
    String first = slash < 0 ? chart : chart.substring(0, slash);
    return !chart.contains(":")
        && !repositories.containsKey(first)
        && tree.isFolder(folder.isEmpty() ? chart : folder + "/" + chart);
  }

  private ChartRef local(String chart, String version, String release, Place at) {
    String path = tree.resolve(folder, chart, at);
    if (!tree.isFile(path + "/Chart.yaml")) {
      throw new ReadingProblem(
          FindingKind.CHART_FORM.at(
              at,
              "release " + release + " takes its chart from " + path + ", and there is no chart",
              tree.isFolder(path)
                  ? "add a Chart.yaml; folders of manifests or kustomizations are no charts here"
                  : "correct the path"));
    }
    return new ChartRef(tree.root().resolve(path).toString(), "", version);
  }

  private static ChartRef git(String address, String inside, String release, Place at) {
    return GitChart.of(address, inside)
        .orElseThrow(
            () ->
                unfetched(address, release, at, "write it as git::https://HOST/PATH//CHART?ref="));
  }

  /** What stands behind the question mark may be a key. */
  private static ReadingProblem unfetched(String chart, String release, Place at, String remedy) {
    String shown = chart.replaceFirst("://[^/@]*@", "://").replaceFirst("\\?.*", "");
    return new ReadingProblem(
        FindingKind.CHART_FORM.at(
            at,
            "release " + release + " takes its chart from " + shown + ", which is not fetched",
            remedy));
  }

  /** An archive at a URL is looked up by its name and version. */
  private static ChartRef remote(String chart, String version, String release, Place at) {
    Matcher archive = ARCHIVE.matcher(chart);
    if (!archive.matches()) {
      throw unfetched(
          chart,
          release,
          at,
          "use the chart's registry or repository, or keep the chart in a folder of yours");
    }
    String named = archive.group("version");
    return new ChartRef(archive.group("name"), chart, version.isEmpty() ? named : version);
  }

  private static String trim(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
