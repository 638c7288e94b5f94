package dev.blackstart.jhelm.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartLogin;
import dev.blackstart.jhelm.remote.TestRegistry.Door;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Charts from a registry, however it lets people in. */
class RegistryLoginTest extends RegistryCase {
  private void login(String file, String auths) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "{\"auths\": {" + auths + "}}");
  }

  private static String auth(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "{\"auth\": \"" + Base64.getEncoder().encodeToString(both) + "\"}";
  }

  private String goodLogin() {
    return "\"" + registry.host() + "\": " + auth(TestRegistry.USER, TestRegistry.PASSWORD);
  }

  @Test
  void anOpenRegistryIsAskedForNoLogin() throws Exception {
    login(".docker/config.json", goodLogin());
    assertArrayEquals(ARCHIVE, remote().fetch(good()));
    assertTrue(registry.seen.stream().allMatch(each -> each.endsWith(" ")), "no header was sent");
  }

  @Test
  void aTokenIsFetchedOnceAndStaysWithTheRegistry() throws Exception {
    registry.door = Door.TOKEN_FOR_ALL;
    registry.blobsElsewhere = true;
    assertArrayEquals(ARCHIVE, remote().fetch(good()));
    List<String> tokens = registry.seen.stream().filter(each -> each.contains(" /token")).toList();
    assertEquals(
        List.of("GET /token?service=reg&scope=repository%3Acharts%2Fgood%3Apull "), tokens);
    assertTrue(registry.seen.getLast().startsWith("GET /elsewhere/"), registry.seen.toString());
    assertTrue(registry.seen.getLast().endsWith(" "), "the token does not travel");
  }

  @Test
  void aLoginThatComesWithAChartOpensItsRegistry() throws Exception {
    registry.door = TestRegistry.Door.TOKEN_WITH_LOGIN;
    ChartLogin login =
        new ChartLogin(TestRegistry.USER, TestRegistry.PASSWORD, false, "repository own");
    assertArrayEquals(ARCHIVE, remote().fetch(good().with(Optional.of(login))));
    ChartLogin expired = new ChartLogin(TestRegistry.USER, "expired", false, "repository own");
    assertTrue(refused(good().with(Optional.of(expired))).getMessage().contains("repository own"));
  }

  @Test
  void aTokenThatExpiredIsFetchedAnew() throws Exception {
    registry.door = Door.TOKEN_FOR_ALL;
    registry.tokensExpire = true;
    assertArrayEquals(ARCHIVE, remote().fetch(good()));
    assertEquals(2, registry.seen.stream().filter(each -> each.contains(" /token")).count());
  }

  @Test
  void loginsAreTakenFromWhereHelmDockerAndPodmanKeepThem() throws Exception {
    registry.door = Door.TOKEN_WITH_LOGIN;
    for (String file :
        List.of(
            ".config/helm/registry/config.json",
            ".docker/config.json",
            ".config/containers/auth.json")) {
      login(file, goodLogin());
      assertArrayEquals(ARCHIVE, remote().fetch(good()), file);
      Files.delete(home.resolve(file));
    }
    String part = "\"" + registry.host() + "/charts\": ";
    login(".config/containers/auth.json", part + auth(TestRegistry.USER, TestRegistry.PASSWORD));
    assertArrayEquals(ARCHIVE, remote().fetch(good()), "for a part of a registry");
    env.put("DOCKER_CONFIG", home.resolve("moved").toString());
    login("moved/config.json", goodLogin());
    Files.delete(home.resolve(".config/containers/auth.json"));
    assertArrayEquals(ARCHIVE, remote().fetch(good()), "a moved file");
  }

  @Test
  void anIdentityTokenIsTradedAndARegistryTokenSent() throws Exception {
    registry.door = Door.TOKEN_WITH_LOGIN;
    String identity = "{\"identitytoken\": \"" + TestRegistry.IDENTITY + "\"}";
    login(".docker/config.json", "\"https://" + registry.host() + "/v1/\": " + identity);
    assertArrayEquals(ARCHIVE, remote().fetch(good()));
    assertTrue(registry.seen.stream().anyMatch(each -> each.startsWith("POST /token ")));
    login(".docker/config.json", "\"" + registry.host() + "\": {\"registrytoken\": \"t1\"}");
    assertArrayEquals(ARCHIVE, remote().fetch(good()));
    assertEquals(1, registry.seen.stream().filter(each -> each.contains(" /token")).count());
  }

  @Test
  void aRegistryThatWantsAPasswordGetsIt() throws Exception {
    registry.door = Door.BASIC;
    login(".config/helm/registry/config.json", goodLogin());
    assertArrayEquals(ARCHIVE, remote().fetch(good()));
  }

  @Test
  void aProgramThatKeepsLoginsIsAsked() throws Exception {
    registry.door = Door.BASIC;
    Path program = home.resolve("docker-credential-kept");
    Files.writeString(
        program,
        """
        #!/bin/sh
        read server
        [ "$1" = get ] && [ "$server" = %s ] || exit 1
        echo '{"ServerURL": "x", "Username": "%s", "Secret": "%s"}'
        """
            .formatted(registry.host(), TestRegistry.USER, TestRegistry.PASSWORD));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    env.put("PATH", home + ":" + System.getenv("PATH"));
    Path config = home.resolve(".docker/config.json");
    Files.createDirectories(config.getParent());
    for (String named :
        List.of(
            "{\"credHelpers\": {\"" + registry.host() + "\": \"kept\"}}",
            "{\"credsStore\": \"kept\"}")) {
      Files.writeString(config, named);
      assertArrayEquals(ARCHIVE, remote().fetch(good()), named);
    }
    Files.writeString(config, "{\"credsStore\": \"../../bin/sh\"}");
    assertTrue(refused(good()).getMessage().contains("needs a login"));
  }

  @Test
  void aLoginThatExpiredGivesWayToNoneAtAll() throws Exception {
    login(".docker/config.json", "\"" + registry.host() + "\": " + auth("ada", "expired"));
    registry.door = Door.TOKEN_FOR_ALL;
    assertArrayEquals(ARCHIVE, remote().fetch(good()));
    registry.door = Door.TOKEN_WITH_LOGIN;
    Unavailable refused = refused(good());
    assertEquals(
        registry.host()
            + " answers 401: the login of ~/.docker/config.json does not open charts/good 1.2.3+b1",
        refused.getMessage());
    assertEquals("renew it: helm registry login " + registry.host(), refused.remedy());
    assertFalse(refused.getMessage().contains("expired"));
  }

  @Test
  void whoeverNeedsALoginIsToldHow() {
    registry.door = Door.BASIC;
    Unavailable refused = refused(good());
    assertEquals(Failure.Kind.INPUT, refused.kind());
    assertEquals(
        registry.host() + " answers 401: charts/good 1.2.3+b1 needs a login, or is not there",
        refused.getMessage());
    assertTrue(refused.remedy().contains("helm registry login " + registry.host()));
  }
}
