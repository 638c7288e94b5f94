package dev.blackstart.world;

/**
 * What a Talos client needs to speak to the configured nodes of a cluster; PEM texts in Talos's own
 * forms.
 *
 * @param ca certificate of {@code machine.ca}
 * @param certificate client certificate with role {@code os:admin}
 * @param key its private key
 */
public record TalosCredentials(String ca, String certificate, String key) {
  @Override
  public String toString() {
    return "TalosCredentials[redacted]";
  }
}
