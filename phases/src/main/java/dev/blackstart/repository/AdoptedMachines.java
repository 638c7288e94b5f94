package dev.blackstart.repository;

import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.talos.TalosReading;
import dev.blackstart.repository.talos.TalosSide;
import dev.blackstart.repository.talos.TalosSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machines of a cluster that stands already: nobody's business. A Talos side that is there is
 * asked for the cluster's name only, and whatever is wrong with it holds nothing up.
 *
 * @param inner absent when the repository has no Talos side
 */
record AdoptedMachines(String name, Optional<TalosSource> inner) implements TalosSource {
  /** What the family of machines is called when there are none. */
  static final String FAMILY = "no machines";

  @Override
  public Optional<String> cluster() {
    return Optional.of(name).filter(known -> !known.isEmpty());
  }

  @Override
  public String path() {
    return inner.map(TalosSource::path).orElse("");
  }

  @Override
  public TalosSide read(String cluster, TalosReading reading) {
    Optional<String> named =
        inner.flatMap(
            source ->
                source
                    .read(
                        cluster,
                        new TalosReading(
                            reading.tree(),
                            new Findings(),
                            reading.settings(),
                            reading.templates(),
                            reading.env(),
                            true))
                    .clusterName());
    return new TalosSide(FAMILY, named, List.of(), Map.of());
  }
}
