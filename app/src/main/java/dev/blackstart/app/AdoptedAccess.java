package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.PrivateFile;
import dev.blackstart.files.contexts.OwnAccess;
import dev.blackstart.files.contexts.OwnContext;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Access to a cluster that stood before, taken from the operator's own kubeconfig. */
final class AdoptedAccess {
  private AdoptedAccess() {}

  /**
   * Copies what the operator's file amounts to, so that fresh credentials in it count, and so that
   * a run goes on when the file has gone.
   *
   * @return whether there was one
   * @throws Failure INPUT when the file cannot be used
   */
  static boolean copy(ClusterSpec spec, Path to) {
    Optional<OwnContext> own =
        spec.kubeconfig().map(OwnContext::of).filter(each -> Files.exists(each.file()));
    if (own.isEmpty()) {
      return false;
    }
    try {
      PrivateFile.write(to, OwnAccess.read(own.get()).yaml());
      return true;
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          to + " cannot be written: " + e.getMessage(),
          "make room and give yourself the right to write there",
          e);
    }
  }
}
