package dev.blackstart.app.cli;

import dev.blackstart.app.FetchedCharts;
import dev.blackstart.app.Json;
import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.mirror.AskedDigests;
import dev.blackstart.app.mirror.MirrorFolder;
import dev.blackstart.app.mirror.Mirrored;
import dev.blackstart.app.mirror.Mirroring;
import dev.blackstart.app.mirror.Mirroring.ImageDigest;
import dev.blackstart.app.plain.MirrorText;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.repository.fluxtree.FluxContents;
import dev.blackstart.repository.fluxtree.FluxTree;
import dev.blackstart.repository.source.RepositoryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "mirror",
    mixinStandardHelpOptions = true,
    description = {
      "Fetches every chart and CRD file of a cluster into a folder, for a rebuild without the",
      "network (--charts DIR), and lists every image with its digest. Asks for no secret."
    })
final class MirrorCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;
  @Mixin private ExecOption exec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "the folder; what it has already is not fetched again")
  private Path out;

  @Option(names = "--refresh", description = "fetch what the folder has already, too")
  private boolean refresh;

  @Option(
      names = "--bootstrap-only",
      description = "leave out what Flux brings after the bootstrap")
  private boolean bootstrapOnly;

  @Option(names = "--no-digests", description = "ask no registry for digests of images")
  private boolean noDigests;

  @Override
  public Integer call() throws InterruptedException {
    OperatorFiles.Chosen chosen =
        exec.on(shared.files()).withGeneratedSecrets().orExample().sound();
    ClusterSpec spec = chosen.spec();
    List<Path> mirrors = new ArrayList<>(chosen.charts());
    if (!refresh && Files.isDirectory(out)) {
      mirrors.addFirst(out.toAbsolutePath().normalize());
    }
    FluxContents flux =
        bootstrapOnly
            ? new FluxContents(List.of(), List.of(), List.of())
            : new FluxTree(new RepositoryFiles(spec.repository())).contents(spec);
    try (FetchedCharts had = new FetchedCharts(spec, mirrors)) {
      Function<String, ImageDigest> digests =
          noDigests
              ? image -> new ImageDigest(Optional.empty(), "not asked for")
              : new AskedDigests(had.remote().images());
      Mirrored mirrored =
          new Mirroring(spec, flux, had.charts(), had.crdFiles(), digests, had.fanout())
              .into(new MirrorFolder(out));
      if (shared.json()) {
        System.out.println(Json.line(mirrored.json()));
      } else {
        MirrorText.lines(mirrored, out.toString(), shared.colours()).forEach(System.out::println);
      }
      return mirrored.missing().map(ExitCodes::of).orElse(ExitCodes.DONE);
    }
  }
}
