package dev.blackstart.template.yaml;

/**
 * How YAML is laid out.
 *
 * @param indent columns a nested block moves right
 * @param indentLists whether a list stands further right than the key that names it
 * @param sortKeys whether keys are written in Go's order of keys instead of the order given
 * @param width the column after which a long line is folded at its next space; 0 never folds
 */
public record YamlStyle(int indent, boolean indentLists, boolean sortKeys, int width) {
  /** Two columns, lists indented, order kept, nothing folded: as people write it. */
  public static final YamlStyle TWO = new YamlStyle(2, true, false, 0);

  /** Four columns, lists indented, order kept, nothing folded: as Talos writes it. */
  public static final YamlStyle FOUR = new YamlStyle(4, true, false, 0);

  /** Two columns, lists flush, keys sorted, folded at 80: as Helm and kubectl write it. */
  public static final YamlStyle HELM = new YamlStyle(2, false, true, 80);
}
