package dev.blackstart.repository.source;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Place;
import dev.blackstart.template.TemplateProblem;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what is found, so that one pass tells an operator everything. Not for two threads. */
public final class Findings {
  /** As Go's templates and ours for Jinja say it. */
  private static final Pattern UNKNOWN_FUNCTION =
      Pattern.compile(
          "function \"[^\"]*\" not defined|(function|filter|test) \"[^\"]*\" is unknown");

  private static final Pattern ENVIRONMENT =
      Pattern.compile("variable \"ENV\\.([A-Za-z_0-9]+)\" is undefined");

  private static final Pattern UNDEFINED =
      Pattern.compile("undefined variable|variable \"[^\"]*\" is undefined");

  private final Set<Finding> found = new LinkedHashSet<>();

  public void add(Finding finding) {
    found.add(finding);
  }

  /** Adds a finding of a kind. */
  public void add(FindingKind kind, Object at, String what, String remedy) {
    add(kind.at(at, what, remedy));
  }

  /** What a reading yields, or nothing when it stops at a problem, which becomes a finding. */
  public <T> Optional<T> attempt(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (ReadingProblem problem) {
      add(problem.finding());
    } catch (YamlProblem problem) {
      FindingKind kind = problem.isLimit() ? FindingKind.INPUT_LIMIT : FindingKind.YAML_ERROR;
      add(kind, problem.mark(), problem.what(), problem.remedy());
    } catch (TemplateProblem problem) {
      add(finding(problem));
    }
    return Optional.empty();
  }

  /** The same for a reading that yields nothing; tells whether it came to its end. */
  public boolean attempt(Runnable reading) {
    return attempt(
            () -> {
              reading.run();
              return true;
            })
        .isPresent();
  }

  private static Finding finding(TemplateProblem problem) {
    String what = problem.what();
    if (UNKNOWN_FUNCTION.matcher(what).find()) {
      return FindingKind.UNKNOWN_FUNCTION.at(
          problem.mark(), what, "correct the name, or write the template without it");
    }
    if (what.contains("required env var")) {
      return FindingKind.UNDEFINED_VARIABLE.at(
          problem.mark(),
          what.replaceFirst(
              ".*: required env var `([^`]*)` is not set.*", "the environment has no variable $1"),
          "set it in your environment, or below talos.env in blackstart.yaml");
    }
    if (what.contains("no entry for key")) {
      return FindingKind.UNDEFINED_VARIABLE.at(
          problem.mark(),
          what,
          "add it where the template looks: a file it reads, or the environment's values");
    }
    Matcher environment = ENVIRONMENT.matcher(what);
    if (environment.find()) {
      return FindingKind.UNDEFINED_VARIABLE.at(
          problem.mark(),
          what,
          "set "
              + environment.group(1)
              + " in your environment, or below talos.env in blackstart.yaml");
    }
    if (UNDEFINED.matcher(what).find()) {
      return FindingKind.UNDEFINED_VARIABLE.at(
          problem.mark(),
          what,
          "define it: talos.vars in blackstart.yaml or --var for a machine config, the"
              + " environment's values for a helmfile");
    }
    return FindingKind.TEMPLATE_ERROR.at(
        problem.mark(), what, "correct the template " + problem.mark().file());
  }

  /** Whether anything found keeps a run from beginning: what is absent may only be unread. */
  public boolean hasErrors() {
    return found.stream().anyMatch(finding -> finding.level() == Finding.Level.ERROR);
  }

  /** Whether any of that lies in a file or below a folder. */
  public boolean hasErrorIn(String path) {
    return found.stream()
        .filter(finding -> finding.level() == Finding.Level.ERROR)
        .anyMatch(finding -> finding.at().startsWith(path));
  }

  /** Everything found so far, each thing once, in the order it was found. */
  public List<Finding> all() {
    return new ArrayList<>(found);
  }

  /** The place of a mark. */
  public static Place place(Mark mark) {
    return new Place(mark.file(), mark.line());
  }
}
