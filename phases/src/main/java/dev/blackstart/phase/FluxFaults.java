package dev.blackstart.phase;

import dev.blackstart.cluster.Finding;
import dev.blackstart.world.KubeApi.FluxReading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What keeps Flux from going on, as findings: the object and what Flux says of it, with file and
 * remedy where the repository's own findings know them.
 */
public final class FluxFaults {
  /** The object a finding of the tree begins with. */
  private static final Pattern OBJECT = Pattern.compile("^([a-z0-9.-]+/[a-z0-9.-]+):? ");

  /** A source's complaint behind that of who needs it. */
  private static final Pattern SOURCE =
      Pattern.compile("; (GitRepository|OCIRepository|Bucket) [a-z0-9.-]+/[a-z0-9.-]+: ");

  private static final Pattern NO_NAMESPACE =
      Pattern.compile("namespaces \"([a-z0-9-]+)\" not found");

  private final List<Finding> known;
  private final FluxFrontier frontier;

  /**
   * @param known findings of the repository; one that names an object is about it
   */
  public FluxFaults(List<Finding> known, FluxFrontier frontier) {
    this.known = known;
    this.frontier = frontier;
  }

  /** The findings about these objects. */
  public List<Finding> of(List<FluxReading> roots) {
    List<Finding> findings = new ArrayList<>();
    roots.forEach(root -> findings.addAll(of(root)));
    return findings;
  }

  /** What the repository's findings say of objects that Flux has not come to yet. */
  List<Finding> unseen() {
    return known.stream()
        .filter(finding -> finding.level() == Finding.Level.WARNING)
        .filter(
            finding -> {
              Matcher object = OBJECT.matcher(finding.what());
              return object.find() && !frontier.knows(object.group(1));
            })
        .toList();
  }

  private List<Finding> of(FluxReading root) {
    List<Finding> concerned =
        known.stream()
            .filter(finding -> finding.level() != Finding.Level.INFO && concerns(finding, root))
            .sorted(Comparator.comparing(finding -> isOther(finding, root)))
            .toList();
    if (concerned.isEmpty()) {
      return List.of(finding("flux-not-ready", root.ref().toString(), said(root), remedy(root)));
    }
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : concerned) {
      String what = findings.isEmpty() ? root.ref() + ": " + said(root) : finding.what();
      String placed = what.replace(finding.at() + ": ", "");
      findings.add(finding(finding.id(), finding.at(), placed, finding.remedy()));
    }
    return findings;
  }

  private static Finding finding(String id, String at, String what, String remedy) {
    return new Finding(id, Finding.Level.ERROR, at, what, remedy);
  }

  /** Whether a finding is about something else than what Flux complains of. */
  private boolean isOther(Finding finding, FluxReading root) {
    boolean aboutDependency = finding.id().contains("depend") || finding.what().contains("depends");
    return aboutDependency != isDependency(root);
  }

  private boolean isDependency(FluxReading root) {
    return root.reason().equals("DependencyNotReady");
  }

  private static boolean concerns(Finding finding, FluxReading root) {
    String name = root.ref().namespace() + "/" + root.ref().name();
    Pattern whole = Pattern.compile("(?<![\\w./-])" + Pattern.quote(name) + "(?![\\w/-])");
    return whole.matcher(finding.what()).find() || whole.matcher(finding.at()).find();
  }

  /** Flux names only the first dependency that keeps an object waiting; one may be nowhere. */
  private String said(FluxReading root) {
    String said = FluxFrontier.said(root);
    List<String> untold =
        frontier.absent(root).stream()
            .filter(who -> !said.contains(who.substring(who.indexOf(' ') + 1)))
            .toList();
    return untold.isEmpty() ? said : said + "; nor is there " + String.join(" or ", untold);
  }

  private static Optional<String> namespace(FluxReading root) {
    Matcher matcher = NO_NAMESPACE.matcher(root.message());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private String remedy(FluxReading root) {
    if (!frontier.absent(root).isEmpty()) {
      return "take that dependency out, or add what it names";
    }
    if (SOURCE.matcher(root.message()).find()) {
      return "see that Flux may read there: deploy key or token, url, branch or tag";
    }
    if (root.message().contains("invalid ownership metadata")) {
      return "leave that object to one owner: take it out of the chart, or delete what stands"
          + " there";
    }
    return switch (root.reason()) {
      case "BuildFailed", "ArtifactFailed" -> "correct the file or folder it names";
      case "ReconciliationFailed" ->
          namespace(root)
              .map(name -> "add a Namespace " + name + " to the tree, or correct the name")
              .orElse("see what the API server refuses, and correct its manifest");
      case "HealthCheckFailed" -> "see why these objects do not become ready";
      default ->
          root.ref().kind().equals("HelmRelease")
              ? "see what Helm says, and correct the release's values"
              : "correct what Flux complains of";
    };
  }
}
