package dev.blackstart.app.mirror;

import dev.blackstart.world.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a mirror holds and what it lacks.
 *
 * @param lacks what could not be had; the bootstrap's own before what is only Flux's
 */
public record Mirrored(
    String cluster, List<Item> charts, List<Item> crds, List<Image> images, List<Lack> lacks) {

  /**
   * A file of the mirror.
   *
   * @param name such as {@code cilium 1.18.5}
   * @param source where it came from: a reference, a URL or a folder
   * @param fresh whether it was not there before
   * @param users releases, or places of the repository
   */
  public record Item(
      String name, String source, String file, String sha256, boolean fresh, List<String> users) {
    Map<String, Object> json() {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", name);
      one.put("source", source);
      one.put("file", file);
      one.put("sha256", sha256);
      one.put("for", users);
      return one;
    }
  }

  /**
   * An image that would be pulled.
   *
   * @param digest absent when nobody could tell
   */
  public record Image(String name, Optional<String> digest, List<String> users) {
    /** By digest, where that is known. */
    public String pinned() {
      return name.contains("@") ? name : digest.map(each -> name + "@" + each).orElse(name);
    }

    Map<String, Object> json() {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("image", name);
      digest.ifPresent(each -> one.put("digest", each));
      one.put("for", users);
      return one;
    }
  }

  /**
   * Something that is not in the mirror.
   *
   * @param kind how bad it is for a bootstrap; absent when that does not need it
   */
  public record Lack(String what, String because, String remedy, Optional<Failure.Kind> kind) {
    Map<String, Object> json() {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("what", what);
      one.put("because", because);
      one.put("remedy", remedy);
      one.put("bootstrap", kind.isPresent());
      return one;
    }
  }

  /** The first thing a bootstrap would miss. */
  public Optional<Failure.Kind> missing() {
    return lacks.stream().flatMap(lack -> lack.kind().stream()).findFirst();
  }

  /** How many images are known by digest. */
  public long pinned() {
    return images.stream().filter(image -> image.pinned().contains("@")).count();
  }

  /** As {@code mirror.json} and {@code mirror --json} have it. */
  public Map<String, Object> json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("v", 1);
    document.put("cluster", cluster);
    document.put("charts", charts.stream().map(Item::json).toList());
    document.put("crds", crds.stream().map(Item::json).toList());
    document.put("images", images.stream().map(Image::json).toList());
    document.put("missing", new ArrayList<>(lacks.stream().map(Lack::json).toList()));
    return document;
  }
}
