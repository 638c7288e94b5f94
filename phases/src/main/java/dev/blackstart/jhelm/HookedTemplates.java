package dev.blackstart.jhelm;

import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Helm's library renders no hooks where it has no cluster. So they are rendered under another
 * annotation, of the same length, and get their own back.
 */
final class HookedTemplates {
  private static final String HOOK = "helm.sh/hook";
  private static final String PLAIN = "helm.sh/h00k";

  private HookedTemplates() {}

  /** Whether there may be any. */
  static boolean in(ChartFiles chart, Release release) {
    return chart.files().values().stream().anyMatch(file -> text(file).contains(HOOK))
        || release.values().stream().anyMatch(layer -> layer.yaml().contains(HOOK));
  }

  /** The chart with no hooks in it. */
  static Map<String, byte[]> plain(ChartFiles chart) {
    Map<String, byte[]> files = new TreeMap<>(chart.files());
    files.replaceAll((path, content) -> plain(content));
    return files;
  }

  private static byte[] plain(byte[] content) {
    String text = text(content);
    return text.contains(HOOK)
        ? text.replace(HOOK, PLAIN).getBytes(StandardCharsets.ISO_8859_1)
        : content;
  }

  /** One byte is one character here, whatever the file holds. */
  private static String text(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  /** The release with no hooks in its values. */
  static Release plain(Release release) {
    return new Release(
        release.name(),
        release.namespace(),
        release.chart(),
        release.values().stream()
            .map(layer -> new ValuesDocument(layer.origin(), layer.yaml().replace(HOOK, PLAIN)))
            .toList(),
        release.needs(),
        release.hooks(),
        release.postRenders(),
        release.inputs(),
        release.execs(),
        release.at());
  }

  /** What was rendered, with its hooks. */
  static String hooked(String rendered) {
    return rendered.replace(PLAIN, HOOK);
  }
}
