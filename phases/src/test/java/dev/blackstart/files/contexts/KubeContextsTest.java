package dev.blackstart.files.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeContextsTest {
  private static final Wish PLAIN =
      new Wish(Optional.empty(), Taken.REFUSED, false, Optional.empty());
  private static final String HOME =
      """
      apiVersion: v1
      kind: Config
      preferences: {}
      current-context: home
      clusters:
      - name: home
        cluster: {server: https://home:6443, insecure-skip-tls-verify: true}
      users:
      - name: me
        user: {exec: {command: login, args: ["--yes", "off"]}}
      contexts:
      - name: home
        context: {cluster: home, user: me, namespace: "007"}
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("config");
  }

  @Test
  void aFileThatIsNotThereIsMadeForItsOwnerAloneAndUsed() throws IOException {
    Path deep = folder.resolve("new/kube/config");

    Access access = Access.of("infra");

    Merged merged = merge(List.of(deep), access, PLAIN);

    assertEquals("admin@infra", merged.context());
    assertEquals("admin@infra", merged.current());
    assertFalse(merged.replaced());
    assertEquals(List.of(), merged.backups());
    assertEquals(access.read(), read(deep));
    assertEquals("rw-------", permissions(deep));
    assertEquals("rwx------", permissions(deep.getParent()));
  }

  @Test
  void otherEntriesAndTheCurrentContextStayAsTheyAre() throws IOException {
    Files.writeString(file, HOME);

    Merged merged = merge(List.of(file), Access.of("infra"), PLAIN);

    Map<?, ?> after = read(file);
    Map<?, ?> home = (Map<?, ?>) Reading.KUBERNETES.read(Yaml.document(HOME, "home"));
    assertEquals("home", merged.current());
    assertEquals("home", after.get("current-context"));
    for (String list : List.of("clusters", "users", "contexts")) {
      assertEquals(((List<?>) home.get(list)).getFirst(), ((List<?>) after.get(list)).getFirst());
      assertEquals(2, ((List<?>) after.get(list)).size());
    }
    assertEquals(home.get("preferences"), after.get("preferences"));
    assertEquals(HOME, Files.readString(merged.backups().getFirst()));
  }

  @Test
  void theCurrentContextIsSwitchedWhenAsked() throws IOException {
    Files.writeString(file, HOME);

    merge(
        List.of(file),
        Access.of("infra"),
        new Wish(Optional.of("lab"), Taken.REFUSED, true, Optional.empty()));

    assertEquals("lab", read(file).get("current-context"));
  }

  @Test
  void theSameClusterIsRenewedInItsPlaceWithTheNamespaceItsOwnerChose() throws IOException {
    Access access = Access.of("infra");
    merge(List.of(file), access, PLAIN);
    Files.writeString(
        file, Files.readString(file).replace("namespace: default", "namespace: flux-system"));

    Merged merged = merge(List.of(file), access.again("https://10.0.0.9:6443"), PLAIN);

    assertTrue(merged.replaced());
    String text = Files.readString(file);
    assertTrue(text.contains("https://10.0.0.9:6443"), text);
    assertTrue(text.contains("namespace: flux-system"), text);
    assertEquals(1, ((List<?>) read(file).get("contexts")).size());
  }

  @Test
  void anotherClusterOfTheNameIsNeverReplacedWithoutAWord() throws IOException {
    merge(List.of(file), Access.of("infra"), PLAIN);
    String before = Files.readString(file);

    NameTaken taken =
        assertThrows(NameTaken.class, () -> merge(List.of(file), Access.of("infra"), PLAIN));

    assertTrue(taken.getMessage().startsWith(file + ":4: cluster infra"), taken.getMessage());
    assertEquals(before, Files.readString(file));
    assertFalse(Files.exists(folder.resolve("config.lock")));
  }

  @Test
  void renamedAsTalosctlDoesBothClustersStay() throws IOException {
    Access first = Access.of("infra");
    merge(List.of(file), first, PLAIN);

    Merged merged = merge(List.of(file), Access.of("infra"), PLAIN.when(Taken.RENAMED));

    assertEquals("admin@infra-1", merged.context());
    KubeEntries entries = entries(file);
    Map<?, ?> context =
        (Map<?, ?>)
            Reading.KUBERNETES.read(
                entries.content(KubeEntries.Kind.CONTEXT, "admin@infra-1").orElseThrow());
    assertEquals(
        Map.of("cluster", "infra-1", "user", "admin@infra-1", "namespace", "default"), context);
    assertTrue(entries.has(KubeEntries.Kind.CLUSTER, "infra"));
  }

  @Test
  void onlyWhatIsTakenIsRenamed() throws IOException {
    Files.writeString(file, HOME.replace("name: home\n  context", "name: admin@infra\n  context"));
    Access access = Access.of("infra");

    assertEquals(
        "admin@infra-1", merge(List.of(file), access, PLAIN.when(Taken.RENAMED)).context());
    assertTrue(entries(file).has(KubeEntries.Kind.CLUSTER, "infra"));
    assertTrue(entries(file).has(KubeEntries.Kind.USER, "admin@infra"));

    Wish named = new Wish(Optional.of("lab"), Taken.RENAMED, false, Optional.empty());
    assertEquals("lab", merge(List.of(file), access, named).context());
  }

  @Test
  void byForceTheOtherGoes() throws IOException {
    merge(List.of(file), Access.of("infra"), PLAIN);
    Access second = Access.of("infra");

    merge(List.of(file), second, PLAIN.when(Taken.REPLACED));

    assertEquals(second.read(), read(file));
  }

  @Test
  void aContextOrUserOfAnotherClusterIsAnothers() throws IOException {
    String others = HOME.replace("name: home\n  context", "name: admin@infra\n  context");
    Files.writeString(file, others);
    assertTrue(
        assertThrows(NameTaken.class, () -> merge(List.of(file), Access.of("infra"), PLAIN))
            .getMessage()
            .endsWith(":12: context admin@infra is another one already: it is of cluster home"));

    Files.writeString(file, HOME.replace("user: me", "user: admin@infra"));
    assertTrue(
        assertThrows(NameTaken.class, () -> merge(List.of(file), Access.of("infra"), PLAIN))
            .getMessage()
            .contains("user admin@infra is another one already"));
  }

  @Test
  void aCaThatLiesInAFileIsReadThere() throws IOException {
    Access access = Access.of("infra");
    Files.writeString(folder.resolve("ca.crt"), access.ca());
    Files.writeString(
        file,
        "clusters: [{name: infra, cluster: {server: 'https://x', certificate-authority: ca.crt}}]\n"
            + "contexts: null\nusers: []\n");

    assertTrue(merge(List.of(file), access, PLAIN).replaced());
  }

  @Test
  void ofSeveralFilesEachEntryIsChangedWhereItLiesAndNewOnesGoIntoTheFirstThatIsThere()
      throws IOException {
    Path second = folder.resolve("second");
    Path third = folder.resolve("third");
    Access access = Access.of("infra");
    merge(List.of(third), access, PLAIN);
    Files.writeString(second, HOME);
    List<Path> all = List.of(file, second, third);

    Merged renewed = merge(all, access.again("https://10.0.0.9:6443"), PLAIN);
    assertEquals(List.of(third), renewed.files());
    assertEquals(HOME, Files.readString(second));
    assertEquals("home", renewed.current());

    assertEquals(List.of(second), merge(all, Access.of("lab"), PLAIN).files());
    assertFalse(Files.exists(file));
  }

  @Test
  void withNoneOfThemThereTheLastIsMade() throws IOException {
    Path second = folder.resolve("second");

    assertEquals(List.of(second), merge(List.of(file, second), Access.of("infra"), PLAIN).files());
    assertFalse(Files.exists(file));
  }

  @Test
  void aLinkStaysALinkAndItsTargetKeepsItsPermissions() throws IOException {
    Path target = Files.writeString(folder.resolve("dotfiles-config"), HOME);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
    Files.createSymbolicLink(file, Path.of("dotfiles-config"));

    merge(List.of(file), Access.of("infra"), PLAIN);

    assertTrue(Files.isSymbolicLink(file));
    assertEquals("rw-r-----", permissions(target));
    assertEquals("rw-r-----", permissions(folder.resolve("dotfiles-config.bak")));
    assertTrue(Files.readString(target).contains("admin@infra"));
  }

  @Test
  void aBrokenFileIsNamedWithItsLineAndStays() throws IOException {
    for (Map.Entry<String, String> broken :
        Map.of(
                "clusters:\n- name: a\n  cluster: {server: x\n", "config:",
                "clusters:\n  home: {}\n", "config:2: clusters is no list",
                "clusters: [home]\n", "config:1: an entry of clusters is no mapping",
                "- a\n", "config:1: a mapping expected",
                "a: 1\n---\nb: 2\n", "config:3: one document expected")
            .entrySet()) {
      Files.writeString(file, broken.getKey());
      Failure failure =
          assertThrows(Failure.class, () -> merge(List.of(file), Access.of("infra"), PLAIN));
      assertTrue(failure.what().contains(broken.getValue()), failure.what());
      assertEquals(broken.getKey(), Files.readString(file));
    }
  }

  @Test
  void whoeverWritesItNowIsNotDisturbed() throws IOException {
    Files.createFile(folder.resolve("config.lock"));

    Failure failure =
        assertThrows(Failure.class, () -> merge(List.of(file), Access.of("infra"), PLAIN));

    assertTrue(failure.what().contains("another program is writing"), failure.what());
    assertTrue(Files.exists(folder.resolve("config.lock")));
  }

  @Test
  void aDeviceIsNoFileOfContexts() {
    Failure failure =
        assertThrows(
            Failure.class, () -> merge(List.of(Path.of("/dev/null")), Access.of("infra"), PLAIN));

    assertEquals("/dev/null is no regular file", failure.what());
  }

  private static Merged merge(List<Path> files, Access access, Wish wish) {
    return new KubeContexts(files).merge(access.kubeconfig(), wish);
  }

  private static KubeEntries entries(Path file) {
    return new KubeEntries(List.of(new ContextFile(file).read()));
  }

  private static Map<?, ?> read(Path file) throws IOException {
    return (Map<?, ?>)
        Reading.KUBERNETES.read(Yaml.document(Files.readString(file), file.toString()));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
