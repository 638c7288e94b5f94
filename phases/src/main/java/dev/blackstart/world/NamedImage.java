package dev.blackstart.world;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image a machine config names.
 *
 * @param image such as {@code registry.k8s.io/kube-apiserver:v1.35.0}
 * @param at file:line it is written at
 */
public record NamedImage(Part part, String image, String at) {
  private static final Pattern SCHEMATIC = Pattern.compile("/([0-9a-f]{64})[:@]");
  private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+\\.\\d+.*");

  /** What an image is of. */
  public enum Part {
    INSTALLER("installer", "machine.install.image"),
    KUBELET("kubelet", "machine.kubelet.image"),
    API_SERVER("kube-apiserver", "cluster.apiServer.image"),
    CONTROLLER_MANAGER("kube-controller-manager", "cluster.controllerManager.image"),
    SCHEDULER("kube-scheduler", "cluster.scheduler.image"),
    PROXY("kube-proxy", "cluster.proxy.image");

    private final String component;
    private final String path;

    Part(String component, String path) {
      this.component = component;
      this.path = path;
    }

    /** Its name in Kubernetes and Talos, such as {@code kube-apiserver}. */
    public String component() {
      return component;
    }

    /** Where the v1alpha1 document names it. */
    public String path() {
      return path;
    }
  }

  /** The version its tag tells, such as {@code v1.35.0}; absent when it is named by digest only. */
  public Optional<String> version() {
    return version(image);
  }

  /** Id of the schematic an image factory made it from; absent for images of no factory. */
  public Optional<String> schematic() {
    return schematic(image);
  }

  /** Id of an image's schematic: 64 hexadecimal digits as the last part of its name. */
  public static Optional<String> schematic(String image) {
    Matcher parts = SCHEMATIC.matcher(image);
    return parts.find() ? Optional.of(parts.group(1)) : Optional.empty();
  }

  /** The version the tag of an image tells. */
  public static Optional<String> version(String image) {
    String name = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/')
        ? Optional.of(name.substring(colon + 1)).filter(tag -> VERSION.matcher(tag).matches())
        : Optional.empty();
  }
}
