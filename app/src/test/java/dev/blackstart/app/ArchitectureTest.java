package dev.blackstart.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of docs/architecture.md, as the compiled classes keep them. */
class ArchitectureTest {
  private static final String ROOT = "dev.blackstart.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.blackstart");

  /** Package to the packages of ours it may see. */
  private static final Map<String, List<String>> MAY_SEE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("cluster", List.of()),
              Map.entry("world", List.of("cluster")),
              Map.entry("run", List.of("world", "cluster")),
              Map.entry("phase", List.of("run", "world", "cluster")),
              Map.entry("template", List.of()),
              Map.entry("repository", List.of("cluster", "world", "template")),
              Map.entry("machineconfig", List.of("cluster", "world", "template")),
              Map.entry("talos", adapters()),
              Map.entry("kube", adapters()),
              Map.entry("jhelm", adapters()),
              Map.entry("files", adapters()),
              Map.entry("rehearsal", List.of("cluster", "world", "machineconfig", "template"))));

  /** Library to the packages of ours that may know it. */
  private static final Map<String, List<String>> FENCES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("io.grpc..", List.of("talos", "rehearsal")),
              Map.entry("io.fabric8..", List.of("kube", "rehearsal")),
              Map.entry("org.yaml..", List.of("template.yaml")),
              Map.entry("org.snakeyaml..", List.of("template.yaml")),
              Map.entry("org.bouncycastle..", List.of("machineconfig", "talos", "rehearsal")),
              Map.entry("com.marcnuri..", List.of("jhelm")),
              Map.entry(
                  "com.google.re2j..",
                  List.of("template.gotemplate.functions", "template.sops", "app.tui.model")),
              Map.entry("com.exceptionfactory..", List.of("template.sops")),
              Map.entry("picocli..", List.of("app.cli")),
              Map.entry("com.googlecode.lanterna..", List.of("app.tui")),
              Map.entry("java.awt..", List.of("app.tui.terminal")),
              Map.entry("javax.swing..", List.of("app.tui.terminal")),
              Map.entry(
                  "com.fasterxml.jackson..",
                  List.of("files", "kube", "jhelm", "talos", "rehearsal", "template", "app"))));

  private static List<String> adapters() {
    return List.of("world", "cluster", "run", "template", "machineconfig");
  }

  @TestFactory
  Stream<DynamicTest> aPackageSeesOnlyWhatItMay() {
    return MAY_SEE.entrySet().stream()
        .map(
            rule ->
                dynamicTest(
                    rule.getKey() + " sees only " + rule.getValue(),
                    () -> {
                      List<String> hidden = new ArrayList<>(MAY_SEE.keySet());
                      hidden.add("app");
                      hidden.remove(rule.getKey());
                      hidden.removeAll(rule.getValue());
                      noClasses()
                          .that()
                          .resideInAPackage(ROOT + rule.getKey() + "..")
                          .should()
                          .dependOnClassesThat()
                          .resideInAnyPackage(packages(hidden))
                          .check(CLASSES);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aLibraryIsKnownOnlyBehindItsFence() {
    return FENCES.entrySet().stream()
        .map(
            fence ->
                dynamicTest(
                    fence.getKey() + " only in " + fence.getValue(),
                    () ->
                        noClasses()
                            .that()
                            .resideOutsideOfPackages(packages(fence.getValue()))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(fence.getKey())
                            .allowEmptyShould(true)
                            .check(CLASSES)));
  }

  @Test
  void wantedStateAndTheEngineKnowOnlyTheJdk() {
    classes()
        .that()
        .resideInAnyPackage(packages(List.of("cluster", "world", "run", "phase")))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", ROOT + "cluster..", ROOT + "world..", ROOT + "run..", ROOT + "phase..")
        .check(CLASSES);
  }

  @Test
  void nobodyAsksTheMachineForTheTimeButTheTimeSources() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("TimeSource")
        .and()
        .haveSimpleNameNotEndingWith("FrameClock")
        .and()
        .haveSimpleNameNotStartingWith("WorldClock")
        .and()
        .haveSimpleNameNotStartingWith("WorldTime")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .check(CLASSES);
  }

  @Test
  void threadsAreStartedInFourPlacesOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + "rehearsal.control..",
            ROOT + "rehearsal.real..",
            ROOT + "jhelm..",
            ROOT + "app.tui..",
            ROOT + "app")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "run.Fanout")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.Executors")
        .orShould()
        .callMethod(Thread.class, "start")
        .orShould()
        .callMethod(Thread.class, "startVirtualThread", Runnable.class)
        .orShould()
        .callMethod(Thread.class, "ofVirtual")
        .orShould()
        .callMethod(Thread.class, "ofPlatform")
        .check(CLASSES);
  }

  @Test
  void onlyTheApplicationSpeaksToTheTerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "app..", ROOT + "jhelm..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void theScreenIsPaintedWithoutWidgets() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.googlecode.lanterna.gui2..")
        .check(CLASSES);
  }

  @Test
  void nothingIsKeptInMutableStatics() {
    noFields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("dev.talos..")
        .should()
        .notBeFinal()
        .check(CLASSES);
  }

  @Test
  void noPackageDependsOnItselfRoundAnother() {
    slices().matching("dev.blackstart.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  private static String[] packages(List<String> names) {
    return names.stream().map(name -> ROOT + name + "..").toArray(String[]::new);
  }
}
