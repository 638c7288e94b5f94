package dev.blackstart.app.look;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Release;
import dev.blackstart.world.Charts;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.ReleasePreview;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Charts as a look asks for them: what is deployed, and which definitions a chart brings. */
final class FixedCharts implements Charts {
  final List<Deployed> deployed = new ArrayList<>();
  final List<KubeObject> crds = new ArrayList<>();

  @Override
  public void warmUp() {}

  @Override
  public Chart find(ChartRef ref) {
    throw new UnsupportedOperationException("a look finds no chart");
  }

  @Override
  public List<KubeObject> crds(Release release) {
    return crds;
  }

  @Override
  public List<String> ownCrds(ChartRef ref) {
    throw new UnsupportedOperationException("a look finds no chart");
  }

  @Override
  public List<String> bundledCrds(ChartRef ref) {
    return ownCrds(ref);
  }

  @Override
  public List<KubeObject> render(Release release) {
    throw new UnsupportedOperationException("a look renders nothing");
  }

  @Override
  public ReleasePreview preview(Release release) {
    throw new UnsupportedOperationException("a look previews nothing");
  }

  @Override
  public Optional<Deployed> deployed(String namespace, String name) {
    return deployed.stream()
        .filter(each -> each.namespace().equals(namespace) && each.name().equals(name))
        .findFirst();
  }

  @Override
  public String valuesDigest(Release release) {
    throw new UnsupportedOperationException("a look compares no values");
  }

  @Override
  public void install(Release release) {
    throw new UnsupportedOperationException("a look never acts");
  }

  @Override
  public Optional<Unfinished> unfinished(String namespace, String name) {
    return Optional.empty();
  }

  @Override
  public void heal(String namespace, String name) {
    throw new UnsupportedOperationException("a look never acts");
  }

  @Override
  public void close() {}
}
