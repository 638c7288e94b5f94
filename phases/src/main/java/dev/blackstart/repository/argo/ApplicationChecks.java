package dev.blackstart.repository.argo;

import static dev.blackstart.template.argo.Fields.text;

import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.template.argo.AppProject;
import dev.blackstart.template.argo.Fields;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.kustomize.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What Argo CD would refuse, told before it is asked. */
final class ApplicationChecks {
  private static final String WAVE = "argocd.argoproj.io/sync-wave";

  private final ApplicationTree whole;
  private final SourceTree tree;
  private final Map<String, AppProject> projects = new LinkedHashMap<>();
  private final Findings findings;

  ApplicationChecks(
      ApplicationTree whole,
      SourceTree tree,
      List<Map<String, Object>> projects,
      Findings findings) {
    this.whole = whole;
    this.tree = tree;
    this.findings = findings;
    projects.forEach(
        project -> this.projects.putIfAbsent(Application.name(project), new AppProject(project)));
  }

  void check(List<BuiltObject> roots) {
    problems();
    Set<String> own = repositories(roots);
    for (Application application : whole.all()) {
      paths(application, own);
      project(application);
      waves(application);
    }
  }

  private void problems() {
    Map<String, List<String>> elsewhere = new LinkedHashMap<>();
    for (KustomizeProblem problem : whole.problems()) {
      if (problem.kind() == KustomizeProblem.Kind.ELSEWHERE) {
        elsewhere.computeIfAbsent(problem.what(), what -> new ArrayList<>()).add(problem.place());
      } else {
        findings.add(
            FindingKind.ARGO_BUILD,
            problem.place(),
            "Argo CD cannot build it: " + problem.what(),
            "correct it: the Applications below would not come to be");
      }
    }
    elsewhere.forEach(
        (what, places) ->
            findings.add(
                FindingKind.ARGO_ELSEWHERE,
                places.getFirst(),
                what + (places.size() > 1 ? ", and " + (places.size() - 1) + " more likewise" : ""),
                "what follows from it is known to Argo CD alone, and not rehearsed"));
  }

  /** The addresses by which the roots name this repository. */
  private Set<String> repositories(List<BuiltObject> roots) {
    return ApplicationTree.of(roots, tree).all().stream()
        .flatMap(each -> each.folders().stream())
        .filter(source -> tree.isFolder(Application.path(source)))
        .filter(source -> !Application.path(source).isEmpty())
        .map(source -> repository(text(source, "repoURL")))
        .collect(Collectors.toSet());
  }

  private static String repository(String url) {
    return url.replaceFirst("^(https?|ssh)://([^@/]*@)?|^git@", "")
        .replace(':', '/')
        .replaceFirst("(\\.git)?/?$", "");
  }

  private void paths(Application application, Set<String> own) {
    for (Map<String, Object> source : application.folders()) {
      String path = Application.path(source);
      if (!tree.isFolder(path) && own.contains(repository(text(source, "repoURL")))) {
        findings.add(
            FindingKind.ARGO_PATH,
            application.at().toString(),
            "Application " + application.name() + " deploys " + path + ", which is not there",
            "correct spec.source.path, or add the folder");
      }
    }
  }

  private void project(Application application) {
    String name = application.project();
    if (name.isEmpty()) {
      return;
    }
    AppProject project = projects.get(name);
    if (project == null) {
      if (!name.equals("default")) {
        findings.add(
            FindingKind.ARGO_PROJECT,
            application.at().toString(),
            "Application "
                + application.name()
                + " belongs to project "
                + name
                + ", which is not there",
            "add an AppProject of that name, or correct spec.project");
      }
      return;
    }
    if (!project.permits(application.server(), application.destination())) {
      findings.add(
          FindingKind.ARGO_DESTINATION,
          application.at().toString(),
          "project "
              + name
              + " does not let Application "
              + application.name()
              + " deploy to namespace "
              + application.destination(),
          "add it to spec.destinations of AppProject " + name);
    }
    application.sources().stream()
        .map(source -> text(source, "repoURL"))
        .filter(url -> !url.isEmpty() && !project.permits(url))
        .distinct()
        .forEach(
            url ->
                findings.add(
                    FindingKind.ARGO_DESTINATION,
                    application.at().toString(),
                    "project "
                        + name
                        + " does not let Application "
                        + application.name()
                        + " deploy from "
                        + url,
                    "add it to spec.sourceRepos of AppProject " + name));
  }

  /** An object whose definition comes in a later wave of the same Application. */
  private void waves(Application application) {
    Map<String, Integer> defined = new LinkedHashMap<>();
    List<BuiltObject> objects = whole.deployed(application);
    for (BuiltObject object : objects) {
      if (text(object.object(), "kind").equals("CustomResourceDefinition")) {
        defined.put(
            text(object.object(), "spec", "group")
                + "/"
                + text(object.object(), "spec", "names", "kind"),
            wave(object));
      }
    }
    for (BuiltObject object : objects) {
      String api = text(object.object(), "apiVersion");
      String kind = text(object.object(), "kind");
      Integer definition =
          defined.get(api.substring(0, Math.max(0, api.indexOf('/'))) + "/" + kind);
      if (Objects.nonNull(definition) && wave(object) < definition) {
        findings.add(
            FindingKind.ARGO_WAVE,
            object.place(),
            kind
                + " "
                + Application.name(object.object())
                + " is of wave "
                + wave(object)
                + ", the definition of its kind of wave "
                + definition,
            "give the definition a lower argocd.argoproj.io/sync-wave than what is of its kind");
      }
    }
  }

  private static int wave(BuiltObject object) {
    Object annotations = Fields.map(object.object().get("metadata")).get("annotations");
    String wave = text(Fields.map(annotations), WAVE);
    return wave.matches("-?\\d{1,9}") ? Integer.parseInt(wave) : 0;
  }
}
