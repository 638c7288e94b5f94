package dev.blackstart.machineconfig.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MaskedTextTest {
  private static final String CONFIG =
      """
      machine:
        token: abcdef.0123456789abcdef
        env: {GRPC_TRACE: trace-everything}
        files:
          - path: /etc/thing
            content: |
              first = of-the-secret
              second = x
      """;

  @Test
  void aComparisonKeepsItsFormAndLosesItsSecrets() {
    String comparison =
        """
        --- a
        +++ b
        @@ -1,4 +1,4 @@
         machine:
        -    token: abcdef.0123456789abcdef
        +    token: ghijkl.0123456789abcdef
             kubelet:
        -        image: kubelet:v1.35.0
        +        image: kubelet:v1.35.1
        +    env:
        +        GRPC_TRACE: trace-everything
             files:
        +            first = of-the-secret
        """;
    assertEquals(
        """
        --- a
        +++ b
        @@ -1,4 +1,4 @@
         machine:
        -    token: ******
        +    token: ******
             kubelet:
        -        image: kubelet:v1.35.0
        +        image: kubelet:v1.35.1
        +    env:
        +        GRPC_TRACE: ******
             files:
        +            ******
        """,
        MaskedText.without(CONFIG).of(comparison));
  }

  @Test
  void withoutAConfigKeysAndLooksStillTell() {
    MaskedText masked = MaskedText.without("not: [yaml");
    assertEquals("+  - key: ******", masked.of("+  - key: LS0tLS1CRUdJTg=="));
    assertEquals("secret: ******\n\nplain: text", masked.of("secret: abc\n\nplain: text"));
    assertEquals("https://******@host/x", masked.of("https://user:pass@host/x"));
  }
}
