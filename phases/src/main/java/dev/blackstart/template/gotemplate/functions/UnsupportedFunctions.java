package dev.blackstart.template.gotemplate.functions;

import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions that exist in the field's programs and refuse here, each with its reason. */
final class UnsupportedFunctions {
  private static final String CLOCK = "it depends on the time of day";
  private static final String CHANCE = "its result differs from run to run";
  private static final String NETWORK = "templates do not reach the network";

  static final Map<String, Function> SPRIG =
      refuse(
          Map.of(
              CLOCK,
              List.of("ago", "now"),
              CHANCE,
              List.of(
                  "randAlphaNum",
                  "randAlpha",
                  "randAscii",
                  "randNumeric",
                  "randInt",
                  "randBytes",
                  "shuffle",
                  "uuidv4",
                  "bcrypt",
                  "htpasswd",
                  "genPrivateKey",
                  "buildCustomCert",
                  "genCA",
                  "genCAWithKey",
                  "genSelfSignedCert",
                  "genSelfSignedCertWithKey",
                  "genSignedCert",
                  "genSignedCertWithKey",
                  "encryptAES"),
              "secrets come from the secret store",
              List.of("derivePassword", "decryptAES"),
              "it reads the environment of the program",
              List.of("env", "expandenv"),
              NETWORK,
              List.of("getHostByName")));

  private UnsupportedFunctions() {}

  private static Map<String, Function> refuse(Map<String, List<String>> namesByReason) {
    Map<String, Function> functions = new HashMap<>();
    namesByReason.forEach(
        (reason, names) ->
            names.forEach(
                name ->
                    functions.put(
                        name,
                        Function.atLeast(
                            0,
                            a -> {
                              throw new FunctionFailure("not supported: " + reason);
                            }))));
    return Map.copyOf(functions);
  }
}
