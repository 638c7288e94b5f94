package dev.blackstart.world;

import java.util.List;

/**
 * A complete machine config with its secrets.
 *
 * @param yaml what the node gets
 * @param digest SHA-256 of the config with its meaning kept and its form dropped, hexadecimal
 * @param origins the files it was made from
 */
public record RenderedConfig(String yaml, String digest, List<String> origins) {
  @Override
  public String toString() {
    return "RenderedConfig[" + digest + "]";
  }
}
