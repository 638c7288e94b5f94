package dev.blackstart.template.yq;

import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A node an expression looks at.
 *
 * @param node the node
 * @param path the keys and indexes that lead to it in its document
 * @param document which document of its file, from 0
 * @param file which file, from 0
 */
record Candidate(YamlNode node, List<Object> path, int document, int file) {
  Candidate below(Object step, YamlNode child) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return new Candidate(child, longer, document, file);
  }

  Candidate with(YamlNode other) {
    return new Candidate(other, path, document, file);
  }
}
