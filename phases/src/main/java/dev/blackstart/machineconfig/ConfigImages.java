package dev.blackstart.machineconfig;

import dev.blackstart.machineconfig.document.ConfigDigest;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.document.Patch;
import dev.blackstart.machineconfig.document.RefusedConfig;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.NamedImage;
import dev.blackstart.world.RenderedConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The images of Talos and Kubernetes a machine config names. */
public final class ConfigImages {
  private ConfigImages() {}

  /** Those it names, each with the place of its value. */
  public static List<NamedImage> of(MachineConfig config) {
    List<NamedImage> images = new ArrayList<>();
    for (NamedImage.Part part : NamedImage.Part.values()) {
      Optional<YamlNode> value = config.v1alpha1().flatMap(each -> each.at(part.path()));
      Optional<String> image = config.text(part.path()).filter(text -> !text.isEmpty());
      if (value.isPresent() && image.isPresent()) {
        images.add(new NamedImage(part, image.get(), value.get().mark().toString()));
      }
    }
    return images;
  }

  /**
   * Those a config names that runs somewhere.
   *
   * @param origin how problems call it
   */
  public static List<NamedImage> of(RenderedConfig running, String origin) {
    try {
      return of(MachineConfig.parse(running.yaml(), origin));
    } catch (RefusedConfig refused) {
      throw ConfigMerge.failure(refused);
    }
  }

  /**
   * A config that runs somewhere, with these images.
   *
   * @param origin how problems call it
   */
  public static RenderedConfig in(RenderedConfig running, List<NamedImage> images, String origin) {
    try {
      MachineConfig config = MachineConfig.parse(running.yaml(), origin);
      for (NamedImage image : images) {
        config = config.patched(Patch.parse(patch(image), image.at()));
      }
      return new RenderedConfig(config.yaml(), ConfigDigest.of(config), running.origins());
    } catch (RefusedConfig refused) {
      throw ConfigMerge.failure(refused);
    }
  }

  private static String patch(NamedImage image) {
    StringBuilder patch = new StringBuilder();
    String indent = "";
    for (String key : image.part().path().split("\\.", -1)) {
      patch.append(patch.isEmpty() ? "" : "\n").append(indent).append(key).append(':');
      indent += "  ";
    }
    return patch.append(" '").append(image.image().replace("'", "''")).append("'\n").toString();
  }
}
