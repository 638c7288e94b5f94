package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Exec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.TemplateProblem;
import dev.blackstart.template.gotemplate.GoTemplate;
import dev.blackstart.template.gotemplate.MissingKey;
import dev.blackstart.template.gotemplate.functions.Functions;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Renders the Go templates of helmfiles with helmfile's functions. */
final class GoTemplates {
  private final RepositoryFiles tree;
  private final TemplateWorld world;

  GoTemplates(RepositoryFiles tree, TemplateWorld world) {
    this.tree = tree;
    this.world = world;
  }

  /**
   * A rendered text.
   *
   * @param read files of the repository the template asked for
   * @param execs the programs it called
   */
  record Rendered(String text, Set<String> read, List<Exec> execs) {}

  /** A variable of the environment; empty when it is not set. */
  String variable(String name) {
    return world.env().getOrDefault(name, "");
  }

  /** Whether a file is a template by its name. */
  static boolean isTemplate(String path) {
    return path.endsWith(".gotmpl") || path.endsWith(".tmpl");
  }

  /**
   * Renders a text that stands in a file; what it reads is looked up beside that file.
   *
   * @throws TemplateProblem at the place in the template
   */
  Rendered render(String text, String file, Map<String, Object> dot) {
    return render(text, file, RepositoryFiles.folder(file), dot);
  }

  /** The same with a folder of its own that paths begin in. */
  Rendered render(String text, String file, String folder, Map<String, Object> dot) {
    RepositoryOutside outside = new RepositoryOutside(tree, file, folder, world);
    GoTemplate template =
        GoTemplate.parse(text, file, Functions.helmfile(outside), MissingKey.ERROR);
    for (String partial : partials(folder)) {
      template = template.with(tree.read(partial), partial);
    }
    try {
      return new Rendered(template.render(dot), outside.read(), outside.execs());
    } catch (TemplateProblem problem) {
      Mark at = place(problem.mark(), outside.read());
      throw outside
          .problem()
          .<RuntimeException>map(cause -> new ReadingProblem(moved(cause, at)))
          .orElseGet(() -> new TemplateProblem(at, problem.what()));
    }
  }

  /** A text that was read and given to {@code tpl} has the lines of its file. */
  private static Mark place(Mark mark, Set<String> read) {
    List<String> texts = read.stream().filter(path -> path.matches(".*\\.(gotmpl|tpl)")).toList();
    return mark.file().equals("tpl") && texts.size() == 1
        ? new Mark(texts.getFirst(), mark.line(), mark.column())
        : mark;
  }

  /** A text of a helmfile that may hold expressions; problems have the place of the text. */
  Rendered expand(ScalarNode text, String folder, Map<String, Object> dot) {
    return expand(text.text(), text.mark(), folder, dot);
  }

  /** The same for a text that stands somewhere. */
  Rendered expand(String text, Mark at, String folder, Map<String, Object> dot) {
    if (!text.contains("{{")) {
      return new Rendered(text, Set.of(), List.of());
    }
    try {
      return render(text, at.file(), folder, dot);
    } catch (TemplateProblem problem) {
      throw problem.mark().file().equals(at.file()) || problem.mark().file().equals("tpl")
          ? new TemplateProblem(at, problem.what())
          : problem;
    } catch (ReadingProblem problem) {
      Finding cause = problem.finding();
      throw cause.at().startsWith(at.file() + ":") || cause.at().startsWith("tpl:")
          ? new ReadingProblem(moved(cause, at))
          : problem;
    }
  }

  /** Files beside a helmfile that define named templates for it. */
  private List<String> partials(String folder) {
    return tree.files().stream()
        .filter(path -> RepositoryFiles.folder(path).equals(folder))
        .filter(path -> RepositoryFiles.name(path).matches("_.*\\.tpl"))
        .toList();
  }

  /** The same finding with the line of the template that ran into it. */
  private static Finding moved(Finding cause, Mark mark) {
    return new Finding(cause.id(), cause.level(), mark.toString(), cause.what(), cause.remedy());
  }
}
