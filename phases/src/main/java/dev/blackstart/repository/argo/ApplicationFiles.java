package dev.blackstart.repository.argo;

import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.argo.Fields;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the files that speak of Argo CD's own kinds; what is no plain YAML is passed over. */
final class ApplicationFiles {
  private static final Pattern MENTIONED =
      Pattern.compile("(?m)^kind:\\s*[\"']?(Application|ApplicationSet|AppProject)[\"']?\\s*$");
  private static final String GROUP = "argoproj.io/";

  private ApplicationFiles() {}

  /** Every object of such a file, whatever its kind. */
  record Content(String file, List<BuiltObject> objects) {}

  static List<Content> find(RepositoryFiles tree) {
    List<Content> found = new ArrayList<>();
    for (String file : tree.files()) {
      if (file.endsWith(".yaml") || file.endsWith(".yml")) {
        tree.readQuietly(file)
            .filter(text -> text.contains(GROUP) && MENTIONED.matcher(text).find())
            .flatMap(text -> content(file, text))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Content> content(String file, String text) {
    try {
      List<BuiltObject> objects = new ArrayList<>();
      for (YamlNode document : Yaml.parse(text, file)) {
        if (Reading.KUBERNETES.read(document) instanceof Map<?, ?> map) {
          objects.add(new BuiltObject(Fields.map(map), file, Optional.of(document)));
        }
      }
      return Optional.of(new Content(file, objects));
    } catch (YamlProblem template) {
      return Optional.empty();
    }
  }
}
