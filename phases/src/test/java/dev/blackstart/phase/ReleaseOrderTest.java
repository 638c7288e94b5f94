package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Release;
import dev.blackstart.world.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseOrderTest {
  private final Release cilium = Specs.release("kube-system", "cilium");
  private final Release coredns = Specs.release("kube-system", "coredns", "kube-system/cilium");
  private final Release flux = Specs.release("flux-system", "flux", "kube-system/coredns");

  @Test
  void needsComeFirstAndTiesKeepTheOrderOfTheFile() {
    Release other = Specs.release("kube-system", "other");

    assertEquals(
        List.of(cilium, coredns, other, flux).stream().map(Release::name).sorted().toList(),
        ReleaseOrder.byNeeds(List.of(flux, coredns, other, cilium)).stream()
            .map(Release::name)
            .sorted()
            .toList());
    assertEquals(
        List.of("other", "cilium", "coredns", "flux"),
        ReleaseOrder.byNeeds(List.of(flux, coredns, other, cilium)).stream()
            .map(Release::name)
            .toList());
  }

  @Test
  void aCircleIsNamed() {
    Release a = Specs.release("x", "a", "x/b");
    Release b = Specs.release("x", "b", "x/a");

    Failure failure =
        assertThrows(Failure.class, () -> ReleaseOrder.byNeeds(List.of(cilium, a, b)));

    assertTrue(failure.what().startsWith("helmfile.yaml:3: needs go in a circle"), failure.what());
  }

  @Test
  void aNameThatClashesIsCalledByItsNamespaceToo() {
    Release second = Specs.release("second", "cilium");
    List<Release> all = List.of(cilium, second, flux);

    assertEquals("kube-system/cilium", ReleaseOrder.phaseName(cilium, all));
    assertEquals("second/cilium", ReleaseOrder.phaseName(second, all));
    assertEquals("flux-system/flux", ReleaseOrder.phaseName(flux, all));
    assertEquals("coredns", ReleaseOrder.phaseName(coredns, List.of(coredns)));
  }
}
