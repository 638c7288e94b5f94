package dev.blackstart.machineconfig.document;

import dev.blackstart.machineconfig.schema.Shape;
import dev.blackstart.template.yaml.MapNode;

/**
 * One document of a machine config.
 *
 * @param shape the keys it may have
 */
public record ConfigDocument(DocumentId id, Shape.Struct shape, MapNode content) {
  ConfigDocument with(MapNode changed) {
    return new ConfigDocument(id, shape, changed);
  }

  /** Secrets are inside: only the name is told. */
  @Override
  public String toString() {
    return id.toString();
  }
}
