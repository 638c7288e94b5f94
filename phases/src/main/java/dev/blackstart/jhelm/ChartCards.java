package dev.blackstart.jhelm;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.blackstart.jhelm.remote.Sums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cards of charts: an archive is unpacked when nobody has read it before. A folder, which may
 * be edited any time, is read each time.
 */
final class ChartCards {
  /** Goes up when a card says more, or says it in another way. */
  private static final String FORM = "card-1-";

  private static final TypeReference<ChartCard> CARD = new TypeReference<>() {};

  private final KeptReadings kept;
  private final Map<Path, Seen> seen = new ConcurrentHashMap<>();
  private final Map<String, ChartCard> folders = new ConcurrentHashMap<>();

  ChartCards(KeptReadings kept) {
    this.kept = kept;
  }

  /** A card, and what the archive was when it was read. */
  private record Seen(long bytes, FileTime modified, ChartCard card) {
    boolean is(Path archive) throws IOException {
      return Files.size(archive) == bytes && Files.getLastModifiedTime(archive).equals(modified);
    }
  }

  /**
   * @throws IOException when it is no chart
   */
  ChartCard ofArchive(Path place) throws IOException {
    Seen last = seen.get(place);
    if (last != null && last.is(place)) {
      return last.card();
    }
    FileTime modified = Files.getLastModifiedTime(place);
    byte[] archive = Files.readAllBytes(place);
    String key = FORM + Sums.sha256(archive);
    Optional<ChartCard> found = kept.find(key, CARD);
    ChartCard card = found.isPresent() ? found.get() : read(place);
    if (found.isEmpty()) {
      kept.keep(key, card);
    }
    seen.put(place, new Seen(archive.length, modified, card));
    return card;
  }

  private static ChartCard read(Path archive) throws IOException {
    ChartFiles files = ChartFiles.read(archive);
    return ChartCard.of(files, files.digest());
  }

  /**
   * @param digest of the files
   * @throws IOException when they are no chart
   */
  ChartCard of(ChartFiles files, String digest) throws IOException {
    ChartCard last = folders.get(digest);
    if (last != null) {
      return last;
    }
    ChartCard card = ChartCard.of(files, digest);
    folders.put(digest, card);
    return card;
  }
}
