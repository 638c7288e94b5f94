package dev.blackstart.app.mirror;

import dev.blackstart.app.Json;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.hook.HookAct;
import dev.blackstart.files.CrdFiles;
import dev.blackstart.jhelm.ChartArchive;
import dev.blackstart.repository.fluxtree.FluxContents;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Charts;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Fetches everything a cluster is built from: charts of the bootstrap and of what Flux brings, CRD
 * files by their URLs; and lists the images all of it names.
 */
public final class Mirroring {
  private static final int AT_ONCE = 6;

  private final ClusterSpec spec;
  private final FluxContents flux;
  private final Charts charts;
  private final CrdFiles crdFiles;
  private final Function<String, ImageDigest> digests;
  private final Fanout fanout;
  private final List<Mirrored.Lack> lacks = new ArrayList<>();

  /**
   * The digest of an image.
   *
   * @param because why it is not known; empty when it is
   */
  public record ImageDigest(Optional<String> digest, String because) {}

  /**
   * @param flux what Flux will bring
   * @param digests asked for each image, many at once
   */
  public Mirroring(
      ClusterSpec spec,
      FluxContents flux,
      Charts charts,
      CrdFiles crdFiles,
      Function<String, ImageDigest> digests,
      Fanout fanout) {
    this.spec = spec;
    this.flux = flux;
    this.charts = charts;
    this.crdFiles = crdFiles;
    this.digests = digests;
    this.fanout = fanout;
  }

  /** Fills the folder; what cannot be had is among what the result lacks. */
  public Mirrored into(MirrorFolder folder) throws InterruptedException {
    List<Mirrored.Item> crds = crds(folder);
    List<Mirrored.Item> fetched = charts(folder);
    flux.unknown()
        .forEach(each -> lack("chart of HelmRelease " + each.release(), each.because(), ""));
    List<Mirrored.Image> images = images();
    lacks.sort((one, other) -> Boolean.compare(other.kind().isPresent(), one.kind().isPresent()));
    Mirrored done = new Mirrored(spec.name(), fetched, crds, images, List.copyOf(lacks));
    StringBuilder names = new StringBuilder();
    images.forEach(image -> names.append(image.pinned()).append('\n'));
    folder.put("images.txt", MirrorFolder.utf8(names.toString()));
    folder.put("mirror.json", MirrorFolder.utf8(Json.line(done.json()) + "\n"));
    folder.seal();
    return done;
  }

  private void lack(String what, String because, String remedy) {
    lacks.add(new Mirrored.Lack(what, because, remedy, Optional.empty()));
  }

  private void lack(String what, Failure failure, boolean bootstrap) {
    lacks.add(
        new Mirrored.Lack(
            what,
            failure.what(),
            failure.remedy(),
            bootstrap ? Optional.of(failure.kind()) : Optional.empty()));
  }

  private List<Mirrored.Item> crds(MirrorFolder folder) {
    Map<String, CrdSource.FromUrl> urls = new LinkedHashMap<>();
    for (CrdSource source : spec.crds()) {
      if (source instanceof CrdSource.FromUrl url) {
        urls.putIfAbsent(url.url(), url);
      }
    }
    for (Release release : spec.releases()) {
      for (Hook hook : release.hooks()) {
        for (HookAct act : hook.meaning().acts()) {
          if (act instanceof HookAct.Apply apply) {
            apply.files().stream()
                .filter(name -> name.matches("https?://.*"))
                .forEach(url -> urls.putIfAbsent(url, new CrdSource.FromUrl(url, hook.at())));
          }
        }
      }
    }
    List<Mirrored.Item> items = new ArrayList<>();
    urls.forEach(
        (url, source) -> {
          try {
            String file = CrdFiles.mirrored(url).orElseThrow(() -> nameless(source));
            boolean fresh = folder.put(file, MirrorFolder.utf8(crdFiles.text(source)));
            items.add(
                new Mirrored.Item(
                    file,
                    source.shown(),
                    file,
                    folder.sum(file),
                    fresh,
                    List.of(source.at().toString())));
          } catch (Failure failure) {
            lack(source.shown(), failure, true);
          }
        });
    return items;
  }

  private static Failure nameless(CrdSource.FromUrl source) {
    return new Failure(
        Failure.Kind.INPUT,
        source.at() + ": " + source.shown() + " names no file",
        "name the file itself");
  }

  /**
   * What charts in folders of the repository lack, which need no mirror themselves, and what
   * releases put into charts, which are kept as they are published.
   */
  private List<Outcome> parts(List<Outcome> found) throws InterruptedException {
    Map<ChartRef, Wanted> parts = new LinkedHashMap<>();
    for (Outcome outcome : found) {
      if (outcome instanceof Outcome.Had had && had.wanted().isMadeHere()) {
        had.wanted().parts(had.chart()).forEach(part -> had.wanted().hand(parts, part));
      }
    }
    return fanout.each(List.copyOf(parts.values()), AT_ONCE, this::find);
  }

  /** What came of looking for a chart. */
  private sealed interface Outcome {
    record Had(Wanted wanted, Charts.Chart chart) implements Outcome {}

    record Refused(Wanted wanted, Failure failure) implements Outcome {}
  }

  private List<Mirrored.Item> charts(MirrorFolder folder) throws InterruptedException {
    List<Outcome> found = new ArrayList<>(fanout.each(Wanted.of(spec, flux), AT_ONCE, this::find));
    found.addAll(parts(found));
    Map<String, Mirrored.Item> items = new TreeMap<>();
    for (Outcome outcome : found) {
      switch (outcome) {
        case Outcome.Refused refused ->
            lack(
                "chart " + refused.wanted().chart(),
                refused.failure(),
                refused.wanted().bootstrap());
        case Outcome.Had had when had.wanted().isMadeHere() -> {}
        case Outcome.Had had -> {
          try {
            Mirrored.Item item = put(folder, had, items);
            items.put(item.file(), item);
          } catch (Failure failure) {
            lack("chart " + had.wanted().chart(), failure, had.wanted().bootstrap());
          }
        }
      }
    }
    return List.copyOf(items.values());
  }

  private Outcome find(Wanted wanted) {
    try {
      return new Outcome.Had(wanted, charts.find(wanted.chart()));
    } catch (Failure failure) {
      return new Outcome.Refused(wanted, failure);
    }
  }

  private static Mirrored.Item put(
      MirrorFolder folder, Outcome.Had had, Map<String, Mirrored.Item> items) {
    ChartRef ref = had.wanted().chart();
    String file = (ref.tag().isEmpty() ? ref.file() + had.chart().version() : ref.file()) + ".tgz";
    byte[] archive;
    try {
      archive = ChartArchive.of(had.chart());
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          "chart " + ref + " cannot be read: " + e.getMessage(),
          "fetch it again",
          e);
    }
    Optional<Mirrored.Item> same = Optional.ofNullable(items.get(file));
    if (same.isPresent() && !same.get().sha256().equals(MirrorFolder.sha256(archive))) {
      throw new Failure(
          Failure.Kind.INPUT,
          "another chart is called " + file + " too: that of " + same.get().source(),
          "mirror it into a folder of its own, or have both of one place");
    }
    boolean fresh = folder.put(file, archive);
    List<String> users = new ArrayList<>(had.wanted().users());
    same.ifPresent(item -> users.addAll(item.users()));
    String commit = had.chart().commit();
    return new Mirrored.Item(
        ref.toString(),
        ref.from() + (commit.isEmpty() ? "" : " at " + commit),
        file,
        folder.sum(file),
        fresh,
        users);
  }

  private List<Mirrored.Image> images() throws InterruptedException {
    Map<String, TreeSet<String>> users = new TreeMap<>();
    spec.releases().forEach(release -> rendered(release, true, users));
    flux.releases().forEach(release -> rendered(release, false, users));
    flux.objects().forEach(object -> named(object, "Flux", users));
    List<String> names = List.copyOf(users.keySet());
    List<ImageDigest> found = fanout.each(names, AT_ONCE, digests);
    List<Mirrored.Image> images = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<String> by = List.copyOf(users.get(names.get(i)));
      images.add(new Mirrored.Image(names.get(i), found.get(i).digest(), by));
    }
    return images;
  }

  private void rendered(Release release, boolean bootstrap, Map<String, TreeSet<String>> users) {
    String who = release.qualifiedName();
    try {
      charts.find(release.chart());
    } catch (Failure told) {
      // That its chart is missing is told already.
      return;
    }
    try {
      for (KubeObject object : charts.render(release)) {
        named(object.fields(), who, users);
      }
    } catch (Failure failure) {
      lack("images of " + who, failure, bootstrap);
    }
  }

  private static void named(
      Map<String, Object> object, String who, Map<String, TreeSet<String>> users) {
    ImageNames.in(object)
        .forEach(name -> users.computeIfAbsent(name, any -> new TreeSet<>()).add(who));
  }
}
