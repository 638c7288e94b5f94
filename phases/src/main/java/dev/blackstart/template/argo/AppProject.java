package dev.blackstart.template.argo;

import static dev.blackstart.template.argo.Fields.text;

import dev.blackstart.template.kustomize.PathPattern;
import java.util.List;
import java.util.Map;

/** What a project lets its Applications do: an exclamation mark in front takes back. */
public record AppProject(Map<String, Object> object) {
  private static final List<String> HERE =
      List.of("https://kubernetes.default.svc", "in-cluster", "");

  /** Whether an Application may deploy to a namespace of a cluster. */
  public boolean permits(String server, String namespace) {
    boolean may = false;
    for (Object each : Fields.list(spec().get("destinations"))) {
      Map<String, Object> entry = Fields.map(each);
      String written =
          text(entry, "server").isEmpty() ? text(entry, "name") : text(entry, "server");
      boolean no = written.startsWith("!") || text(entry, "namespace").startsWith("!");
      boolean meant =
          (matches(written, server) || HERE.contains(written) && HERE.contains(server))
              && (namespace.isEmpty() || matches(text(entry, "namespace"), namespace));
      if (meant && no) {
        return false;
      }
      may |= meant;
    }
    return may;
  }

  /** Whether an Application may deploy from a repository. */
  public boolean permits(String repository) {
    boolean may = false;
    for (Object each : Fields.list(spec().get("sourceRepos"))) {
      String written = String.valueOf(each);
      boolean meant = matches(written, repository);
      if (meant && written.startsWith("!")) {
        return false;
      }
      may |= meant;
    }
    return may;
  }

  private Map<String, Object> spec() {
    return Fields.map(object.get("spec"));
  }

  private static boolean matches(String written, String value) {
    String pattern = normal(written.replaceFirst("^!", ""));
    return PathPattern.crossing(pattern).matcher(normal(value)).matches();
  }

  private static String normal(String url) {
    return url.replaceFirst("\\.git$", "").replaceFirst("/$", "");
  }
}
