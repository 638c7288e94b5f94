package dev.blackstart.template.yaml;

import java.util.List;
import java.util.Optional;

/**
 * A sequence.
 *
 * @param mark where it begins
 * @param items in order
 */
public record ListNode(Mark mark, List<YamlNode> items) implements YamlNode {
  public ListNode {
    items = List.copyOf(items);
  }

  /** The item at an index written as text, from 0; empty when it is no number or out of range. */
  Optional<YamlNode> get(String index) {
    if (index.isEmpty()
        || index.length() > 9
        || !index.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    int at = Integer.parseInt(index);
    return at < items.size() ? Optional.of(items.get(at)) : Optional.empty();
  }
}
