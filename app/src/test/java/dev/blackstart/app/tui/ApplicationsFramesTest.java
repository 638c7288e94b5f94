package dev.blackstart.app.tui;

import dev.blackstart.app.look.Document;
import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.look.Weight;
import dev.blackstart.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames of Argo CD's Applications. */
class ApplicationsFramesTest {
  private static final ScriptedRun MIDDLE = ScriptedRun.inTheMiddle(World.Kind.LIVE);

  @Test
  void applicationsShowWhoHoldsUpTheRestAndThenAllOfThem() {
    Frames.golden(
        "applications",
        area -> ReasonsFramesTest.looked(area, MIDDLE, applications(), ":", "a", "p", "p", "enter"),
        Frames.SMALL,
        Frames.MIDDLE);
  }

  private static Document applications() {
    return Document.of(
        List.of(
            new Section(
                "Argo CD",
                List.of(Fact.of(Weight.STRONG, "6 of 8 Applications are Synced and Healthy"))),
            new Section(
                "what holds the rest up",
                List.of(
                    Fact.of(
                        Weight.WAITS,
                        "Application argocd/vault  Pod vault/vault-0: container vault: running, not"
                            + " ready for 2:10"),
                    Fact.of(Weight.QUIET, "Application argocd/platform-tools-app  waits for it")
                        .deeper(1))),
            new Section(
                "Applications",
                List.of(
                    Fact.of(Weight.GOOD, "argo-cd             Synced     Healthy      9.7.1"),
                    Fact.of(Weight.WAITS, "platform-tools-app  OutOfSync  Healthy      4be1f20"),
                    Fact.of(Weight.WAITS, "vault               Synced     Progressing  0.34.1")))),
        MIDDLE.now());
  }
}
