package dev.blackstart.app.fresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.Refusal;
import dev.blackstart.repository.fresh.NewCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterDraftTest {
  @TempDir private Path folder;

  /** Options as on the command line, over a cluster that is right. */
  private Wishes wishes(String options) {
    Map<Wish, List<String>> said = new EnumMap<>(Wish.class);
    said.put(Wish.NAME, List.of("lab"));
    said.put(Wish.CONTROL_PLANES, List.of("10.5.0.11"));
    said.put(Wish.GIT_URL, List.of("https://git.example.org/c.git"));
    Map<Wish, List<String>> given = new EnumMap<>(Wish.class);
    String[] words = options.split(" ", -1);
    for (int i = 0; i + 1 < words.length; i += 2) {
      for (Wish wish : Wish.values()) {
        if (wish.option().equals(words[i])) {
          given.computeIfAbsent(wish, any -> new ArrayList<>()).add(words[i + 1]);
        }
      }
    }
    said.putAll(given);
    return new Wishes(said);
  }

  private NewCluster cluster(String options) {
    Wishes wishes = wishes(options);
    return new ClusterDraft(wishes, List.of())
        .cluster(
            1, new GitPlace(wishes, folder).git(), new NewCluster.Sealing(List.of("age1x"), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cluster Lab|--cluster Lab is not right",
        "--controlplane host|--controlplane host is not right",
        "--controlplane 10.5.0.11,disc=/dev/sda|is not right",
        "--controlplane 10.5.0.11,disk=sda|is not right",
        "--controlplane 10.5.0.11,mac=1:2|is not right",
        "--controlplane 10.5.0.11,fingerprint=x|is not right",
        "--controlplane 10.5.0.11,name=A_B|is not right",
        "--worker 10.5.0.11|10.5.0.11 is said twice",
        "--worker 10.5.0.12,name=lab-01|two machines are called lab-01",
        "--vip 10.5.0.11|the VIP 10.5.0.11 is the address of lab-01",
        "--vip 10.6.0.1 --network 10.5.0.0/24|10.6.0.1 lies outside 10.5.0.0/24",
        "--network 10.5.0.0|--network 10.5.0.0 is not right",
        "--gateway 10.5.0.1|--gateway makes addresses static",
        "--gateway 10.6.0.1 --network 10.5.0.0/24|the gateway 10.6.0.1 lies outside 10.5.0.0/24",
        "--pod-network 10.5.0.0/16|10.5.0.11 lies in 10.5.0.0/16",
        "--pod-network 10.96.0.0/16|the networks of pods and of services overlap",
        "--endpoint http://10.5.0.11:6443|--endpoint http://10.5.0.11:6443 is not right",
        "--endpoint https://10.5.0.11|is not right",
        "--talos-version 1.11.5|--talos-version 1.11.5 is not right",
        "--kubernetes-version 1.36.0|--kubernetes-version 1.36.0 is not right",
        "--kubernetes-version latest|is not right",
        "--dns-domain a..b|is not right",
        "--nameserver dns|--nameserver dns is not right",
        "--git-url /srv/git|--git-url /srv/git is not right",
        "--git-url https://me:secret@git.example.org/c|--git-url holds a password",
        "--schematic nowhere.yaml|--schematic nowhere.yaml is not right",
        "--installer image|--installer image is not right"
      })
  void whatCannotBeIsRefusedBeforeAnythingIsWritten(String options, String what) {
    Refusal refusal = assertThrows(Refusal.class, () -> cluster(options));

    assertEquals(2, refusal.exit());
    assertTrue(refusal.getMessage().contains(what), refusal.getMessage());
    assertTrue(!refusal.remedy().isBlank());
  }

  @Test
  void severalControlPlanesWantAnAddressBetweenThem() {
    Refusal refusal =
        assertThrows(
            Refusal.class, () -> cluster("--controlplane 10.5.0.11 --controlplane 10.5.0.12"));

    assertEquals("2 control planes want one address between them", refusal.getMessage());
  }

  @Test
  void whatIsNotSaidIsWhatTalosWouldTake() {
    NewCluster cluster = cluster("");

    assertEquals("https://10.5.0.11:6443", cluster.endpoint());
    assertEquals("ghcr.io/siderolabs/installer:v1.12.11", cluster.installer());
    assertEquals("1.35.4", cluster.kubernetes());
    assertEquals("10.244.0.0/16", cluster.network().pods().toString());
    assertEquals("/dev/sda", cluster.machines().getFirst().disk().toString());
  }

  @Test
  void anInstallerMayComeOfASchematic() throws Exception {
    Path schematic = Files.writeString(folder.resolve("s.yaml"), "customization: {}\n");

    assertEquals(
        "factory.talos.dev/metal-installer/"
            + "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba:v1.12.3",
        cluster("--schematic " + schematic + " --talos-version v1.12.3").installer());
  }

  @Test
  void theRemoteOfTheFolderIsWhereFluxLooks() throws Exception {
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(
        folder.resolve(".git/config"),
        "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = git@github.com:me/lab.git\n");
    Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/trunk\n");
    Wishes wishes = new Wishes(Map.of(Wish.NAME, List.of("lab")));

    assertEquals(
        new NewCluster.Git("ssh://git@github.com/me/lab.git", "trunk", true),
        new GitPlace(wishes, folder).git());
  }

  @Test
  void hostKeysOfAStrangerMustBeSaid() throws Exception {
    NewCluster.Git git = new NewCluster.Git("ssh://git@git.example.org:22/c.git", "main", true);
    Path hosts = Files.writeString(folder.resolve("hosts"), "git.example.org ssh-ed25519 AAAA\n");

    assertThrows(Refusal.class, () -> new GitPlace(wishes(""), folder).knownHosts(git));
    assertEquals(
        "git.example.org ssh-ed25519 AAAA\n",
        new GitPlace(wishes("--known-hosts " + hosts), folder).knownHosts(git));
  }
}
