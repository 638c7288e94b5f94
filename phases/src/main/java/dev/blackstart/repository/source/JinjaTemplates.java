package dev.blackstart.repository.source;

import dev.blackstart.cluster.Place;
import dev.blackstart.template.jinja.Jinja;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Renders the templates of one cluster and remembers which variables they speak of. */
public final class JinjaTemplates {
  private final RepositoryFiles tree;
  private final Map<String, Object> variables;
  private final Map<String, String> env;
  private final Map<String, MinijinjaSettings> settings = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  /**
   * @param variables what every template is given
   * @param env what templates read as {@code ENV}
   */
  public JinjaTemplates(
      RepositoryFiles tree, Map<String, Object> variables, Map<String, String> env) {
    this.tree = tree;
    this.variables = new LinkedHashMap<>(variables);
    this.env = Map.copyOf(env);
  }

  /** Whether a file is a template by its name. */
  public static boolean isTemplate(String path) {
    return path.endsWith(".j2");
  }

  /**
   * The text a template renders to.
   *
   * @param given variables of this rendering; those of the operator win
   * @throws dev.blackstart.template.TemplateProblem at the place in the template
   */
  public String render(String text, String file, Map<String, Object> given) {
    return render(text, file, given, Map.of());
  }

  /**
   * The same with more of an environment.
   *
   * @param environment what templates read as {@code ENV} unless the operator says otherwise
   */
  public String render(
      String text, String file, Map<String, Object> given, Map<String, String> environment) {
    Map<String, String> env = new LinkedHashMap<>(environment);
    env.putAll(this.env);
    texts.add(text);
    MinijinjaSettings settings = settings(RepositoryFiles.folder(file));
    Map<String, Object> all = new LinkedHashMap<>(settings.defines());
    all.putAll(given);
    all.putAll(variables);
    String output =
        Jinja.render(text, file, all, env, name -> included(name, file), settings.of(file));
    return new TemplateLines(text).keptIn(output);
  }

  /** The nearest file of settings, upwards; the root's own holds for the rest. */
  private MinijinjaSettings settings(String folder) {
    MinijinjaSettings known = settings.get(folder);
    if (known == null) {
      String path = RepositoryFiles.in(folder, MinijinjaSettings.FILE);
      known =
          tree.isFile(path)
              ? MinijinjaSettings.read(tree.read(path), path)
              : folder.isEmpty()
                  ? MinijinjaSettings.NONE
                  : settings(RepositoryFiles.folder(folder));
      settings.put(folder, known);
    }
    return known;
  }

  /** Whether the lines of a rendered text are those of its template. */
  public static boolean keepsLines(String template, String output) {
    return new TemplateLines(template).keptBy(output);
  }

  /** What a template includes lies beside it. */
  private Optional<String> included(String name, String file) {
    Place at = new Place(file, line(tree.readQuietly(file).orElse(""), name));
    String path = tree.resolve(RepositoryFiles.folder(file), name, at);
    Optional<String> text = tree.isFile(path) ? Optional.of(tree.read(path, at)) : Optional.empty();
    text.ifPresent(texts::add);
    return text;
  }

  /** The first line that speaks of a name; 0 when none does. */
  private static int line(String text, String name) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.contains(name)) {
        return number;
      }
    }
    return 0;
  }

  /** Whether any template rendered so far speaks of a variable. */
  public boolean mention(String variable) {
    Pattern word = Pattern.compile("\\b" + Pattern.quote(variable) + "\\b");
    return texts.stream().anyMatch(text -> word.matcher(text).find());
  }
}
