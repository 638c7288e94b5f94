package dev.blackstart.machineconfig.document;

import dev.blackstart.template.yaml.Mark;
import java.util.List;

/**
 * One {@code $patch: delete}.
 *
 * @param document the document it stands in
 * @param path keys from the document's root; the last is an index in brackets when an item of a
 *     list is meant; empty for the whole document
 * @param key for an item of a list: the field it is found by
 * @param value for an item of a list: what that field holds
 */
record PatchDeletion(Mark mark, DocumentId document, List<String> path, String key, String value) {
  String where() {
    return String.join(".", path);
  }
}
