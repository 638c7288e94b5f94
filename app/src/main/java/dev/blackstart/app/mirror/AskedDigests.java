package dev.blackstart.app.mirror;

import dev.blackstart.app.mirror.Mirroring.ImageDigest;
import dev.blackstart.jhelm.remote.ImageDigests;
import dev.blackstart.jhelm.remote.Unavailable;
import dev.blackstart.world.Failure.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Digests asked of registries; one that does not answer is not asked again. */
public final class AskedDigests implements Function<String, ImageDigest> {
  private final ImageDigests registries;
  private final Map<String, String> silent = new ConcurrentHashMap<>();

  public AskedDigests(ImageDigests registries) {
    this.registries = registries;
  }

  @Override
  public ImageDigest apply(String image) {
    String host = image.substring(0, Math.max(0, image.indexOf('/')));
    String known = silent.get(host);
    if (known != null && !image.contains("@")) {
      return new ImageDigest(Optional.empty(), known);
    }
    try {
      return new ImageDigest(Optional.of(registries.of(image)), "");
    } catch (Unavailable refused) {
      if (refused.kind() == Kind.UNREACHABLE) {
        silent.put(host, refused.getMessage());
      }
      return new ImageDigest(Optional.empty(), refused.getMessage());
    } catch (IOException e) {
      return new ImageDigest(Optional.empty(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ImageDigest(Optional.empty(), "interrupted");
    }
  }
}
