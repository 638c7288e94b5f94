package dev.blackstart.repository.helmfile;

import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a helmfile is there to be rendered and filtered for CustomResourceDefinitions, in the
 * forms operators write: {@code --include-crds} among the arguments, a post-renderer that selects
 * them with yq, or a name that says so.
 */
final class CrdSelection {
  private static final Pattern SELECT =
      Pattern.compile("select\\(\\s*\\.kind\\s*==\\s*[\"']?CustomResourceDefinition[\"']?\\s*\\)");

  private CrdSelection() {}

  static boolean isFor(String file, MapNode root) {
    String folder = RepositoryFiles.name(RepositoryFiles.folder(file));
    boolean named =
        RepositoryFiles.name(file).contains("crd") || folder.matches("crds?|.*[-_]crds");
    return named
        || Nodes.texts(root.at("helmDefaults.args")).contains("--include-crds")
        || root.get("helmDefaults").filter(CrdSelection::selectsCrds).isPresent();
  }

  /** Whether a post-renderer of these keys does nothing but select CRDs. */
  static boolean selectsCrds(YamlNode keys) {
    List<String> arguments = Nodes.texts(keys.at("postRendererArgs"));
    return SELECT.matcher(String.join(" ", arguments)).find()
        || keys.text("postRenderer").filter(text -> SELECT.matcher(text).find()).isPresent();
  }
}
