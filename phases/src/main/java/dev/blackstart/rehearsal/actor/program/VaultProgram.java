package dev.blackstart.rehearsal.actor.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.operator.VaultKeys;
import dev.blackstart.rehearsal.actor.operator.Vaults;
import dev.blackstart.rehearsal.pod.HttpCall;
import dev.blackstart.rehearsal.pod.HttpReply;
import java.io.IOException;
import java.util.Optional;

/** The part of Vault's API that concerns its seal ({@code /v1/sys/init}, {@code unseal}). */
final class VaultProgram implements Program {
  private static final int PORT = 8200;

  private final Vaults vaults;

  VaultProgram(Vaults vaults) {
    this.vaults = vaults;
  }

  @Override
  public boolean is(Resource pod) {
    return Vaults.isServer(pod);
  }

  @Override
  public boolean listens(Resource pod, int port) {
    return port == PORT;
  }

  @Override
  public Optional<HttpReply> http(Resource pod, int port, HttpCall call) {
    boolean write = !call.method().equals("GET");
    return Optional.of(
        switch (call.path()) {
          case "/v1/sys/seal-status" -> HttpReply.json(200, seal(vaults.seal(pod)));
          case "/v1/sys/init" -> write ? init(pod, body(call)) : initialized(pod);
          case "/v1/sys/unseal" -> write ? unseal(pod, body(call)) : refused(405, "");
          case "/v1/sys/health" -> health(vaults.seal(pod));
          default -> refused(vaults.seal(pod).sealed() ? 503 : 403, "permission denied");
        });
  }

  private static JsonNode body(HttpCall call) {
    try {
      return call.body().length == 0
          ? Json.object()
          : Json.parse(call.body(), 0, call.body().length);
    } catch (IOException e) {
      return Json.object(); // no JSON: nothing is said
    }
  }

  private static HttpReply refused(int code, String why) {
    return HttpReply.json(code, Json.object("errors", Json.array(why)).toString());
  }

  private static String seal(VaultKeys.Seal seal) {
    return Json.object(
            "type", "shamir",
            "initialized", seal.initialized(),
            "sealed", seal.sealed(),
            "t", seal.threshold(),
            "n", seal.shares(),
            "progress", seal.progress())
        .toString();
  }

  private HttpReply initialized(Resource pod) {
    boolean is = vaults.seal(pod).initialized();
    return HttpReply.json(200, Json.object("initialized", is).toString());
  }

  private static HttpReply health(VaultKeys.Seal seal) {
    return HttpReply.json(!seal.initialized() ? 501 : seal.sealed() ? 503 : 200, seal(seal));
  }

  private HttpReply init(Resource pod, JsonNode wanted) {
    int shares = wanted.path("secret_shares").asInt();
    int threshold = wanted.path("secret_threshold").asInt();
    if (shares < 1 || threshold < 1 || threshold > shares || shares > 1 && threshold == 1) {
      return refused(400, "invalid seal configuration: threshold must be between 2 and shares");
    }
    return vaults
        .init(pod, shares, threshold)
        .map(VaultProgram::made)
        .orElseGet(() -> refused(400, "Vault is already initialized"));
  }

  private static HttpReply made(VaultKeys.Made made) {
    ObjectNode answer = Json.object("root_token", made.rootToken());
    made.keys().forEach(answer.putArray("keys_base64")::add);
    return HttpReply.json(200, answer.toString());
  }

  private HttpReply unseal(Resource pod, JsonNode body) {
    String key = body.path("key").asText();
    if (!vaults.seal(pod).initialized()) {
      return refused(400, "security barrier not initialized");
    }
    if (!key.matches("[0-9a-fA-F]{16,}|[A-Za-z0-9+/]{16,}=*")) {
      return refused(400, "'key' must be a valid hex or base64 string");
    }
    return vaults
        .unseal(pod, key)
        .map(seal -> HttpReply.json(200, seal(seal)))
        .orElseGet(
            () ->
                refused(
                    400,
                    "unseal failed: failed to decrypt: cipher: message authentication failed"));
  }
}
