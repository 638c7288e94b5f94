package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Finding;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.TemplateProblem;
import dev.blackstart.template.gotemplate.GoTemplate;
import dev.blackstart.template.gotemplate.MissingKey;
import dev.blackstart.template.gotemplate.functions.Functions;
import dev.blackstart.template.yaml.Mark;
import java.util.Map;
import java.util.Set;

/** Renders the Go templates of helmfiles with helmfile's functions. */
final class GoTemplates {
  private final RepositoryFiles tree;
  private final Map<String, String> env;

  /**
   * @param env the environment templates may read
   */
  GoTemplates(RepositoryFiles tree, Map<String, String> env) {
    this.tree = tree;
    this.env = env;
  }

  /**
   * A rendered text.
   *
   * @param read files of the repository the template asked for
   */
  record Rendered(String text, Set<String> read) {}

  /** Whether a file is a template by its name. */
  static boolean isTemplate(String path) {
    return path.endsWith(".gotmpl") || path.endsWith(".tmpl");
  }

  /**
   * Renders a text that stands in a file; what it reads is looked up beside that file.
   *
   * @throws dev.blackstart.template.TemplateProblem at the place in the template
   */
  Rendered render(String text, String file, Map<String, Object> dot) {
    RepositoryOutside outside = new RepositoryOutside(tree, file, env);
    GoTemplate template =
        GoTemplate.parse(text, file, Functions.helmfile(outside), MissingKey.ERROR);
    try {
      return new Rendered(template.render(dot), outside.read());
    } catch (TemplateProblem problem) {
      throw outside
          .problem()
          .<RuntimeException>map(cause -> new ReadingProblem(moved(cause, problem.mark())))
          .orElse(problem);
    }
  }

  /** The same finding with the line of the template that ran into it. */
  private static Finding moved(Finding cause, Mark mark) {
    return new Finding(cause.id(), cause.level(), mark.toString(), cause.what(), cause.remedy());
  }
}
